/** Screens of desks and refused writes. */
import type { Page } from 'playwright-core';
import type { Screen } from './list.ts';

const row = (text: string) => async (page: Page) => {
  await page.getByRole('row').filter({ hasText: text }).click();
  await page.getByRole('complementary').waitFor();
};

const drawn = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor();
};

const DEVICES = '/pusat/perangkat';
const REFUSALS = '/pusat/ditolak';

export const OFFICE_DESK_SCREENS: readonly Screen[] = [
  { name: 'hq-devices', query: 'actor=pusat', path: DEVICES, act: row('Laptop pameran') },
  {
    name: 'hq-devices-dark',
    query: 'actor=admin&lang=en',
    path: DEVICES,
    dark: true,
    act: async (page) => {
      await row('Loket 3')(page);
      await page.getByRole('button', { name: 'Revoke the device' }).click();
      await page.getByRole('button', { name: 'Revoke and delete' }).click();
      await page.getByText('desk code is not used again').waitFor();
    },
  },
  { name: 'hq-devices-empty', query: 'actor=dewi&world=empty', path: DEVICES, act: drawn },
  { name: 'hq-devices-offline', query: 'actor=dewi&world=offline', path: DEVICES, dark: true, act: drawn },
  { name: 'hq-refusals', query: 'actor=dewi', path: REFUSALS, act: row('status') },
  {
    name: 'hq-refusals-dark',
    query: 'actor=pusat&lang=en',
    path: REFUSALS,
    dark: true,
    act: row('Content not shown'),
  },
  {
    name: 'hq-refusals-discarded',
    query: 'actor=dewi',
    path: REFUSALS,
    act: async (page) => {
      await page.getByRole('button', { name: 'Dibuang dengan alasan' }).click();
      await row('Isi tidak')(page);
    },
  },
  { name: 'hq-refusals-empty', query: 'actor=dewi&world=empty', path: REFUSALS, act: drawn },
  { name: 'hq-refusals-error', query: 'actor=dewi&world=error', path: REFUSALS, act: drawn },
];
