/** What head office does not have, and what it refused, kept up while documents change. */
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import type { Content, StoredDoc } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { changesOf } from '../db/changes.ts';
import type { Collections } from '../db/database.ts';
import type { QuarantineItem, UnsentItem } from '../desk-types.ts';
import { Cell } from '../live.ts';

const GATHER_MS = 50;
/** So much longer than its making a list is kept. */
const SHARE = 10;

export interface PendingSource {
  /** Documents in states 1 to 3, tombstones included. */
  pending(): Promise<readonly StoredDoc[]>;
}

export interface UnsentWatch {
  readonly unsent: Cell<readonly UnsentItem[]>;
  readonly quarantine: Cell<readonly QuarantineItem[]>;
  /** @returns how many are unsent now; the lists follow a moment later. */
  count(): number;
  close(): void;
}

type Item = { readonly unsent: UnsentItem } | { readonly refused: QuarantineItem };

const isUnsent = (item: Item | undefined): boolean => item !== undefined && 'unsent' in item;

const itemOf = (collection: CollectionName, doc: StoredDoc): Item =>
  doc.unsent === 3 ? { refused: refusedItem(collection, doc) } : { unsent: unsentItem(collection, doc) };

/**
 * Reads what waits once, and then follows the changes: an import is ten thousands of unsent documents, and reading them
 * anew after each batch would cost more than sending them. `onChange` is called after each change of the lists.
 * @returns lists that follow the collections
 */
export function watchUnsent(
  collections: Collections,
  sourceOf: (collection: CollectionName) => PendingSource,
  onChange: () => void,
): UnsentWatch {
  const unsent = new Cell<readonly UnsentItem[]>([]);
  const quarantine = new Cell<readonly QuarantineItem[]>([]);
  const waiting = new Map(COLLECTION_NAMES.map((name) => [name, new Map<string, Item>()]));
  /** Documents that changed while the collection was being read: the change is the newer one. */
  const changed = new Map(COLLECTION_NAMES.map((name) => [name, new Set<string>()]));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = GATHER_MS;
  let reading = true;
  let count = 0;
  let closed = false;

  const put = (collection: CollectionName, doc: StoredDoc): void => {
    const items = waiting.get(collection);
    const [old, next] = [items?.get(doc.id), doc.unsent === 0 ? undefined : itemOf(collection, doc)];
    count += Number(isUnsent(next)) - Number(isUnsent(old));
    if (next) items?.set(doc.id, next);
    else items?.delete(doc.id);
  };
  const publish = (): void => {
    timer = undefined;
    if (closed) return;
    const begun = performance.now();
    const all = [...waiting.values()].flatMap((items) => [...items.values()]);
    unsent.set(all.flatMap((item) => ('unsent' in item ? [item.unsent] : [])));
    quarantine.set(all.flatMap((item) => ('refused' in item ? [item.refused] : [])));
    onChange();
    pause = Math.max(GATHER_MS, SHARE * (performance.now() - begun));
  };
  const schedule = (): void => {
    timer ??= setTimeout(publish, pause);
  };
  const read = async (): Promise<void> => {
    for (const collection of COLLECTION_NAMES) {
      const docs = await sourceOf(collection).pending();
      const newer = changed.get(collection);
      for (const doc of docs) if (!newer?.has(doc.id)) put(collection, doc);
      changed.delete(collection);
    }
    reading = false;
    publish();
  };
  const subscriptions = COLLECTION_NAMES.map((collection) =>
    changesOf(collections[collection]).subscribe((event) => {
      const doc = event.documentData as unknown as StoredDoc;
      changed.get(collection)?.add(event.documentId);
      put(collection, { ...doc, id: event.documentId, _deleted: event.operation === 'DELETE' });
      if (!reading) schedule();
    }),
  );
  // the collections are being closed: nobody looks at the lists any more
  read().catch(() => undefined);
  return {
    unsent,
    quarantine,
    count: () => count,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

/** What a document is called by, of every collection. */
const NAMED = ['number', 'name', 'title', 'text', 'description', 'kind', 'from', 'to', 'field', 'updatedBy'];

/**
 * An import of 20,000 rows is 60,000 unsent documents: held whole, with the versions of their sync, they are hundreds of
 * megabytes, and the window stands still while they are collected.
 */
const named = (doc: StoredDoc): Content => ({
  id: doc.id,
  ...Object.fromEntries(
    NAMED.filter((field) => doc[field] !== undefined).map((field) => [field, doc[field]]),
  ),
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function unsentItem(collection: string, doc: StoredDoc): UnsentItem {
  const by = doc['updatedBy'] as { readonly name?: unknown } | undefined;
  return {
    collection,
    id: doc.id,
    unsent: doc.unsent === 1 ? 1 : 2,
    deleted: doc._deleted,
    updatedAt: text(doc['updatedAt']),
    updatedBy: text(by?.name),
    doc: named(doc),
  };
}

function refusedItem(collection: string, doc: StoredDoc): QuarantineItem {
  const { base, master, problem } = doc.sync ?? { base: null, master: null, problem: null };
  const theirs = master && (!base || master.ver > base.ver) ? master : base;
  return {
    collection,
    id: doc.id,
    code: problem?.code ?? '',
    ...(problem?.field === undefined ? {} : { field: problem.field }),
    mine: doc,
    theirs: theirs && contentOf(theirs),
    base: base && contentOf(base),
  };
}
