/** A desk of the simulation: the product's collections, journal, runner and replicators over a disk that can fail. */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Replicator } from '#shared/sync/replicator.ts';
import type { Store } from '#shared/sync/store.ts';
import type { Applier } from '#renderer/data/journal/applier.ts';
import type { CollectionDatabase } from '#renderer/data/db/database.ts';
import type { DeskStore } from '#renderer/data/db/rxdb-store.ts';
import type { Journal } from '#renderer/data/journal/journal.ts';
import type { CommandRunner } from '#renderer/data/journal/runner.ts';
import type { DeskSide } from './bundle.ts';
import { type Disk, emptyDisk, journalOf, type Process, storeOf } from './disk.ts';
import { Fault } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { netOf } from './network.ts';
import type { Office } from './office.ts';
import { operationOf, type Seen } from './operations.ts';
import { timeOf, type World } from './world.ts';

/** In the order in which they are brought into agreement: what others hang on comes first. */
export const COLLECTIONS = [
  'customers',
  'complaints',
  'tasks',
  'activities',
] as const satisfies CollectionName[];
type Collection = (typeof COLLECTIONS)[number];

/** Longest and shortest wait between two rounds, in virtual milliseconds. */
const IDLE = 60;
const REST = 12;

export interface DeskMode {
  readonly index: number;
  readonly actor: Actor;
  /** Push and pull of all collections run at the same time, without any order. */
  readonly overlapping: boolean;
  /** A second window replicates the same disk. */
  readonly twoWindows: boolean;
  /** Nothing takes documents out of a desk's sight (a backup will be restored). */
  readonly quiet: boolean;
}

interface Running extends Process {
  readonly db: CollectionDatabase;
  readonly raw: ReadonlyMap<string, DeskStore>;
  readonly stores: ReadonlyMap<string, Store>;
  readonly applier: Applier;
  readonly runner: CommandRunner;
}

export class RealDesk {
  /** When it last asked head office for a summary and nothing differed; virtual milliseconds. */
  agreedAt = -1;
  readonly #world: World;
  readonly #office: Office;
  readonly #side: DeskSide;
  readonly #mode: DeskMode;
  readonly #ledger: Ledger;
  readonly #reference: ReferenceView;
  readonly #name: string;
  readonly #disk: Disk = emptyDisk();
  #running: Running | null = null;
  #commands: Promise<unknown> = Promise.resolve();
  #closing: Promise<unknown> = Promise.resolve();
  #actor: Actor;
  #skew: number;
  #woken = false;
  #stopping = false;
  #renewing = false;

  constructor(
    world: World,
    office: Office,
    side: DeskSide,
    mode: DeskMode,
    ledger: Ledger,
    reference: ReferenceView,
    name: string,
  ) {
    this.#world = world;
    this.#office = office;
    this.#side = side;
    this.#mode = mode;
    this.#ledger = ledger;
    this.#reference = reference;
    this.#name = name;
    this.#actor = mode.actor;
    this.#skew = Math.round((world.random() - 0.5) * 40_000);
    side.useIds(world.newId);
  }

  get isUp(): boolean {
    return this.#running !== null;
  }

  /** A new run of the program over the same disk. */
  start(): void {
    this.#live().catch((thrown: unknown) => this.#mistake(thrown));
  }

  #mistake(thrown: unknown): void {
    const { findings, clock, trace } = this.#world;
    findings.diverged.add(`desk ${this.#mode.index} threw ${String(thrown)}`);
    trace.note(clock.now, this.#mode.index, String(thrown instanceof Error ? thrown.stack : thrown));
  }

