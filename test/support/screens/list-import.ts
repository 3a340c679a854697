/** The import wizard: its steps up to the dry run, with the sample books. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Screen } from './list.ts';

const book = (name: string): string => join(import.meta.dirname, '..', '..', 'fixtures', 'books', name);

/** Columns are drawn a few at a time: the last one of the longest table is waited for. */
const LAST = /^(?:Keterangan|ANGSURAN|LastModifiedDate)$/;

const columns =
  (...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles(names.map(book));
    await page.getByRole('combobox', { name: LAST }).waitFor();
  };

const check =
  (group: RegExp, ...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await columns(...names)(page);
    await page.keyboard.press('Control+Enter');
    const rows = page.getByRole('grid');
    await rows.waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: group }).click();
    await rows.focus();
    await page.keyboard.press('j');
    await page.getByRole('complementary').waitFor();
  };

export const IMPORT_SCREENS: readonly Screen[] = [
  { name: 'import', query: 'actor=sari', path: '/impor' },
  { name: 'import-columns', query: 'actor=sari', path: '/impor', act: columns('buku-ngawi.xlsx') },
  {
    name: 'import-columns-english-dark',
    query: 'actor=sari&lang=en',
    path: '/impor',
    dark: true,
    act: columns('salesforce-account.csv', 'salesforce-contact.csv'),
  },
  { name: 'import-check', query: 'actor=sari', path: '/impor', act: check(/^Ganda/, 'buku-finance.xlsx') },
  {
    name: 'import-check-english-dark',
    query: 'actor=sari&lang=en',
    path: '/impor',
    dark: true,
    act: check(/^With problems/, 'buku-ngawi.xlsx'),
  },
  {
    name: 'import-wrong-file',
    query: 'actor=sari',
    path: '/impor',
    act: async (page) => {
      await page.locator('input[type=file]').setInputFiles(book('salesforce.truth.json'));
      await page.getByRole('alert').getByText(/./).first().waitFor();
    },
  },
];
