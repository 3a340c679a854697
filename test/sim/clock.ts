/** Virtual time: events in the order of their time; those of the same time in the order in which they were asked for. */

const MAX_EVENTS = 100_000;

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class VirtualClock {
  /** Virtual milliseconds since the schedule began. */
  now = 0;
  /** A binary heap. */
  readonly #events: Event[] = [];
  #order = 0;

  /** Runs `action` `delay` milliseconds from now. */
  after(delay: number, action: () => void): void {
    const event = { at: this.now + delay, order: ++this.#order, run: action };
    const heap = this.#events;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || before(parent, event)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => this.after(delay, resolve));
  }

  /**
   * Runs events until `done`. Between two events everything that the first one led to without waiting comes to its end:
   * a macrotask begins when no microtask is left.
   * @returns false when there were too many events or none left
   */
  run(done: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      let count = 0;
      const step = (): void => {
        if (done()) return resolve(true);
        const event = count++ < MAX_EVENTS ? this.#next() : undefined;
        if (!event) return resolve(false);
        this.now = event.at;
        event.run();
        setImmediate(step);
      };
      setImmediate(step);
    });
  }

  #next(): Event | undefined {
    const heap = this.#events;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (!a) break;
      const child = b && before(b, a) ? b : a;
      if (before(last, child)) break;
      heap[at] = child;
      at = child === a ? left : left + 1;
    }
    heap[at] = last;
    return first;
  }
}
