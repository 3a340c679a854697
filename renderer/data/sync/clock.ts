import type { ClockState } from '../desk-types.ts';
import { Cell } from '../live.ts';

const SKEWED_MS = 2 * 60_000;
/** After this long a better measurement gives way to a newer one. */
const STALE_MS = 60 * 60_000;
/** What is written into documents before the first measurement: nothing is known within a day. */
const UNKNOWN_MS = 24 * 60 * 60_000;

export interface TimeSource {
  /** Milliseconds since 1970 by the PC's clock. */
  wall(): number;
  /** Milliseconds that only ever grow. */
  steady(): number;
}

export const systemTime: TimeSource = { wall: () => Date.now(), steady: () => performance.now() };

/** The PC's clock, corrected by what head office's answers say. */
export class DeskClock {
  readonly state = new Cell<ClockState>({ offset: 0, uncertainty: Infinity, skewed: false });
  readonly #time: TimeSource;
  #measuredAt = 0;
  /** Wall minus steady: changes only when somebody sets the clock. */
  #difference: number;

  constructor(time: TimeSource = systemTime) {
    this.#time = time;
    this.#difference = time.wall() - time.steady();
  }

  /** A measurement of an earlier run: better than none until the first answer. */
  remember(offset: number): void {
    this.state.set({ offset, uncertainty: UNKNOWN_MS, skewed: Math.abs(offset) > SKEWED_MS });
  }

  /**
   * @param now head office's clock in its answer, ISO UTC
   * @param roundTrip ms between sending and the head of the answer
   */
  measure(now: string, roundTrip: number): void {
    const theirs = Date.parse(now);
    if (Number.isNaN(theirs)) return;
    const steady = this.#time.steady();
    const uncertainty = Math.ceil(roundTrip / 2);
    const { uncertainty: known } = this.state.get();
    if (!this.jumped() && uncertainty > known && steady - this.#measuredAt < STALE_MS) return;
    this.#measuredAt = steady;
    this.#difference = this.#time.wall() - steady;
    const offset = Math.round(theirs + roundTrip / 2 - this.#time.wall());
    this.state.set({ offset, uncertainty, skewed: Math.abs(offset) > SKEWED_MS });
  }

  /** @returns whether the PC's clock has been set since the last measurement. */
  jumped(): boolean {
    return Math.abs(this.#time.wall() - this.#time.steady() - this.#difference) > 5000;
  }

  /** @returns ISO UTC, corrected. */
  now(): string {
    return new Date(this.#time.wall() + this.state.get().offset).toISOString();
  }

  /** @returns what the PC's clock says, ISO UTC, as it is: head office compares it and tells people. */
  raw(): string {
    return new Date(this.#time.wall()).toISOString();
  }

  /** @returns what a document remembers of the clock it was written by. */
  stamp(): { readonly offset: number; readonly uncertainty: number } {
    const { offset, uncertainty } = this.state.get();
    return { offset, uncertainty: this.jumped() ? UNKNOWN_MS : Math.min(uncertainty, UNKNOWN_MS) };
  }
}
