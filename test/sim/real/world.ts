/** What everything in one schedule shares. */
import { createHash } from 'node:crypto';
import { type FaultCount, RATES } from './faults.ts';
import type { WorkClock } from './clock.ts';
import type { Findings } from './findings.ts';

export interface World {
  readonly seed: number;
  readonly clock: WorkClock;
  readonly random: () => number;
  readonly trace: Trace;
  readonly faults: FaultCount;
  readonly findings: Findings;
  /** Ids and revs. */
  readonly newId: () => string;
  stormy: boolean;
  /** Virtual time from which everything that the storm began has ended. */
  calmFrom: number;
  /** Nothing was on its way any more: from now on the summaries of both sides have to be the same. */
  settled: boolean;
  /** Head office was restored from an older backup: versions may go back. */
  restored: boolean;
  /** Numbers of the desks whose person had other rights for a while (rule 30). */
  readonly rightsChanged: Set<number>;
  /** Id of the customer whom somebody worked on last, by branch. */
  readonly topics: Map<string, string>;
}

/** The first moment of every schedule. */
const BEGIN = Date.UTC(2026, 2, 5, 1);

/** @returns head office's time: a virtual millisecond stands for a second, so that clocks matter. */
export const timeOf = (world: World): number => BEGIN + Math.round(world.clock.now * 1000);

/** @returns whether a fault of this kind happens now; it is counted. */
export function strikes(world: World, kind: keyof typeof RATES): boolean {
  if (!world.stormy || world.random() >= RATES[kind]) return false;
  world.faults.add(kind);
  return true;
}

/** Everything that happened, in order. */
export class Trace {
  readonly #hash = createHash('sha256');
  /** The events themselves, when asked for: to look into a schedule. */
  readonly lines: string[] | null;
  #ended = '';

  constructor(keep = false) {
    this.lines = keep ? [] : null;
  }

  note(...parts: readonly (string | number)[]): void {
    // a course that was broken off may still have something under way
    if (this.#ended) return;
    const line = parts.join(' ');
    this.#hash.update(`${line}\n`);
    this.lines?.push(line);
  }

  end(): string {
    this.#ended ||= this.#hash.digest('hex').slice(0, 32);
    return this.#ended;
  }
}
