/** What the directory relies on in the storage: its index of when documents were written. */
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test, vi } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { stamp } from '#shared/sync/replica.ts';
import { type CollectionDatabase, openCollections } from '../db/database.ts';
import { rxdbStore } from '../db/rxdb-store.ts';
import { changesSince, liveCount } from './reading.ts';

let db: CollectionDatabase | undefined;
let names = 0;
const open = async (): Promise<CollectionDatabase> =>
  (db = await openCollections(`reading-${process.pid}-${++names}`, getRxStorageMemory() as never));
afterEach(async () => {
  vi.useRealTimers();
  await db?.close();
  db = undefined;
});
const made = (n: number): StoredDoc =>
  stamp(undefined, { id: `k${String(n).padStart(5, '0')}`, customerId: 'c1' }, false, `r${n}`);
const lwtOf = (doc: StoredDoc): number => (doc as unknown as { _meta: { lwt: number } })._meta.lwt;

async function all(pages: AsyncGenerator<StoredDoc[]>): Promise<StoredDoc[]> {
  const docs: StoredDoc[] = [];
  for await (const page of pages) docs.push(...page);
  return docs;
}

test('what was written since a time comes once, in its order, tombstones included', async () => {
  const { collections } = await open();
  const store = rxdbStore(collections.complaints);
  const written = await store.cas(Array.from({ length: 1700 }, (_, n) => ({ next: made(n) })));
  const docs = [...written.values()].toSorted((a, b) => lwtOf(a) - lwtOf(b));
  expect((await all(changesSince(collections.complaints, 0))).map(({ id }) => id)).toEqual(
    docs.map(({ id }) => id),
  );
  const since = lwtOf(docs[600] as StoredDoc);
  expect(await all(changesSince(collections.complaints, since))).toHaveLength(1100);
  const prev = docs[3] as StoredDoc;
  const now = lwtOf(docs.at(-1) as StoredDoc) + 0.01;
  await store.cas([{ prev, next: { ...stamp(prev, { id: prev.id }, true, 'gone'), _deleted: true } }]);
  const changed = await all(changesSince(collections.complaints, now));
  expect(changed.map(({ id, _deleted }) => [id, _deleted])).toEqual([[prev.id, true]]);
  expect(await liveCount(collections.complaints)).toBe(1699);
});

test('more documents of one and the same time than fit into a page', async () => {
  const { collections } = await open();
  const { storageInstance } = collections.complaints;
  const rows = Array.from({ length: 1300 }, (_, n) => ({
    document: { ...made(n), status: '', dueAt: '', receivedAt: '', _attachments: {}, _meta: { lwt: n < 50 ? 10 : n < 1250 ? 20 : 30 }, _rev: '1-a' },
  })); // prettier-ignore
  await storageInstance.bulkWrite(rows as never, 'test');
  const found = await all(changesSince(collections.complaints, 0));
  expect(new Set(found.map(({ id }) => id)).size).toBe(1300);
  expect(found).toHaveLength(1300);
});
