/** A desk of the simulation: the product's applier and replicator over a faulty disk and network. */
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Snapshot } from '#shared/sync/document.ts';
import { discard, type ReplicaContext, retry, snapshotOf } from '#shared/sync/replica.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import { change, type Store } from '#shared/sync/store.ts';
import { Applier } from '#renderer/data/journal/applier.ts';
import type { EntryDoc } from '#renderer/data/journal/entry.ts';
import { type Disk, emptyDisk, journalOf, type Process, type SimulatedJournal, storeOf } from './disk.ts';
import { SimulatedFault } from './faults.ts';
import type { HeadOffice } from './head-office.ts';
import { type Operation, merge } from './model.ts';
import { netOf } from './network.ts';

export interface DeskWorld extends Omit<Process, 'disk' | 'alive'> {
  readonly headOffice: HeadOffice;
  readonly newRev: () => string;
}

export interface DeskMode {
  /** Push and pull run at the same time, without any order. */
  readonly overlapping: boolean;
  /** A second window replicates the same disk. */
  readonly twoWindows: boolean;
}

const COLLECTION = 'docs';
const isExpected = (thrown: unknown): boolean =>
  thrown instanceof SimulatedFault || thrown instanceof LoketFailure;

export class SimulatedDesk {
  readonly disk: Disk = emptyDisk();
  /** A failure that the product should not have. */
  bug: unknown = null;
  /** Tags of changes that a person gave up in the quarantine. */
  readonly givenUp = new Set<string>();
  readonly #world: DeskWorld;
  readonly #mode: DeskMode;
  readonly #index: number;
  readonly #skew: number;
  #process: Process | null = null;
  #store: Store | null = null;
  #journal: SimulatedJournal | null = null;
  #applier: Applier | null = null;
  #commands: Promise<unknown> = Promise.resolve();
  #woken = false;
  #stopping = false;

  constructor(world: DeskWorld, index: number, mode: DeskMode) {
    this.#world = world;
    this.#index = index;
    this.#mode = mode;
    this.#skew = (world.random() - 0.5) * 20_000;
  }

  get #context(): ReplicaContext {
    return { merge, newRev: this.#world.newRev };
  }

  /** A new process over the same disk. */
  start(): void {
    const process: Process = { ...this.#world, disk: this.disk, alive: true };
    this.#process = process;
    this.#store = storeOf(process);
    this.#journal = journalOf(process);
    const store = this.#store;
    const applier = new Applier({
      entries: this.#journal,
      storeOf: (collection) => (collection === COLLECTION ? store : undefined),
      contextOf: () => this.#context,
    });
    this.#applier = applier;
    this.#commands = Promise.resolve();
    const windows = this.#mode.twoWindows ? 2 : 1;
    void this.#live(process, applier, windows).catch((thrown: unknown) => {
      this.bug = thrown;
    });
  }

  async #live(process: Process, applier: Applier, windows: number): Promise<void> {
    const replayed = async (): Promise<void> => {
      for (;;) {
        try {
          return await applier.replay();
        } catch (thrown) {
          if (!isExpected(thrown)) throw thrown;
        }
      }
    };
    this.#commands = replayed();
    await this.#commands;
    await Promise.all(Array.from({ length: windows }, () => this.#replicate(process, applier)));
  }

  async #replicate(process: Process, applier: Applier): Promise<void> {
    const { random, clock, headOffice } = this.#world;
    const replicator = new Replicator({
      ...this.#context,
      store: storeOf(process),
      net: netOf(process, headOffice, this.#index),
      beforePush: () => applier.settled(),
      hold: (id) => applier.waiting(COLLECTION, id) !== undefined,
      pushBatch: () => 1 + Math.floor(random() * 4),
      pullBatch: () => 1 + Math.floor(random() * 4),
    });
    while (process.alive && !this.#stopping) {
      try {
        if (this.#mode.overlapping) await this.#overlap(replicator);
        else await replicator.cycle();
        await applier.confirm();
      } catch (thrown) {
        if (!isExpected(thrown)) throw thrown;
      }
      this.#woken = false;
      for (let wait = 0; wait < 12 && !this.#woken && !this.#stopping; wait++) await clock.sleep(2);
    }
  }

  async #overlap(replicator: Replicator): Promise<void> {
    const both: Promise<unknown>[] = [replicator.pushOnce(), replicator.pullOnce()];
    if (this.#world.random() < 0.3) both.push(replicator.pullOnce());
    for (const end of await Promise.allSettled(both)) if (end.status === 'rejected') throw end.reason;
  }

  wake(): void {
    this.#woken = true;
  }

  /** The process dies; another one starts after `pause`. */
  crash(pause: number): void {
    if (!this.#process?.alive) return;
    this.#process.alive = false;
    this.#world.clock.after(pause, () => this.start());
  }

  stop(): void {
    this.#stopping = true;
  }

  /** A person runs a command: read, journal, "saved". */
  run(operation: Operation): void {
    const process = this.#process;
    this.#commands = this.#commands.then(async () => {
      try {
        await this.#journalled(operation);
        if (process?.alive) operation.saved = true;
      } catch (thrown) {
        if (!isExpected(thrown)) this.bug = thrown;
        this.#applier?.doubt();
      }
    });
  }

  async #journalled(operation: Operation): Promise<void> {
    const { clock, newRev } = this.#world;
    if (!this.#store || !this.#journal || !this.#applier) return;
    const before = await this.#read(operation.id);
    const at = new Date(clock.now * 1000 + this.#skew).toISOString();
    const { content, deleted } = operation.apply(before, at);
    const doc: EntryDoc = {
      collection: COLLECTION,
      id: operation.id,
      rev: newRev(),
      base: before ?? null,
      after: content,
      deleted,
    };
    const entry = { id: operation.tag, command: 'change', userId: `u${this.#index}`, at, docs: [doc] };
    this.#applier.enqueue(await this.#journal.append(entry));
    this.wake();
  }

  async #read(id: string): Promise<Snapshot | undefined> {
    const waiting = this.#applier?.waiting(COLLECTION, id);
    if (waiting) return { ...waiting.after, rev: waiting.rev, ver: 0, _deleted: waiting.deleted };
    const doc = (await this.#store?.get([id]))?.get(id);
    return doc && snapshotOf(doc);
  }

  /** A person decides on what stands in the quarantine: try again, or give it up. */
  decide(id: string, giveUp: boolean): void {
    const store = this.#store;
    if (!store) return;
    const decision = change(store, id, (doc) => {
      if (doc?.unsent !== 3) return null;
      if (!giveUp) return retry(doc, this.#world.newRev());
      for (const tag of doc['log'] as string[]) this.givenUp.add(tag);
      return discard(doc);
    });
    decision.catch((thrown: unknown) => {
      if (!isExpected(thrown)) this.bug = thrown;
    });
  }
}
