/** What came to its limit says so, and what to do: full lists, a join without room, a full week, an agreement that is over. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localTime } from '#shared/domain/time.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { commandDesk } from '#test/support/command-desk.ts';
import { expectCleanInBoth, heading, speak } from '#test/support/keys.ts';

const FULL = 'PT Perkebunan Nusantara Unit Kebun Margomulyo Sejahtera Abadi Bersama';
const TWIN = 'Perkebunan Nusantara Margomulyo';
const OVER = 'Koperasi Simpan Pinjam Karyawan Sumber Rejeki Makmur Sentosa';
/** One more than the agenda draws at once. */
const ENTRIES = 501;

let desk: BranchDesk;
let page: Page;
const ids = { full: '', over: '' };
const today = localTime(new Date().toISOString(), 'Asia/Jakarta').day;
beforeAll(async () => {
  desk = await openBranchDesk({
    before: async ({ beside }) => {
      const made = await beside(['customers', 'agreements', 'tasks', 'activities']);
      const { run, desk: copy } = commandDesk(made.desk, made.actor, () => new Date().toISOString());
      const { id } = await run('registerCustomer', { name: FULL, phone: '+6281230011037' });
      const other = await run('registerCustomer', { name: TWIN, phone: '+6281230011038' });
      ids.full = id;
      for (let at = 1; at <= 100; at++) {
        await run('addNeed', { customerId: id, text: `Jemput kiriman di gudang ${at}` });
        await run('makeOffer', { customerId: id, text: `Potongan ${at} ribu per kiriman` });
      }
      await run('addNeed', { customerId: other.id, text: 'Kemasan tahan air' });
      ids.over = (await run('registerCustomer', { name: OVER, phone: '+6281230011039' })).id;
      const { id: agreementId } = await run('addAgreement', {
        customerId: ids.over,
        agreement: {
          kind: 'pks',
          number: '0031/PKS/KSP-SRMS/MARGOMULYO/XI/2025',
          start: addDays(today, -368),
          end: addDays(today, -3),
          facilities: ['pickup'],
        },
      });
      await run('planVisit', {
        customerId: ids.over,
        agreementId,
        title: 'Kunjungan perpanjangan',
        dueAt: `${today}T02:00:00.000Z`,
      });
      for (let at = 0; at < ENTRIES; at++)
        await run('planVisit', {
          customerId: other.id,
          title: `Antar brosur ${at}`,
          dueAt: `${addDays(today, 7)}T03:${String(at % 60).padStart(2, '0')}:00.000Z`,
        });
      while (copy.open.unsent > 0) await copy.sync();
    },
  });
  page = desk.page;
});
afterAll(() => desk.close());

async function openCustomer(id: string, name: string): Promise<void> {
  await page.evaluate((of) => {
    location.hash = `/pelanggan/${of}`;
  }, id);
  await heading(page, name);
}

test('a full list of needs says so and can be read to its end', async () => {
  await openCustomer(ids.full, FULL);
  const needs = page.getByRole('region', { name: 'Kebutuhan dan penawaran' });
  await needs.getByText(/^Daftar kebutuhan penuh/).scrollIntoViewIfNeeded();
  await expectCleanInBoth(page, 'needs-full');
  const rows = needs.getByRole('listitem');
  const before = await rows.count();
  const more = needs.getByRole('button', { name: /^Tampilkan \d+ lagi/ });
  await more.first().press('Enter');
  await more.first().press('Enter');
  expect(before).toBeLessThan(50);
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(200);
  await expectCleanInBoth(page, 'needs-all');
});

test('a join whose main record has no room left says what stays behind, before it is saved', async () => {
  await openCustomer(ids.full, FULL);
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Satukan data pelanggan' });
  await dialog.getByRole('combobox').waitFor();
  await page.keyboard.type('Margomulyo');
  await dialog.getByRole('option', { name: new RegExp(`^${TWIN}`) }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText(/^Daftar data utama penuh\. Yang tidak ikut: /).waitFor();
  await expectCleanInBoth(page, 'join-no-room');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/disatukan ke/).waitFor();
  await openCustomer(ids.full, FULL);
  await page
    .getByRole('region', { name: 'Kebutuhan dan penawaran' })
    .getByText('Kemasan tahan air')
    .waitFor();
});

test('a week with more entries than are drawn says how many are missing', async () => {
  await page.keyboard.press('Alt+4');
  await page.getByRole('button', { name: 'Sesudahnya' }).press('Enter');
  await page.getByText(/kegiatan lain tidak muat di layar/).waitFor();
  await expectCleanInBoth(page, 'agenda-cut');
});

test('a visit of an agreement that is over leads to the decision, also in English', async () => {
  const toTask = async (label: string) => {
    await openCustomer(ids.over, OVER);
    await page.getByRole('group', { name: label }).getByRole('link').first().press('Enter');
    await page.getByRole('complementary').waitFor();
  };
  await toTask('Langkah berikutnya');
  const pane = page.getByRole('complementary');
  await pane.getByText(/^Perjanjian ini selesai/).waitFor();
  await expectCleanInBoth(page, 'agreement-over');
  await speak(page, 'en');
  await toTask('Next action');
  await pane.getByText(/^This agreement ended on/).waitFor();
  await expectCleanInBoth(page, 'agreement-over-english');
  await pane.getByRole('button', { name: /^Decide/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().waitFor();
  await expectCleanInBoth(page, 'agreement-over-decide');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expectCleanInBoth(page, 'agreement-over-decided');
  await page
    .getByText(/^Up to date/)
    .first()
    .waitFor({ timeout: 120_000 });
  expect(await desk.atOffice('agreements')).toContainEqual(expect.objectContaining({ status: 'renewed' }));
});
