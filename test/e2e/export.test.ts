/** Lists that leave the desk, by keys alone: columns, a reason for identity numbers, the file, and what stays on record. */
import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '#shared/domain/commands/index.ts';
import type { Content } from '#shared/sync/document.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync } from '#test/support/desk-page.ts';
import { testWorld } from '#test/support/domain.ts';
import { expectCleanInBoth, heading, pressInMenu, pressOn, speak, tabTo } from '#test/support/keys.ts';

const LONG =
  'Koperasi Simpan Pinjam Karyawan PT Perkebunan Nusantara Unit Kebun Margomulyo Sejahtera Abadi Bersama';
const NIK = '3521112205617035';

let desk: BranchDesk;
let page: Page;
beforeAll(async () => {
  desk = await openBranchDesk({
    name: 'Dewi Kusumaningrum Hadiprawiro',
    before: async ({ beside }) => {
      const { desk: book, actor } = await beside(['customers', 'activities', 'agreements']);
      const world = testWorld({ actor, now: new Date().toISOString() });
      const { context } = world;
      for (const customer of [
        { name: LONG, phone: '+6281230011037', kind: 'company', nik: NIK, birthDate: '1961-05-22' },
        { name: 'Sukarno', phone: '+6281330002048' },
        { name: 'Kartini', phone: '+6281330002049' },
      ] as const) {
        const made = runCommand('registerCustomer', context, customer);
        if (!made.ok) throw new Error(made.error.code);
        world.keep(made.value.writes);
        for (const { collection, after } of made.value.writes) await book.write(collection, after as Content);
        if (customer.name !== LONG) continue;
        const agreement = { kind: 'contract', number: '00017/KTR/2024', end: '2025-12-31' } as const;
        const added = runCommand('addAgreement', context, { customerId: made.value.result.id, agreement });
        if (!added.ok) throw new Error(added.error.code);
        for (const { collection, after } of added.value.writes)
          await book.write(collection, {
            ...(after as Content),
            ...(collection === 'agreements' ? { status: 'ended' } : {}),
          });
      }
      await book.sync();
    },
  });
  page = desk.page;
});
afterAll(() => desk.close());

const exported = async () =>
  (await desk.atOffice('activities'))
    .filter(({ kind }) => kind === 'exported')
    .sort((a, b) => (String(a['at']) < String(b['at']) ? -1 : 1));

async function openExport(english = false): Promise<Locator> {
  await page.keyboard.press('Alt+2');
  await heading(page, english ? 'Customers' : 'Pelanggan');
  await page.getByRole('row', { name: /Kartini/ }).waitFor();
  await pressOn(page.getByRole('button', { name: english ? 'Export' : 'Ekspor', exact: true }));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').first().waitFor();
  return dialog;
}

async function tick(box: Locator): Promise<void> {
  await tabTo(box);
  await page.keyboard.press('Space');
}

const chosen = (dialog: Locator): Promise<string[]> =>
  dialog
    .getByRole('checkbox', { checked: true })
    .evaluateAll((boxes) => boxes.map((box) => box.closest('div')?.parentElement?.textContent ?? ''));

async function rowsOf(saving: Promise<Download>): Promise<(readonly unknown[])[]> {
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^pelanggan-NGW-\d{4}-\d\d-\d\d\.xlsx$/);
  const [sheet] = (await readXlsx(await readFile(await file.path()))).sheets;
  return [...(sheet?.rows ?? [])];
}

test('what the list shows leaves as a file; the entry says that no identity numbers went', async () => {
  const dialog = await openExport();
  await tick(dialog.getByRole('checkbox', { name: 'Komoditas' }));
  await expectCleanInBoth(page, 'export');
  const saving = page.waitForEvent('download');
  await pressOn(dialog.getByRole('button', { name: 'Ekspor', exact: true }));
  const [headings, ...rows] = await rowsOf(saving);
  expect(headings).toContain('Komoditas');
  expect(headings).not.toContain('NIK');
  const names = rows.map((row) => row[headings?.indexOf('Nama pelanggan') ?? -1]);
  expect(new Set(names)).toEqual(new Set(['Kartini', LONG, 'Sukarno']));
  await dialog.waitFor({ state: 'hidden' });
  await inSync(page);
  await expect.poll(exported).toMatchObject([{ field: 'xlsx', to: '3', text: 'pelanggan: Semua' }]);
});

