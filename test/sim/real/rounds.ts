/** The rounds of a desk: push and pull of all collections again and again, and in the calm the comparison of both sides. */
import type { Replicator } from '#shared/sync/replicator.ts';
import type { Store } from '#shared/sync/store.ts';
import type { DeskSide } from './bundle.ts';
import { netOf } from './network.ts';
import type { Office } from './office.ts';
import { type Collection, COLLECTIONS, type Running } from './running.ts';
import type { World } from './world.ts';

/** Longest and shortest wait between two rounds, in virtual milliseconds. */
const IDLE = 60;
const REST = 12;

interface Line {
  readonly collection: Collection;
  readonly replicator: Replicator;
}

export interface RoundsOptions {
  readonly world: World;
  readonly office: Office;
  readonly side: DeskSide;
  /** Number of the desk. */
  readonly index: number;
  /** Push and pull of all collections run at the same time, without any order. */
  readonly overlapping: boolean;
  /** The disk loses documents now and then. */
  readonly damaged: boolean;
  /** The session has ended. */
  renew(): void;
  /** @returns whether the product may throw this; what it may not ends the rounds. */
  isExpected(thrown: unknown): boolean;
}

export class Rounds {
  /** When this desk last asked head office for a summary and nothing differed; virtual milliseconds. */
  agreedAt = -1;
  /** No other round begins. */
  stopping = false;
  #woken = false;
  readonly #options: RoundsOptions;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Something moved: the next round begins soon. */
  wake(): void {
    this.#woken = true;
  }

  /** Until the program dies or is stopped; every window has its own. */
  async run(running: Running): Promise<void> {
    const { world, overlapping, damaged } = this.#options;
    const lines = this.#lines(running);
    while (running.alive && !this.stopping) {
      const begun = world.clock.now;
      this.#woken = false;
      try {
        if (overlapping) await this.#overlap(lines);
        else for (const { replicator } of lines) await replicator.cycle();
        await running.applier.confirm();
        if (world.settled || (damaged && world.random() < 0.15)) {
          if (await this.#agrees(running, lines)) this.agreedAt = begun;
        }
      } catch (thrown) {
        if (!this.#options.isExpected(thrown)) throw thrown;
      }
      await this.#pause();
    }
  }

  #lines(running: Running): Line[] {
    const { world, office, side, renew } = this.#options;
    const { random, newId, findings } = world;
    const batch = (): (() => number) => {
      const size = 1 + Math.floor(random() * 5);
      return () => size;
    };
    return COLLECTIONS.map((collection) => ({
      collection,
      replicator: new side.Replicator({
        merge: side.mergeOf(collection),
        newRev: newId,
        store: running.stores.get(collection) as Store,
        net: netOf(running, office, collection, renew),
        beforePush: () => running.applier.settled(),
        hold: (id) => running.applier.waiting(collection, id) !== undefined,
        pushBatch: batch(),
        pullBatch: batch(),
        events: {
          merged: (_doc, history) => {
            if (history.length > 0) findings.conflicts++;
          },
        },
      }),
    }));
  }

  async #overlap(lines: readonly Line[]): Promise<void> {
    this.#options.world.faults.add('overlap');
    const both = lines.flatMap(({ replicator }) => [replicator.pushOnce(), replicator.pullOnce()]);
    for (const end of await Promise.allSettled(both)) if (end.status === 'rejected') throw end.reason;
  }

  /** Rule 26: mends what a damaged disk has lost, and what rule 30 leaves; nowhere else there is anything to mend. */
  async #agrees(running: Running, lines: readonly Line[]): Promise<boolean> {
    const { world, index, damaged } = this.#options;
    let agrees = true;
    for (const { collection, replicator } of lines) {
      const differing = await replicator.reconcile();
      if (differing !== 0) agrees = false;
      // what is tried again after it has left still names the version that it was made from
      const pending = (await world.clock.work(() => running.raw.get(collection)?.pending())) ?? [];
      // what a merge has left to be sent calls for another round
      if (pending.some(({ unsent }) => unsent !== 3)) agrees = false;
      // rule 30: answers to a push under other rights left something here, until this comparison
      const excused = damaged || world.rightsChanged.has(index);
      if (differing && differing > pending.length && !excused)
        world.findings.diverged.add(`desk ${index} held ${differing} of ${collection} that differ`);
    }
    return agrees && !this.#woken;
  }

  /** Until something calls for the next round; in the calm, who agrees with head office asks no more. */
  async #pause(): Promise<void> {
    const { clock } = this.#options.world;
    const until = clock.now + IDLE;
    await clock.sleep(REST);
    while (!this.stopping && !this.#woken && (clock.now < until || this.#hasAgreed)) await clock.sleep(4);
  }

  get #hasAgreed(): boolean {
    return this.agreedAt > this.#options.world.calmFrom;
  }
}
