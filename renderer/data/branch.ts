/** An opened branch: its collections, the journal's application to them, the directory, and what is unsent. */
import { v7 as newId } from 'uuid';
import type { CollectionName } from '#shared/domain/collections.ts';
import { COLLECTION_NAMES, isCollection } from '#shared/domain/collections.ts';
import { referenceView, type ReferenceView } from '#shared/domain/reference-view.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import type { NotTaken, StoredDoc } from '#shared/sync/document.ts';
import type { ReplicaContext } from '#shared/sync/replica.ts';
import { type CollectionDatabase, openCollections } from './db/database.ts';
import { type DeskStore, rxdbStore } from './db/rxdb-store.ts';
import { workerStorage } from './db/worker-storage.ts';
import type { DeskIdentity } from './desk-types.ts';
import type { RunningDirectory } from './directory/directory.ts';
import { Applier } from './journal/applier.ts';
import type { DeskDatabase } from './journal/database.ts';
import { Journal } from './journal/journal.ts';
import { reached } from './journal/steps.ts';
import type { Readable } from './reading.ts';
import { type UnsentWatch, watchUnsent } from './sync/unsent.ts';

export interface BranchEvents {
  merged(collection: string, doc: StoredDoc, history: readonly NotTaken[]): void;
  unsentChanged(): void;
}

export interface Branch extends Readable {
  readonly db: CollectionDatabase;
  readonly journal: Journal;
  readonly stores: Readonly<Record<CollectionName, DeskStore>>;
  readonly unsent: UnsentWatch;
  storeOf(collection: string): DeskStore | undefined;
  contextOf(collection: string): ReplicaContext;
  reference(): ReferenceView;
  close(): Promise<void>;
}

const databaseName = ({ branch, deviceId }: DeskIdentity): string =>
  `loket-${branch.code}-${deviceId}`.toLowerCase().replace(/[^a-z0-9-]/g, '');

/** Opens the branch of a desk, applies what was saved and not applied, and begins to fill the directory. */
export async function openBranch(
  identity: DeskIdentity,
  desk: DeskDatabase,
  directory: RunningDirectory,
  events: BranchEvents,
): Promise<Branch> {
  const db = await openCollections(databaseName(identity), workerStorage());
  const { collections } = db;
  const stores = Object.fromEntries(
    COLLECTION_NAMES.map((name) => [name, rxdbStore(collections[name])]),
  ) as Record<CollectionName, DeskStore>;
  const storeOf = (name: string): DeskStore | undefined => (isCollection(name) ? stores[name] : undefined);
  const contextOf = (name: string): ReplicaContext => ({
    merge: mergeOf(isCollection(name) ? name : 'activities'),
    newRev: newId,
  });
  const listeners = new Set<() => void>();
  const journal = new Journal(desk);
  const applier = new Applier({
    entries: journal,
    storeOf,
    contextOf,
    onStep: reached,
    onMerged: (name, doc, history) => events.merged(name, doc, history),
    onChange: () => {
      for (const listener of listeners) listener();
    },
  });
  await applier.replay();

  let reference = referenceView([]);
  const watching = collections.reference.find().$.subscribe((docs) => {
    reference = referenceView(docs.map((doc) => doc.toJSON() as unknown as Reference));
  });
  const unsent = watchUnsent(collections, (name) => stores[name], events.unsentChanged);
  // the directory fills while people already work
  directory.build(collections).catch(() => undefined);

  return {
    db,
    collections,
    journal,
    applier,
    stores,
    unsent,
    storeOf,
    contextOf,
    reference: () => reference,
    onJournal(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      watching.unsubscribe();
      unsent.close();
      await applier.settled().catch(() => undefined);
      await db.close();
    },
  };
}
