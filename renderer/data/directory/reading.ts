/** How the directory reads a collection: everything, or what has changed since it was kept. */
import { getChangedDocumentsSince, normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DocCollection } from '../db/database.ts';
import { pagesOf } from '../db/rxdb-store.ts';

/** Documents that pass through the window's thread at once: some milliseconds. */
const PAGE = 500;

/** @returns pages of all live documents, as `pagesOf`. */
export const everything = (collection: DocCollection): AsyncGenerator<StoredDoc[]> =>
  pagesOf(collection, PAGE);

/**
 * @param since milliseconds of this PC's clock
 * @returns pages of what was written since then, tombstones included: by the storage's own index of when it was
 */
export async function* changesSince(collection: DocCollection, since: number): AsyncGenerator<StoredDoc[]> {
  let checkpoint = { id: '', lwt: since };
  for (;;) {
    const answer = await getChangedDocumentsSince(collection.storageInstance, PAGE, checkpoint);
    const docs = answer.documents as unknown as StoredDoc[];
    if (docs.length > 0) yield docs;
    if (docs.length < PAGE) return;
    checkpoint = answer.checkpoint as typeof checkpoint;
  }
}

/** @returns how many live documents there are. */
export async function liveCount(collection: DocCollection): Promise<number> {
  const { storageInstance } = collection;
  let count = 0;
  for (const unsent of [0, 1, 2, 3]) {
    const wanted = {
      selector: { _deleted: { $eq: false }, unsent: { $eq: unsent } },
      sort: [{ unsent: 'asc' }, { id: 'asc' }],
      index: ['_deleted', 'unsent', 'id'],
      skip: 0,
    };
    const filled = normalizeMangoQuery(storageInstance.schema, wanted as never);
    count += (await storageInstance.count(prepareQuery(storageInstance.schema, filled) as never)).count;
  }
  return count;
}
