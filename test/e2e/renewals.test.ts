/** Renewals and visits from a customer's page, by keys alone: planned from there, cancelled, planned again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localTime } from '#shared/domain/time.ts';
import { openBranchDesk, type BranchDesk } from '#test/support/branch-desk.ts';
import { inSync } from '#test/support/desk-page.ts';
import { writeEnding } from '#test/support/ending-agreement.ts';
import { expectCleanInBoth, heading, pressOn, speak } from '#test/support/keys.ts';

const NAME =
  'Koperasi Simpan Pinjam Karyawan PT Perkebunan Nusantara Unit Kebun Margomulyo Sejahtera Abadi Bersama';

let desk: BranchDesk;
let page: Page;
let customerId = '';
beforeAll(async () => {
  const today = localTime(new Date().toISOString(), 'Asia/Jakarta').day;
  desk = await openBranchDesk({
    name: 'Dewi Kusumaningrum Hadiprawiro',
    before: async ({ beside }) => {
      customerId = await writeEnding(await beside(['customers', 'agreements', 'activities']), {
        id: 'pks-lama',
        number: '0012/PKS/KSP-PTPN/MARGOMULYO/XI/2025',
        name: NAME,
        phone: '+6281230011037',
        start: addDays(today, -345),
        end: addDays(today, 20),
      });
    },
  });
  page = desk.page;
});
afterAll(() => desk.close());

const openCustomer = async (): Promise<void> => {
  await page.evaluate((id) => {
    location.hash = `/pelanggan/${id}`;
  }, customerId);
  await heading(page, NAME);
};
const tasks = async (): Promise<Record<string, unknown>[]> =>
  (await desk.atOffice('tasks')).sort((a, b) => (String(a['createdAt']) < String(b['createdAt']) ? -1 : 1));

test('a visit is planned from the customer’s page, and leads back there', async () => {
  await openCustomer();
  await pressOn(page.getByRole('button', { name: 'Kunjungan baru' }));
  const dialog = page.getByRole('dialog', { name: 'Kunjungan baru' });
  await dialog.getByText(NAME).waitFor();
  await expectCleanInBoth(page, 'plan-from-customer');
  // Esc leads back as well, with nothing planned
  await page.keyboard.press('Escape');
  await heading(page, NAME);
  await pressOn(page.getByRole('button', { name: 'Kunjungan baru' }));
  await dialog.getByText(NAME).waitFor();
  await page.keyboard.type('Tinjau kebutuhan jemput kiriman');
  await page.keyboard.press('Control+Enter');
  await heading(page, NAME);
  expect(page.url()).toMatch(new RegExp(`#/pelanggan/${customerId}$`));
  const next = page.getByRole('group', { name: 'Langkah berikutnya' });
  await next.getByRole('link', { name: 'Tinjau kebutuhan jemput kiriman' }).waitFor();
  await expectCleanInBoth(page, 'planned-from-customer');
  await inSync(page);
  await expect.poll(tasks).toMatchObject([{ kind: 'visit', customerId, status: 'open' }]);
});

test('a renewal step that was cancelled is said to be, and is planned again', async () => {
  await page.keyboard.press('Alt+4');
  const ending = page.getByRole('region', { name: /^PKS yang akan berakhir/ });
  await pressOn(ending.getByRole('button', { name: 'Rencanakan 1 kunjungan' }));
  await ending.getByText('Kunjungan', { exact: true }).waitFor();
  await inSync(page);
  await expect.poll(tasks).toHaveLength(2);

  await pressOn(ending.getByRole('button', { name: new RegExp(NAME.slice(0, 20)) }));
  const pane = page.getByRole('complementary');
  await pressOn(pane.getByRole('button', { name: /^Batalkan/ }));
  const cancelling = page.getByRole('dialog');
  await cancelling.getByRole('textbox', { name: 'Alasan' }).waitFor();
  await page.keyboard.type('Bapak Direktur sedang umrah');
  await pressOn(cancelling.getByRole('button', { name: /^Batalkan/ }));
  await cancelling.waitFor({ state: 'hidden' });

  await openCustomer();
  const agreements = page.getByRole('region', { name: 'Perjanjian', exact: true });
  await agreements.getByText('Kunjungan dibatalkan').waitFor();
  await expectCleanInBoth(page, 'plan-again');
  await pressOn(agreements.getByRole('button', { name: 'Rencanakan lagi' }));
  await page.getByText('Kunjungan direncanakan lagi').waitFor();
  await agreements.getByText('Kunjungan dibatalkan').waitFor({ state: 'detached' });
  await expectCleanInBoth(page, 'planned-again');
  await inSync(page);
  await expect
    .poll(async () => (await tasks()).filter(({ agreementId }) => agreementId === 'pks-lama'))
    .toMatchObject([{ status: 'cancelled' }, { status: 'open', assigneeId: expect.anything() as unknown }]);
});

test('the same in English', async () => {
  await speak(page, 'en');
  await page.keyboard.press('Alt+4');
  const ending = page.getByRole('region', { name: /^Agreements about to end/ });
  await pressOn(ending.getByRole('button', { name: new RegExp(NAME.slice(0, 20)) }));
  const pane = page.getByRole('complementary');
  await pressOn(pane.getByRole('button', { name: /^Cancel/ }));
  const cancelling = page.getByRole('dialog');
  await cancelling.getByRole('textbox', { name: 'Reason' }).waitFor();
  await page.keyboard.type('The director is on a journey');
  await pressOn(cancelling.getByRole('button', { name: /^Cancel/ }).last());
  await cancelling.waitFor({ state: 'hidden' });
  await openCustomer();
  await page.getByText('Visit cancelled').waitFor();
  await page.getByText('Visit cancelled').scrollIntoViewIfNeeded();
  await expectCleanInBoth(page, 'plan-again-english');
});