test('NIK and NPWP leave for a reason only, which stays on record with the columns', async () => {
  let dialog = await openExport();
  expect(await chosen(dialog)).not.toContain('NIK');
  await tick(dialog.getByRole('checkbox', { name: 'NIK' }));
  const reason = dialog.getByRole('textbox', { name: 'Alasan mengekspor NIK atau NPWP' });
  await reason.waitFor();
  await pressOn(dialog.getByRole('button', { name: 'Ekspor', exact: true }));
  await dialog.getByText('Tulis alasannya.').waitFor();
  await expectCleanInBoth(page, 'export-reason');
  expect(await exported()).toHaveLength(1);
  await tabTo(reason);
  await page.keyboard.type('Diminta kantor pajak untuk pemeriksaan tahunan');
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const [headings, ...rows] = await rowsOf(saving);
  expect(rows.map((row) => row[headings?.indexOf('NIK') ?? -1])).toContain(NIK);
  await inSync(page);
  await expect
    .poll(async () => (await exported())[1])
    .toMatchObject({
      text: 'pelanggan: Semua\nAlasan: Diminta kantor pajak untuk pemeriksaan tahunan',
      from: expect.stringContaining('nik') as string,
    });

  // the next one does not begin with them
  dialog = await openExport();
  await pressOn(dialog.getByRole('button', { name: 'Seperti terakhir kali' }));
  expect(await chosen(dialog)).not.toContain('NIK');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('every column of a list says what it means when the file is taken in again', async () => {
  const dialog = await openExport();
  await pressOn(dialog.getByRole('button', { name: 'Semua', exact: true }));
  await tabTo(dialog.getByRole('checkbox', { name: 'Terakhir diubah' }));
  await expectCleanInBoth(page, 'export-all');
  await tabTo(dialog.getByRole('textbox', { name: 'Alasan mengekspor NIK atau NPWP' }));
  await page.keyboard.type('Pindah cabang');
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await saving;
  const [sheet] = (await readXlsx(await readFile(await file.path()))).sheets;
  const [headings = [], ...rows] = sheet?.rows ?? [];
  const ended = rows.find((row) => row.includes(LONG)) ?? [];
  expect(Object.fromEntries(headings.map((title, at) => [title, ended[at]]))).toMatchObject({
    'Jenis perjanjian': 'Kontrak',
    'No PKS': '00017/KTR/2024',
    'Status PKS': 'Berakhir',
  });
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  await page.locator('input[type=file]').setInputFiles(await file.path());
  const meaning = (title: string): Locator => page.getByRole('combobox', { name: title, exact: true });
  await meaning('Terakhir diubah').waitFor();
  expect(await meaning('Jenis perjanjian').inputValue()).toBe('Jenis perjanjian (PKS / kontrak)');
  expect(await meaning('Status PKS').inputValue()).toBe('Status PKS / kontrak');
  await expectCleanInBoth(page, 'export-again');
  await tabTo(meaning('Status PKS'));
  await expectCleanInBoth(page, 'export-again-status');
  // however many columns there are, what follows is in view
  const next = await page.getByRole('button', { name: 'Periksa baris' }).boundingBox();
  expect((next?.y ?? Infinity) + (next?.height ?? 0)).toBeLessThan(page.viewportSize()?.height ?? 0);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Tidak diimpor');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => meaning('Status PKS').inputValue()).toBe('Tidak diimpor');
  await tabTo(meaning('Nama pelanggan'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Tidak diimpor');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Pilih kolom mana yang berisi nama pelanggan.').waitFor();
  await expectCleanInBoth(page, 'export-again-nameless');
  await pressOn(page.getByRole('button', { name: 'Kembali' }));
});

test('the branch reads what left it: whether identity numbers went, and why', async () => {
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  const log = page.getByRole('region', { name: 'Ekspor dari cabang ini' });
  await log.getByText('3 baris diekspor · Excel · tanpa NIK dan NPWP').waitFor();
  await log.getByText('3 baris diekspor · Excel · dengan NIK').first().waitFor();
  await log.getByText('Alasan: Diminta kantor pajak untuk pemeriksaan tahunan').waitFor();
  await expectCleanInBoth(page, 'export-log');
});

test('with many marked the bar stays one line, and Esc takes the marks away', async () => {
  await page.keyboard.press('Alt+2');
  await heading(page, 'Pelanggan');
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  const bar = page.getByRole('toolbar', { name: '2 ditandai' });
  await bar.waitFor();
  await expectCleanInBoth(page, 'bulk-bar');
  const heights = await bar
    .locator(':scope > *')
    .evaluateAll((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().top / 10)));
  expect(new Set(heights).size).toBe(1);
  await bar.getByRole('button', { name: 'Lepas tanda' }).hover();
  await page.getByRole('tooltip', { name: 'Lepas tanda (Esc)' }).waitFor();
  await pressInMenu(bar.getByRole('button', { name: 'Lainnya' }), 'Satukan…');
  await page.getByRole('dialog', { name: 'Satukan data pelanggan' }).waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
});

test('the same in English', async () => {
  await speak(page, 'en');
  const dialog = await openExport(true);
  await tick(dialog.getByRole('checkbox', { name: 'NPWP' }));
  await dialog.getByRole('textbox', { name: 'Why you export NIK or NPWP' }).waitFor();
  await expectCleanInBoth(page, 'export-english');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar', { name: '3 selected' }).waitFor();
  await expectCleanInBoth(page, 'bulk-bar-english');
  await page.evaluate(() => {
    location.hash = '/impor';
  });
  await page.getByText('3 rows exported · Excel · with NIK').first().waitFor();
  await expectCleanInBoth(page, 'export-log-english');
  const book = 'Customer name,Agreement kind,Agreement number,Agreement status\nSri,Contract,7,Ended';
  await page.locator('input[type=file]').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(book),
  });
  const status = page.getByRole('combobox', { name: 'Agreement status', exact: true });
  await status.waitFor();
  expect(await status.inputValue()).toBe('Agreement status');
  await expectCleanInBoth(page, 'export-again-english');
});
