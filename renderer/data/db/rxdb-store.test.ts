/** What the store relies on in RxDB 17.6, below its public interface. */
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test, vi } from 'vitest';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { stamp } from '#shared/sync/replica.ts';
import { Replicator, type ReplicatorEvents } from '#shared/sync/replicator.ts';
import { type Net, START, type Store } from '#shared/sync/store.ts';
import { OneStreamOffice } from '#test/support/one-stream-office.ts';
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

test('rows 13, 14: a write without room says so, also when it comes as text from the Worker', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const text = 'could not requestRemote: {"error":{"name":"AbortError","message":"QuotaExceededError"}}';
  const refused = vi.spyOn(collections.complaints.internalStorageInstance, 'bulkWrite');
  refused.mockRejectedValueOnce(new Error(text));
  await expect(store.cas([{ next: made('k1', 'r1') }])).rejects.toMatchObject({
    error: { code: 'storage_full' },
  });
  refused.mockRejectedValueOnce(new Error('another'));
  await expect(store.cas([{ next: made('k1', 'r1') }])).rejects.toThrow('another');
  expect((await store.cas([{ next: made('k1', 'r1') }])).size).toBe(1);
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

test('rule 8: unsent documents are read page by page, each once, in states 1 and 2 and their tombstones', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.tasks);
  for (let n = 0; n < 8; n++) {
    const [first] = (await store.cas([{ next: made(`t${n}`, `a${n}`) }])).values();
    if (n % 2 === 1) await store.cas([{ prev: first, next: stamp(first, { id: `t${n}` }, n > 3, `b${n}`) }]);
  }
  for (const size of [1, 2, 3]) {
    const read: string[] = [];
    for (let last: StoredDoc | undefined; ;) {
      const page = await store.unsent(size, last);
      read.push(...page.map(({ id, unsent, _deleted }) => `${id} ${unsent} ${_deleted}`));
      if (page.length < size) break;
      last = page.at(-1);
    }
    expect(read).toEqual([
      't1 1 false',
      't3 1 false',
      't0 2 false',
      't2 2 false',
      't4 2 false',
      't6 2 false',
      't5 1 true',
      't7 1 true',
    ]);
  }
});

test('the position is kept with the documents and seen by no query', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.customers);
  expect(await store.position()).toBeNull();
  const position = { checkpoint: { global: 3 }, epoch: 'e', scope: 's', resync: null };
  const later = { ...position, checkpoint: { global: 4 } };
  expect(await store.savePosition(START, position)).toBe(true);
  expect(await store.savePosition(position, later)).toBe(true);
  // another pull that stood where this one began has gone on meanwhile
  expect(await store.savePosition(position, { ...position, checkpoint: { global: 5 } })).toBe(false);
  expect(await store.savePosition(START, position)).toBe(false);
  expect(await store.position()).toEqual(later);
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

/** Head office with so many complaints of another desk. */
function filledOffice(count: number): OneStreamOffice {
  const office = new OneStreamOffice();
  for (let n = 0; n < count; n++) office.put(`d${String(n).padStart(4, '0')}`, { text: `there ${n}` });
  return office;
}

/** What may be asked, in words of its own. */
const asking = (office: OneStreamOffice, over: Partial<Net>): Net => ({
  push: (rows) => office.push(rows),
  pull: (checkpoint, limit) => office.pull(checkpoint, limit),
  snapshot: (after, limit) => office.snapshot(after, limit),
  digest: (checkpoint, list) => office.digest(checkpoint, list),
  fetch: (ids) => office.fetch(ids),
  ...over,
});

const replicatorOver = (store: Store, net: Net, events: ReplicatorEvents = {}): Replicator =>
  new Replicator({
    store,
    net,
    events,
    merge: mergeOf('complaints'),
    newRev: () => `m${++names}`,
    pullBatch: () => 50,
  });

test('rule 41: an empty desk is filled by blocks, an interrupted one goes on from its block', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const office = filledOffice(220);
  const asked: (string | null)[] = [];
  const net = asking(office, {
    async snapshot(after, limit) {
      asked.push(after);
      if (asked.length === 3) throw new Error('the line is cut');
      return office.snapshot(after, limit);
    },
  });
  const told: [number, number | undefined][] = [];
  await expect(replicatorOver(store, net).cycle()).rejects.toThrow('the line is cut');
  expect((await store.held()).length).toBe(100);
  // another run of the program
  const events = { pulled: (rows: number, _more: boolean, total?: number) => void told.push([rows, total]) };
  await replicatorOver(rxdbStore(collections.complaints), net, events).cycle();
  expect(asked).toEqual([null, 'd0049', 'd0099', 'd0099', 'd0149', 'd0199']);
  expect(told.slice(0, 3)).toEqual([
    [50, 220],
    [50, 220],
    [20, 220],
  ]);
  const stored = await store.get(['d0000', 'd0219']);
  expect(stored.get('d0219')).toMatchObject({ text: 'there 219', ver: 1, unsent: 0 });
  expect((await store.held()).length).toBe(220);
  expect(await store.position()).toMatchObject({ snapshot: null, checkpoint: expect.any(Object) });
});

