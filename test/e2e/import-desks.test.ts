/** Imports at desks in real browsers, without screens: one file at two desks, taking back before and after sync. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOfficeDesk } from '#server/jobs/office-desk.ts';
import { RULES } from '#server/rules.ts';
import type { ImportBatch, ImportReading } from '#renderer/data/desk-types.ts';
import { bookHash } from '#test/support/book-hash.ts';
import type { Browser } from '#test/support/chromium.ts';
import { openDeskPages, type DeskPages } from '#test/support/desks.ts';

const NAME = 'buku-kecil.csv';
/** Three blocks; each customer with an agreement. */
const MADE = 120;
const two = (n: number): string => String(n).padStart(2, '0');
/** @returns a book of customers that no other book of this file has. */
const bookOf = (kind: string, phones: number): string =>
  [
    'Nama pelanggan,HP,Kecamatan,No PKS,PKS mulai,PKS berakhir',
    ...Array.from(
      { length: MADE },
      (_, n) =>
        `${kind} ${n + 1},0812${phones + n * 7},Ngawi,PKS/${kind}/${n + 1},2026-01-${two(1 + (n % 28))},2027-01-${two(1 + (n % 28))}`,
    ),
  ].join('\n');
const BOOK = bookOf('Pelanggan', 30_000_000);
const OTHER = bookOf('Toko', 50_000_000);

declare global {
  interface Window {
    reading?: ImportReading;
  }
}

let pages: DeskPages;
let first: Browser;
let second: Browser;
beforeAll(async () => {
  pages = await openDeskPages();
  await pages.office.createUser({ username: 'adi', name: 'Adi', branchId: 'NGW', role: 'ae' });
  await pages.office.createUser({ username: 'sari', name: 'Sari', branchId: 'NGW', role: 'supervisor' });
  first = (await pages.newDesk('NGW', 'adi')).browser;
  second = (await pages.newDesk('NGW', 'sari')).browser;
}, 180_000);
afterAll(() => pages.close());

/** Reads the book and takes it in. @returns the batch, or the error's code. */
const take = ({ page }: Browser, book = BOOK): Promise<ImportBatch | string> =>
  page.evaluate(
    async ([content = '', name = '']) => {
      const desk = window.desk;
      if (!desk) return 'no desk';
      const reading = window.reading ?? desk.imports.open();
      delete window.reading;
      const looked = await reading.look([{ name, content }]);
      if (!looked.ok) return looked.error.code;
      const mappings = looked.value.map(({ sheet, headerLine, columns }) => ({
        sheet,
        headerLine,
        fields: columns.map(({ field }) => field),
      }));
      const dry = await reading.read(mappings);
      if (!dry.ok) return dry.error.code;
      const done = await desk.imports.begin(reading);
      reading.close();
      return done.ok ? done.value : done.error.code;
    },
    [book, NAME],
  );

const undo = ({ page }: Browser, batch: string): Promise<ImportBatch | string> =>
  page.evaluate(
    async ([id = '', file = '']) => {
      const done = await window.desk?.imports.undo(id, file);
      if (!done) return 'no desk';
      return done.ok ? done.value : done.error.code;
    },
    [batch, NAME],
  );

function batchOf(done: ImportBatch | string): ImportBatch {
  if (typeof done === 'string') throw new Error(done);
  return done;
}

const deskBook = async ({ page }: Browser): Promise<string> =>
  bookHash(
    await page.evaluate(async () => {
      const desk = window.desk;
      if (!desk) throw new Error('no desk');
      const all: object[] = [];
      for (const collection of ['customers', 'agreements']) {
        const live = desk.list(collection, {});
        await new Promise<void>((resolve) => {
          const end = live.subscribe(() => {
            if (live.get().loading) return;
            resolve();
            queueMicrotask(() => end());
          });
        });
        all.push(...live.get().value);
      }
      return JSON.parse(JSON.stringify(all)) as object[];
    }),
  );

async function officeBook(): Promise<{ hash: string; customers: Record<string, unknown>[] }> {
  const rows = await pages.office.db.query<{ data: string; collection: string }>(
    `SELECT collection, data FROM documents WHERE collection IN ('customers', 'agreements') AND NOT deleted`,
  );
  const docs = rows.map(({ data, collection }) => ({
    collection,
    doc: JSON.parse(data) as Record<string, unknown>,
  }));
  return {
    hash: bookHash(docs.map(({ doc }) => doc)),
    customers: docs.filter(({ collection }) => collection === 'customers').map(({ doc }) => doc),
  };
}

/** A loaded machine takes its time. */
const sentAll = ({ page }: Browser): Promise<unknown> =>
  page.waitForFunction(
    () => {
      const state = window.desk?.sync.state.get();
      return state?.kind === 'synced' && state.pending === 0;
    },
    undefined,
    { timeout: 120_000 },
  );

