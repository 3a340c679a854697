/** Documents and lists as live values over the collections, as far as the signed-in person may see them. */
import type { MangoQuery } from 'rxdb';
import type { Actor } from '#shared/domain/actor.ts';
import { COLLECTION_NAMES, type CollectionName, isCollection } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Store } from '#shared/sync/store.ts';
import { changesOf } from './db/changes.ts';
import type { Collections } from './db/database.ts';
import { openFieldsOf } from './db/schema.ts';
import type { ListQuery, Live, Loaded } from './desk-types.ts';
import type { Applier } from './journal/applier.ts';
import { watched } from './live.ts';
import { visibleTo } from './visible.ts';

/** What of an opened branch is read. */
export interface Readable {
  readonly collections: Collections;
  readonly stores: Readonly<Record<CollectionName, Store>>;
  readonly applier: Applier;
  /** Who looks. */
  readonly reader: Live<Actor | undefined>;
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

/**
 * Hands on what the reader may see, and again when the reader or a complaint changes on which it may hang.
 * @param emit gets the newest answer only
 */
function filtered(
  readable: Readable,
  collection: CollectionName,
  emit: (docs: readonly StoredDoc[]) => void,
): { readonly show: (docs: readonly StoredDoc[]) => void; readonly stop: () => void } {
  let latest: readonly StoredDoc[] | undefined;
  let turn = 0;
  const source = {
    waiting: readable.applier.waiting.bind(readable.applier),
    complaints: readable.stores.complaints,
  };
  const look = (): void => {
    if (!latest) return;
    const mine = ++turn;
    const seen = visibleTo(readable.reader.get(), collection, latest, source);
    if (!(seen instanceof Promise)) return emit(seen);
    seen.then(
      (docs) => {
        if (mine === turn) emit(docs);
      },
      // the collections are being closed: nobody looks any more
      () => undefined,
    );
  };
  const hanging = collection === 'activities' || collection === 'tasks';
  const complaints = hanging ? changesOf(readable.collections.complaints).subscribe(look) : undefined;
  const ended = readable.reader.subscribe(look);
  return {
    show(docs) {
      latest = docs;
      look();
    },
    stop() {
      turn++;
      complaints?.unsubscribe();
      ended();
    },
  };
}

/** @returns a document with what the journal holds of it and the collection does not yet. */
export function liveDoc(readable: Readable, name: string, id: string): Live<Loaded<StoredDoc | undefined>> {
  const collection = named(name);
  return watched<Loaded<StoredDoc | undefined>>({ loading: true, value: undefined }, (emit) => {
    let stored: StoredDoc | undefined;
    let read = false;
    const filter = filtered(readable, collection, ([value]) => emit({ loading: false, value }));
    const show = (): void => {
      const waiting = readable.applier.waiting(collection, id);
      if (!waiting) {
        if (read) filter.show(stored ? [stored] : []);
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
      filter.show(deleted ? [] : [value]);
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
      filter.stop();
    };
  });
}

/** @returns documents by open fields or by ids. Throws for a field that is not open: sealed fields cannot be asked. */
export function liveList(
  readable: Readable,
  name: string,
  query: ListQuery,
): Live<Loaded<readonly StoredDoc[]>> {
  const collectionName = named(name);
  const collection = readable.collections[collectionName];
  const { ids } = query;
  const wanted = ids ? undefined : mangoOf(collectionName, query);
  return watched<Loaded<readonly StoredDoc[]>>({ loading: true, value: [] }, (emit) => {
    const filter = filtered(readable, collectionName, (docs) =>
      emit({ loading: false, value: query.limit === undefined ? docs : docs.slice(0, query.limit) }),
    );
    const subscription =
      ids || !wanted
        ? collection.findByIds([...(ids ?? [])]).$.subscribe((found) => {
            const docs = (ids ?? []).flatMap((id) => found.get(id) ?? []);
            filter.show(docs.map(plain));
          })
        : collection.find(wanted).$.subscribe((docs) => filter.show(docs.map(plain)));
    return () => {
      subscription.unsubscribe();
      filter.stop();
    };
  });
}

/** What hangs on complaints is limited only after it was filtered: a limit must not hide what may be seen. */
const FILTERED: ReadonlySet<CollectionName> = new Set(['complaints', 'activities', 'tasks']);

function mangoOf(
  collection: CollectionName,
  { where = {}, prefix, sort, limit }: ListQuery,
): MangoQuery<StoredDoc> {
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
  // ids are ASCII, and no character of them comes behind this one
  const beginning = prefix === undefined ? {} : { id: { $gte: prefix, $lt: `${prefix}~` } };
  const query = {
    selector: { ...selector, ...beginning },
    ...(field ? { sort: [{ [field]: sort?.startsWith('-') ? 'desc' : 'asc' }] } : {}),
    ...(limit === undefined || FILTERED.has(collection) ? {} : { limit }),
  };
  return query as unknown as MangoQuery<StoredDoc>;
}
