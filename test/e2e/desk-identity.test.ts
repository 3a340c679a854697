/** Who a desk is, over its whole life, in a real browser: copied, unknown, revoked, lost, moved to another branch. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { JAYAPURA, NGAWI } from '#test/support/head-office.ts';
import {
  type DeskPages,
  numbersAt,
  openDeskPages,
  register,
  shown,
  statusOf,
  synced,
} from '#test/support/desks.ts';
import type { Browser } from '#test/support/chromium.ts';

let pages: DeskPages;
beforeAll(async () => {
  pages = await openDeskPages();
  await pages.office.createUser({ username: 'rina', branchId: NGAWI.code });
  await pages.office.createUser({ username: 'budi', branchId: NGAWI.code });
  await pages.office.createUser({ username: 'dewi', branchId: NGAWI.code, role: 'supervisor' });
  await pages.office.createUser({ username: 'yosef', branchId: JAYAPURA.code });
});
afterAll(() => pages.close());

const databases = (browser: Browser): Promise<string[]> =>
  browser.page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []));
const deviceOf = (browser: Browser): Promise<string> =>
  browser.page.evaluate(() => window.desk?.identity.get()?.deviceId ?? '');
const flag = (deviceId: string, value: string): Promise<unknown> =>
  pages.office.db.query('UPDATE devices SET flag = $2 WHERE id = $1', [deviceId, value]);
const pending = (browser: Browser): Promise<number | undefined> =>
  browser.page.evaluate(() => window.desk?.sync.state.get().pending);
const waitForStatus = (browser: Browser, wanted: string): Promise<unknown> =>
  browser.page.waitForFunction((status) => window.desk?.status.get() === status, wanted);

test('row 24: a desk with a new code keeps its unsent work and sends it; its numbers begin anew', async () => {
  const { browser } = await pages.newDesk(NGAWI.code, 'rina');
  await browser.context.setOffline(true);
  const before = await register(browser, 'sebelum kode baru');
  await flag(await deviceOf(browser), 'cloned');
  await browser.context.setOffline(false);
  await browser.page.waitForFunction(() => window.desk?.mustEnrol.get() === 'device_cloned');
  expect(await register(browser, 'tanpa kode')).toBe('desk_code_needed');
  // into another branch it would take the work along, so it is refused in words
  expect(await pages.enrol(browser, JAYAPURA.code)).toBe('unsent_work');
  expect(await pages.enrol(browser, NGAWI.code)).toBe('');
  expect(await statusOf(browser)).toBe('signed-out');
  expect(await pages.signIn(browser, 'rina')).toBe('');
  await synced(browser);
  const after = await register(browser, 'dengan kode baru');
  expect(after.split('-')[2]).not.toBe(before.split('-')[2]);
  expect(after.endsWith('-1')).toBe(true);
  await expect
    .poll(() => numbersAt(pages.office), { timeout: 60_000 })
    .toEqual(expect.arrayContaining([before, after]));
  await synced(browser);
  expect((await shown(browser)).complaints).toEqual(expect.arrayContaining([before, after]));
  // with nothing unsent the PC may go to another branch, and takes nothing along
  const reloaded = browser.page.waitForEvent('load');
  expect(await pages.enrol(browser, JAYAPURA.code).catch(() => 'reloaded')).toMatch(/^(reloaded)?$/);
  await reloaded;
  await browser.page.waitForFunction(() => window.desk !== undefined);
  expect(await statusOf(browser)).toBe('signed-out');
  expect((await databases(browser)).filter((name) => name.includes('ngw'))).toEqual([]);
  expect(await pages.signIn(browser, 'yosef')).toBe('');
  await synced(browser);
  expect((await shown(browser)).complaints).toEqual([]);
  await browser.close();
});

/** One of each kind; between which two collections it is killed is told apart in wipe.test.ts. The last: not at all. */
const WIPE_STEPS = [
  /^wiped secrets$/,
  /^wiped loket-desk$/,
  /^wiped rxdb/,
  /^wiped copies$/,
  /^wiped$/,
  /^$/,
];

