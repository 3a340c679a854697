/** One run of the program at a desk: the product's collections, journal and runner over a disk that can fail. */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { Store } from '#shared/sync/store.ts';
import type { CollectionDatabase } from '#renderer/data/db/database.ts';
import type { DeskStore } from '#renderer/data/db/rxdb-store.ts';
import type { Applier } from '#renderer/data/journal/applier.ts';
import type { CommandRunner } from '#renderer/data/journal/runner.ts';
import { type Disk, journalOf, type Process, storeOf } from './disk.ts';
import type { Place } from './person.ts';
import { timeOf } from './world.ts';

/** In the order in which they are brought into agreement: what others hang on comes first. */
export const COLLECTIONS = [
  'customers',
  'complaints',
  'tasks',
  'activities',
] as const satisfies CollectionName[];
export type Collection = (typeof COLLECTIONS)[number];

export interface Running extends Process {
  readonly db: CollectionDatabase;
  readonly raw: ReadonlyMap<string, DeskStore>;
  readonly stores: ReadonlyMap<string, Store>;
  readonly applier: Applier;
  readonly runner: CommandRunner;
}

export interface Opening {
  /** Of the collections' database, which outlives the program. */
  readonly name: string;
  readonly disk: Disk;
  readonly reference: ReferenceView;
  readonly actor: () => Actor;
  /** Milliseconds by which the desk's clock is wrong. */
  readonly skew: () => number;
}

/** The program starts over what is on the disk. */
export async function openDesk(place: Place, opening: Opening): Promise<Running> {
  const { world, side, index, ledger } = place;
  const { clock, newId, findings } = world;
  const db = await clock.work(() => side.openCollections(opening.name, side.getRxStorageMemory() as never));
  const process: Process = { world, desk: index, alive: true };
  const raw = new Map(COLLECTIONS.map((name) => [name as string, side.rxdbStore(db.collections[name])]));
  const stores = new Map([...raw].map(([name, store]) => [name, storeOf(process, name, store)]));
  const storesOf = (collection: string): Store | undefined => stores.get(collection);
  const journal = journalOf(
    process,
    opening.disk,
    (key) => new side.CounterMoved(key),
    (entry) => ledger.journalled(index, entry),
  );
  const applier = new side.Applier({
    entries: journal,
    storeOf: storesOf,
    contextOf: (collection) => ({ merge: side.mergeOf(collection as CollectionName), newRev: newId }),
    onMerged: () => {
      findings.conflicts++;
    },
  });
  const runner = new side.CommandRunner({
    journal,
    applier,
    storeOf: storesOf,
    newId,
    actor: opening.actor,
    desk: () => ({ branch: opening.actor().branchId, deskCode: opening.actor().deskCode ?? 'D0' }),
    reference: () => opening.reference,
    now: () => new Date(timeOf(world) + opening.skew()).toISOString(),
    clock: () => ({ offset: 0, uncertainty: 1000 }),
  });
  return Object.assign(process, { db, raw, stores, applier, runner });
}
