/** The customer book by keys alone, on a real desk: found twice, changed, joined, separated, consents, identity. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Content } from '#shared/sync/document.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync } from '#test/support/desk-page.ts';
import {
  expectClean,
  expectCleanInBoth,
  heading,
  pressInMenu,
  pressOn,
  profileValue,
  tabTo,
  typeCustomer,
} from '#test/support/keys.ts';

let desk: BranchDesk;
let page: Page;
beforeAll(async () => {
  desk = await openBranchDesk();
  page = desk.page;
});
afterAll(() => desk.close());

const clean = (name: string): Promise<void> => expectClean(page, name);
const value = (label: string, text = ''): Locator => profileValue(page, label, text);
const newCustomer = (name: string, phone: string): Promise<void> => typeCustomer(page, name, phone);

async function change(label: string, text: string): Promise<void> {
  await tabTo(value(label));
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: label, exact: true }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a customer of the book is found while it is typed again, and opened with one key', async () => {
  await newCustomer('Kartini', '0812-3001-1037');
  await page.keyboard.press('Enter');
  await heading(page, 'Kartini');
  await newCustomer('Ibu Kartini', '081230011037');
  await page.getByText('telepon sama').waitFor();
  await clean('book-duplicate');
  await page.keyboard.press('F4');
  await heading(page, 'Kartini');
});

test('a value is changed where it stands, and the change taken back', async () => {
  await change('Komoditas', 'batik tulis');
  await value('Komoditas', 'batik tulis').waitFor();
  // taken back before the page is looked at: that takes longer than the offer to take back stands
  await page.getByText('Komoditas diubah').waitFor();
  await page.keyboard.press('Control+z');
  await value('Komoditas', 'Isi').waitFor();
  await clean('book-page');
  // Esc leaves it as it is
  await page.keyboard.press('F2');
  expect(await page.getByRole('textbox', { name: 'Komoditas', exact: true }).inputValue()).toBe('');
  await page.keyboard.type('kopi');
  await page.keyboard.press('Escape');
  await value('Komoditas', 'Isi').waitFor();
  await change('Surel', 'kartini@contoh.id');
  await value('Surel', 'kartini@contoh.id').waitFor();
});

test('a label with a comma of its own stays one label, however often the field is edited', async () => {
  const tags = async (): Promise<unknown> =>
    (await desk.atOffice('customers')).find(({ name }) => name === 'Kartini')?.['tags'];
  // a slow PC: shown at once, it reaches the page's own data only when it is let through
  await page.evaluate(() => {
    const held = new Promise<void>((resolve) => Object.assign(globalThis, { letThrough: resolve }));
    Object.assign(globalThis, { __loketSteps: (step: string) => (step === 'saved' ? held : undefined) });
  });
  await change('Label', `VIP, "Solo, Jateng"`);
  await value('Label', 'VIP, "Solo, Jateng"').waitFor();
  await tabTo(value('Label'));
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: 'Label', exact: true });
  await field.waitFor();
  await clean('book-labels');
  await page.keyboard.press('End');
  await page.keyboard.type(', ekspor');
  await page.keyboard.press('Enter');
  await page.evaluate(() => {
    (globalThis as unknown as { letThrough(): void }).letThrough();
    Object.assign(globalThis, { __loketSteps: undefined });
  });
  await value('Label', 'VIP, "Solo, Jateng", ekspor').waitFor();
  await page.getByText('Label: VIP, "Solo, Jateng", ekspor').waitFor();
  await inSync(page);
  await expect.poll(tags).toEqual(['VIP', 'Solo, Jateng', 'ekspor']);
  await change('Label', 'a'.repeat(41));
  await page.getByText('Satu label paling panjang 40 huruf.').waitFor();
  await page.keyboard.press('Escape');
  await value('Label', 'ekspor').waitFor();
});

test('what somebody else puts into an open field is not put back, nor written over unseen', async () => {
  const { desk: beside } = await desk.beside(['customers']);
  const id = /pelanggan\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  const elsewhere = async (commodity: string, email: string): Promise<void> => {
    await inSync(page);
    await beside.sync();
    const updatedAt = new Date().toISOString();
    await beside.write('customers', {
      ...(beside.read('customers', id) as Content),
      commodity,
      email,
      updatedAt,
    });
    await beside.sync();
    // the page has drawn it
    await value('Surel', email).waitFor();
  };
  const field = page.getByRole('textbox', { name: 'Komoditas', exact: true });
  await tabTo(value('Komoditas'));
  await page.keyboard.press('F2');
  await field.waitFor();
  await elsewhere('beras', 'beras@contoh.id');
  await page.keyboard.press('Tab');
  await value('Komoditas', 'beras').waitFor();
  await tabTo(value('Komoditas'));
  await page.keyboard.press('F2');
  await field.waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('gula aren');
  await elsewhere('teh hijau', 'kartini@contoh.id');
  await page.keyboard.press('Enter');
  await page.getByText('Data ini berubah selagi Anda mengisi').waitFor();
  await page.keyboard.press('Enter');
  await value('Komoditas', 'gula aren').waitFor();
});

test('the village is found by the beginning of its name, with everything above it', async () => {
  await tabTo(value('Alamat'));
  await page.keyboard.press('Enter');
  const village = page.getByRole('combobox', { name: 'Desa/kelurahan' });
  await village.waitFor();
  await tabTo(village);
  await page.keyboard.type('margomulyo ngawi');
  await page.getByRole('dialog').getByRole('option').first().waitFor({ timeout: 60_000 });
  await page.getByRole('dialog').getByText('Data wilayah: idn-area-data (ODbL)').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await value('Alamat', 'Margomulyo, Ngawi, Kabupaten Ngawi, Jawa Timur').waitFor();
});

test('two records are joined field by field, and separated again', async () => {
  await newCustomer('Raden Ajeng Kartini', '0813-3000-2048');
  await page.keyboard.press('Enter');
  await heading(page, 'Raden Ajeng Kartini');
  await change('Surel', 'ajeng@contoh.id');
  await value('Surel', 'ajeng@contoh.id').waitFor();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Satukan data pelanggan' });
  await dialog.getByRole('combobox').waitFor();
  await page.keyboard.type('1037');
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  const names = dialog.getByRole('row', { name: /^Nama/ }).getByRole('radio');
  await names.nth(1).waitFor();
  await clean('book-join');
  // the older record stays; its name is the one that is chosen for both
  await tabTo(names.nth(await checkedAt(names)));
  while (!(await dialog.getByRole('radio', { name: 'Raden Ajeng Kartini' }).isChecked()))
    await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Enter');
  await heading(page, 'Raden Ajeng Kartini');
  await page.getByText('Data yang disatukan ke sini').waitFor();
  // the main record kept its e-mail, both phones are there
  await value('Surel', 'kartini@contoh.id').waitFor();
  await value('Telepon', '0812-3001-1037').waitFor();
  await page.getByText('0813-3000-2048').first().waitFor();
  await clean('book-joined');

  await tabTo(page.getByRole('button', { name: 'Pisahkan', exact: true }));
  await page.keyboard.press('Enter');
  const separate = page.getByRole('dialog', { name: /^Pisahkan/ });
  await separate.getByLabel('Alasan').waitFor();
  await page.keyboard.type('ibu dan anak');
  await page.keyboard.press('Enter');
  await heading(page, 'Kartini');
  await page.getByText('Data yang disatukan ke sini').waitFor({ state: 'detached' });
  await page.getByText(/Data P-NGW-D1-2 dipisahkan lagi/).waitFor();
});

/** @returns which of the radios is checked. */
async function checkedAt(radios: Locator): Promise<number> {
  for (let at = 0; at < (await radios.count()); at++) if (await radios.nth(at).isChecked()) return at;
  return 0;
}

