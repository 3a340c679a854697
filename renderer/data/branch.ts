/** An opened branch: its collections, the journal's application to them, the directory, and what is unsent. */
import { v7 as newId } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { COLLECTION_NAMES, isCollection } from '#shared/domain/collections.ts';
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import { referenceView, type ReferenceView } from '#shared/domain/reference-view.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import type { ReplicaContext } from '#shared/sync/replica.ts';
import { type CollectionDatabase, openCollections } from './db/database.ts';
import { rescueDamaged } from './db/rescue.ts';
import { type DeskStore, rxdbStore } from './db/rxdb-store.ts';
import { workerStorage } from './db/worker-storage.ts';
import type { Live } from './desk-types.ts';
import type { RunningDirectory } from './directory/directory.ts';
import { Applier } from './journal/applier.ts';
import type { DeskDatabase } from './journal/database.ts';
import { Journal } from './journal/journal.ts';
import type { Mirror } from './journal/mirror.ts';
import { reached } from './journal/steps.ts';
import type { MergeHistory } from './merge-history.ts';
import type { Readable } from './reading.ts';
import { type UnsentWatch, watchUnsent } from './sync/unsent.ts';

export interface BranchOptions {
  /** Of the collections' database. */
  readonly name: string;
  readonly desk: DeskDatabase;
  readonly directory: RunningDirectory;
  readonly reader: Live<Actor | undefined>;
  readonly mirror: Mirror;
  readonly now: () => string;
  readonly schemas?: Schemas;
  readonly history: MergeHistory;
  readonly unsentChanged: () => void;
}

export interface Branch extends Readable {
  readonly name: string;
  readonly db: CollectionDatabase;
  readonly journal: Journal;
  readonly stores: Readonly<Record<CollectionName, DeskStore>>;
  readonly unsent: UnsentWatch;
  /** Collections that were found damaged or gone, and that head office has to fill anew. */
  readonly rebuilt: readonly string[];
  storeOf(collection: string): DeskStore | undefined;
  contextOf(collection: string): ReplicaContext;
  reference(): ReferenceView;
  /** Documents that head office does not have or has refused, counted now. */
  countUnsent(): Promise<number>;
  close(): Promise<void>;
}

interface Opened {
  readonly db: CollectionDatabase;
  /** Collections that are empty: never filled, or lost. */
  readonly empty: readonly string[];
}

async function openAll({ name, schemas = SCHEMAS }: BranchOptions): Promise<Opened> {
  const db = await openCollections(name, workerStorage(), schemas);
  try {
    const empty: string[] = [];
    for (const collection of COLLECTION_NAMES)
      if ((await rxdbStore(db.collections[collection]).position()) === null) empty.push(collection);
    return { db, empty };
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
}

/** Opened once more when what did not open or could not be read was damaged and has been set aside (row 15). */
async function opened(options: BranchOptions): Promise<Opened> {
  try {
    return await openAll(options);
  } catch (thrown) {
    const damaged = await rescueDamaged(options.name, COLLECTION_NAMES, options.now());
    if (damaged.length === 0) throw thrown;
    return openAll(options);
  }
}

/** Opens the branch of a desk, applies what was saved and not applied, and begins to fill the directory. */
export async function openBranch(options: BranchOptions): Promise<Branch> {
  const { name, desk, directory, reader, mirror, schemas, history } = options;
  const { db, empty: rebuilt } = await opened(options);
  const { collections } = db;
  const stores = Object.fromEntries(
    COLLECTION_NAMES.map((collection) => [collection, history.guard(rxdbStore(collections[collection]))]),
  ) as Record<CollectionName, DeskStore>;
  const storeOf = (collection: string): DeskStore | undefined =>
    isCollection(collection) ? stores[collection] : undefined;
  const contextOf = (collection: string): ReplicaContext => ({
    merge: history.watch(collection, mergeOf(isCollection(collection) ? collection : 'activities')),
    newRev: newId,
  });
  const listeners = new Set<() => void>();
  const journal = new Journal(desk, mirror, schemas);
  await journal.prepare();
  const applier = new Applier({
    entries: journal,
    storeOf,
    contextOf,
    onStep: reached,
    onMerged: history.merged,
    onChange: () => {
      for (const listener of listeners) listener();
    },
  });
  await history.recover(storeOf);
  await applier.replay();

  let reference = referenceView([]);
  const watching = collections.reference.find().$.subscribe((docs) => {
    reference = referenceView(docs.map((doc) => doc.toJSON() as unknown as Reference));
  });
  const unsent = watchUnsent(collections, (collection) => stores[collection], options.unsentChanged);
  // the directory fills while people already work
  directory.build({ name, collections, lost: rebuilt }).catch(() => undefined);

  return {
    name,
    db,
    reader,
    rebuilt,
    collections,
    journal,
    applier,
    stores,
    unsent,
    storeOf,
    contextOf,
    reference: () => reference,
    async countUnsent() {
      await applier.settled().catch(() => undefined);
      let count = 0;
      for (const collection of COLLECTION_NAMES) count += (await stores[collection].pending()).length;
      return count;
    },
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
