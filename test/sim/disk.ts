/** A desk's disk and one process over it: every access takes time, may fail before or after, and ends with the process. */
import type { StoredDoc } from '#shared/sync/document.ts';
import { knownOf } from '#shared/sync/replica.ts';
import type { Position, Store } from '#shared/sync/store.ts';
import type { Entry, EntryStore } from '#renderer/data/journal/entry.ts';
import type { VirtualClock } from './clock.ts';
import { FAULTS, SimulatedFault } from './faults.ts';
import type { Invariants } from './invariants.ts';

/** What survives a crash, as JSON. */
export interface Disk {
  readonly docs: Map<string, string>;
  readonly entries: Map<number, string>;
  position: string | null;
  nextSeq: number;
}

export const emptyDisk = (): Disk => ({ docs: new Map(), entries: new Map(), position: null, nextSeq: 1 });

/** The world as one process sees it. */
export interface Process {
  readonly disk: Disk;
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly invariants: Invariants;
  readonly isStormy: () => boolean;
  readonly isRestored: () => boolean;
  alive: boolean;
}

const never = new Promise<never>(() => undefined);

async function access<T>(process: Process, rate: number, action: () => T): Promise<T> {
  const { clock, random } = process;
  await clock.sleep(random() * 3);
  if (!process.alive) return never;
  const luck = process.isStormy() ? random() : 1;
  if (luck < rate / 2) throw new SimulatedFault('the disk failed');
  const result = action();
  if (luck < rate) throw new SimulatedFault('the disk failed after it was done');
  await clock.sleep(random() * 3);
  return process.alive ? result : never;
}

const parse = (json: string): StoredDoc => JSON.parse(json) as StoredDoc;

/** @returns the product's store over a process's disk. */
export function storeOf(process: Process): Store {
  const { disk } = process;
  const read = <T>(action: () => T): Promise<T> => access(process, FAULTS.readError, action);
  const write = <T>(action: () => T): Promise<T> => access(process, FAULTS.writeError, action);
  const all = (): StoredDoc[] => [...disk.docs.values()].map(parse);
  return {
    get: (ids) =>
      read(() => {
        const found = new Map<string, StoredDoc>();
        for (const id of ids) {
          const json = disk.docs.get(id);
          if (json) found.set(id, parse(json));
        }
        return found;
      }),
    unsent: (limit) =>
      read(() =>
        all()
          .filter((doc) => doc.unsent === 1 || doc.unsent === 2)
          .slice(0, limit),
      ),
    held: () => read(() => all().filter((doc) => !doc._deleted || doc.unsent !== 0)),
    async *known() {
      yield await read(() => all().flatMap((doc) => knownOf(doc) ?? []));
    },
    cas: (rows) =>
      write(() => {
        const written = new Map<string, StoredDoc>();
        for (const { prev, next } of rows) {
          if (disk.docs.get(next.id) !== (prev && JSON.stringify(prev))) continue;
          process.invariants.check(prev, next, process.isRestored());
          disk.docs.set(next.id, JSON.stringify(next));
          written.set(next.id, parse(JSON.stringify(next)));
        }
        return written;
      }),
    position: () => read(() => (disk.position === null ? null : (JSON.parse(disk.position) as Position))),
    savePosition: (position) =>
      write(() => {
        disk.position = JSON.stringify(position);
      }),
  };
}

export interface SimulatedJournal extends EntryStore {
  append(entry: Omit<Entry, 'seq' | 'applied'>): Promise<Entry>;
}

/** @returns the journal's durable part over a process's disk. */
export function journalOf(process: Process): SimulatedJournal {
  const { disk } = process;
  const write = <T>(action: () => T): Promise<T> => access(process, FAULTS.writeError, action);
  return {
    all: () =>
      access(process, FAULTS.readError, () =>
        [...disk.entries.values()].map((json) => JSON.parse(json) as Entry).sort((a, b) => a.seq - b.seq),
      ),
    append: (entry) =>
      write(() => {
        const stored: Entry = { ...entry, seq: disk.nextSeq++, applied: 0 };
        disk.entries.set(stored.seq, JSON.stringify(stored));
        return stored;
      }),
    markApplied: (entry) =>
      write(() => {
        disk.entries.set(entry.seq, JSON.stringify(entry));
      }),
    remove: (seqs) =>
      write(() => {
        for (const seq of seqs) disk.entries.delete(seq);
      }),
  };
}