test('rule 26: what stands on a version of head office is known, page by page', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const clean = (id: string, rev: string): StoredDoc => ({
    id,
    rev,
    ver: 2,
    _deleted: false,
    unsent: 0,
    customerId: 'c1',
  });
  await store.cas([
    ...Array.from({ length: 2500 }, (_, n) => ({ next: clean(`k${String(n).padStart(4, '0')}`, `r${n}`) })),
    { next: made('new', 'r-new') },
    { next: { ...clean('gone', 'r-gone'), _deleted: true } },
  ]);
  const edited = (id: string, rev: string, more: Partial<StoredDoc>) => async () => {
    const prev = (await store.get([id])).get(id);
    await store.cas([{ prev, next: { ...stamp(prev, { id, customerId: 'c1' }, false, rev), ...more } }]);
  };
  await edited('k0001', 'mine-1', {})();
  await edited('k0002', 'mine-2', { unsent: 3 })();
  const deleted = (await store.get(['k0003'])).get('k0003');
  await store.cas([{ prev: deleted, next: stamp(deleted, { id: 'k0003' }, true, 'mine-3') }]);
  await store.savePosition(START, { checkpoint: { b: 1 }, epoch: 'e', scope: 's', resync: null });
  const known: string[] = [];
  let largest = 0;
  for await (const page of store.known()) {
    largest = Math.max(largest, page.length);
    known.push(...page.map(({ id, rev }) => `${id} ${rev}`));
  }
  const wanted = Array.from({ length: 2500 }, (_, n) => `k${String(n).padStart(4, '0')} r${n}`);
  expect(known.sort()).toEqual(wanted.sort());
  expect(largest).toBeLessThanOrEqual(1000);
});

test('rule 26: a disk that lost and spoilt documents is mended from head office', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const replicator = replicatorOver(store, filledOffice(120));
  await replicator.cycle();
  expect(await replicator.reconcile()).toBe(0);
  const prev = (await store.get(['d0007'])).get('d0007');
  await store.cas([{ prev, next: { ...(prev as StoredDoc), rev: 'older', ver: 0, text: 'spoilt' } }]);
  await collections.complaints.storageInstance.bulkWrite(
    [
      {
        previous: (await store.get(['d0100'])).get('d0100') as never,
        document: { ...(await store.get(['d0100'])).get('d0100'), _deleted: true, ver: 0 } as never,
      },
    ],
    'damage',
  );
  expect(await replicator.reconcile()).toBe(2);
  const mended = await store.get(['d0007', 'd0100']);
  expect(mended.get('d0007')).toMatchObject({ text: 'there 7', ver: 1, unsent: 0 });
  expect(mended.get('d0100')).toMatchObject({ text: 'there 100', ver: 1, _deleted: false });
  expect(await replicator.reconcile()).toBe(0);
});

test.each<CollectionName>(['complaints', 'reference'])(
  'replicates %s, and queries see what was written',
  async (name) => {
    const { collections } = await open();
    const office = new OneStreamOffice();
    const store = rxdbStore(collections[name]);
    const replicator = new Replicator({
      store,
      merge: mergeOf(name),
      newRev: () => `m${++names}`,
      net: office,
    });
    const seen: number[] = [];
    const watching = collections[name].find().$.subscribe((docs) => seen.push(docs.length));
    await store.cas([{ next: made('d1', 'r1', { name: 'here' }) }]);
    await replicator.trigger();
    office.put('d2', { customerId: 'c1', name: 'there' });
    await replicator.trigger();
    await expect.poll(() => seen.at(-1)).toBe(2);
    watching.unsubscribe();
    const found = (await collections[name].findOne('d2').exec())?.toJSON();
    expect(found).toMatchObject({ name: 'there', ver: 1, unsent: 0 });
    expect((await store.get(['d1'])).get('d1')).toMatchObject({ ver: 1, unsent: 0 });
  },
);
