import type { Live } from './desk-types.ts';

/** A value that never changes. */
export const constant = <T>(value: T): Live<T> => ({ get: () => value, subscribe: () => () => undefined });

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

/**
 * A value out of others, calculated when one of them changes.
 * @param sources read by `calculate`; what they hold may carry live values of its own, which `inner` names
 */
export function derived<T>(
  sources: readonly Live<unknown>[],
  calculate: () => T,
  inner: () => readonly Live<unknown>[] = () => [],
): Live<T> {
  let known: readonly unknown[] | undefined;
  let value: T;
  const get = (): T => {
    const now = [...sources, ...inner()].map((source) => source.get());
    // the same reference until one of them changes
    if (known?.length !== now.length || now.some((held, at) => !Object.is(held, known?.[at]))) {
      known = now;
      value = calculate();
    }
    return value;
  };
  return {
    get,
    subscribe(listener) {
      let ends: (() => void)[] = [];
      const attach = (): void => {
        for (const end of ends) end();
        ends = inner().map((source) => source.subscribe(listener));
      };
      const outer = sources.map((source) =>
        source.subscribe(() => {
          attach();
          listener();
        }),
      );
      attach();
      return () => {
        for (const end of [...outer, ...ends]) end();
      };
    },
  };
}
