/** The directory's own database, in a real browser on disk: kept, caught up after a kill, made anew when damaged. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, newProfile, openBrowser, removeProfile } from '#test/support/chromium.ts';
import { type HeadOffice, NGAWI, PASSWORD, startHeadOffice } from '#test/support/head-office.ts';

let folder = '';
let office: HeadOffice;
let profile = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loket-desk-page-'));
  profile = await newProfile();
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'desk-page'),
    base: './',
    mode: 'e2e',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'chrome120', assetsInlineLimit: 0 },
  });
  office = await startHeadOffice({ renderer: folder });
  await office.createUser({ username: 'rina', branchId: NGAWI.code });
});
afterAll(async () => {
  await office.close();
  for (const path of [folder, profile]) await removeProfile(path);
});

const open = async (): Promise<Browser> => {
  const browser = await openBrowser(profile);
  await browser.page.goto(office.url);
  await browser.page.waitForFunction(() => window.desk !== undefined);
  return browser;
};

const register = (browser: Browser, name: string): Promise<void> =>
  browser.page.evaluate(
    async ([customer]) => {
      const answer = await window.desk?.run('registerComplaint', {
        kind: 'complaint',
        newCustomer: { name: customer ?? '' },
        channel: 'walk_in',
        category: 'terlambat',
        description: 'paket terlambat',
      });
      if (!answer?.ok) throw new Error(JSON.stringify(answer));
    },
    [name],
  );

/** Names in the list of complaints as soon as the directory says that it is ready. */
const listed = async (browser: Browser): Promise<string[]> => {
  await browser.page.waitForFunction(() => window.desk?.directory.ready.get());
  return browser.page.evaluate(async () => {
    const page = await window.desk?.directory.list({ collection: 'complaints', limit: 100 });
    return page?.rows.map((row) => row.name) ?? [];
  });
};
const found = (browser: Browser, text: string): Promise<string[]> =>
  browser.page.evaluate(async (typed) => {
    const hits = await window.desk?.directory.search(typed, { collections: ['customers'] });
    return hits?.map((hit) => hit.name) ?? [];
  }, text);

/** What was just saved comes into the list a moment later. */
const PATIENCE = { timeout: 60_000 };
const shows = (browser: Browser, names: readonly string[]): Promise<void> =>
  expect.poll(async () => (await listed(browser)).toSorted(), PATIENCE).toEqual(names.toSorted());

/** @returns the rows of the directory's database, by collection, after `change` to each of its blocks. */
const kept = (browser: Browser, damage = false): Promise<string[]> =>
  browser.page.evaluate(async (wanted) => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result), { once: true });
        request.addEventListener('error', () => reject(request.error ?? new Error('unreadable')), {
          once: true,
        });
      });
    const name = (await indexedDB.databases()).find((one) => one.name?.endsWith('-directory'))?.name;
    if (name === undefined) return [];
    const db = await settled(indexedDB.open(name));
    const store = db.transaction('snapshots', 'readwrite').objectStore('snapshots');
    const rows = (await settled(store.getAll())) as { collection: string; bytes: ArrayBuffer }[];
    for (const row of wanted ? rows : []) {
      new Uint8Array(row.bytes)[row.bytes.byteLength - 9] = 0xaa;
      await settled(store.put(row));
    }
    db.close();
    return rows.map((row) => row.collection);
  }, damage);

test(
  'kept, killed and opened again: what was saved since is there; damaged: it is made anew',
  { timeout: 600_000 },
  async () => {
    let browser = await open();
    const code = await office.enrolmentCode(NGAWI.code);
    await browser.page.evaluate(
      async ([url, given, password]) => {
        const desk = window.desk;
        await desk?.enrol({ url: url ?? '', code: given ?? '', deskName: 'Loket 1' });
        const answer = await desk?.signIn({ username: 'rina', password: password ?? '' });
        if (!answer?.ok) throw new Error(JSON.stringify(answer));
      },
      [office.url, code, PASSWORD],
    );
    // categories come from head office
    await browser.page.waitForFunction(() => window.desk?.sync.state.get().kind === 'synced', undefined, {
      timeout: 60_000,
    });
    const names = ['Sri Lestari', 'Budi Santoso', 'Wahyuni'];
    for (const name of names) await register(browser, name);
    await expect.poll(() => kept(browser), PATIENCE).toEqual(['complaints', 'customers']);
    await shows(browser, names);

    await register(browser, 'Poltak Siregar');
    await browser.kill();
    browser = await open();
    await shows(browser, [...names, 'Poltak Siregar']);
    await expect.poll(() => found(browser, 'wahyumi'), PATIENCE).toEqual(['Wahyuni']);
    await expect.poll(() => found(browser, 'poltk'), PATIENCE).toEqual(['Poltak Siregar']);

    expect(await kept(browser, true)).not.toEqual([]);
    await browser.kill();
    browser = await open();
    await shows(browser, [...names, 'Poltak Siregar']);
    await expect.poll(() => found(browser, 'lestrai'), PATIENCE).toEqual(['Sri Lestari']);
    await browser.close();
  },
);
