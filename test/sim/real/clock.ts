/** Virtual time over real work: the next event waits until what the last one began at the database has ended. */

const MAX_EVENTS = 200_000;

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class WorkClock {
  /** Virtual milliseconds. */
  now = 0;
  readonly #random: () => number;
  readonly #events: Event[] = [];
  #order = 0;
  #busy = 0;
  #work: Promise<unknown> = Promise.resolve();

  constructor(random: () => number) {
    this.#random = random;
  }

  after(delay: number, run: () => void): void {
    this.#order++;
    const order = this.#random() < 0.5 ? this.#order : -this.#order;
    this.#events.push({ at: this.now + delay, order, run });
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => this.after(delay, resolve));
  }

  /** Work that takes real time and no virtual time; one after the other, in the order in which it was asked for. */
  work<T>(action: () => Promise<T> | T): Promise<T> {
    this.#busy++;
    const done = this.#work.then(action).finally(() => {
      this.#busy--;
    });
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** @returns false when there were too many events or none left before `done`. */
  async run(done: () => boolean): Promise<boolean> {
    for (let count = 0; count < MAX_EVENTS; count++) {
      if (done()) return true;
      const event = this.#next();
      if (!event) return false;
      this.now = event.at;
      event.run();
      do {
        await this.#work;
        // everything that waited for it has gone on until it waits for virtual time or for more work
        await new Promise((resolve) => setImmediate(resolve));
      } while (this.#busy > 0);
    }
    return false;
  }

  #next(): Event | undefined {
    let best = 0;
    for (let i = 1; i < this.#events.length; i++) {
      const [a, b] = [this.#events[i], this.#events[best]];
      if (a && b && (a.at < b.at || (a.at === b.at && a.order < b.order))) best = i;
    }
    const event = this.#events[best];
    const last = this.#events.pop();
    if (last && best < this.#events.length) this.#events[best] = last;
    return event;
  }
}
