/** The list of customers by keys alone: from the search to a page and its columns on a narrow screen. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { expectCleanInBoth, heading, pressOn, typeCustomer } from '#test/support/keys.ts';

let desk: BranchDesk;
let page: Page;
beforeAll(async () => {
  desk = await openBranchDesk();
  page = desk.page;
});
afterAll(() => desk.close());

const NAMES = [
  ['Kartini', '0812-3001-1037'],
  ['PT Agung Makmur Sentosa Abadi Jaya Nusantara', '0812-3001-0412'],
] as const;

/** @returns px of the name that are drawn in the first row. */
const nameWidth = (): Promise<number> =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .first()
    .getByRole('gridcell')
    .nth(1)
    .evaluate((cell) => cell.clientWidth);

test('what was found is reached from the search by the arrow and opened with Enter', async () => {
  for (const [name, phone] of NAMES) {
    await typeCustomer(page, name, phone);
    await page.keyboard.press('Enter');
    await heading(page, name);
  }
  await page.keyboard.press('Alt+2');
  await page.getByLabel('Cari pelanggan').waitFor();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('1037');
  await page.getByRole('row', { name: /Agung/ }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Kartini/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('complementary').getByText('Kartini').first().waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Kartini');
});

test('the name stays in view on a narrow screen and beside every column', async () => {
  await page.keyboard.press('Alt+2');
  await heading(page, 'Pelanggan');
  await page.getByLabel('Cari pelanggan').fill('');
  await page.getByRole('row', { name: /Agung/ }).waitFor();
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('columnheader', { name: 'Tahap' }).waitFor({ state: 'detached' });
  expect(await nameWidth()).toBeGreaterThanOrEqual(150);
  await expectCleanInBoth(page, 'list-narrow');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('columnheader', { name: 'Tahap' }).waitFor();
  await pressOn(page.getByRole('button', { name: 'Kolom', exact: true }));
  const items = page.getByRole('menuitemcheckbox');
  await items.first().waitFor();
  await expect.poll(() => items.first().evaluate((item) => item === document.activeElement)).toBe(true);
  for (const item of await items.all()) {
    if ((await item.getAttribute('aria-checked')) === 'true') continue;
    await item.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => item.getAttribute('aria-checked')).toBe('true');
  }
  await expectCleanInBoth(page, 'list-columns');
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Komoditas' }).waitFor();
  expect(await nameWidth()).toBeGreaterThanOrEqual(150);
});
