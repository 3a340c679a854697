/** A desk of the simulation: the product's runner, applier and replicators over a faulty disk and network. */
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { discard, MOVED, type ReplicaContext, retry } from '#shared/sync/replica.ts';
import { change, type Store } from '#shared/sync/store.ts';
import { Applier } from '#renderer/data/journal/applier.ts';
import { CommandRunner } from '#renderer/data/journal/runner.ts';
import { type Disk, emptyDisk, journalOf, type Process, shelfOf, storeOf } from './disk.ts';
import { isExpected } from './faults.ts';
import { writeDirectly, type Direct } from './direct.ts';
import { tagged, tagsOf } from './ledger.ts';
import { describeDoc, differences } from './trace.ts';
import { COLLECTIONS, isoAt, REFERENCE_VIEW, type SimCollection } from './people.ts';
import { runWindow } from './window.ts';
import type { World } from './world.ts';

export interface DeskMode {
  /** Push and pull of all collections run at the same time, without any order. */
  readonly overlapping: boolean;
  /** A second window replicates the same disk. */
  readonly twoWindows: boolean;
}

/** How long a desk waits for news before it asks by itself, at least; at most three times as long. */
const POLL = 40;

/** What a process has in memory. */
interface Running {
  readonly process: Process;
  readonly applier: Applier;
  readonly runner: CommandRunner;
  readonly stores: ReadonlyMap<string, Store>;
  readonly direct: (operation: Direct) => Promise<string | null>;
}

export class SimulatedDesk {
  disk: Disk = emptyDisk();
  /** Who works here, as the desk knows it. */
  actor: Actor;
  /** A failure that the product should not have. */
  bug: unknown = null;
  /** Collections in which the last comparison with head office's summary found nothing. */
  readonly compared = new Set<string>();
  readonly index: number;
  /** No line until then. */
  offlineUntil = 0;
  readonly #world: World;
  readonly #mode: DeskMode;
  #skew: number;
  #running: Running | null = null;
  #commands: Promise<unknown> = Promise.resolve();
  #wakers: (() => void)[] = [];
  #stopping = false;

  constructor(world: World, index: number, actor: Actor, mode: DeskMode) {
    this.#world = world;
    this.index = index;
    this.actor = actor;
    this.#mode = mode;
    this.#skew = (world.random() - 0.5) * 20;
  }

  get isRunning(): boolean {
    return this.#running?.process.alive ?? false;
  }

  #contextOf(collection: string): ReplicaContext {
    return { merge: mergeOf(collection as SimCollection), newRev: this.#world.newId };
  }

  /** A new process over the same disk. */
  start(): void {
    const { world, disk } = { world: this.#world, disk: this.disk };
    const process: Process = {
      disk,
      clock: world.clock,
      random: world.random,
      faults: world.faults,
      isStormy: world.isStormy,
      isOffline: () => world.isStormy() && world.clock.now < this.offlineUntil,
      onWrite: (collection, prev, next) => this.#onWrite(collection, prev, next),
      onPosition: (collection, position) => {
        world.trace.detail(() => `desk ${this.index} at ${JSON.stringify(position)} in ${collection}`);
        if (this.#world.isTorn(this.index)) return;
        const { office } = world;
        const { userId } = this.actor;
        const inOrder = !this.#mode.overlapping && !this.#mode.twoWindows;
        const reader = { ...office.readerOf(userId), scope: office.scopeOf(userId), inOrder };
        world.audit.position(this.index, collection, shelfOf(disk, collection).docs, position, reader);
      },
      onEntry: (request) => {
        const tag = world.ledger.nextTag();
        const docs = request.entry.docs.map((doc) => ({ ...doc, after: tagged(doc.after, tag) }));
        const edits = docs.map((doc) => ({
          key: `${doc.collection}/${doc.id}`,
          before: doc.base && !doc.base._deleted ? doc.base : null,
          after: doc.after,
          deleted: doc.deleted,
        }));
        for (const { key, before, after, deleted } of edits)
          world.trace.detail(
            () =>
              `${tag} ${request.entry.command} on ${key}${deleted ? ' deleted' : ''}: ${differences(before, after)}`,
          );
        world.ledger.record({
          tag,
          desk: this.index,
          entryId: request.entry.id,
          edits,
          saved: false,
          excused: false,
        });
        for (const { key, after } of edits)
          if (typeof after['number'] === 'string') world.audit.number(after['number'], key);
        return { ...request.entry, docs };
      },
      alive: true,
    };
    const stores = new Map(COLLECTIONS.map((name) => [name as string, storeOf(process, name)]));
    const journal = journalOf(process);
    const applier = new Applier({
      entries: journal,
      storeOf: (collection) => stores.get(collection),
      contextOf: (collection) => this.#contextOf(collection),
      onMerged: () => world.merged(),
    });
    const clockOf = { offset: 0, uncertainty: 2000 };
    const now = (): string => isoAt(world.clock.now + this.#skew);
    const runner = new CommandRunner({
      journal,
      applier,
      storeOf: (collection) => stores.get(collection),
      actor: () => this.actor,
      desk: () =>
        this.actor.deskCode === undefined
          ? undefined
          : { branch: this.actor.branchId, deskCode: this.actor.deskCode },
      reference: () => REFERENCE_VIEW,
      now,
      clock: () => clockOf,
      newId: world.newId,
      onFailure: (_command, thrown) => {
        if (!isExpected(thrown)) this.bug = thrown;
      },
    });
    const direct = writeDirectly({
      journal,
      applier,
      stores,
      newId: world.newId,
      now,
      actor: () => this.actor,
    });
    const running: Running = { process, applier, runner, stores, direct };
    this.#running = running;
    this.#commands = this.#replay(running);
    void this.#live(running).catch((thrown: unknown) => {
      this.bug = thrown;
    });
  }

  #onWrite(collection: SimCollection, prev: StoredDoc | undefined, next: StoredDoc): void {
    const { audit, trace, clock } = this.#world;
    const key = `${collection}/${next.id}`;
    // what is written now no comparison has seen
    this.compared.delete(collection);
    audit.desk(key, prev, next, this.#world.isRestored() || this.#world.isTorn(this.index));
    if (next.unsent === 3 && prev?.unsent !== 3) this.#world.quarantined();
    trace.note(`${clock.now} ${this.index} ${key} ${next.rev} ${next.ver} ${next.unsent}`);
    trace.detail(() => describeDoc(prev, next));
  }

  async #replay({ applier }: Running): Promise<void> {
    for (;;) {
      try {
        return await applier.replay();
      } catch (thrown) {
        if (!isExpected(thrown)) throw thrown;
      }
    }
  }

