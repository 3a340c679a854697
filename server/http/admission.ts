/** How many requests work at the same time, how many wait, and what is said to the rest. */
import { LoketFailure } from '#shared/errors/errors.ts';

export interface AdmissionOptions {
  /** Requests that work at the same time. */
  readonly atOnce: number;
  /** Requests that wait for their turn, in the order in which they came. */
  readonly waiting: number;
  /** How long a request waits, in milliseconds: less than its desk does. */
  readonly patienceMs: number;
}

/** The client of a waiting request has gone: nobody reads what would be answered. */
export type WhenGone = (gone: () => void) => void;

const unavailable = (): LoketFailure => new LoketFailure({ code: 'unavailable', kind: 'retryable' });

export class Admission {
  readonly #options: AdmissionOptions;
  readonly #queue = new Set<() => void>();
  #running = 0;
  #refused = 0;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#running;
  }
  get waiting(): number {
    return this.#queue.size;
  }
  /** Requests that were sent away, since the start. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Runs `work` when it is its turn.
   * @throws LoketFailure `unavailable` when too many wait already, when it waited too long, or nobody waits any more
   */
  async run<T>(whenGone: WhenGone, work: () => Promise<T>): Promise<T> {
    await this.#turn(whenGone);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  #turn(whenGone: WhenGone): Promise<void> {
    const { atOnce, waiting, patienceMs } = this.#options;
    if (this.#running < atOnce) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#queue.size >= waiting) return Promise.reject(this.#refuse());
    return new Promise((admit, refuse) => {
      const leave = (): void => {
        clearTimeout(timer);
        if (this.#queue.delete(enter)) refuse(this.#refuse());
      };
      const enter = (): void => {
        clearTimeout(timer);
        this.#running += 1;
        admit();
      };
      const timer = setTimeout(leave, patienceMs);
      this.#queue.add(enter);
      whenGone(leave);
    });
  }

  #refuse(): LoketFailure {
    this.#refused += 1;
    return unavailable();
  }

  #next(): void {
    const [enter] = this.#queue;
    if (!enter) return;
    this.#queue.delete(enter);
    enter();
  }
}