  async #live(): Promise<void> {
    const running = await this.#open();
    this.#running = running;
    const replayed = async (): Promise<void> => {
      for (;;) {
        try {
          return await running.applier.replay();
        } catch (thrown) {
          if (!this.#isExpected(thrown)) throw thrown;
        }
      }
    };
    this.#commands = replayed();
    await this.#commands;
    const windows = this.#mode.twoWindows ? 2 : 1;
    await Promise.all(Array.from({ length: windows }, () => this.#replicate(running)));
  }

  async #open(): Promise<Running> {
    const side = this.#side;
    const { clock, newId, faults } = this.#world;
    await this.#closing;
    const db = await clock.work(() => side.openCollections(this.#name, side.getRxStorageMemory() as never));
    const process: Process = { world: this.#world, desk: this.#mode.index, alive: true };
    const raw = new Map(COLLECTIONS.map((name) => [name as string, side.rxdbStore(db.collections[name])]));
    const stores = new Map([...raw].map(([name, store]) => [name, storeOf(process, name, store)]));
    const storesOf = (collection: string): Store | undefined => stores.get(collection);
    const journal = journalOf(
      process,
      this.#disk,
      (key) => new side.CounterMoved(key),
      (entry) => this.#ledger.journalled(this.#mode.index, entry),
    );
    const applier = new side.Applier({
      entries: journal,
      storeOf: storesOf,
      contextOf: (collection) => ({ merge: side.mergeOf(collection as CollectionName), newRev: newId }),
      onMerged: () => {
        this.#world.findings.conflicts++;
      },
    });
    const runner = new side.CommandRunner({
      // the product's own is bound to IndexedDB
      journal: journal as unknown as Journal,
      applier,
      storeOf: storesOf,
      actor: () => this.#actor,
      desk: () => ({ branch: this.#actor.branchId, deskCode: this.#actor.deskCode ?? 'D0' }),
      reference: () => this.#reference,
      now: () => new Date(timeOf(this.#world) + this.#skew).toISOString(),
      clock: () => ({ offset: 0, uncertainty: 1000 }),
    });
    if (this.#mode.twoWindows) faults.add('twoWindows');
    return Object.assign(process, { db, raw, stores, applier, runner });
  }

  #replicators(running: Running): { readonly collection: Collection; readonly replicator: Replicator }[] {
    const { random, newId } = this.#world;
    const batch = (): (() => number) => {
      const size = 1 + Math.floor(random() * 5);
      return () => size;
    };
    return COLLECTIONS.map((collection) => ({
      collection,
      replicator: new this.#side.Replicator({
        merge: this.#side.mergeOf(collection),
        newRev: newId,
        store: running.stores.get(collection) as Store,
        net: netOf(running, this.#office, collection, () => this.#renew()),
        beforePush: () => running.applier.settled(),
        hold: (id) => running.applier.waiting(collection, id) !== undefined,
        pushBatch: batch(),
        pullBatch: batch(),
        events: {
          merged: (_doc, history) => {
            if (history.length > 0) this.#world.findings.conflicts++;
          },
        },
      }),
    }));
  }

  async #replicate(running: Running): Promise<void> {
    const { clock, random } = this.#world;
    const replicators = this.#replicators(running);
    while (running.alive && !this.#stopping) {
      const begun = clock.now;
      this.#woken = false;
      try {
        if (this.#mode.overlapping) await this.#overlap(replicators.map(({ replicator }) => replicator));
        else for (const { replicator } of replicators) await replicator.cycle();
        await running.applier.confirm();
        if (clock.now > this.#world.calmFrom || random() < 0.1) {
          let differing = 0;
          for (const { replicator } of replicators) differing += (await replicator.reconcile()) ?? 1;
          if (differing === 0 && !this.#woken) this.agreedAt = begun;
        }
      } catch (thrown) {
        if (!this.#isExpected(thrown)) throw thrown;
      }
      await this.#pause();
    }
  }

  /** Until something calls for the next round; in the calm, who agrees with head office asks no more. */
  async #pause(): Promise<void> {
    const { clock } = this.#world;
    const until = clock.now + IDLE;
    await clock.sleep(REST);
    while (!this.#stopping && !this.#woken && (clock.now < until || this.#hasAgreed)) await clock.sleep(4);
  }

  get #hasAgreed(): boolean {
    return this.agreedAt > this.#world.calmFrom;
  }

  async #overlap(replicators: readonly Replicator[]): Promise<void> {
    this.#world.faults.add('overlap');
    const both = replicators.flatMap((replicator) => [replicator.pushOnce(), replicator.pullOnce()]);
    for (const end of await Promise.allSettled(both)) if (end.status === 'rejected') throw end.reason;
  }

  #isExpected(thrown: unknown): boolean {
    return thrown instanceof Fault || thrown instanceof this.#side.LoketFailure;
  }

  /** Something moved at head office. */
  wake(): void {
    this.#woken = true;
  }

  /** The session has ended: the desk renews it, and hears what its person is now. */
  #renew(): void {
    if (this.#renewing) return;
    this.#renewing = true;
    this.#world.clock.after(3 + this.#world.random() * 20, () => {
      this.#renewing = false;
      const person = this.#office.people[this.#mode.index];
      if (!person) return;
      person.until = Number.MAX_SAFE_INTEGER;
      this.#actor = person.actor;
      this.wake();
    });
  }

  /** The program dies; it is started again after `pause`. */
  crash(pause: number): void {
    const running = this.#running;
    if (!running) return;
    running.alive = false;
    this.#running = null;
    this.#world.findings.crashes++;
    this.#world.trace.note(this.#world.clock.now, this.#mode.index, 'crash');
    this.#closing = this.#world.clock.work(() => running.db.close());
    this.#world.clock.after(pause, () => this.start());
  }

  stop(): void {
    this.#stopping = true;
  }

  jump(): void {
    this.#skew += Math.round((this.#world.random() - 0.5) * 172_800_000);
  }

  /** Nothing of the schedule stays in memory. */
  async remove(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    running.alive = false;
    await running.db.remove();
  }

  /** A person does something; the desk has to be up. */
  act(n: number): void {
    const running = this.#running;
    if (!running) return;
    const { clock, random, trace, faults } = this.#world;
    this.#commands = this.#commands.then(async () => {
      const seen = await clock.work(() => this.#seen(running));
      const actor = this.#actor;
      const { command, args, marker } = operationOf(random, n, actor, seen, this.#mode.quiet);
      this.#ledger.operations++;
      try {
        const done = await running.runner.run(command, args);
        trace.note(clock.now, this.#mode.index, command, done.ok ? done.value.entryId : done.error.code);
        if (!done.ok || !running.alive) return;
        if (command === 'deleteCustomer') faults.add('deletion');
        if (command === 'joinCustomers') faults.add('merge');
        this.#ledger.acknowledged(done.value.entryId, marker);
      } catch (thrown) {
        if (!this.#isExpected(thrown)) this.#mistake(thrown);
      }
      this.wake();
    });
  }

  async #seen(running: Running): Promise<Seen> {
    const live = async (collection: Collection): Promise<StoredDoc[]> => {
      const store = running.raw.get(collection);
      const ids = ((await store?.held()) ?? []).map(({ id }) => id).sort();
      const docs = [...((await store?.get(ids)) ?? new Map<string, StoredDoc>()).values()];
      return docs.filter((doc) => !doc._deleted).sort((a, b) => (a.id < b.id ? -1 : 1));
    };
    return {
      customers: await live('customers'),
      complaints: await live('complaints'),
      tasks: await live('tasks'),
    };
  }

  /** A person looks into the quarantine: tries a change again, or gives it up. */
  decide(): void {
    const running = this.#running;
    if (!running) return;
    const { clock, random, newId } = this.#world;
    this.#commands = this.#commands.then(async () => {
      for (const collection of COLLECTIONS) {
        const refused = (await clock.work(() => running.raw.get(collection)?.pending()))
          ?.filter((doc) => doc.unsent === 3)
          .sort((a, b) => (a.id < b.id ? -1 : 1));
        const chosen = refused?.[Math.floor(random() * refused.length)];
        const store = running.stores.get(collection);
        if (!chosen || !store) continue;
        const giveUp = random() < 0.4;
        await this.#side
          .change(store, chosen.id, (doc) => {
            if (doc?.unsent !== 3) return null;
            if (!giveUp) return this.#side.retry(doc, newId());
            this.#ledger.givenUp(collection, doc);
            return this.#side.discard(doc);
          })
          .catch((thrown: unknown) => {
            if (!this.#isExpected(thrown)) this.#mistake(thrown);
          });
      }
    });
  }

  /** The disk loses one clean document, as after a half-restored folder: nothing but the summary tells. */
  damage(): void {
    const running = this.#running;
    if (!running) return;
    const { clock, random } = this.#world;
    void clock.work(async () => {
      const store = running.raw.get(COLLECTIONS[Math.floor(random() * COLLECTIONS.length)] ?? 'customers');
      const held = [...((await store?.held()) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
      const chosen = held[Math.floor(random() * held.length)];
      const doc = chosen && (await store?.get([chosen.id]))?.get(chosen.id);
      if (!doc || doc.unsent !== 0) return;
      await store?.cas([
        { prev: doc, next: { id: doc.id, rev: 'damaged', ver: 0, _deleted: true, unsent: 0 } },
      ]);
    });
  }

  /** @returns everything that the desk holds of `ids` and beside them, by collection; null while it is down. */
  async holdings(ids: (collection: string) => readonly string[]): Promise<Map<string, StoredDoc[]> | null> {
    const running = this.#running;
    if (!running) return null;
    const all = new Map<string, StoredDoc[]>();
    for (const [collection, store] of running.raw) {
      const held = (await store.held()).map(({ id }) => id);
      const docs = await store.get([...new Set([...held, ...ids(collection)])]);
      all.set(collection, [...docs.values()]);
    }
    return all;
  }

  /** @returns whether nothing is on its way and the desk stands where head office stands. */
  async isCalm(): Promise<boolean> {
    const running = this.#running;
    if (!running || [...this.#disk.entries.values()].some((json) => json.includes('"applied":0')))
      return false;
    for (const [collection, store] of running.raw) {
      if ((await store.unsent(1)).length > 0) return false;
      const position = await store.position();
      if (!position?.checkpoint || position.resync || position.epoch !== this.#office.epoch) return false;
      const { checkpoint, scope } = position;
      const level = await this.#office.isLevel(
        this.#mode.index,
        collection as CollectionName,
        checkpoint,
        scope ?? '',
      );
      if (!level) return false;
    }
    return true;
  }
}
