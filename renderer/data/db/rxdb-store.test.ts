/** What the store relies on in RxDB 17.6, below its public interface. */
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test } from 'vitest';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { stamp } from '#shared/sync/replica.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import { HeadOffice } from '#test/sim/head-office.ts';
import { type CollectionDatabase, openCollections } from './database.ts';
import { pagesOf, rxdbStore } from './rxdb-store.ts';
import { openFieldsOf, schemaOf } from './schema.ts';

let db: CollectionDatabase | undefined;
let names = 0;
// the memory storage keeps its state by name in one global map
const open = async (): Promise<CollectionDatabase> =>
  (db = await openCollections(`test-${process.pid}-${++names}`, getRxStorageMemory() as never));
afterEach(async () => {
  await db?.close();
  db = undefined;
});
const made = (id: string, rev: string, more: Record<string, unknown> = {}): StoredDoc =>
  stamp(undefined, { id, customerId: 'c1', ...more }, false, rev);

test('indexes use only declared open fields, and none of them is personal', () => {
  for (const name of COLLECTION_NAMES) {
    const open = openFieldsOf(name);
    for (const index of schemaOf(name).indexes ?? [])
      for (const field of [index].flat()) expect(open).toContain(field);
    const { properties } = COLLECTIONS[name].schema as { properties?: Record<string, object> };
    for (const field of Object.keys(COLLECTIONS[name].openFields)) {
      expect(properties?.[field] ?? {}, `${name}.${field}`).not.toHaveProperty('x-personal');
    }
  }
});

test('rule 4: a write loses when what it looked at has changed', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const [first] = (await store.cas([{ next: made('k1', 'r1', { text: 'a' }) }])).values();
  const second = stamp(first, { id: 'k1', customerId: 'c1', text: 'b' }, false, 'r2');
  expect((await store.cas([{ prev: first, next: second }])).size).toBe(1);
  expect((await store.cas([{ prev: first, next: { ...second, rev: 'r3' } }])).size).toBe(0);
  expect((await store.get(['k1'])).get('k1')).toMatchObject({
    rev: 'r2',
    text: 'b',
    unsent: 1,
  });
});

test('rule 4: a write that saw nothing loses against a tombstone', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const [first] = (await store.cas([{ next: made('k1', 'r1') }])).values();
  await store.cas([{ prev: first, next: stamp(first, { id: 'k1', customerId: 'c1' }, true, 'r2') }]);
  expect((await store.cas([{ next: made('k1', 'r3') }])).size).toBe(0);
  expect((await store.get(['k1'])).get('k1')).toMatchObject({ rev: 'r2', _deleted: true });
});

test('rule 8: unsent documents are found by index, tombstones too, refused ones not', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.activities);
  const [doc] = (await store.cas([{ next: made('a1', 'r1', { complaintId: '' }) }])).values();
  await store.cas([
    { prev: doc, next: stamp(doc, { id: 'a1' }, true, 'r2') },
    { next: made('a2', 'r3') },
    { next: { ...made('a3', 'r4'), unsent: 3 } },
    { next: { id: 'a4', rev: 'r5', ver: 1, _deleted: false, unsent: 0 } },
  ]);
  expect((await store.unsent(10)).map((d) => d.id)).toEqual(['a2', 'a1']);
  expect((await store.unsent(1)).map((d) => d.id)).toEqual(['a2']);
  expect((await store.held()).map((d) => d.id).sort()).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('the position is kept with the documents and seen by no query', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.customers);
  expect(await store.position()).toBeNull();
  const position = { checkpoint: { global: 3 }, epoch: 'e', scope: 's', resync: null };
  await store.savePosition(position);
  await store.savePosition({ ...position, checkpoint: { global: 4 } });
  expect(await store.position()).toEqual({ ...position, checkpoint: { global: 4 } });
  expect(await collections.customers.find().exec()).toEqual([]);
  expect(await store.unsent(10)).toEqual([]);
});

test('documents are read page by page', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.tasks);
  await store.cas(
    Array.from({ length: 12 }, (_, n) => ({ next: made(`t${String(n).padStart(2, '0')}`, `r${n}`) })),
  );
  const ids: string[] = [];
  for await (const page of pagesOf(collections.tasks)) ids.push(...page.map((doc) => doc.id));
  expect(ids).toHaveLength(12);
});

test.each<CollectionName>(['complaints', 'reference'])(
  'replicates %s, and queries see what was written',
  async (name) => {
    const { collections } = await open();
    const office = new HeadOffice(() => null);
    const store = rxdbStore(collections[name]);
    const replicator = new Replicator({
      store,
      merge: mergeOf(name),
      newRev: () => `m${++names}`,
      net: {
        push: async (rows) => office.push(0, rows),
        pull: async (checkpoint, limit) => office.pull(0, checkpoint, limit),
      },
    });
    const seen: number[] = [];
    const watching = collections[name].find().$.subscribe((docs) => seen.push(docs.length));
    await store.cas([{ next: made('d1', 'r1', { name: 'here' }) }]);
    await replicator.trigger();
    office.push(1, [
      {
        id: 'd2',
        rev: 's1',
        base: null,
        doc: made('d2', 's1', { name: 'there' }),
      },
    ]);
    await replicator.trigger();
    await expect.poll(() => seen.at(-1)).toBe(2);
    watching.unsubscribe();
    const found = (await collections[name].findOne('d2').exec())?.toJSON();
    expect(found).toMatchObject({ name: 'there', ver: 1, unsent: 0 });
    expect((await store.get(['d1'])).get('d1')).toMatchObject({ ver: 1, unsent: 0 });
  },
);
