/** Documents and lists as live values over the collections. */
import type { MangoQuery } from 'rxdb';
import { COLLECTION_NAMES, type CollectionName, isCollection } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Collections } from './db/database.ts';
import { openFieldsOf } from './db/schema.ts';
import type { ListQuery, Live, Loaded } from './desk-types.ts';
import type { Applier } from './journal/applier.ts';
import { watched } from './live.ts';

/** What of an opened branch is read. */
export interface Readable {
  readonly collections: Collections;
  readonly applier: Applier;
  /** Calls `listener` when entries were saved or applied. */
  onJournal(listener: () => void): () => void;
}

const named = (collection: string): CollectionName => {
  if (!isCollection(collection))
    throw new Error(`no collection ${collection}; there are ${COLLECTION_NAMES.join(', ')}`);
  return collection;
};

/** RxDB's documents are its own objects: screens get plain ones. */
const plain = (doc: { toJSON(): unknown }): StoredDoc => ({
  ...(doc.toJSON() as StoredDoc),
  _deleted: false,
});

/** @returns a document with what the journal holds of it and the collection does not yet. */
export function liveDoc(readable: Readable, name: string, id: string): Live<Loaded<StoredDoc | undefined>> {
  const collection = named(name);
  return watched<Loaded<StoredDoc | undefined>>({ loading: true, value: undefined }, (emit) => {
    let stored: StoredDoc | undefined;
    let read = false;
    const show = (): void => {
      const waiting = readable.applier.waiting(collection, id);
      if (!waiting) {
        if (read) emit({ loading: false, value: stored });
        return;
      }
      const { after, rev, deleted } = waiting;
      const server = stored?.server ? { server: stored.server } : {};
      const value: StoredDoc = {
        ...after,
        rev,
        ver: stored?.ver ?? 0,
        _deleted: deleted,
        unsent: 2,
        ...server,
      };
      emit({ loading: false, value: deleted ? undefined : value });
    };
    const subscription = readable.collections[collection].findOne(id).$.subscribe((doc) => {
      stored = doc ? plain(doc) : undefined;
      read = true;
      show();
    });
    const ended = readable.onJournal(show);
    return () => {
      subscription.unsubscribe();
      ended();
    };
  });
}

/** @returns documents by open fields or by ids. Throws for a field that is not open: sealed fields cannot be asked. */
export function liveList(
  readable: Readable,
  name: string,
  query: ListQuery,
): Live<Loaded<readonly StoredDoc[]>> {
  const collection = readable.collections[named(name)];
  const { ids } = query;
  const wanted = ids ? undefined : mangoOf(named(name), query);
  return watched<Loaded<readonly StoredDoc[]>>({ loading: true, value: [] }, (emit) => {
    const subscription =
      ids || !wanted
        ? collection.findByIds([...(ids ?? [])]).$.subscribe((found) => {
            const docs = (ids ?? []).flatMap((id) => found.get(id) ?? []);
            emit({ loading: false, value: docs.map(plain) });
          })
        : collection.find(wanted).$.subscribe((docs) => emit({ loading: false, value: docs.map(plain) }));
    return () => subscription.unsubscribe();
  });
}

function mangoOf(collection: CollectionName, { where = {}, sort, limit }: ListQuery): MangoQuery<StoredDoc> {
  const open = openFieldsOf(collection);
  const field = sort?.replace(/^-/, '');
  for (const used of [...Object.keys(where), ...(field ? [field] : [])]) {
    if (!open.has(used)) throw new Error(`${collection}.${used} is not an open field`);
  }
  const selector = Object.fromEntries(
    Object.entries(where).map(([key, value]) => [
      key,
      Array.isArray(value) ? { $in: [...value] } : { $eq: value },
    ]),
  );
  const query = {
    selector,
    ...(field ? { sort: [{ [field]: sort?.startsWith('-') ? 'desc' : 'asc' }] } : {}),
    ...(limit === undefined ? {} : { limit }),
  };
  return query as unknown as MangoQuery<StoredDoc>;
}