  async #live(running: Running): Promise<void> {
    await this.#commands;
    const windows = Array.from({ length: this.#mode.twoWindows ? 2 : 1 });
    const { process, applier, stores } = running;
    const options = {
      world: this.#world,
      desk: this,
      process,
      applier,
      stores,
      contextOf: (collection: SimCollection) => this.#contextOf(collection),
      overlapping: this.#mode.overlapping,
    };
    await Promise.all(
      windows.map((_, number) =>
        runWindow({
          ...options,
          // two that begin a complete pull anew, each because of the other, would never end it: one is closed in the end
          isOpen: () => !this.#stopping && (number === 0 || this.#world.isStormy()),
        }),
      ),
    );
  }

  /** @returns when there is something to do, or enough time has gone by. */
  news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakers.push(resolve);
      this.#world.clock.after(POLL * (1 + 2 * this.#world.random()), resolve);
    });
  }

  wake(): void {
    for (const resolve of this.#wakers.splice(0)) resolve();
  }

  /** The process dies. @returns whether there was one */
  crash(): boolean {
    if (!this.#running?.process.alive) return false;
    this.#running.process.alive = false;
    return true;
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Somebody sets the clock of the computer. */
  setClock(seconds: number): void {
    this.#skew += seconds;
  }

  /** A person runs a command; when it is saved, that is said. */
  run(name: string, args: unknown): void {
    this.#inTurn(async ({ runner }) => {
      const result = await runner.run(name, args);
      return result.ok ? result.value.entryId : null;
    });
  }

  /** The same for what no command of the product does yet. */
  write(operation: Direct): void {
    this.#inTurn(({ direct }) => direct(operation));
  }

  #inTurn(action: (running: Running) => Promise<string | null>): void {
    const running = this.#running;
    if (!running?.process.alive) return;
    this.#commands = this.#commands.then(async () => {
      try {
        const entryId = await action(running);
        if (entryId !== null && running.process.alive) {
          this.#world.ledger.saved(entryId);
          this.wake();
        }
      } catch (thrown) {
        if (!isExpected(thrown)) this.bug = thrown;
      }
    });
  }

  /** A person decides on what stands in the quarantine: try again, or give it up. */
  decide(collection: SimCollection, id: string, giveUp: boolean): void {
    const store = this.#running?.stores.get(collection);
    if (!store) return;
    const decision = change(store, id, (doc) => {
      if (doc?.unsent !== 3) return null;
      if (!giveUp) return retry(doc, this.#world.newId());
      const left = discard(doc);
      // what has moved away is as head office has it
      const known = doc.sync?.problem?.code === MOVED ? (doc.sync.base ?? left) : left;
      this.#world.ledger.giveUp(`${collection}/${id}`, doc, known);
      if (doc.sync?.problem?.code === MOVED) this.#world.audit.gaveUp(this.index, `${collection}/${id}`);
      return left;
    });
    decision.then(
      () => this.wake(),
      (thrown: unknown) => {
        if (!isExpected(thrown)) this.bug = thrown;
      },
    );
  }

  /** @returns what a person at this desk sees of a collection. */
  shown(collection: SimCollection): StoredDoc[] {
    return [...shelfOf(this.disk, collection).docs.values()].filter((doc) => !doc._deleted);
  }

  /** @returns the tags of what stands refused on this desk, as `collection/id#tag`. */
  refused(): Set<string> {
    const out = new Set<string>();
    for (const [collection, { docs }] of this.disk.shelves)
      for (const doc of docs.values())
        if (doc.unsent === 3) for (const tag of tagsOf(doc)) out.add(`${collection}/${doc.id}#${tag}`);
    return out;
  }
}
