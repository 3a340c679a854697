/** What a person does at a desk, in the words of the screen (Bahasa Indonesia). */
import type { Page } from 'playwright-core';
import { PASSWORD } from './head-office.ts';

/** Opens the page of a PC that is not a desk yet and makes it one. */
export async function enrolDesk(page: Page, url: string, code: string, deskName: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Kode pendaftaran').fill(code);
  await page.getByLabel('Nama loket').fill(deskName);
  await page.keyboard.press('Enter');
  await page.getByLabel('Nama pengguna').waitFor();
}

/** Signs in and waits until the branch's data is here. */
export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Utama' }).waitFor();
}

/** Waits until the status bar says that everything is at head office. */
export const inSync = (page: Page): Promise<void> =>
  page
    .getByText(/^Tersinkron · /)
    .first()
    .waitFor({ timeout: 120_000 });

/** Waits until the status bar says that head office does not answer. */
export const unanswered = (page: Page): Promise<void> =>
  page
    .getByText(/^Server pusat tidak menjawab/)
    .first()
    .waitFor();

export interface Intake {
  /** Digits or name; `null` takes the customer that is chosen already. */
  readonly search: string;
  /** 1 to 9. */
  readonly category: string;
  readonly description: string;
}

/** F2 and the keys of a complaint up to its description; nothing is saved yet. */
export async function typeIntake(page: Page, { search, category, description }: Intake): Promise<void> {
  await page.keyboard.press('F2');
  const picker = page.getByRole('combobox', { name: 'Pelanggan', exact: false });
  await picker.waitFor();
  await page.keyboard.type(search);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  // a person looks whose name stands there before going on
  await page.getByRole('button', { name: 'Ganti' }).waitFor();
  await page.keyboard.press(category);
  await page.keyboard.type(description);
}

/** Saves what was typed. @returns the number on the receipt. */
export async function saveIntake(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter');
  const number = page.getByLabel('Nomor', { exact: true });
  await number.waitFor();
  await page.waitForFunction(() => /K-\w+-\w+-\d+/.test(document.body.innerText));
  return (await number.innerText()).trim();
}