test('revoked and killed at every step of the wipe: nothing is left, and head office is told once', async () => {
  for (const target of WIPE_STEPS) {
    const { profile, browser } = await pages.newDesk(NGAWI.code, 'rina');
    const deviceId = await deviceOf(browser);
    await browser.context.setOffline(true);
    await register(browser, 'tidak sempat terkirim');
    let announce: (step: string) => void = () => undefined;
    const reachedTarget = new Promise<string>((resolve) => {
      announce = resolve;
    });
    await browser.page.exposeFunction('stepReached', (step: string) => {
      if (!target.test(step)) {
        if (step === 'wiped') announce('');
        return undefined;
      }
      announce(step);
      return new Promise(() => undefined);
    });
    await browser.page.evaluate(() => {
      Object.assign(globalThis, {
        __loketSteps: (step: string) =>
          (window as unknown as { stepReached(s: string): Promise<void> }).stepReached(step),
      });
    });
    await flag(deviceId, 'revoked');
    await browser.context.setOffline(false);
    const step = await reachedTarget;
    expect(step).toMatch(target);
    if (step !== '') await browser.kill();
    const again = step === '' ? browser : await pages.open(profile);
    await waitForStatus(again, 'revoked');
    await again.page.waitForFunction(() => localStorage.getItem('loket-desk')?.includes('"done":true'));
    expect(
      (await databases(again)).filter((name) => name !== 'loket-rescue'),
      `killed at ${step}`,
    ).toEqual([]);
    expect(await again.page.evaluate(() => window.desk?.past.get()?.revoked?.unsent)).toBeGreaterThan(0);
    expect(await again.page.evaluate(() => window.desk?.past.get()?.branchName)).toBe(NGAWI.name);
    await again.page.waitForFunction(() => localStorage.getItem('wipe-proof') === null);
    await again.close();
  }
}, 300_000);

test('row 16: a profile whose databases are gone is no new PC; what was saved and not sent comes back', async () => {
  const { profile, browser } = await pages.newDesk(NGAWI.code, 'rina');
  await browser.context.setOffline(true);
  const number = await register(browser, 'belum terkirim saat profil hilang');
  await browser.page.waitForFunction(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('loket-journal');
    // a file has its name before its content
    for await (const entry of folder.values())
      if (
        entry instanceof FileSystemFileHandle &&
        entry.name.endsWith('.json') &&
        (await (await entry.getFile()).text()).includes('profil hilang')
      )
        return true;
    return false;
  });
  await browser.close();
  await rm(join(profile, 'Default', 'IndexedDB'), { recursive: true });
  const empty = await pages.open(profile);
  expect(await statusOf(empty)).toBe('lost');
  expect(await empty.page.evaluate(() => window.desk?.past.get())).toMatchObject({
    branchName: NGAWI.name,
    deskName: 'Loket 1',
    deskCode: number.split('-')[2],
    rescued: 1,
    revoked: null,
  });
  expect(await pages.enrol(empty, JAYAPURA.code)).toBe('unsent_work');
  expect(await pages.enrol(empty, NGAWI.code)).toBe('');
  expect(await pages.signIn(empty, 'rina')).toBe('');
  await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(number);
  const next = await register(empty, 'sesudah itu');
  expect(next.split('-')[2]).not.toBe(number.split('-')[2]);
  await empty.close();
});

test('shared PC: what the supervisor fetched and what others wrote is not the clerk’s to see, also without a connection', async () => {
  const { browser } = await pages.newDesk(NGAWI.code, 'rina');
  // once online, so that she may sign in without head office later
  await browser.page.evaluate(() => window.desk?.signOut());
  expect(await pages.signIn(browser, 'dewi')).toBe('');
  await synced(browser);
  const before = (await shown(browser)).activities;
  const open = await register(browser, 'biasa');
  const secret = await register(browser, 'rahasia', true);
  await synced(browser);
  const ofEach = ((await shown(browser)).activities - before) / 2;
  await browser.context.setOffline(true);
  const unsent = await register(browser, 'belum terkirim, rahasia', true);
  // saved is not yet listed: the lists follow in the background
  await expect
    .poll(async () => (await shown(browser)).complaints)
    .toEqual(expect.arrayContaining([open, secret, unsent]));
  await expect.poll(async () => (await shown(browser)).activities).toBe(before + 3 * ofEach);
  const everything = await shown(browser);
  await browser.page.evaluate(() => window.desk?.signOut());
  expect(await pages.signIn(browser, 'rina')).toBe('');
  const seen = await shown(browser);
  expect(seen.complaints).toContain(open);
  for (const hidden of [secret, unsent]) {
    expect(seen.complaints).not.toContain(hidden);
    expect(seen.found).not.toContain(hidden);
  }
  expect(seen.activities).toBe(everything.activities - 2);
  expect(await browser.page.evaluate(() => window.desk?.sync.unsent.get().length)).toBe(0);
  expect(await pending(browser)).toBeGreaterThan(0);
  await browser.context.setOffline(false);
  // the supervisor's work is sent all the same, by whoever is at the desk
  expect(await pages.signIn(browser, 'rina')).toBe('');
  await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(unsent);
  await browser.close();
});
