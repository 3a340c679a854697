import type { Live } from './desk-types.ts';

/** A value that its owner sets and others watch. */
export class Cell<T> implements Live<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(value: T): void {
    if (Object.is(this.#value, value)) return;
    this.#value = value;
    // a listener may end its own subscription
    for (const listener of Array.from(this.#listeners)) listener();
  }
}

/**
 * A value that is only kept up while somebody watches it.
 * @param start begins to call `emit` with new values; what it returns ends that
 */
export function watched<T>(initial: T, start: (emit: (value: T) => void) => () => void): Live<T> {
  const cell = new Cell(initial);
  let watchers = 0;
  let stop: (() => void) | undefined;
  return {
    get: cell.get,
    subscribe(listener) {
      const unsubscribe = cell.subscribe(listener);
      if (watchers++ === 0) stop = start((value) => cell.set(value));
      let active = true;
      return () => {
        if (!active) return;
        active = false;
        unsubscribe();
        if (--watchers === 0) {
          stop?.();
          stop = undefined;
        }
      };
    },
  };
}
