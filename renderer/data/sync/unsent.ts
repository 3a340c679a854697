/** What head office does not have, and what it refused, kept up while documents change. */
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import type { Collections } from '../db/database.ts';
import type { QuarantineItem, UnsentItem } from '../desk-types.ts';
import { Cell } from '../live.ts';

const GATHER_MS = 50;
/** Reading ten thousand unsent documents anew after each batch would cost more than sending them. */
const SHARE = 10;

export interface PendingSource {
  /** Documents in states 1 to 3, tombstones included. */
  pending(): Promise<readonly StoredDoc[]>;
}

export interface UnsentWatch {
  readonly unsent: Cell<readonly UnsentItem[]>;
  readonly quarantine: Cell<readonly QuarantineItem[]>;
  close(): void;
}

/** @returns lists that follow the collections. `onChange` is called after each change of them. */
export function watchUnsent(
  collections: Collections,
  sourceOf: (collection: CollectionName) => PendingSource,
  onChange: () => void,
): UnsentWatch {
  const unsent = new Cell<readonly UnsentItem[]>([]);
  const quarantine = new Cell<readonly QuarantineItem[]>([]);
  const pending = new Map<CollectionName, readonly StoredDoc[]>();
  const stale = new Set<CollectionName>(COLLECTION_NAMES);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = GATHER_MS;
  let closed = false;

  const read = async (): Promise<void> => {
    const asked = [...stale];
    stale.clear();
    const begun = performance.now();
    for (const collection of asked) pending.set(collection, await sourceOf(collection).pending());
    pause = Math.max(GATHER_MS, SHARE * (performance.now() - begun));
    if (closed) return;
    const all = COLLECTION_NAMES.flatMap((collection) =>
      (pending.get(collection) ?? []).map((doc) => ({ collection, doc })),
    );
    unsent.set(
      all.filter(({ doc }) => doc.unsent !== 3).map(({ collection, doc }) => unsentItem(collection, doc)),
    );
    quarantine.set(
      all.filter(({ doc }) => doc.unsent === 3).map(({ collection, doc }) => refusedItem(collection, doc)),
    );
    onChange();
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // the collections are being closed: nobody looks at the lists any more
      read().catch(() => undefined);
    }, pause);
  };
  const subscriptions = COLLECTION_NAMES.map((collection) =>
    collections[collection].$.subscribe(() => {
      stale.add(collection);
      schedule();
    }),
  );
  schedule();
  return {
    unsent,
    quarantine,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

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
    doc,
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
