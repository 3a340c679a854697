/** A desk that had a customer, when another one hands it over: what it may say, and where (rule 23). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererOut } from '#build/vite.renderer.ts';
import { commandDesk, type CommandDesk } from '#test/support/command-desk.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, saveIntake, signIn, typeIntake } from '#test/support/desk-page.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { expectCleanInBoth, heading, pressOn, typeCustomer } from '#test/support/keys.ts';
import { watchPolicy } from '#test/support/look.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';

let office: HeadOffice;
let browser: Browser;
let profile: string;
let page: Page;
let sari: string;
beforeAll(async () => {
  office = await startHeadOffice({ renderer: rendererOut('e2e') });
  await office.createUser({ username: 'dewi', name: 'Dewi', branchId: 'NGW', role: 'supervisor' });
  sari = (await office.createUser({ username: 'sari', name: 'Sari', branchId: 'NGW', role: 'supervisor' }))
    .id;
  profile = await newProfile();
  browser = await openBrowser(profile);
  page = browser.page;
  await watchPolicy(browser.context);
  await enrolDesk(page, office.url, await office.enrolmentCode('NGW'), 'Loket 1');
  await signIn(page, 'dewi');
  await inSync(page);
});
afterAll(async () => {
  await browser.kill();
  await removeProfile(profile);
  await office.close();
});

const go = (path: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, path);

async function add(name: string, phone: string): Promise<string> {
  await typeCustomer(page, name, phone);
  await page.keyboard.press('Enter');
  await heading(page, name);
  return /pelanggan\/([^/?]+)/.exec(page.url())?.[1] ?? '';
}

/** A colleague at another PC of the branch, who knows what head office knows. */
async function beside(): Promise<CommandDesk> {
  await inSync(page);
  const collections = ['customers', 'complaints', 'tasks', 'activities'] as const;
  const desk = new MemoryDesk({ url: office.url, username: 'sari', password: PASSWORD, collections });
  await desk.signIn();
  const actor = { userId: sari, name: 'Sari', role: 'supervisor', branchId: 'NGW', deskCode: 'SA' } as const;
  await desk.sync();
  return commandDesk(desk, actor, () => new Date().toISOString());
}

/** There: head office hands it over, and this desk hears of it by its departure alone. */
async function handOver(id: string): Promise<void> {
  const { accessToken } = await office.signIn('sari');
  const body = { branchId: 'JAP', reason: 'pindah usaha' };
  expect((await office.api('POST', `/api/customers/${id}/transfer`, body, accessToken)).status).toBe(204);
}

const LEFT = 'Pelanggan ini tidak lagi di cabang Anda';

test('by link, pinned, in a complaint and a task of it: no longer in your branch, and not “not found”', async () => {
  const id = await add('UD Sumber Makmur', '0811-3000-3050');
  await pressOn(page.getByRole('button', { name: 'Lainnya' }));
  await page.getByRole('menuitem', { name: 'Sematkan' }).click();
  await typeIntake(page, { search: '3050', category: '1', description: 'Paket belum sampai' });
  await saveIntake(page);
  await page.keyboard.press('Escape');
  const colleague = await beside();
  const [complaint] = await office.db.query<{ id: string }>(
    `SELECT id FROM documents WHERE collection = 'complaints' AND customer_id = $1`,
    [id],
  );
  const complaintId = complaint?.id ?? '';
  const { id: taskId } = await colleague.run('addTask', {
    kind: 'follow_up',
    customerId: id,
    complaintId,
    title: 'Telepon gudang',
    dueAt: '2026-01-05T02:00:00.000Z',
  });
  await colleague.desk.sync();
  await go('/pelanggan');
  const atHand = page.getByRole('list', { name: 'Pelanggan di dekat Anda' });
  await atHand.getByRole('link', { name: 'UD Sumber Makmur' }).waitFor();
  await handOver(id);

  const chip = atHand.getByRole('link', { name: '1 pelanggan tidak lagi di cabang Anda' });
  await chip.waitFor();
  await expectCleanInBoth(page, 'left-list');
  await pressOn(chip);
  await page.getByText(LEFT).waitFor();
  await page.getByText('Cabang mana tidak diberitahukan ke loket ini', { exact: false }).waitFor();
  await expectCleanInBoth(page, 'left-page');

  await go(`/pengaduan/${complaintId}`);
  await page.getByText('Paket belum sampai').first().waitFor();
  await page.getByText(LEFT).waitFor();
  await expectCleanInBoth(page, 'left-complaint');
  await go(`/agenda/${taskId}?hari=2026-01-05&siapa=semua`);
  await page.getByText(LEFT).waitFor();
  await page.getByText('Pelanggan tidak ada di cabang ini').first().waitFor();
  await expectCleanInBoth(page, 'left-task');

  await go('/pelanggan');
  await pressOn(page.getByRole('button', { name: 'Hapus dari daftar ini' }));
  await chip.waitFor({ state: 'detached' });
});

test('what was deleted, and what never was here, is not said to be at another branch', async () => {
  const id = await add('Salah Tulis', '0811-3000-3051');
  const colleague = await beside();
  await colleague.run('deleteCustomer', { id, reason: 'salah mencatat' });
  await colleague.desk.sync();
  await page.getByText('Data pelanggan ini sudah dihapus').waitFor();
  await go('/pelanggan/0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d');
  await page.getByText('Pelanggan ini tidak ada di cabang').waitFor();
});