/** Every book: the first desk's, the second desk's, head office's, once they are one or have had the time for it. */
async function books(): Promise<string[]> {
  let found: string[] = [];
  // what one desk sends reaches the other one in the next round, and what they merge of it goes back
  for (let round = 0; round < 20; round++) {
    for (const browser of [first, second]) {
      await browser.page.evaluate(() => window.desk?.sync.sendNow());
      await sentAll(browser);
    }
    found = [await deskBook(first), await deskBook(second), (await officeBook()).hash];
    if (new Set(found).size === 1) break;
  }
  return found;
}

/** This page has no service worker: what it needs without a line has to be here before. */
async function goOffline(browser: Browser): Promise<void> {
  await browser.page.evaluate(async () => {
    const reading = window.desk?.imports.open();
    if (!reading) throw new Error('no desk');
    await reading.look([{ name: 'x.csv', content: 'Nama,HP' }]);
    window.reading = reading;
  });
  await line(browser, true);
}

const line = ({ context }: Browser, offline: boolean): Promise<void> => context.setOffline(offline);

test('taken back before and after it was sent, the book is what it was, at both desks and at head office', async () => {
  const before = await books();
  expect(new Set(before).size).toBe(1);
  const [empty = ''] = before;

  await goOffline(first);
  const offline = batchOf(await take(first));
  expect(offline).toMatchObject({ state: 'done', made: MADE, total: MADE });
  expect(await deskBook(first)).not.toBe(empty);
  expect(batchOf(await undo(first, offline.id))).toMatchObject({ state: 'undone', removed: MADE, kept: [] });
  expect(await deskBook(first)).toBe(empty);
  await line(first, false);
  expect(await books()).toEqual(before);

  // the same ids again, over their tombstones
  const sent = batchOf(await take(first));
  expect(sent).toMatchObject({ made: MADE });
  const [here, beside, office] = await books();
  expect([beside, office]).toEqual([here, here]);
  expect((await officeBook()).customers).toHaveLength(MADE);
  // by the supervisor, at the other desk
  expect(batchOf(await undo(second, sent.id))).toMatchObject({ removed: MADE, kept: [] });
  expect(await books()).toEqual(before);
}, 600_000);

test('thirty rows that were edited since are kept and listed', async () => {
  const batch = batchOf(await take(first));
  await books();
  const { customers } = await officeBook();
  const [sari] = await pages.office.db.query<{ id: string }>(`SELECT id FROM users WHERE username = 'sari'`);
  const desk = await openOfficeDesk({
    db: pages.office.db,
    rules: RULES,
    actor: { userId: sari?.id ?? '', name: 'Sari', role: 'supervisor', branchId: 'NGW' },
    deskCode: 'D90',
    now: () => new Date(),
    onStored: (streams) => {
      pages.office.announce(streams);
    },
  });
  const edited = customers.slice(0, 30).map(({ id }) => String(id));
  for (const id of edited) await desk.run('changeCustomer', { id, changes: { commodity: 'Kopi' } });
  expect(await desk.flush()).toMatchObject({ ok: true });
  await books();

  const undone = batchOf(await undo(first, batch.id));
  expect(undone).toMatchObject({ removed: MADE - 30 });
  expect(undone.kept?.map(({ id }) => id).sort()).toEqual(edited.sort());
  expect(new Set(undone.kept?.map(({ reason }) => reason))).toEqual(new Set(['edited']));
  const [here, beside, office] = await books();
  expect([beside, office]).toEqual([here, here]);
  const left = (await officeBook()).customers;
  expect(left.map(({ id }) => String(id)).sort()).toEqual(edited);
}, 600_000);

test('two desks that take the same file in offline end with one book, and list what was joined', async () => {
  await books();
  const before = (await officeBook()).customers.length;
  for (const browser of [first, second]) await goOffline(browser);
  const one = batchOf(await take(first, OTHER));
  const other = batchOf(await take(second, OTHER));
  expect([one.made, other.made]).toEqual([MADE, MADE]);
  for (const browser of [first, second]) await line(browser, false);
  const [here, beside, office] = await books();
  expect([beside, office]).toEqual([here, here]);
  const { customers } = await officeBook();
  expect(customers).toHaveLength(before + MADE);
  expect(new Set(customers.map(({ number }) => number)).size).toBe(customers.length);
  const joined = await second.page.evaluate(async (id) => window.desk?.imports.joined(id), other.id);
  expect(joined).toHaveLength(MADE);
  // nothing of it is told as a merge
  const notes = await pages.office.db.query(
    `SELECT 1 FROM documents WHERE collection = 'activities' AND data LIKE '%"kind":"field_merged"%'`,
  );
  expect(notes).toEqual([]);

  // both have to be taken back for the customers to go
  expect(batchOf(await undo(first, one.id))).toMatchObject({ removed: 0 });
  await books();
  expect(batchOf(await undo(second, other.id))).toMatchObject({ removed: MADE, kept: [] });
  const after = await books();
  expect(new Set(after).size).toBe(1);
  expect((await officeBook()).customers).toHaveLength(before);
}, 600_000);
