/** The product's replicator over the product's store. */
import { v7 as newId } from 'uuid';
import type { Content } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { contentOf, stamp } from '#shared/sync/replica.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import { openCollections } from '#renderer/data/db/database.ts';
import { rxdbStore } from '#renderer/data/db/rxdb-store.ts';
import { workerStorage } from '#renderer/data/db/worker-storage.ts';
import { netOf, newBatches } from '#renderer/data/sync/net.ts';
import type { Contestant } from './contestant.ts';
import { authorized, timed } from './office.ts';

export async function openOwn(name: string): Promise<Contestant> {
  const db = await openCollections(name, workerStorage());
  const store = rxdbStore(db.collections.customers);
  const batches = newBatches();
  const replicator = new Replicator({
    merge: mergeOf('customers'),
    newRev: newId,
    store,
    net: netOf('customers', authorized, batches),
    pushBatch: batches.push.size,
    pullBatch: batches.pull.size,
  });
  let ids: readonly string[] | undefined;
  return {
    fill: () =>
      timed(async () => {
        while (await replicator.pullOnce());
      }),
    async edit(count, tag) {
      // read once: what it leaves behind is not to be swept up while something is measured
      ids ??= (await store.held()).map(({ id }) => id).sort();
      for (let at = 0; at < count; at += 1000) {
        const docs = await store.get(ids.slice(at, Math.min(count, at + 1000)));
        const rows = [...docs.values()].map((prev) => ({
          prev,
          next: stamp(prev, { ...contentOf(prev), remarks: tag } as Content, false, newId()),
        }));
        await store.cas(rows);
      }
    },
    async push() {
      const ms = await timed(() => replicator.push());
      if ((await store.unsent(1)).length > 0) throw new Error('not everything was sent');
      return ms;
    },
    count: async () => (await store.held()).length,
    remove: () => db.remove(),
  };
}
