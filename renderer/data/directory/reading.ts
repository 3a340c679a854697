/** How the directory reads a collection: everything, or what has changed since it was kept. */
import { normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DocCollection } from '../db/database.ts';
import { pagesOf } from '../db/rxdb-store.ts';

/** As the storage gives them out. */
type Written = StoredDoc & { readonly _meta: { readonly lwt: number } };

/** Documents that pass through the window's thread at once: some milliseconds. */
const PAGE = 500;

/** @returns pages of all live documents, as `pagesOf`. */
export const everything = (collection: DocCollection): AsyncGenerator<StoredDoc[]> =>
  pagesOf(collection, PAGE);

/**
 * @param since milliseconds of this PC's clock
 * @returns pages of what was written since then, tombstones included, by the storage's own index of when that was. What is
 *   written meanwhile comes as well, or only as a change.
 */
export async function* changesSince(collection: DocCollection, since: number): AsyncGenerator<StoredDoc[]> {
  const { storageInstance } = collection;
  let from = since;
  let limit = PAGE;
  /** Of the last page, at its latest time: they come again with the next one. */
  let known = new Set<string>();
  for (;;) {
    const wanted = {
      selector: { '_meta.lwt': { $gte: from } },
      sort: [{ '_meta.lwt': 'asc' }, { id: 'asc' }],
      index: ['_meta.lwt', 'id'],
      skip: 0,
      limit,
    };
    const filled = normalizeMangoQuery(storageInstance.schema, wanted as never);
    const { documents } = await storageInstance.query(prepareQuery(storageInstance.schema, filled) as never);
    const page = documents as unknown as Written[];
    const fresh = page.filter((doc) => !known.has(doc.id));
    if (fresh.length > 0) yield fresh;
    const last = page.at(-1);
    if (!last || page.length < limit) return;
    // a page of one single time: the next one has to reach further
    limit = last._meta.lwt > from ? PAGE : limit * 2;
    from = last._meta.lwt;
    known = new Set(page.filter((doc) => doc._meta.lwt === from).map(({ id }) => id));
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
