import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererOut } from '#build/vite.renderer.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, signIn } from '#test/support/desk-page.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { expectCleanInBoth, heading, pressOn, profileValue, speak, tabTo } from '#test/support/keys.ts';
import { openLink, type Link } from '#test/support/link.ts';
import { look, watchPolicy } from '#test/support/look.ts';

interface Seat {
  readonly page: Page;
  readonly link: Link;
  readonly browser: Browser;
  readonly profile: string;
}

let office: HeadOffice;
const seats: Seat[] = [];

async function sit(username: string, deskName: string): Promise<Seat> {
  const link = await openLink(office.url);
  const profile = await newProfile();
  const browser = await openBrowser(profile);
  const seat = { page: browser.page, link, browser, profile };
  seats.push(seat);
  await watchPolicy(browser.context);
  await enrolDesk(seat.page, link.url, await office.enrolmentCode('NGW'), deskName);
  await signIn(seat.page, username);
  await inSync(seat.page);
  return seat;
}

beforeAll(async () => {
  office = await startHeadOffice({ renderer: rendererOut('e2e') });
  await office.createUser({ username: 'rina', name: 'Rina', branchId: 'NGW' });
  await office.createUser({ username: 'budi', name: 'Budi', branchId: 'NGW', role: 'cs' });
});
afterAll(async () => {
  for (const { browser, link, profile } of seats) {
    await browser.kill();
    await link.close();
    await removeProfile(profile);
  }
  await office.close();
});

/** Somebody sets the clock of the PC while it is offline: nobody knows any more how wrong it is. */
const setClock = (page: Page, minutes: number): Promise<void> =>
  page.evaluate((shift) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + shift;
  }, minutes * 60_000);

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Ubah E', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Nama lengkap').fill(name);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

test('a name changed at two desks whose clocks nobody can trust is chosen at one and decided at both', async () => {
  const counter = await sit('rina', 'Loket 1');
  const beside = await sit('budi', 'CS 1');

  await counter.page.goto(`${counter.link.url}/#/pelanggan`);
  await counter.page.getByRole('button', { name: 'Pelanggan baru' }).first().click();
  await counter.page.getByLabel('Nama pelanggan baru').fill('Kartini');
  await counter.page.keyboard.press('Enter');
  await counter.page.getByText('Kartini').first().waitFor();
  await inSync(counter.page);
  for (const { page, link } of seats) {
    await page.goto(`${link.url}/#/pelanggan`);
    await page.getByRole('row', { name: /Kartini/ }).waitFor({ timeout: 60_000 });
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Kartini' }).waitFor();
    await inSync(page);
    await link.cut();
    await setClock(page, page === counter.page ? 3 : 7);
  }
  await rename(counter.page, 'Kartini Rahayu');
  await rename(beside.page, 'Raden Ajeng Kartini');

  await counter.link.mend();
  await inSync(counter.page);
  await beside.link.mend();
  await inSync(beside.page);

  // the choice waits at both desks; keys alone lead there and decide
  const waiting = '1 data berubah di dua tempat — Pilih';
  await counter.page.getByText(waiting).first().waitFor({ timeout: 60_000 });
  const sentence = beside.page.getByRole('link', { name: waiting }).first();
  await sentence.waitFor();
  await sentence.focus();
  await beside.page.keyboard.press('Enter');
  await beside.page.getByRole('heading', { level: 1, name: 'Berubah di dua tempat' }).waitFor();
  const field = beside.page.getByRole('group', { name: 'Nama' });
  await field.getByText('Kartini Rahayu').waitFor();
  await field.getByText('Raden Ajeng Kartini').waitFor();
  await field.getByText(/Rina · loket D\d+/).waitFor();
  await field.getByText(/Budi · loket D\d+/).waitFor();
  expect(await look(beside.page, 'conflict-real')).toEqual({ axe: [], policy: [] });
  for (let step = 0; step < 60; step++) {
    if (await field.getByRole('radio', { checked: true }).evaluate((el) => el === document.activeElement))
      break;
    await beside.page.keyboard.press('Tab');
  }
  const mine = field.getByRole('radio', { name: /Versi Anda/ });
  while (!(await mine.isChecked())) await beside.page.keyboard.press('ArrowUp');
  await beside.page.keyboard.press('Control+Enter');
  await beside.page.getByText('Tidak ada yang perlu dipilih').waitFor();

  // the other desk sees it decided, with both values in the history
  await counter.page
    .getByRole('heading', { level: 1, name: 'Raden Ajeng Kartini' })
    .waitFor({ timeout: 60_000 });
  await counter.page.getByText(waiting).first().waitFor({ state: 'detached', timeout: 60_000 });
  await counter.page.getByText(/Nama dipilih setelah diubah di dua tempat: Raden Ajeng Kartini/).waitFor();
  await counter.page.getByText(/Nama diubah di dua tempat, ditanyakan/).waitFor();
});

