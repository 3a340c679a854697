import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localTime } from '#shared/domain/time.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync, unanswered } from '#test/support/desk-page.ts';
import { writeEnding } from '#test/support/ending-agreement.ts';
import { look } from '#test/support/look.ts';

let desk: BranchDesk;
const today = localTime(new Date().toISOString(), 'Asia/Jakarta').day;

beforeAll(async () => {
  desk = await openBranchDesk({
    username: 'sari',
    name: 'Sari',
    role: 'ae',
    before: async ({ beside }) => {
      await writeEnding(await beside(['customers', 'agreements', 'activities']), {
        id: 'pks-buku',
        number: '12/PKS/2025',
        name: 'PT Sinar Jaya Abadi Makmur',
        phone: '+6281230011037',
        start: addDays(today, -345),
        end: addDays(today, 20),
      });
    },
  });
});
afterAll(() => desk.close());

test('without a connection, by keys: plan a visit, complete it, renew an agreement, export the week', async () => {
  const { link, page, atOffice: stored } = desk;
  const seen: Record<string, unknown> = {};
  await link.cut();
  await unanswered(page);

  await page.keyboard.press('Alt+4');
  const ending = page.getByRole('region', { name: /^PKS yang akan berakhir/ });
  await ending.getByText('Belum direncanakan').waitFor();
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-page-title'));

  // plan
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('combobox').first().waitFor();
  await page.keyboard.type('1037');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Ganti' }).waitFor();
  await page.keyboard.type('Kenalkan layanan jemput');
  seen['plan'] = await look(page, 'agenda-plan');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const entry = page.locator('[data-task]');
  await entry.first().waitFor();

  // complete: outcome, a need, what is done next
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary');
  await pane.getByRole('heading', { name: 'Kenalkan layanan jemput' }).waitFor();
  await page.keyboard.press('s');
  await page.keyboard.type('Bertemu Bu Sri, tertarik.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Jemput tiap Selasa');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Kirim penawaran');
  await page.keyboard.press('Tab');
  await page.keyboard.type(addDays(today, 1));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  seen['pane'] = await look(page, 'agenda-task');
  await page.keyboard.press('Control+Enter');
  await pane.getByText('selesai', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'hidden' });

  // the renewal: plan its visit, then decide
  await ending.getByRole('button', { name: 'Rencanakan 1 kunjungan' }).press('Enter');
  await ending.getByText('Kunjungan', { exact: true }).waitFor();
  await ending.getByRole('button', { name: /PT Sinar Jaya/ }).press('Enter');
  await pane.getByRole('button', { name: 'Putuskan' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Perpanjang' }).waitFor();
  seen['decide'] = await look(page, 'agenda-decide');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await ending.waitFor({ state: 'hidden' });

  // the calendar file, as another program reads it
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Ekspor .ics' }).press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^agenda-.*\.ics$/);
  const calendar = new ICAL.Component(ICAL.parse(await readFile(await file.path(), 'utf8')) as unknown[]);
  const visits = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const visit = visits.find(({ summary }) => summary.includes('Kenalkan layanan jemput'));
  expect(visit?.summary).toBe('PT Sinar Jaya Abadi Makmur: Kenalkan layanan jemput');
  expect(visit?.startDate.toJSDate().toISOString()).toBe(`${today}T02:00:00.000Z`);

  // the connection returns: head office has all of it
  await link.mend();
  await inSync(page);
  const [customer] = await stored('customers');
  expect(customer?.['needs']).toEqual([
    expect.objectContaining({ text: 'Jemput tiap Selasa', status: 'open' }),
  ]);
  const agreements = await stored('agreements');
  expect(agreements.find(({ id }) => id === 'pks-buku')).toMatchObject({ status: 'renewed' });
  expect(agreements.find(({ renewsId }) => renewsId === 'pks-buku')).toMatchObject({
    start: addDays(today, 21),
    facilities: ['pickup'],
    status: 'active',
  });
  expect(await stored('activities')).toContainEqual(
    expect.objectContaining({ kind: 'exported', field: 'ics', to: String(visits.length) }),
  );
  const tasks = await stored('tasks');
  const of = (title: string) => tasks.find((task) => String(task['title']).startsWith(title));
  expect(of('Kenalkan layanan jemput')).toMatchObject({
    status: 'done',
    outcome: 'Bertemu Bu Sri, tertarik.',
  });
  expect(of('Kirim penawaran')).toMatchObject({ kind: 'follow_up', status: 'open' });
  expect(of('Kunjungan perpanjangan PKS 12/PKS/2025')).toMatchObject({ status: 'cancelled' });
  // the visit of the agreement that follows: planned at once
  expect(tasks.filter(({ status, kind }) => status === 'open' && kind === 'visit')).toHaveLength(1);
  expect(seen).toEqual({
    plan: { axe: [], policy: [] },
    pane: { axe: [], policy: [] },
    decide: { axe: [], policy: [] },
  });
});
