/** Row 22, rule 25: a second version of one collection, with unsent work in every state, and a death at each document. */
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';
import { migrateVersion, SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { START } from '#shared/sync/store.ts';
import { openCollections } from './database.ts';
import { compareFormat, versionsOf } from './migrating.ts';
import { type DeskStore, rxdbStore } from './rxdb-store.ts';

const HAD = '2026-03-05T07:00:00.000Z';
let names = 0;
const newName = (): string => `migrating-${process.pid}-${++names}`;

/** Version 1 of customers keeps the name in `names`; `before` is called for each content that is converted. */
const second = (before: () => void = () => undefined): Schemas => ({
  ...SCHEMAS,
  customers: {
    version: 1,
    migrations: [
      ({ name, ...rest }) => {
        before();
        return { ...rest, names: [name] };
      },
    ],
  },
});

const version = (id: string, rev: string, name: string, ver = 1): Snapshot => ({
  id,
  rev,
  ver,
  _deleted: false,
  name,
  createdAt: HAD,
});
const clean = { base: null, flight: null, master: null, problem: null };

/** A document in each state, a tombstone, one that has left, and the position. */
const HELD: readonly StoredDoc[] = [
  { ...version('clean', 'r1', 'Sri'), unsent: 0 },
  {
    ...version('edited', 'r3', 'Sri baru'),
    unsent: 1,
    sync: { ...clean, base: version('edited', 'r1', 'Sri'), flight: version('edited', 'r2', 'Sri lama', 0) },
  },
  {
    ...version('unsent', 'r2', 'Budi baru'),
    unsent: 2,
    sync: {
      ...clean,
      base: version('unsent', 'r1', 'Budi'),
      master: version('unsent', 'r9', 'Budi pusat', 2),
    },
  },
  { ...version('new', 'r1', 'Dewi', 0), unsent: 2, sync: clean },
  {
    ...version('refused', 'r2', 'Tono baru'),
    unsent: 3,
    sync: {
      ...clean,
      base: version('refused', 'r1', 'Tono'),
      doubt: version('refused', 'r0', 'Toni'),
      problem: { code: 'moved' },
    },
  },
  {
    ...version('deleted', 'r2', 'Wati'),
    _deleted: true,
    unsent: 2,
    sync: { ...clean, base: version('deleted', 'r1', 'Wati') },
  },
  { id: 'left', rev: 'r1', ver: 0, _deleted: true, unsent: 0 },
];
const POSITION = { checkpoint: { 'b:NGW': 7 }, epoch: 'e1', scope: 's1', resync: null, snapshot: null };

async function filled(name: string): Promise<void> {
  const db = await openCollections(name, getRxStorageMemory() as never);
  const store = rxdbStore(db.collections.customers);
  await store.cas(HELD.map((next) => ({ next })));
  await store.savePosition(START, POSITION);
  await db.close();
}

/** Everything of the store, without what the storage adds. */
async function contents(store: DeskStore): Promise<Record<string, StoredDoc>> {
  const found = await store.get(HELD.map(({ id }) => id));
  return Object.fromEntries(
    [...found].map(([id, doc]) => {
      const { _rev, _meta, _attachments, ...rest } = doc as StoredDoc & Record<string, unknown>;
      return [id, rest as StoredDoc];
    }),
  );
}

const expected = (): Record<string, StoredDoc> => {
  const schema = second().customers;
  const convert = <V extends Snapshot>(snapshot: V): V => migrateVersion(schema, snapshot, 0);
  return Object.fromEntries(
    HELD.map((doc) => {
      const next = convert(doc);
      if (!doc.sync) return [doc.id, next];
      const { base, flight, master, problem, doubt } = doc.sync;
      const sync = {
        base: base && convert(base),
        flight: flight && convert(flight),
        master: master && convert(master),
        problem,
        ...(doubt ? { doubt: convert(doubt) } : {}),
      };
      return [doc.id, { ...next, sync }];
    }),
  );
};

test('rule 25: document, base, flight and master are converted; revs, states and the position stay', async () => {
  const name = newName();
  await filled(name);
  const db = await openCollections(name, getRxStorageMemory() as never, second());
  const store = rxdbStore(db.collections.customers);
  const now = await contents(store);
  expect(now).toEqual(expected());
  expect(now['edited']).toMatchObject({
    names: ['Sri baru'],
    rev: 'r3',
    unsent: 1,
    sync: { base: { names: ['Sri'], rev: 'r1' }, flight: { names: ['Sri lama'], rev: 'r2' } },
  });
  expect(now['edited']).not.toHaveProperty('name');
  expect(await store.position()).toEqual(POSITION);
  expect((await store.pending()).map(({ id }) => id).toSorted()).toEqual([
    'deleted',
    'edited',
    'new',
    'refused',
    'unsent',
  ]);
  expect(db.collections.complaints.schema.version).toBe(0);
  await db.close();
});

test('row 22: stopped at any content, the next start ends the migration with the same result', async () => {
  let steps = 0;
  const counting = newName();
  await filled(counting);
  const whole = await openCollections(
    counting,
    getRxStorageMemory() as never,
    second(() => void steps++),
  );
  await whole.close();
  expect(steps).toBeGreaterThan(HELD.length);
  for (let last = 0; last < steps; last++) {
    const name = newName();
    await filled(name);
    let left = last;
    const dying = second(() => {
      if (left-- <= 0) throw new Error('the power went');
    });
    await expect(openCollections(name, getRxStorageMemory() as never, dying)).rejects.toBeDefined();
    const db = await openCollections(name, getRxStorageMemory() as never, second());
    const store = rxdbStore(db.collections.customers);
    expect(await contents(store), `stopped after ${last}`).toEqual(expected());
    expect(await store.position()).toEqual(POSITION);
    await db.close();
  }
});

test('rows 22, 23: what a newer Loket wrote is not opened, an interrupted migration is gone on with', () => {
  expect(compareFormat(undefined, SCHEMAS)).toBe('same');
  expect(compareFormat({ collections: versionsOf(SCHEMAS) }, SCHEMAS)).toBe('same');
  expect(compareFormat(undefined, second())).toBe('older');
  expect(compareFormat({ collections: versionsOf(SCHEMAS) }, second())).toBe('older');
  const begun = { collections: versionsOf(second()), from: versionsOf(SCHEMAS) };
  expect(compareFormat(begun, second())).toBe('older');
  expect(compareFormat(begun, SCHEMAS)).toBe('newer');
  expect(compareFormat({ collections: versionsOf(second()) }, SCHEMAS)).toBe('newer');
  expect(compareFormat({ collections: { ...versionsOf(SCHEMAS), parcels: 0 } }, SCHEMAS)).toBe('newer');
});
