/** Two presses in one turn of the loop, before anything is drawn, save once: a complaint, and each form of a customer's page. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { serveScreens, type ScreensServer } from '#test/support/screens/serve.ts';

let server: ScreensServer;
let browser: Browser;
let profile: string;
let page: Page;

beforeAll(async () => {
  server = await serveScreens();
  profile = await newProfile();
  browser = await openBrowser(profile);
  ({ page } = browser);
  await page.goto(`${server.url}?actor=sari#/pelanggan`);
  await page.getByLabel('Cari pelanggan').fill('P-NGW-D2-1');
  await page.getByRole('row', { name: /PT Sinar Jaya/ }).waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.getByRole('complementary').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Catat izin' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await removeProfile(profile);
  await server.close();
});

const pressTwice = (field: Locator, ctrlKey = true): Promise<void> =>
  field.evaluate((element, ctrl) => {
    for (let press = 0; press < 2; press++)
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: ctrl, bubbles: true, cancelable: true }),
      );
  }, ctrlKey);

const clickTwice = (button: Locator): Promise<void> =>
  button.evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });

const dialog = (): Locator => page.getByRole('dialog');
const openBy = async (name: string): Promise<void> => {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await dialog().waitFor();
};
const closed = (): Promise<void> => dialog().waitFor({ state: 'hidden' });

/** How often the words stand in the history. They are there once the form has been emptied or closed. */
const told = (words: string): Promise<number> =>
  page.getByRole('list', { name: 'Riwayat' }).getByText(words).count();

test.each([
  ['Ctrl+Enter', (field: Locator) => pressTwice(field)],
  ['a click', () => clickTwice(page.getByRole('button', { name: 'Simpan catatan' }))],
])('a note, by %s', async (how, save) => {
  const words = `Minta jemput pagi, ${how}`;
  const field = page.getByRole('region', { name: 'Catatan', exact: true }).getByRole('textbox');
  await field.fill(words);
  await save(field);
  await expect.poll(() => field.inputValue()).toBe('');
  expect(await told(words)).toBe(1);
});

test.each([
  ['Enter', (field: Locator) => pressTwice(field, false)],
  ['a click', () => clickTwice(page.getByRole('button', { name: 'Kebutuhan baru' }))],
])('a need, by %s', async (how, save) => {
  const words = `Butuh armada besar, ${how}`;
  const field = page.getByRole('textbox', { name: 'Kebutuhan baru' });
  await field.fill(words);
  await save(field);
  await expect.poll(() => field.inputValue()).toBe('');
  expect(await told(words)).toBe(1);
});

test.each(['Ctrl+Enter', 'a click'])('an offer, by %s', async (how) => {
  const words = `Tarif kontrak setahun, ${how}`;
  await openBy('Penawaran baru');
  const field = dialog().getByLabel('Apa yang ditawarkan');
  await field.fill(words);
  await (how === 'a click'
    ? clickTwice(dialog().getByRole('button', { name: 'Simpan penawaran' }))
    : pressTwice(field));
  await closed();
  expect(await told(words)).toBe(1);
});

test.each(['Ctrl+Enter', 'a click'])('a consent, by %s', async (how) => {
  const words = `Silakan kirim penawaran, ${how}`;
  await openBy('Catat izin');
  const field = dialog().getByLabel('Bukti: kata-kata atau suratnya');
  await field.fill(words);
  await (how === 'a click'
    ? clickTwice(dialog().getByRole('button', { name: 'Simpan' }))
    : pressTwice(field));
  await closed();
  expect(await told(words)).toBe(1);
});

test.each(['Ctrl+Enter', 'a click'])('an agreement, by %s', async (how) => {
  const number = how === 'a click' ? 'PKS/901/2026' : 'PKS/902/2026';
  await openBy('Tambah perjanjian');
  const field = dialog().getByLabel('Nomor', { exact: true });
  await field.fill(number);
  await (how === 'a click'
    ? clickTwice(dialog().getByRole('button', { name: 'Simpan' }))
    : pressTwice(field));
  await closed();
  expect(await told(`Perjanjian dicatat ${number}`)).toBe(1);
});

test.each(['Ctrl+Enter', 'a click'])('a contact, by %s', async (how) => {
  const name = how === 'a click' ? 'Wayan Sudira' : 'Ketut Sudana';
  const before = await told('PIC diubah');
  await openBy('Tambah PIC');
  const field = dialog().getByLabel('Nama PIC');
  await field.fill(name);
  await (how === 'a click'
    ? clickTwice(dialog().getByRole('button', { name: 'Simpan' }))
    : pressTwice(field));
  await closed();
  const people = page.getByRole('region', { name: 'PIC', exact: true }).getByRole('listitem');
  expect(await people.filter({ hasText: name }).count()).toBe(1);
  expect(await told('PIC diubah')).toBe(before + 1);
});

test('an address, by Ctrl+Enter: it is told once', async () => {
  await page
    .getByRole('button', { name: /^Alamat/ })
    .first()
    .click();
  await dialog().waitFor();
  const before = await told('Alamat diubah');
  const field = dialog().getByLabel('Jalan');
  await field.fill('Jl. Trunojoyo 41');
  await pressTwice(field);
  await closed();
  expect(await told('Alamat diubah')).toBe(before + 1);
});

test('a complaint, by Ctrl+Enter: the next one has the next number', async () => {
  await page.goto(`${server.url}?actor=sari#/pengaduan`);
  await page.getByRole('grid').waitFor();
  const registered = async (press: (field: Locator) => Promise<void>): Promise<number> => {
    await page.keyboard.press('F2');
    await page.getByRole('combobox', { name: 'Pelanggan' }).waitFor();
    await page.keyboard.type('1037');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('2');
    const field = page.getByLabel('Uraian');
    await field.fill('Kemasan sobek, dua dari lima barang hilang');
    await press(field);
    const number = await page.getByLabel('Nomor', { exact: true }).getByText(/^K-/).innerText();
    await page.keyboard.press('Escape');
    await page.getByLabel('Nomor', { exact: true }).waitFor({ state: 'detached' });
    return Number(number.split('-').at(-1));
  };
  const once = (): Promise<void> => page.keyboard.press('Control+Enter');
  const before = await registered(once);
  const twice = await registered((field) => pressTwice(field));
  expect([twice, await registered(once)]).toEqual([before + 1, before + 2]);
});
