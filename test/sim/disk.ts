/** A desk's disk and one process over it: every access takes time, may fail before or after, and ends with the process. */
import { knownOf } from '#shared/sync/replica.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { equal } from '#shared/sync/same.ts';
import { type Position, START, type Store } from '#shared/sync/store.ts';
import type { Entry, EntryStore } from '#renderer/data/journal/entry.ts';
import { CounterMoved, type Journal, type SaveRequest } from '#renderer/data/journal/journal.ts';
import type { VirtualClock } from './clock.ts';
import { FAULTS, type FaultCounts, SimulatedFault } from './faults.ts';
import { COLLECTIONS, type SimCollection } from './people.ts';

export interface Shelf {
  readonly docs: Map<string, StoredDoc>;
  position: Position | null;
  /** Earlier clean states of each document, as a backup of a disk would have them. */
  readonly earlier: Map<string, StoredDoc[]>;
}

/** What survives a crash. Nothing on it is ever changed in place: values are frozen when they are written. */
export interface Disk {
  readonly shelves: ReadonlyMap<SimCollection, Shelf>;
  readonly entries: Map<number, Entry>;
  readonly counters: Map<string, number>;
  nextSeq: number;
}

export function emptyDisk(): Disk {
  const shelf = (): Shelf => ({ docs: new Map(), position: null, earlier: new Map() });
  return {
    shelves: new Map(COLLECTIONS.map((name) => [name, shelf()])),
    entries: new Map(),
    counters: new Map(),
    nextSeq: 1,
  };
}

export function shelfOf(disk: Disk, collection: string): Shelf {
  const shelf = disk.shelves.get(collection as SimCollection);
  if (!shelf) throw new Error(`no collection ${collection}`);
  return shelf;
}

/** One run of the program over a disk. */
export interface Process {
  readonly disk: Disk;
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly faults: FaultCounts;
  readonly isStormy: () => boolean;
  readonly isOffline: () => boolean;
  /** Each document that is about to be written. */
  readonly onWrite: (collection: SimCollection, prev: StoredDoc | undefined, next: StoredDoc) => void;
  readonly onPosition: (collection: SimCollection, position: Position) => void;
  /** Each entry that is about to be saved. @returns it as it is to be saved */
  readonly onEntry: (request: SaveRequest) => SaveRequest['entry'];
  alive: boolean;
}

/** One for each who waits: whoever waits for a promise that all share would be kept in memory by it. */
const never = (): Promise<never> => new Promise(() => undefined);

/** Makes a value unchangeable, so that whoever changes what it was given fails. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const key in value) freeze(value[key]);
  return value;
}

/** Half of the accesses are over at once; the others let everybody else go first. */
async function access<T>(process: Process, rate: number, action: () => T): Promise<T> {
  const { clock, random, faults } = process;
  const luck = process.isStormy() ? random() : 1;
  if (random() < 0.5) await clock.sleep(random() * 4);
  if (!process.alive) return never();
  if (luck < rate / 2) {
    faults.happened('storageBefore');
    throw new SimulatedFault('the disk failed');
  }
  const result = action();
  if (luck >= rate) return result;
  faults.happened('storageAfter');
  throw new SimulatedFault('the disk failed after it was done');
}

const KEPT = 4;

function keep(shelf: Shelf, doc: StoredDoc): void {
  shelf.docs.set(doc.id, freeze(doc));
  if (doc.unsent !== 0 || doc._deleted) return;
  const states = shelf.earlier.get(doc.id) ?? [];
  shelf.earlier.set(doc.id, [...states.slice(1 - KEPT), doc]);
}

