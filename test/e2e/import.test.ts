/** The import wizard in a real browser: every sample book, a crash in the middle, two desks with one file, taking back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererOut } from '#build/vite.renderer.ts';
import { importBook } from '#server/jobs/import-book.ts';
import { RULES } from '#server/rules.ts';
import { bookHash } from '#test/support/book-hash.ts';
import { bookFile, bookTruth, salesforceTruth, sheetLines } from '#test/support/books.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, signIn } from '#test/support/desk-page.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { openLink, type Link } from '#test/support/link.ts';
import { inTheme, look } from '#test/support/look.ts';

const book = (name: string): string => join(import.meta.dirname, '..', 'fixtures', 'books', name);

let office: HeadOffice;
const browsers: Browser[] = [];
const profiles: string[] = [];
const links: Link[] = [];

beforeAll(async () => {
  office = await startHeadOffice({ postgres: 'embedded', renderer: rendererOut('e2e') });
  await office.createUser({ username: 'adi', name: 'Adi', branchId: 'NGW', role: 'ae' });
  await office.createUser({ username: 'budi', name: 'Budi', branchId: 'NGW', role: 'ae' });
  await office.createUser({ username: 'sari', name: 'Sari', branchId: 'NGW', role: 'supervisor' });
  await office.createUser({ username: 'yusuf', name: 'Yusuf', branchId: 'JAP', role: 'ae' });
}, 120_000);
afterAll(async () => {
  for (const browser of browsers) await browser.kill();
  for (const link of links) await link.close();
  await office.close();
  for (const profile of profiles) await removeProfile(profile);
});

async function sit(
  username: string,
  branch = 'NGW',
  profile?: string,
): Promise<{ page: Page; browser: Browser; profile: string; link: Link }> {
  const folder = profile ?? (await newProfile());
  if (profile === undefined) profiles.push(folder);
  const link = await openLink(office.url);
  links.push(link);
  const browser = await openBrowser(folder);
  browsers.push(browser);
  await enrolDesk(browser.page, link.url, await office.enrolmentCode(branch), `Loket ${username}`);
  await signIn(browser.page, username);
  await inSync(browser.page);
  return { page: browser.page, browser, profile: folder, link };
}

async function openWizard(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  await page.getByRole('heading', { name: 'Impor', level: 1 }).waitFor();
  const another = page.getByRole('button', { name: 'Impor berkas lain' });
  if (await another.isVisible()) await another.click();
}

/** Up to the dry run, by keys but for the file chooser. */
async function check(page: Page, ...files: readonly string[]): Promise<void> {
  await openWizard(page);
  await page.locator('input[type=file]').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Periksa baris' }).waitFor();
  expect.soft((await look(page, 'import-columns')).axe).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('grid', { name: 'Baris berkas' }).waitFor({ timeout: 60_000 });
}

const groupCount = async (page: Page, name: string): Promise<number> =>
  Number(
    (await page.getByRole('button', { name: new RegExp(`^${name} · `) }).innerText())
      .replace(/^.* · /, '')
      .replaceAll('.', ''),
  );

async function imported(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Impor berkas lain' }).waitFor({ timeout: 120_000 });
}

/** @returns the rows that come back as a workbook: their line in the worksheet, and why. */
async function errorRows(page: Page): Promise<{ readonly line: number; readonly reason: string }[]> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh baris bermasalah (.xlsx)' }).press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toBe('periksa-buku-ngawi.xlsx');
  const [sheet] = (await readXlsx(await readFile(await file.path()))).sheets;
  const [headings, ...rows] = sheet?.rows ?? [];
  expect(headings?.slice(-2)).toEqual(['Baris', 'Alasan']);
  return rows.map((cells) => ({ line: Number(cells.at(-2)), reason: String(cells.at(-1) ?? '') }));
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Urungkan impor' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Urungkan impor' }).click();
  await page.getByText('Diurungkan').first().waitFor({ timeout: 120_000 });
}

