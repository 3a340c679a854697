/** The agenda and the agreements. */
import type { Page } from 'playwright-core';
import type { Screen } from './list.ts';

const openEntry = async (page: Page): Promise<void> => {
  await page.locator('[data-task]').first().waitFor();
  await page.locator('[data-page-title]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('heading').first().waitFor();
};

/** An agreement that waits for its decision. */
const openDecision = async (page: Page): Promise<void> => {
  await page
    .getByRole('region', { name: /akan berakhir|about to end/ })
    .getByRole('button', { name: /11\/PKS/ })
    .press('Enter');
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /Putuskan|Decide/ })
    .waitFor();
  await page.keyboard.press('s');
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
};

const plan = async (page: Page): Promise<void> => {
  await page.locator('[data-page-title]').waitFor();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').first().fill('sinar');
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
};

/** The form of an agreement, from the page of its customer. */
const editAgreement = async (page: Page): Promise<void> => {
  await page
    .getByRole('region', { name: /akan berakhir/ })
    .getByRole('button', { name: /12\/PKS/ })
    .press('Enter');
  await page.getByRole('complementary').getByRole('link').first().press('Enter');
  const agreements = page.getByRole('region', { name: 'Perjanjian', exact: true });
  await agreements.getByRole('button', { name: /Ubah/ }).first().press('Enter');
  await page.getByRole('dialog').getByRole('textbox').first().waitFor();
};

export const AGENDA_SCREENS: readonly Screen[] = [
  {
    name: 'agenda',
    query: 'actor=dewi',
    path: '/agenda',
    act: (page) => page.locator('[data-task]').first().waitFor(),
  },
  { name: 'agenda-dark', query: 'actor=sari', path: '/agenda', act: openEntry, dark: true },
  { name: 'agenda-task', query: 'actor=dewi', path: '/agenda', act: openEntry },
  { name: 'agenda-day', query: 'actor=dewi', path: '/agenda?tampilan=hari', act: openEntry },
  { name: 'agreement', query: 'actor=dewi', path: '/agenda', act: editAgreement },
  {
    name: 'home-today',
    query: 'actor=dewi',
    path: '/',
    act: (page) => page.getByText('PKS yang akan berakhir').waitFor(),
  },
  { name: 'agenda-english', query: 'actor=sari&lang=en', path: '/agenda?tampilan=hari&siapa=semua' },
  { name: 'agenda-empty', query: 'actor=dewi&world=empty', path: '/agenda' },
  { name: 'agenda-plan', query: 'actor=dewi', path: '/agenda', act: plan },
  { name: 'renewal', query: 'actor=dewi', path: '/agenda', act: openDecision },
  {
    name: 'renewal-dark',
    query: 'actor=dewi&lang=en',
    path: '/agenda',
    dark: true,
    act: async (page) => {
      await openDecision(page);
      await page.getByRole('radio', { name: /Change/ }).check();
    },
  },
];
