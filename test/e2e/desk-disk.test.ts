/** A desk's disk in a real browser: damaged, newer than the program, of an older schema, full. */
import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '#test/support/chromium.ts';
import {
  type DeskPages,
  numbersAt,
  openDeskPages,
  register,
  shown,
  statusOf,
  synced,
} from '#test/support/desks.ts';
import { NGAWI } from '#test/support/head-office.ts';

let pages: DeskPages;
beforeAll(async () => {
  pages = await openDeskPages();
  await pages.office.createUser({ username: 'rina', branchId: NGAWI.code });
});
afterAll(() => pages.close());

/** Works on the databases below the desk, which is closed, and begins the page anew. */
async function tamper(browser: Browser, how: 'delete' | 'empty'): Promise<void> {
  await browser.page.evaluate(async (wanted) => {
    await window.desk?.close();
    const all = await indexedDB.databases();
    const name = all.find((db) => db.name?.endsWith('--complaints'))?.name ?? '';
    const settled = (request: IDBOpenDBRequest): Promise<void> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => {
          request.result?.close();
          resolve();
        });
        request.addEventListener('error', () => reject(request.error ?? new Error('refused')));
      });
    if (wanted === 'delete') await settled(indexedDB.deleteDatabase(name));
    else {
      await settled(indexedDB.deleteDatabase(name));
      // of the version that is expected, and without anything in it
      await settled(indexedDB.open(name, 10));
    }
  }, how);
  await browser.page.reload();
  await browser.page.waitForFunction(() => window.desk !== undefined);
}

const online = async (browser: Browser): Promise<void> => {
  await browser.context.setOffline(false);
  expect(await pages.signIn(browser, 'rina')).toBe('');
};

test('row 15: a collection that is gone or cannot be read is filled again from head office and the journal', async () => {
  const { browser } = await pages.newDesk(NGAWI.code, 'rina');
  const sent = await register(browser, 'sudah di pusat');
  await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(sent);
  for (const how of ['delete', 'empty'] as const) {
    await browser.context.route('**/api/**', (route) => route.abort());
    const unsent = await register(browser, `hanya di sini: ${how}`);
    await tamper(browser, how);
    expect(await statusOf(browser), how).toBe('ready');
    expect((await shown(browser)).complaints, how).toContain(unsent);
    await browser.context.unroute('**/api/**');
    await online(browser);
    await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(unsent);
    await synced(browser);
    expect((await shown(browser)).complaints, how).toEqual(expect.arrayContaining([sent, unsent]));
  }
  await browser.close();
});

test('row 15: with the files of the databases overwritten the desk says so, and unsent work comes back', async () => {
  const { profile, browser } = await pages.newDesk(NGAWI.code, 'rina');
  await browser.context.setOffline(true);
  const number = await register(browser, 'sebelum berkas rusak');
  await browser.page.waitForFunction(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('loket-journal');
    for await (const name of folder.keys()) if (name.endsWith('.json')) return true;
    return false;
  });
  await browser.close();
  const root = join(profile, 'Default', 'IndexedDB');
  for (const folder of (await readdir(root)).filter((name) => name.endsWith('.leveldb'))) {
    for (const file of await readdir(join(root, folder))) {
      const path = join(root, folder, file);
      if (file.startsWith('MANIFEST')) await truncate(path, 10);
      if (/\.(log|ldb)$/.test(file)) await writeFile(path, Buffer.alloc(4096, 0x5a));
    }
  }
  const damaged = await pages.open(profile);
  expect(await statusOf(damaged)).toBe('lost');
  expect(await damaged.page.evaluate(() => window.desk?.past.get()?.rescued)).toBe(1);
  expect(await pages.enrol(damaged, NGAWI.code)).toBe('');
  expect(await pages.signIn(damaged, 'rina')).toBe('');
  await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(number);
  await damaged.close();
});

test('rows 22, 23: killed in the middle of a migration it goes on; what it has begun no older program opens', async () => {
  const { profile, browser } = await pages.newDesk(NGAWI.code, 'rina');
  await register(browser, 'sudah di pusat');
  await synced(browser);
  await browser.context.setOffline(true);
  const unsent = [await register(browser, 'belum terkirim 1'), await register(browser, 'belum terkirim 2')];
  await shown(browser);
  await browser.kill();
  for (const after of [0, 1, 3]) {
    // the page stands still in the middle of the conversion: it never gets a desk
    const dying = await pages.openRaw(profile, `?second=${after}`);
    await expect.poll(() => dying.isStuck(), { timeout: 30_000 }).toBe(true);
    await dying.browser.kill();
    const older = await pages.open(profile);
    expect(await statusOf(older), `killed after ${after}`).toBe('newer-data');
    await older.kill();
  }
  const done = await pages.open(profile, '?second=-1');
  expect(await statusOf(done)).toBe('ready');
  expect((await shown(done)).complaints).toEqual(expect.arrayContaining(unsent));
  await online(done);
  await expect
    .poll(() => numbersAt(pages.office), { timeout: 60_000 })
    .toEqual(expect.arrayContaining(unsent));
  const rows = await pages.office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'complaints' AND data LIKE '%belum terkirim%'`,
  );
  expect(rows.map(({ data }) => (JSON.parse(data) as { ext?: { format?: string } }).ext?.format)).toEqual([
    'second',
    'second',
  ]);
  await done.close();
});

test('rows 13, 14: a full disk refuses loudly, shows what is there, and loses nothing', async () => {
  const { profile, browser: first } = await pages.newDesk(NGAWI.code, 'rina');
  const before = await register(first, 'sebelum penuh');
  // what is in the journal only would have to be written to a full disk first
  await expect.poll(() => numbersAt(pages.office), { timeout: 60_000 }).toContain(before);
  await synced(first);
  await first.close();
  const origin = new URL(pages.office.url).origin;
  const quota = async ({ context, page }: Browser, quotaSize?: number): Promise<void> => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize ? { quotaSize } : {}) });
  };
  // set before the browser opens its store: of the room that it has seen it spends a part without asking again
  const browser = await pages.open(profile, '', (opening) => quota(opening, 1));
  expect(await statusOf(browser)).toBe('ready');
  expect(await register(browser, 'tidak muat')).toBe('storage_full');
  const draft = await browser.page.evaluate(() =>
    window.desk?.drafts.put({ id: 'd1', form: 'intake', value: { text: 'yang diketik' } }),
  );
  expect(draft).toMatchObject({ ok: false, error: { code: 'storage_full' } });
  // what was typed stays in memory
  expect(await browser.page.evaluate(() => window.desk?.drafts.get('d1')?.value)).toEqual({
    text: 'yang diketik',
  });
  await browser.page.evaluate(() => window.desk?.setPreference('kolom', ['a']));
  // the kept directory is read first and follows the documents in the background
  await expect.poll(async () => (await shown(browser)).complaints, { timeout: 60_000 }).toContain(before);
  expect(await statusOf(browser)).toBe('ready');
  await quota(browser);
  let after = '';
  await expect
    .poll(async () => (after = await register(browser, 'sesudah ada ruang')), { timeout: 60_000 })
    .toMatch(/^K-/);
  await expect
    .poll(() => numbersAt(pages.office), { timeout: 60_000 })
    .toEqual(expect.arrayContaining([before, after]));
  await browser.close();
});
