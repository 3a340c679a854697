/** Every screen with a picture in `docs/pictures`, and how to come there. */
import type { Page } from 'playwright-core';
import { AGENDA_SCREENS } from './list-agenda.ts';
import { BRANCH_SCREENS } from './list-branch.ts';
import { IMPORT_SCREENS } from './list-import.ts';
import { DESK_SCREENS } from './list-desk.ts';
import { TROUBLE_SCREENS } from './list-trouble.ts';
import { OFFICE_DESK_SCREENS } from './list-office-desks.ts';

export interface Screen {
  readonly name: string;
  /** World, actor and status of the double. */
  readonly query: string;
  readonly path: string;
  readonly dark?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  readonly act?: (page: Page) => Promise<void>;
}

const firstRow = async (page: Page): Promise<void> => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.getByRole('complementary').waitFor();
  await page.waitForLoadState('networkidle');
};

export const SCREENS: readonly Screen[] = [
  { name: 'connection', query: 'status=unenrolled&choose', path: '/' },
  {
    name: 'connection-portal',
    query: 'status=unenrolled&choose&world=error',
    path: '/',
    act: async (page) => {
      await page.getByRole('textbox').fill('loket.perusahaan.co.id');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText(/./).first().waitFor();
    },
  },
  {
    name: 'set-up',
    query: 'status=unenrolled&setup',
    path: '/',
    act: async (page) => {
      await page.getByRole('heading', { level: 1, name: /Siapkan/ }).waitFor();
    },
  },
  {
    name: 'enrol',
    query: 'status=unenrolled',
    path: '/',
    act: async (page) => {
      await page.getByLabel('Kode pendaftaran').fill('SALAH-1');
      await page.getByLabel('Nama loket').fill('Loket 2');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText(/./).first().waitFor();
    },
  },
  { name: 'sign-in', query: 'status=signed-out', path: '/' },
  { name: 'sign-in-dark', query: 'status=signed-out', path: '/', dark: true },
  { name: 'other-window', query: 'status=locked-by-other-window', path: '/' },
  { name: 'failed', query: 'status=failed', path: '/' },
  { name: 'sync', query: '', path: '/sinkronisasi' },
  { name: 'sync-offline', query: 'world=offline', path: '/sinkronisasi' },
  { name: 'sync-english', query: 'lang=en&world=offline', path: '/sinkronisasi', dark: true },
  { name: 'sync-refused', query: 'world=error', path: '/sinkronisasi', dark: true },
  ...TROUBLE_SCREENS,
  ...AGENDA_SCREENS,
  ...IMPORT_SCREENS,
  { name: 'settings', query: '', path: '/pengaturan' },
  { name: 'settings-dark', query: 'lang=en', path: '/pengaturan', dark: true },
  { name: 'hq-complaints', query: 'actor=pusat', path: '/pusat/pengaduan', act: firstRow },
  { name: 'hq-complaints-dark', query: 'actor=pusat', path: '/pusat/pengaduan', act: firstRow, dark: true },
  { name: 'hq-offline', query: 'actor=pusat&world=offline', path: '/pusat/pengaduan' },
  { name: 'hq-campaigns', query: 'actor=pusat', path: '/pusat/kampanye', act: firstRow },
  {
    name: 'hq-campaign-new',
    query: 'actor=pusat',
    path: '/pusat/kampanye',
    act: async (page) => {
      await page.getByRole('button', { name: 'Kampanye baru' }).click();
      await page.getByLabel('Pilih cabang').check();
      await page.getByLabel('Anggaran').fill('12500000');
      await page.getByRole('button', { name: 'Simpan' }).click();
    },
  },
  {
    name: 'hq-branches',
    query: 'actor=admin',
    path: '/pusat/cabang',
    act: async (page) => {
      await page.getByRole('button', { name: 'Buat kode' }).click();
      await page.getByText('7KQM-X2RD').waitFor();
    },
  },
  ...OFFICE_DESK_SCREENS,
  {
    name: 'palette',
    query: '',
    path: '/pengaduan',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('karti');
      await page
        .getByRole('option', { name: /Kartini/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'cheat-sheet',
    query: '',
    path: '/sinkronisasi',
    dark: true,
    act: async (page) => {
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'narrow', query: 'actor=pusat', path: '/pusat/pengaduan', size: { width: 683, height: 512 } },
  ...BRANCH_SCREENS,
  ...DESK_SCREENS,
];
