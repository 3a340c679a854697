/** A desk page worked by keys alone, and looked at on the way. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { inTheme, look } from './look.ts';

const MOST_TABS = 120;

/** Tab until the focus is there: as far as a person without a mouse has to go. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  for (let step = 0; step < MOST_TABS; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus never came there');
}

/** Goes to something and presses it. */
export async function pressOn(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Enter');
}

/** Opens the menu of a button and presses the entry. */
export async function pressInMenu(button: Locator, item: string): Promise<void> {
  await pressOn(button);
  const page = button.page();
  const entry = page.getByRole('menuitem', { name: item });
  await entry.waitFor();
  while (!(await entry.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** @returns the title of the page, once it is there. */
export const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** Says in the test's result what breaks WCAG 2.2 AA or the policy. */
export async function expectClean(page: Page, name: string): Promise<void> {
  expect.soft(await look(page, name), name).toEqual({ axe: [], policy: [] });
}

/** The same in both themes. */
export async function expectCleanInBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await inTheme(page, colorScheme);
    await expectClean(page, `${name}-${colorScheme}`);
  }
}

/** The desk speaks this language from now on; its page is loaded anew. */
export async function speak(page: Page, language: 'id' | 'en'): Promise<void> {
  await page.evaluate((to) => {
    const kept = JSON.parse(localStorage.getItem('loket-preferences') ?? '{}') as { state?: object };
    const state = { ...kept.state, language: to };
    localStorage.setItem('loket-preferences', JSON.stringify({ version: 0, ...kept, state }));
  }, language);
  await page.reload();
  await page.getByRole('navigation', { name: language === 'en' ? 'Main' : 'Utama' }).waitFor();
}

/** @returns a value of a customer's profile, as the button that it is at rest. */
export const profileValue = (page: Page, label: string, text = ''): Locator =>
  page.getByRole('button', { name: new RegExp(`^${label}\\b.*${text}`) }).first();

/** Writes down a customer from the list: name and phone. Nothing is saved yet. */
export async function typeCustomer(page: Page, name: string, phone: string): Promise<void> {
  await page.keyboard.press('Alt+2');
  // the page of a customer that is not here has the same title
  await page
    .getByRole('button', { name: /^Pelanggan baru/ })
    .first()
    .waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Nama pelanggan baru').waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(phone);
}
