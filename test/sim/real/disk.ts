/** A desk's disk: collections in RxDB and the journal. Every access takes time, may fail, and ends with the process. */
import type { Store } from '#shared/sync/store.ts';
import type { Entry, EntryStore } from '#renderer/data/journal/entry.ts';
import type { SaveRequest } from '#renderer/data/journal/journal.ts';
import { Fault } from './faults.ts';
import { strikes, type World } from './world.ts';

/** What of a desk survives a crash, beside its collections. */
export interface Disk {
  readonly entries: Map<number, string>;
  readonly counters: Map<string, number>;
  nextSeq: number;
}

export const emptyDisk = (): Disk => ({ entries: new Map(), counters: new Map(), nextSeq: 1 });

/** One run of the program at a desk. */
export interface Process {
  readonly world: World;
  readonly desk: number;
  alive: boolean;
}

const never = new Promise<never>(() => undefined);

async function access<T>(process: Process, what: string, action: () => Promise<T> | T): Promise<T> {
  const { world, desk } = process;
  const { clock, random, trace } = world;
  await clock.sleep(random());
  if (!process.alive) return never;
  if (strikes(world, 'storageBefore')) {
    trace.note(clock.now, desk, what, 'failed');
    throw new Fault('the disk failed');
  }
  const result = await clock.work(action);
  trace.note(clock.now, desk, what);
  if (!process.alive) return never;
  if (strikes(world, 'storageAfter')) throw new Fault('the disk failed after it was done');
  await clock.sleep(random());
  return process.alive ? result : never;
}

/** @returns a collection's store as one process has it. */
export function storeOf(process: Process, collection: string, store: Store): Store {
  const { world } = process;
  const reach = <T>(what: string, action: () => Promise<T>): Promise<T> =>
    access(process, `${collection} ${what}`, action);
  return {
    get: (ids) => reach(`get ${ids.join()}`, () => store.get(ids)),
    unsent: (limit, after) => reach('unsent', () => store.unsent(limit, after)),
    held: () => reach('held', () => store.held()),
    async *known() {
      yield* await reach('known', async () => {
        const pages: (readonly { readonly id: string; readonly rev: string }[])[] = [];
        for await (const page of store.known()) pages.push(page);
        return pages;
      });
    },
    cas: (rows) =>
      reach(`cas ${rows.map(({ next }) => `${next.id} ${next.rev} ${next.unsent}`).join()}`, async () => {
        const written = await store.cas(rows);
        for (const { prev, next } of rows)
          if (written.has(next.id)) world.findings.written(collection, prev, next, world.restored);
        return written;
      }),
    position: () => reach('position', () => store.position()),
    savePosition: (prev, next) =>
      reach(`at ${JSON.stringify(next.checkpoint)}`, () => store.savePosition(prev, next)),
  };
}

/** What the journal of the product does, over a disk that can fail. */
export interface DeskJournal extends EntryStore {
  lastNumber(key: string): Promise<number>;
  save(request: SaveRequest): Promise<Entry>;
  has(id: string): Promise<boolean>;
}

/**
 * @param moved thrown when numbers were given out meanwhile
 * @param journalled told of every entry that stands, acknowledged or not
 */
export function journalOf(
  process: Process,
  disk: Disk,
  moved: (key: string) => Error,
  journalled: (entry: Entry) => void,
): DeskJournal {
  const reach = <T>(what: string, action: () => T): Promise<T> => access(process, `journal ${what}`, action);
  const all = (): Entry[] =>
    [...disk.entries.values()].map((json) => JSON.parse(json) as Entry).sort((a, b) => a.seq - b.seq);
  return {
    all: () => reach('all', all),
    lastNumber: (key) => reach('number', () => disk.counters.get(key) ?? 0),
    has: (id) => reach('has', () => all().some((entry) => entry.id === id)),
    save: ({ entry, counters }) =>
      reach(`save ${entry.command} ${entry.id}`, () => {
        for (const [key, { from }] of counters) if ((disk.counters.get(key) ?? 0) !== from) throw moved(key);
        for (const [key, { to }] of counters) disk.counters.set(key, to);
        const stored: Entry = { ...entry, seq: disk.nextSeq++, applied: 0 };
        disk.entries.set(stored.seq, JSON.stringify(stored));
        journalled(stored);
        return stored;
      }),
    markApplied: (entry) =>
      reach(`applied ${entry.seq}`, () => {
        disk.entries.set(entry.seq, JSON.stringify(entry));
      }),
    remove: (seqs) =>
      reach(`remove ${seqs.join()}`, () => {
        for (const seq of seqs) disk.entries.delete(seq);
      }),
  };
}
