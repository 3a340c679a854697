/** Virtual time: events in the order of their time, ties broken by the seed. */

const MAX_EVENTS = 60_000;

export class VirtualClock {
  now = 0;
  readonly #random: () => number;
  readonly #events: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  #order = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Runs `action` `delay` milliseconds from now. */
  after(delay: number, action: () => void): void {
    this.#order++;
    const order = this.#random() < 0.5 ? this.#order : -this.#order;
    this.#events.push({ at: this.now + delay, order, run: action });
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => this.after(delay, resolve));
  }

  /** Runs events until `done`. @returns false when there were too many events or none left. */
  async run(done: () => boolean): Promise<boolean> {
    for (let count = 0; count < MAX_EVENTS; count++) {
      if (done()) return true;
      const event = this.#next();
      if (!event) return false;
      this.now = event.at;
      event.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
  }

  #next(): { readonly at: number; readonly run: () => void } | undefined {
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