async function officeBook(branch = 'NGW'): Promise<Record<string, unknown>[]> {
  const rows = await office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection IN ('customers', 'agreements') AND NOT deleted`,
  );
  return rows
    .map(({ data }) => JSON.parse(data) as Record<string, unknown>)
    .filter(({ branchId }) => branchId === branch);
}
const customersOf = (docs: readonly Record<string, unknown>[]) => docs.filter((doc) => 'phones' in doc);

test('every sample book: the counts are the truth, and taking back leaves the book as it was', async () => {
  const { page } = await sit('adi');
  const before = bookHash(await officeBook());
  const ngawi = bookTruth('buku-ngawi');
  await check(page, book('buku-ngawi.xlsx'));
  for (const colorScheme of ['dark', 'light'] as const) {
    await inTheme(page, colorScheme);
    expect.soft((await look(page, `import-check-${colorScheme}`)).axe).toEqual([]);
  }
  const back = await errorRows(page);
  const lines = await sheetLines('buku-ngawi');
  expect(back.map(({ line }) => line)).toEqual(
    ngawi.rows
      .filter(({ problem, duplicateOf }) => problem !== null || duplicateOf !== null)
      .map(({ row }) => lines[row - 1]),
  );
  expect(back.filter(({ reason }) => reason === '')).toEqual([]);
  expect(await groupCount(page, 'Semua')).toBe(ngawi.expect.rows);
  expect(await groupCount(page, 'Ditolak')).toBe(ngawi.expect.problems['name missing'] ?? 0);
  expect(await groupCount(page, 'Ganda')).toBe(ngawi.expect.duplicates);
  expect(await groupCount(page, 'Di buku')).toBe(0);
  await imported(page);
  expect.soft((await look(page, 'import-result')).axe).toEqual([]);
  await inSync(page);
  const made = ngawi.expect.rows - (ngawi.expect.problems['name missing'] ?? 0) - ngawi.expect.duplicates;
  expect(customersOf(await officeBook())).toHaveLength(made);
  // the same file again: everything is known
  await check(page, book('buku-ngawi.xlsx'));
  expect(await groupCount(page, 'Di buku')).toBe(made);
  await openWizard(page);
  await page.reload();
  await openWizard(page);
  await undo(page);
  await inSync(page);
  expect(bookHash(await officeBook())).toBe(before);

  const finance = bookTruth('buku-finance');
  await check(page, book('buku-finance.xlsx'));
  expect(await groupCount(page, 'Semua')).toBe(finance.expect.rows);
  expect(await groupCount(page, 'Ganda')).toBe(finance.expect.duplicates);
  await imported(page);

  const salesforce = salesforceTruth();
  await check(page, book('salesforce-contact.csv'), book('salesforce-account.csv'));
  expect(await groupCount(page, 'Semua')).toBe(salesforce.accounts.live);
  await imported(page);
  await inSync(page);
  const docs = customersOf(await officeBook());
  const contacts = docs
    .filter(({ source }) => source === 'salesforce')
    .flatMap((doc) => doc['contacts'] as unknown[]);
  expect(contacts.length).toBeGreaterThan(0);
  expect(contacts.length).toBeLessThanOrEqual(salesforce.contacts);
}, 400_000);

test('what a person corrects in the columns is remembered, at other desks too; a reading can be stopped', async () => {
  const files = [book('buku-finance.xlsx')];
  const columns = async (page: Page): Promise<void> => {
    await openWizard(page);
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: 'Periksa baris' }).waitFor();
  };
  const town = (page: Page) => page.getByRole('combobox', { name: 'KOTA', exact: true });
  const leaveOut = async (page: Page): Promise<void> => {
    await town(page).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Tidak diimpor');
    await page.getByRole('option', { name: 'Tidak diimpor' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  const { page } = await sit('sari');
  await columns(page);
  const guessed = await town(page).inputValue();
  const numbers = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('combobox', { name: 'NIK', exact: true }) });
  expect(await numbers.innerText()).toMatch(/\d{6}•{8}\d{2}/);
  expect(await numbers.innerText()).not.toMatch(/\d{16}/);
  await leaveOut(page);
  const before = bookHash(await officeBook());
  await page.evaluate(() => {
    globalThis.__loketSteps = (step) =>
      step === 'import reading' ? new Promise<void>(() => undefined) : undefined;
  });
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Membaca baris/).waitFor();
  expect.soft((await look(page, 'import-reading')).axe).toEqual([]);
  await page.getByRole('button', { name: 'Batal' }).press('Enter');
  await page.getByText('Letakkan buku pelanggan di sini').waitFor();
  await page.evaluate(() => {
    globalThis.__loketSteps = undefined;
  });
  // what was stopped is not remembered; what was read is
  await columns(page);
  expect([guessed, await town(page).inputValue()]).toEqual([guessed, guessed]);
  await leaveOut(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('grid', { name: 'Baris berkas' }).waitFor({ timeout: 60_000 });
  expect(bookHash(await officeBook())).toBe(before);
  // head office keeps it for the others
  await expect
    .poll(() =>
      office.db.query(
        `SELECT 1 FROM documents WHERE collection = 'reference' AND data::text LIKE '%NAMA NASABAH%'`,
      ),
    )
    .toHaveLength(1);
  const { page: other } = await sit('budi');
  await columns(other);
  expect(await town(other).inputValue()).toBe('Tidak diimpor');
  expect(guessed).not.toBe('Tidak diimpor');
  await other.getByText('Diingat').first().waitFor();
});

/** What the rows of a book become, whoever took them in and under whichever number. */
function said(docs: readonly Record<string, unknown>[]): string {
  const beside = new Set(['number', 'ext', 'createdBy', 'createdAt']);
  return bookHash(
    docs
      .map((doc) =>
        Object.fromEntries(Object.entries(doc).filter(([field]) => !('phones' in doc) || !beside.has(field))),
      )
      .map((doc) => ({ ...doc, ext: undefined, createdBy: undefined, createdAt: undefined })),
  );
}

test('a desk that is killed in the middle goes on where it was, to the same book', async () => {
  const { page, browser, profile, link } = await sit('yusuf', 'JAP');
  await check(page, book('buku-ngawi.xlsx'));
  await page.evaluate(() => {
    let blocks = 0;
    globalThis.__loketSteps = (step) => {
      if (step !== 'import block' || ++blocks < 20) return undefined;
      document.title = 'in the middle';
      // the block is saved and its end is never noted
      return new Promise<void>(() => undefined);
    };
  });
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.title === 'in the middle');
  await browser.kill();

  const again = await openBrowser(profile);
  browsers.push(again);
  await again.page.goto(`${link.url}/#/impor`);
  await again.page.getByText(/^Impor buku-ngawi\.xlsx terhenti pada/).waitFor({ timeout: 60_000 });
  await again.page.getByRole('button', { name: 'Lanjutkan impor' }).first().click();
  await again.page.getByRole('button', { name: 'Impor berkas lain' }).waitFor({ timeout: 120_000 });
  await inSync(again.page);

  const whole = await startHeadOffice();
  const [admin] = await whole.db.query<{ id: string }>(`SELECT id FROM users WHERE username = 'admin'`);
  const taken = await importBook({
    db: whole.db,
    rules: RULES,
    actor: { userId: admin?.id ?? '', name: 'Admin', role: 'admin', branchId: 'JAP' },
    deskCode: 'D90',
    files: [bookFile('buku-ngawi.xlsx')],
    now: () => new Date(),
  });
  const rows = await whole.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection IN ('customers', 'agreements') AND NOT deleted`,
  );
  await whole.close();
  expect(taken).toMatchObject({ ok: true });
  const expected = rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
  const found = await officeBook('JAP');
  expect(found).toHaveLength(expected.length);
  expect(said(found)).toBe(said(expected));
}, 400_000);