test('a consent is recorded with its proof and withdrawn at once', async () => {
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog', { name: 'Catat izin' });
  await tabTo(dialog.getByRole('textbox', { name: /^Bukti/ }));
  await page.keyboard.type('Boleh kirim promo lewat WA');
  await page.keyboard.press('Control+Enter');
  await page.getByText('“Boleh kirim promo lewat WA”').waitFor();
  await tabTo(page.getByRole('button', { name: 'Cabut', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^Cabut izin/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('tidak boleh', { exact: true }).waitFor();
  await page.getByText('“Tidak mau lagi dihubungi”').waitFor();
});

test('a NIK is shown for a reason that stays on record, and hidden when nobody looks', async () => {
  await change('NIK', '3521112205617035');
  await value('NIK', '352111••••••••35').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Lihat NIK/ });
  await dialog.getByLabel('Alasan melihat').waitFor();
  await clean('book-reason');
  await page.keyboard.press('Enter');
  await dialog.getByText('Tulis alasannya.').waitFor();
  await page.keyboard.type('mencocokkan KTP');
  await page.keyboard.press('Enter');
  await page.getByText('3521112205617035').waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await page.getByText('3521112205617035').waitFor({ state: 'detached' });
  await page.getByText('NIK dilihat utuh').waitFor();
  await page.getByText('mencocokkan KTP').waitFor();
});

test('a label is put on everything in view and taken off again with one key', async () => {
  await page.keyboard.press('Alt+2');
  await heading(page, 'Pelanggan');
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await tabTo(page.getByRole('button', { name: 'Label…' }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Tambahkan label').waitFor();
  await page.keyboard.type('lebaran');
  await page.keyboard.press('Enter');
  await page.getByText('2 pelanggan diubah').waitFor();
  await inSync(page);
  const tagged = async () =>
    (await desk.atOffice('customers')).filter(({ tags }) => (tags as string[]).includes('lebaran')).length;
  expect(await tagged()).toBe(2);
  await page.keyboard.press('Control+z');
  await page.getByText('2 pelanggan dikembalikan').waitFor();
  await clean('book-list');
  await inSync(page);
  await expect.poll(tagged).toBe(0);
});

test('labels with commas of their own are put on and taken off many customers', async () => {
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await pressOn(page.getByRole('button', { name: 'Label…' }));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tambahkan label').waitFor();
  await page.keyboard.type(`"Kudus, Pati", ${'a'.repeat(41)}`);
  await dialog.getByText('Satu label paling panjang 40 huruf.').waitFor();
  await expectCleanInBoth(page, 'book-bulk-labels');
  expect(await dialog.getByRole('button', { name: 'Terapkan' }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('"Kudus, Pati"');
  await tabTo(dialog.getByLabel('Lepaskan label'));
  await page.keyboard.type('"Solo, Jateng", VIP');
  await page.keyboard.press('Enter');
  await page.getByText('2 pelanggan diubah').waitFor();
  await inSync(page);
  await expect
    .poll(async () =>
      Object.fromEntries((await desk.atOffice('customers')).map(({ name, tags }) => [String(name), tags])),
    )
    .toEqual({ Kartini: ['ekspor', 'Kudus, Pati'], 'Raden Ajeng Kartini': ['Kudus, Pati'] });
});

test('a tier is set for everything in view, with a reason, and taken back with one key', async () => {
  const tiers = async (): Promise<unknown[]> =>
    (await desk.atOffice('customers')).map(
      ({ tierOverride }) => (tierOverride as { tier: string } | undefined)?.tier,
    );
  await tabTo(page.getByRole('grid'));
  await page.keyboard.press('Control+a');
  await pressInMenu(page.getByRole('button', { name: 'Lainnya' }), 'Kelas…');
  const dialog = page.getByRole('dialog');
  await tabTo(dialog.getByRole('textbox', { name: 'Alasan' }));
  await page.keyboard.type('Pelanggan lama, disetujui kepala cabang');
  await expectCleanInBoth(page, 'book-bulk-tier');
  await tabTo(dialog.getByRole('button', { name: 'Terapkan' }));
  await page.keyboard.press('Enter');
  await page.getByText('2 pelanggan diubah').waitFor();
  await inSync(page);
  await expect.poll(async () => (await tiers()).filter((tier) => tier === 'silver').length).toBe(2);
  await page.keyboard.press('Control+z');
  await page.getByText('2 pelanggan dikembalikan').waitFor();
  await expect.poll(async () => (await tiers()).filter((tier) => tier !== undefined).length).toBe(0);
});
