/** What an import of a Salesforce export leaves out is said before, and still there for who comes back to it. */
import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync } from '#test/support/desk-page.ts';
import { expectCleanInBoth, heading, pressOn, speak } from '#test/support/keys.ts';

const LONG =
  'Koperasi Simpan Pinjam Karyawan PT Perkebunan Nusantara Unit Kebun Margomulyo Sejahtera Abadi Bersama';
const csv = (...lines: readonly (readonly string[])[]): Buffer =>
  Buffer.from(lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'));
const FILES = [
  {
    name: 'account.csv',
    mimeType: 'text/csv',
    buffer: csv(
      ['Id', 'IsDeleted', 'Name', 'Phone', 'Website'],
      ['0015g00000000001', 'false', LONG, '0351749096', 'contoh.id'],
      ['0015g00000000002', 'true', 'PT Sudah Dihapus', '0351749097', ''],
      ['0015g00000000003', 'false', '', '0351749098', ''],
    ),
  },
  {
    name: 'contact.csv',
    mimeType: 'text/csv',
    buffer: csv(
      ['Id', 'IsDeleted', 'AccountId', 'LastName', 'MobilePhone'],
      ['0035g00000000001', 'false', '0015g00000000001', 'Sri Hartati', '081230011037'],
      ['0035g00000000002', 'false', '0015g00000000002', 'Budi', '081230011038'],
      ['0035g00000000003', 'false', '0015g00000000009', 'Tono', '081230011039'],
      ['0035g00000000004', 'false', '', 'Wati', '081230011040'],
    ),
  },
];

let desk: BranchDesk;
let page: Page;
beforeAll(async () => {
  desk = await openBranchDesk({ role: 'ae' });
  page = desk.page;
});
afterAll(() => desk.close());

async function check(title = 'Impor'): Promise<void> {
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  await heading(page, title);
  await page.locator('input[type=file]').setInputFiles(FILES);
  await page.getByRole('button', { name: /^(?:Periksa baris|Check rows)/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('grid').waitFor();
}

/** @returns the people of the sheet with contacts that are not imported, each with the reason. */
async function leftPeople(button: string, sheetName: string): Promise<(readonly string[])[]> {
  const saving = page.waitForEvent('download');
  await pressOn(page.getByRole('button', { name: button }));
  const { sheets } = await readXlsx(await readFile(await (await saving).path()));
  const rows = sheets.find(({ name }) => name === sheetName)?.rows ?? [];
  const at = rows[0]?.indexOf('LastName') ?? -1;
  return rows.slice(1).map((cells) => [String(cells[at]), String(cells.at(-1))]);
}

test('contacts without their customer are counted before the import, and listed with the reason', async () => {
  await check();
  await page.getByText(/^3 kontak tidak diimpor karena pelanggannya tidak diimpor/).waitFor();
  await page.getByText(/1 baris bertanda dihapus di Salesforce tidak diimpor/).waitFor();
  await expectCleanInBoth(page, 'import-left');
  expect(await leftPeople('Unduh baris bermasalah (.xlsx)', 'Kontak tidak diimpor')).toEqual([
    ['Budi', expect.stringMatching(/dihapus/)],
    ['Tono', expect.stringMatching(/./)],
    ['Wati', expect.stringMatching(/./)],
  ]);
  // back to the columns and here again: the line is still there
  await pressOn(page.getByRole('button', { name: 'Kembali' }));
  await page.getByRole('button', { name: /^Periksa baris/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^3 kontak tidak diimpor/).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Impor berkas lain' }).waitFor();
  await page.getByText(/^3 kontak tidak diimpor/).waitFor();
  await expectCleanInBoth(page, 'import-left-result');
  await inSync(page);
  const customers = await desk.atOffice('customers');
  expect(customers).toMatchObject([{ name: LONG, contacts: [{ name: 'Sri Hartati' }] }]);
});

test('in English: who comes back later reads in the result how many were left', async () => {
  await speak(page, 'en');
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  await heading(page, 'Import');
  await pressOn(page.getByRole('button', { name: 'See result' }));
  await page.getByText('Contacts not imported').waitFor();
  await expectCleanInBoth(page, 'import-left-later');
  await pressOn(page.getByRole('button', { name: 'Import another file' }));
  await check('Import');
  await page.getByText(/^3 contacts are not imported, because their customer is not/).waitFor();
  await expectCleanInBoth(page, 'import-left-english');
  expect(await leftPeople('Download problem rows (.xlsx)', 'Contacts not imported')).toHaveLength(3);
});
