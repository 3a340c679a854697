/** Keeping the customer book by keys alone: the whole form, filters and own views, handing over, deleting a mistake. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Content } from '#shared/sync/document.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync, unanswered } from '#test/support/desk-page.ts';
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

const idOnPage = (): string => /pelanggan\/([^/?]+)/.exec(page.url())?.[1] ?? '';

async function add(name: string, phone: string): Promise<string> {
  await typeCustomer(page, name, phone);
  await page.keyboard.press('Enter');
  await heading(page, name);
  return idOnPage();
}

/** @returns what head office has of a customer. */
async function atOffice(id: string): Promise<Record<string, unknown> | undefined> {
  const rows = await desk.office.db.query<{ data: string; deleted: boolean }>(
    `SELECT data, deleted FROM documents WHERE collection = 'customers' AND id = $1`,
    [id],
  );
  return rows[0] && { ...(JSON.parse(rows[0].data) as object), deleted: rows[0].deleted };
}

async function fromMenu(item: string): Promise<Locator> {
  await pressInMenu(page.getByRole('button', { name: 'Lainnya' }), item);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

test('the whole form keeps what another desk puts in meanwhile, and says what it would write over', async () => {
  const id = await add('Batik Kartini', '0812-3001-1037');
  await inSync(page);
  const { desk: beside } = await desk.beside(['customers']);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Ubah Batik Kartini' });
  const commodity = dialog.getByRole('textbox', { name: 'Komoditas' });
  await tabTo(commodity);
  await page.keyboard.type('kain batik');
  await beside.sync();
  await beside.write('customers', {
    ...(beside.read('customers', id) as Content),
    commodity: 'batik tulis',
    email: 'kartini@contoh.id',
    updatedAt: new Date().toISOString(),
  });
  await beside.sync();
  // what is not being typed in shows what is there now
  await expect
    .poll(() => dialog.getByRole('textbox', { name: 'Surel' }).inputValue())
    .toBe('kartini@contoh.id');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Komoditas: kini batik tulis').waitFor();
  await expectCleanInBoth(page, 'kept-overtaken');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await profileValue(page, 'Komoditas', 'kain batik').waitFor();
  await profileValue(page, 'Surel', 'kartini@contoh.id').waitFor();
  await expect
    .poll(() => atOffice(id))
    .toMatchObject({ commodity: 'kain batik', email: 'kartini@contoh.id' });
});

test('an agreement of which nothing is filled in is not recorded, and says what it needs', async () => {
  await pressOn(page.getByRole('button', { name: 'Tambah perjanjian' }));
  const dialog = page.getByRole('dialog', { name: 'Perjanjian baru' });
  await dialog.waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Isi paling sedikit nomor, layanan, atau tanggalnya.').waitFor();
  await expectCleanInBoth(page, 'kept-agreement-empty');
  await tabTo(dialog.getByRole('textbox', { name: 'Nomor', exact: true }));
  await page.keyboard.type('014/PKS/NGW/2026');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('PKS 014/PKS/NGW/2026').first().waitFor();
  await inSync(page);
  await expect
    .poll(async () => (await desk.atOffice('agreements')).map(({ number }) => number))
    .toEqual(['014/PKS/NGW/2026']);
});

test('a tier is set from its reason with the keys that save every form', async () => {
  const tier = page.getByRole('button', { name: 'Tetapkan kelas' });
  await pressOn(tier);
  const dialog = page.getByRole('dialog', { name: 'Tetapkan kelas pelanggan' });
  await dialog.waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Tulis alasannya.').waitFor();
  await tabTo(dialog.getByRole('textbox', { name: 'Alasan' }));
  await page.keyboard.type('Pelanggan lama');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Ditetapkan Dewi: Pelanggan lama').waitFor();
  await expectCleanInBoth(page, 'kept-tier');
});

test('the menu of columns tells which are shown, and stays while they are chosen', async () => {
  await page.keyboard.press('Alt+2');
  await heading(page, 'Pelanggan');
  await pressOn(page.getByRole('button', { name: 'Kolom' }));
  await page.getByRole('menuitemcheckbox', { name: 'Telepon', checked: true }).waitFor();
  const commodity = page.getByRole('menuitemcheckbox', { name: 'Komoditas', checked: false });
  await commodity.waitFor();
  await expectCleanInBoth(page, 'kept-columns');
  while (!(await commodity.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Komoditas', checked: true }).waitFor();
  await page.keyboard.press('Enter');
  await commodity.waitFor();
  await page.keyboard.press('Escape');
  await commodity.waitFor({ state: 'detached' });
});

test('a filter is set, kept as a view of one’s own, there after a reload, and taken away again', async () => {
  await add('Sukarno', '0813-3000-2048');
  await page.keyboard.press('Alt+2');
  await heading(page, 'Pelanggan');
  await pressOn(page.getByRole('button', { name: 'Saring', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Saring pelanggan' });
  await tabTo(dialog.getByRole('combobox', { name: 'Komoditas' }));
  await page.keyboard.type('kain');
  await page.getByRole('option', { name: 'kain batik · 1' }).waitFor();
  await expectCleanInBoth(page, 'kept-filter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await pressOn(dialog.getByRole('button', { name: 'Terapkan' }));
  const rows = page.getByRole('grid').getByRole('row');
  const shown = (): Promise<string[]> =>
    rows.evaluateAll((all) =>
      all.map((row) => row.textContent).filter((text) => /Kartini|Sukarno/.test(text)),
    );
  await expect.poll(async () => (await shown()).length).toBe(1);
  await pressOn(page.getByRole('button', { name: 'Simpan tampilan' }));
  await page.getByLabel('Nama tampilan').waitFor();
  await page.keyboard.type('Pengrajin');
  await page.keyboard.press('Enter');
  const chip = page.getByRole('button', { name: /^Pengrajin · 1$/ });
  await chip.waitFor();
  await pressOn(page.getByRole('button', { name: /^Semua · 2$/ }));
  await expect.poll(async () => (await shown()).length).toBe(2);

  await page.reload();
  await heading(page, 'Pelanggan');
  await pressOn(chip);
  await expect.poll(shown).toEqual([expect.stringContaining('Batik Kartini')]);
  await expectCleanInBoth(page, 'kept-view');
  await pressOn(page.getByRole('button', { name: 'Hapus tampilan ini' }));
  await chip.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await chip.waitFor();
});

test('a customer is handed over to another branch: it leaves, and its page says where it went', async () => {
  const id = await add('Toko Sumber Rejeki', '0811-3000-2050');
  await inSync(page);
  await desk.link.cut();
  await unanswered(page);
  let dialog = await fromMenu('Pindahkan ke cabang lain…');
  await dialog.getByText('Perlu sambungan ke pusat.', { exact: false }).waitFor();
  await expectClean(page, 'kept-move-offline');
  // the first closes the list of branches
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await desk.link.mend();
  await inSync(page);

  dialog = await fromMenu('Pindahkan ke cabang lain…');
  await pressOn(dialog.getByRole('textbox', { name: 'Alasan pindah' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Usahanya pindah ke Jayapura');
  await pressOn(dialog.getByRole('button', { name: 'Pindahkan' }));
  await expect.poll(() => dialog.getByRole('combobox').getAttribute('aria-invalid')).toBe('true');
  expect(await atOffice(id)).toMatchObject({ branchId: 'NGW' });
  await dialog.getByRole('combobox', { name: 'Cabang tujuan' }).focus();
  await page.keyboard.type('Jaya');
  await page.getByRole('option', { name: /Jayapura/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectCleanInBoth(page, 'kept-move');
  await pressOn(dialog.getByRole('button', { name: 'Pindahkan' }));
  await page.getByText('Toko Sumber Rejeki dipindahkan ke Jayapura').waitFor();
  await heading(page, 'Pelanggan');
  await page.getByRole('grid').getByText('Toko Sumber Rejeki').waitFor({ state: 'detached' });
  expect(await atOffice(id)).toMatchObject({ branchId: 'JAP' });
  await page.evaluate((to) => {
    location.hash = `/pelanggan/${to}`;
  }, id);
  await page.getByText(/^Pelanggan ini dipindahkan ke Jayapura pada/).waitFor();
  await expectCleanInBoth(page, 'kept-moved');
});

test('a key that is held down saves once: a next action, an offer', async () => {
  await add('Toko Dua Kali', '0811-3000-2060');
  const saveHeld = async (dialog: Locator): Promise<void> => {
    await page.keyboard.down('Control');
    for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.up('Control');
    await dialog.waitFor({ state: 'hidden' });
  };
  await pressOn(page.getByRole('button', { name: 'Rencanakan', exact: true }));
  const plan = page.getByRole('dialog', { name: /^Langkah berikutnya untuk/ });
  await plan.getByRole('textbox', { name: 'Apa yang dilakukan' }).waitFor();
  await page.keyboard.type('Telepon soal jemput');
  await saveHeld(plan);
  await pressOn(page.getByRole('button', { name: 'Penawaran baru' }));
  const offer = page.getByRole('dialog', { name: 'Penawaran' });
  await offer.getByRole('textbox', { name: 'Apa yang ditawarkan' }).waitFor();
  await page.keyboard.type('Diskon 5%');
  await saveHeld(offer);
  await inSync(page);
  const stored = async (collection: string, words: string): Promise<number> =>
    (
      await desk.office.db.query(`SELECT 1 FROM documents WHERE collection = $1 AND data LIKE $2`, [
        collection,
        `%${words}%`,
      ])
    ).length;
  expect(await stored('tasks', 'Telepon soal jemput')).toBe(1);
  const [book] = await desk.office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'customers' AND data LIKE '%Toko Dua Kali%'`,
  );
  expect((JSON.parse(book?.data ?? '{}') as { offers?: unknown[] }).offers).toHaveLength(1);
});

test('a record that was made by mistake is deleted with a reason, here and at head office', async () => {
  const id = await add('Salah Ketik', '0811-3000-2051');
  const dialog = await fromMenu('Hapus data salah…');
  await dialog.getByRole('textbox').waitFor();
  await expectCleanInBoth(page, 'kept-remove');
  await page.keyboard.press('Enter');
  await dialog.getByText('Tulis alasannya.').waitFor();
  await page.keyboard.type('salah mencatat');
  await page.keyboard.press('Enter');
  await page.getByText('Salah Ketik dihapus').waitFor();
  await heading(page, 'Pelanggan');
  await page.getByRole('grid').getByText('Salah Ketik').waitFor({ state: 'detached' });
  await expect.poll(() => atOffice(id)).toMatchObject({ deleted: true });
});
