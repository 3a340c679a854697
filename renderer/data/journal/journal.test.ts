/** The journal at a start: taken back from its copies when the database is another one, brought to the newest schema. */
import { beforeEach, expect, test } from 'vitest';
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import type { DeskDatabase } from './database.ts';
import type { Entry, EntryDoc } from './entry.ts';
import { Journal } from './journal.ts';
import type { Mirror } from './mirror.ts';

let entries: Entry[];
let settings: Map<string, unknown>;
let copies: Map<string, Entry>;
let owner: string | undefined;
let keeps: boolean;
beforeEach(() => {
  [entries, settings, copies, owner, keeps] = [[], new Map(), new Map(), undefined, true];
});

/** As much of the desk's database as a start asks for: no transaction that can fail. */
const db = {
  transaction: async (...given: unknown[]) => (given.at(-1) as () => Promise<unknown>)(),
  setting: async (key: string) => settings.get(key),
  set: async (key: string, value: unknown) => void settings.set(key, value),
  entries: {
    add: async (row: Omit<Entry, 'seq'>) => void entries.push({ ...row, seq: entries.length + 1 }),
    bulkPut: async (rows: Entry[]) => {
      entries = entries.map((old) => rows.find(({ seq }) => seq === old.seq) ?? old);
    },
    bulkGet: async (seqs: number[]) => seqs.map((wanted) => entries.find(({ seq }) => seq === wanted)),
    bulkDelete: async (seqs: number[]) => {
      entries = entries.filter(({ seq }) => !seqs.includes(seq));
    },
    orderBy: () => ({ toArray: async () => [...entries] }),
    where: () => ({
      equals: (wanted: string) => ({ count: async () => entries.filter(({ id }) => id === wanted).length }),
    }),
  },
} as unknown as DeskDatabase;
const mirror: Mirror = {
  async keep(entry) {
    if (!keeps) throw new DOMException('', 'QuotaExceededError');
    copies.set(entry.id, entry);
  },
  drop: async (ids) => ids.forEach((id) => copies.delete(id)),
  all: async () => [...copies.values()],
  owner: async () => owner,
  own: async (id) => void (owner = id),
  clear: async () => copies.clear(),
};

const doc = (more: Partial<EntryDoc> = {}): EntryDoc => ({
  collection: 'customers',
  id: 'c1',
  rev: 'r1',
  base: null,
  deleted: false,
  after: { id: 'c1', name: 'Sri', createdAt: '2026-03-05T07:00:00.000Z' },
  ...more,
});
const entry = (id: string, applied: 0 | 1, ...docs: EntryDoc[]): Entry => ({
  seq: 9,
  id,
  applied,
  command: 'edit',
  userId: 'u1',
  at: '2026-03-05',
  docs,
});

test('row 15: copies of a database that is gone come back, to be applied again, in their order', async () => {
  [copies, owner] = [
    new Map([entry('a', 1, doc()), entry('b', 0, doc())].map((one) => [one.id, one])),
    'old',
  ];
  const journal = new Journal(db, mirror);
  expect(await journal.prepare()).toBe(2);
  expect((await journal.all()).map(({ seq, id, applied }) => [seq, id, applied])).toEqual([
    [1, 'a', 0],
    [2, 'b', 0],
  ]);
  // from now on the copies are this journal's: nothing comes back twice
  expect(owner).toBe(settings.get('journal-id'));
  await journal.remove([1]);
  expect([...copies.keys()]).toEqual(['b']);
  expect(await new Journal(db, mirror).prepare()).toBe(0);
  expect((await journal.all()).map(({ id }) => id)).toEqual(['b']);
});

test('killed after the copies were taken back and before they were made its own: none comes twice', async () => {
  [copies, owner, keeps] = [new Map([['a', entry('a', 1, doc())]]), 'old', false];
  await new Journal(db, mirror).prepare();
  expect(owner).toBe('old');
  keeps = true;
  expect(await new Journal(db, mirror).prepare()).toBe(0);
  expect(entries.map(({ id }) => id)).toEqual(['a']);
  expect(owner).toBe(settings.get('journal-id'));
});

test('a copy whose entry was removed here is no lost work', async () => {
  [copies, owner] = [new Map([['a', entry('a', 1, doc())]]), 'mine'];
  settings.set('journal-id', 'mine');
  expect(await new Journal(db, mirror).prepare()).toBe(0);
  expect(entries).toEqual([]);
});

test('without a file system the journal works on; what it held is copied once there is one', async () => {
  entries = [entry('a', 0, doc())];
  keeps = false;
  expect(await new Journal(db, mirror).prepare()).toBe(0);
  expect(copies.size).toBe(0);
  keeps = true;
  await new Journal(db, mirror).prepare();
  expect([...copies.keys()]).toEqual(['a']);
});

test('row 22: what waits is brought to the newest schema with its base, once', async () => {
  const schemas: Schemas = {
    ...SCHEMAS,
    customers: { version: 1, migrations: [({ name, ...rest }) => ({ ...rest, names: [name] })] },
  };
  const base = { ...doc().after, rev: 'r0', ver: 3, _deleted: false, id: 'c1' };
  entries = [{ ...entry('a', 0, doc({ base }), doc({ collection: 'complaints' })), seq: 1 }];
  const journal = new Journal(db, undefined, schemas);
  for (const start of ['first', 'second']) {
    await journal.prepare();
    const docs = (await journal.all())[0]?.docs ?? [];
    expect(docs[0], start).toMatchObject({
      version: 1,
      after: { names: ['Sri'] },
      base: { names: ['Sri'], rev: 'r0', ver: 3 },
    });
    expect(docs[0]?.after, start).not.toHaveProperty('name');
    expect(docs[1], start).toEqual(doc({ collection: 'complaints' }));
  }
});
