/** How many rows one request should carry on the line that there is. Pure: whoever asks hands the measured time in. */

export interface BatchBounds {
  readonly least: number;
  readonly most: number;
  readonly first: number;
  /** What one request should take, in milliseconds: long enough to be worth its round trip, short enough to be repeated. */
  readonly target?: number;
}

const TARGET_MS = 4000;

export class AdaptiveBatch {
  readonly #bounds: BatchBounds;
  #size: number;

  constructor(bounds: BatchBounds) {
    this.#bounds = bounds;
    this.#size = bounds.first;
  }

  readonly size = (): number => this.#size;

  /** A request with `rows` rows took `ms` from first to last byte. Small ones say little about large ones. */
  measured(rows: number, ms: number): void {
    const { target = TARGET_MS } = this.#bounds;
    if (ms > target) this.#set(this.#size * Math.max(0.25, target / ms));
    else if (rows >= this.#size && ms < target / 2) this.#set(this.#size * 2);
  }

  /** A request ended without an answer. */
  failed(): void {
    this.#set(this.#size / 2);
  }

  #set(size: number): void {
    const { least, most } = this.#bounds;
    this.#size = Math.round(Math.min(most, Math.max(least, size)));
  }
}
