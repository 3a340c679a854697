/** A PC that head office has revoked while nobody is signed in at it: seen at its sign-in screen, in a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererOut } from '#build/vite.renderer.ts';
import type { DeviceList } from '#shared/api/devices.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, signIn } from '#test/support/desk-page.ts';
import { NGAWI, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { inTheme, look, watchPolicy } from '#test/support/look.ts';

let office: HeadOffice;
const profiles: string[] = [];
const browsers: Browser[] = [];
beforeAll(async () => {
  office = await startHeadOffice({ renderer: rendererOut('e2e') });
  await office.createUser({ username: 'rina', name: 'Rina', branchId: NGAWI.code });
});
afterAll(async () => {
  for (const browser of browsers) await browser.kill();
  for (const profile of profiles) await removeProfile(profile);
  await office.close();
});

async function open(profile: string): Promise<Browser> {
  const browser = await openBrowser(profile);
  browsers.push(browser);
  await watchPolicy(browser.context);
  return browser;
}

/** A desk with the branch's data, at which the person has gone home. */
async function leftDesk(): Promise<{ readonly profile: string; readonly browser: Browser }> {
  const profile = await newProfile();
  profiles.push(profile);
  const browser = await open(profile);
  const { page } = browser;
  await enrolDesk(page, office.url, await office.enrolmentCode(NGAWI.code), 'Loket 1');
  await signIn(page, 'rina');
  await inSync(page);
  await page.getByRole('button', { name: 'Rina · Loket 1' }).click();
  await page.getByRole('menuitem', { name: 'Keluar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keluar' }).click();
  await page.getByLabel('Nama pengguna').waitFor();
  expect((await databases(browser)).length).toBeGreaterThan(1);
  return { profile, browser };
}

const databases = ({ page }: Browser): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name = '' }) => (/loket-(desk|ngw)/.test(name) ? [name] : [])),
  );

/** Ends the desk that was enrolled last. @returns its id */
async function revokeLast(): Promise<string> {
  const token = await office.adminToken();
  const { body } = await office.api<DeviceList>('GET', '/api/devices', undefined, token);
  const { id = '' } = body.devices.at(-1) ?? {};
  await office.api('POST', `/api/devices/${id}/revoke`, { reason: 'PC dicuri' }, token);
  return id;
}
const stateOf = async (id: string): Promise<string | undefined> => {
  const { body } = await office.api<DeviceList>('GET', '/api/devices', undefined, await office.adminToken());
  return body.devices.find((device) => device.id === id)?.state;
};
const gone = ({ page }: Browser): Promise<void> =>
  page.getByRole('heading', { name: 'PC ini dicabut dari kantor pusat' }).waitFor();

test('revoked while the sign-in screen stands there, it loses its data at the next contact and says so', async () => {
  const { browser } = await leftDesk();
  const { page, context } = browser;
  await context.setOffline(true);
  const id = await revokeLast();
  // the line comes back, but leads to a portal that says yes to everything
  const portal = /\/api\/devices\/[^/]+\/standing$/;
  let answered = 0;
  await page.route(portal, async (route) => {
    answered++;
    await (answered === 1
      ? route.fulfill({ contentType: 'text/html', body: '<html>revoked</html>' })
      : route.fulfill({ json: { deviceId: id, challenge: 'kept-by-the-portal', state: 'revoked' } }));
  });
  await context.setOffline(false);
  await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  expect((await databases(browser)).length).toBeGreaterThan(1);
  await page.getByLabel('Nama pengguna').waitFor();
  await page.unroute(portal);
  await context.setOffline(true);
  await context.setOffline(false);
  await gone(browser);
  await page.getByText('Tidak ada perubahan yang belum terkirim.').waitFor();
  await expect.poll(() => databases(browser)).toEqual([]);
  await expect.poll(() => stateOf(id)).toBe('wiped');
  for (const colorScheme of ['light', 'dark'] as const) {
    await inTheme(page, colorScheme);
    expect(await look(page, `revoked-${colorScheme}`)).toEqual({ axe: [], policy: [] });
  }
  await page.getByRole('button', { name: 'Daftarkan lagi sebagai loket' }).press('Enter');
  await page.getByLabel('Kode pendaftaran').waitFor();
});

test('revoked while it was switched off, it loses its data when it starts, before anybody signs in', async () => {
  const { profile, browser } = await leftDesk();
  await browser.close();
  const id = await revokeLast();
  const again = await open(profile);
  await again.page.goto(office.url);
  await gone(again);
  await expect.poll(() => databases(again)).toEqual([]);
  await expect.poll(() => stateOf(id)).toBe('wiped');
});
