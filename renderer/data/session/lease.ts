/** The time by which a lease ends: it never goes back, whatever is done to the PC's clock. */
export class LeaseClock {
  readonly #now: () => string;
  readonly #steady: () => number;
  /** The latest time known, ISO UTC, and where the steady counter stood then. */
  #latest = '';
  #at = 0;

  /**
   * @param now the PC's clock, corrected; ISO UTC
   * @param steady milliseconds that only ever grow while the program runs
   */
  constructor(now: () => string, steady: () => number) {
    this.#now = now;
    this.#steady = steady;
  }

  /** @returns the time now, ISO UTC: at least what was seen before plus what has passed since. */
  at(): string {
    const now = this.#now();
    const steady = this.#steady();
    const passed = this.#latest && new Date(Date.parse(this.#latest) + steady - this.#at).toISOString();
    this.#latest = now > passed ? now : passed;
    this.#at = steady;
    return this.#latest;
  }

  /** What an earlier run had seen. */
  remember(seen: string | undefined): void {
    if (seen !== undefined && seen > this.at()) this.#latest = seen;
  }

  /** Head office was heard: its word counts more than what a wrong clock has shown. */
  heard(): void {
    this.#latest = this.#now();
    this.#at = this.#steady();
  }
}