/** @returns the product's store of a collection over a process's disk. */
export function storeOf(process: Process, collection: SimCollection): Store {
  const shelf = shelfOf(process.disk, collection);
  const { docs } = shelf;
  const read = <T>(action: () => T): Promise<T> => access(process, FAULTS.readError, action);
  const write = <T>(action: () => T): Promise<T> => access(process, FAULTS.writeError, action);
  return {
    get: (ids) =>
      read(() => {
        const found = new Map<string, StoredDoc>();
        for (const id of ids) {
          const doc = docs.get(id);
          if (doc) found.set(id, doc);
        }
        return found;
      }),
    unsent: (limit, after) =>
      read(() => {
        const found: StoredDoc[] = [];
        let behind = after === undefined;
        for (const doc of docs.values()) {
          if (behind && (doc.unsent === 1 || doc.unsent === 2) && found.push(doc) === limit) break;
          behind ||= doc.id === after?.id;
        }
        return found;
      }),
    held: () =>
      read(() => [...docs.values()].filter((doc) => !doc._deleted || doc.unsent !== 0 || doc.ver > 0)),
    async *known() {
      const all = await read(() => [...docs.values()].flatMap((doc) => knownOf(doc) ?? []));
      const half = all.length >> 1;
      yield all.slice(0, half);
      yield all.slice(half);
    },
    cas: (rows) =>
      write(() => {
        const written = new Map<string, StoredDoc>();
        for (const { prev, next } of rows) {
          // what is stored is handed out as it is, so the same document is the same object
          if (docs.get(next.id) !== prev) continue;
          process.onWrite(collection, prev, next);
          keep(shelf, next);
          written.set(next.id, next);
        }
        return written;
      }),
    position: () => read(() => shelf.position),
    savePosition: (prev, next) =>
      write(() => {
        if (!equal(shelf.position ?? START, prev)) return false;
        process.onPosition(collection, next);
        shelf.position = next;
        return true;
      }),
  };
}

export type SimulatedJournal = Pick<Journal, 'lastNumber' | 'save' | 'has'> & EntryStore;

/** @returns the journal over a process's disk: entry and counters in one transaction. */
export function journalOf(process: Process): SimulatedJournal {
  const { disk } = process;
  const read = <T>(action: () => T): Promise<T> => access(process, FAULTS.readError, action);
  const write = <T>(action: () => T): Promise<T> => access(process, FAULTS.writeError, action);
  return {
    lastNumber: (key) => read(() => disk.counters.get(key) ?? 0),
    has: (id) => read(() => [...disk.entries.values()].some((entry) => entry.id === id)),
    save: (request) =>
      write(() => {
        for (const [key, { from }] of request.counters)
          if ((disk.counters.get(key) ?? 0) !== from) throw new CounterMoved(key);
        for (const [key, { to }] of request.counters) disk.counters.set(key, to);
        const stored: Entry = { ...process.onEntry(request), seq: disk.nextSeq++, applied: 0 };
        disk.entries.set(stored.seq, freeze(stored));
        return stored;
      }),
    all: () => read(() => [...disk.entries.values()].sort((a, b) => a.seq - b.seq)),
    markApplied: (entry) => write(() => void disk.entries.set(entry.seq, freeze(entry))),
    remove: (seqs) => write(() => seqs.forEach((seq) => disk.entries.delete(seq))),
  };
}

/**
 * The collections have lost what head office does not have yet; the journal has to bring it back. Chosen without a die,
 * so that the rest of a schedule stays as it was.
 * @returns how many documents are gone
 */
export function forget(disk: Disk): number {
  const queued = new Set<string>();
  for (const { docs, applied } of disk.entries.values())
    if (applied === 0) for (const { collection, id } of docs) queued.add(`${collection}/${id}`);
  let gone = 0;
  for (const [collection, shelf] of disk.shelves)
    for (const { id, unsent } of Array.from(shelf.docs.values())) {
      if ((unsent !== 1 && unsent !== 2) || queued.has(`${collection}/${id}`)) continue;
      shelf.docs.delete(id);
      gone++;
    }
  return gone;
}

/**
 * Nobody has copied the disk whole: some documents are older ones, some are gone.
 * @param mayTear whether head office has this document, so that it can be had again
 * @returns how many were touched
 */
export function tear(
  disk: Disk,
  random: () => number,
  mayTear: (collection: SimCollection, doc: StoredDoc) => boolean,
): number {
  let torn = 0;
  for (const [collection, shelf] of disk.shelves) {
    for (const doc of Array.from(shelf.docs.values())) {
      if (random() >= 0.3 || !mayTear(collection, doc)) continue;
      const earlier = shelf.earlier.get(doc.id) ?? [];
      const older = earlier[Math.floor(random() * earlier.length)];
      if (random() < 0.4 || !older) shelf.docs.delete(doc.id);
      else shelf.docs.set(doc.id, older);
      torn++;
    }
  }
  return torn;
}