test('two NIK that look alike masked are told apart for a reason that stays on record', async () => {
  const [counter, beside] = seats as [Seat, Seat];
  const numbers = ['3521112205617035', '3521114305680035'] as const;
  const name = 'Raden Ajeng Kartini';
  for (const [at, { page, link }] of [counter, beside].entries()) {
    await page.goto(`${link.url}/#/pelanggan`);
    await page.getByRole('row', { name: /Kartini/ }).waitFor();
    await tabTo(page.getByRole('grid'));
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, name);
    await inSync(page);
    await link.cut();
    await setClock(page, at === 0 ? 3 : 7);
    await tabTo(profileValue(page, 'NIK'));
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'NIK', exact: true }).waitFor();
    await page.keyboard.type(numbers[at] ?? '');
    await page.keyboard.press('Enter');
    await profileValue(page, 'NIK', '352111••••••••35').waitFor();
  }
  await counter.link.mend();
  await inSync(counter.page);
  await beside.link.mend();
  await inSync(beside.page);

  const { page } = beside;
  const waiting = page.getByRole('link', { name: '1 data berubah di dua tempat — Pilih' }).first();
  await pressOn(waiting);
  await heading(page, 'Berubah di dua tempat');
  let field = page.getByRole('group', { name: 'NIK' });
  await expect.poll(() => field.getByText('352111••••••••35').count()).toBe(2);
  await expectCleanInBoth(page, 'conflict-nik-masked');
  await pressOn(field.getByRole('button', { name: 'Lihat NIK' }));
  const dialog = page.getByRole('dialog', { name: 'Lihat NIK utuh' });
  await dialog.getByRole('textbox', { name: 'Alasan melihat' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('Tulis alasannya.').waitFor();
  await expectCleanInBoth(page, 'conflict-nik-reason');
  await page.keyboard.type('mencocokkan KTP di loket');
  await page.keyboard.press('Enter');
  for (const number of numbers) await field.getByText(number).waitFor();
  await expectCleanInBoth(page, 'conflict-nik-shown');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await field.getByText(numbers[0]).waitFor({ state: 'detached' });

  // the same in English, and decided there
  await speak(page, 'en');
  field = page.getByRole('group', { name: 'NIK' });
  await pressOn(field.getByRole('button', { name: 'Show NIK' }));
  await page.getByRole('dialog', { name: 'Show the NIK in full' }).getByLabel('Why you look').waitFor();
  await page.keyboard.type('the identity card lies here');
  await page.keyboard.press('Enter');
  await field.getByText(numbers[1]).waitFor();
  await expectCleanInBoth(page, 'conflict-nik-english');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing to choose').waitFor();
  const reasons = async (): Promise<unknown[]> =>
    (
      await office.db.query<{ data: string }>(
        `SELECT data FROM documents WHERE collection = 'activities' AND data LIKE '%identity_revealed%'`,
      )
    ).map(({ data }) => (JSON.parse(data) as { text?: string }).text);
  await expect
    .poll(async () => new Set(await reasons()))
    .toEqual(new Set(['mencocokkan KTP di loket', 'the identity card lies here']));
});
