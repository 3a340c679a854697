/** A desk of the simulation: the product's collections, journal, runner and replicators over a disk that can fail. */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DeskSide } from './bundle.ts';
import { type Disk, emptyDisk } from './disk.ts';
import { Fault } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Office } from './office.ts';
import { act, decide, type Place } from './person.ts';
import { Rounds } from './rounds.ts';
import { COLLECTIONS, openDesk, type Running } from './running.ts';
import type { World } from './world.ts';

export interface DeskMode {
  readonly index: number;
  readonly actor: Actor;
  /** Push and pull of all collections run at the same time, without any order. */
  readonly overlapping: boolean;
  /** A second window replicates the same disk. */
  readonly twoWindows: boolean;
  /** Nothing takes documents out of a desk's sight (a backup will be restored). */
  readonly quiet: boolean;
  /** The disk loses documents now and then. */
  readonly damaged: boolean;
}

export class RealDesk {
  readonly #world: World;
  readonly #office: Office;
  readonly #side: DeskSide;
  readonly #mode: DeskMode;
  readonly #place: Place;
  readonly #reference: ReferenceView;
  readonly #name: string;
  readonly #disk: Disk = emptyDisk();
  #running: Running | null = null;
  #commands: Promise<unknown> = Promise.resolve();
  #closing: Promise<unknown> = Promise.resolve();
  #actor: Actor;
  #skew: number;
  readonly #rounds: Rounds;
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
    this.#place = {
      world,
      ledger,
      side,
      index: mode.index,
      quiet: mode.quiet,
      isExpected: (thrown) => this.#isExpected(thrown),
      mistake: (thrown) => this.#mistake(thrown),
    };
    this.#rounds = new Rounds({
      world,
      office,
      side,
      index: mode.index,
      overlapping: mode.overlapping,
      damaged: mode.damaged,
      renew: () => this.#renew(),
      isExpected: (thrown) => this.#isExpected(thrown),
    });
    this.#reference = reference;
    this.#name = name;
    this.#actor = mode.actor;
    this.#skew = Math.round((world.random() - 0.5) * 40_000);
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
    await this.#closing;
    const running = await openDesk(this.#place, {
      name: this.#name,
      disk: this.#disk,
      reference: this.#reference,
      actor: () => this.#actor,
      skew: () => this.#skew,
    });
    if (this.#mode.twoWindows) this.#world.faults.add('twoWindows');
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
    await Promise.all(Array.from({ length: windows }, () => this.#rounds.run(running)));
  }

  #isExpected(thrown: unknown): boolean {
    return thrown instanceof Fault || thrown instanceof this.#side.LoketFailure;
  }

  /** When it last asked head office for a summary and nothing differed; virtual milliseconds. */
  get agreedAt(): number {
    return this.#rounds.agreedAt;
  }

  /** Something moved at head office. */
  wake(): void {
    this.#rounds.wake();
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
    this.#rounds.stopping = true;
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

  get branch(): string {
    return this.#actor.branchId;
  }

  /**
   * A person does the `n`th thing of the schedule; the desk has to be up.
   * @param joint upon the customer whom somebody else of the branch works on
   */
  act(n: number, joint = false): void {
    const running = this.#running;
    if (!running) return;
    this.#commands = this.#commands.then(() => act(this.#place, running, () => this.#actor, n, joint));
    this.#commands = this.#commands.then(() => this.wake());
  }

  /** A person looks into the quarantine. */
  decide(): void {
    const running = this.#running;
    if (running) this.#commands = this.#commands.then(() => decide(this.#place, running));
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
