import type { Logger } from 'pino';

/** Something that has to be done again and again. Any number of servers may do it at the same time. */
export interface Chore {
  readonly everyMs: number;
  /** Named in the log when it fails. */
  readonly what: string;
  run(): Promise<unknown>;
}

/**
 * Does every chore at the start and from then on.
 * @returns a function that ends it, when what is under way has ended
 */
export function keepHouse(chores: readonly Chore[], log: Logger): () => Promise<void> {
  const kept = chores.map(({ everyMs, what, run }) => {
    let working: Promise<void> = Promise.resolve();
    const work = (): void => {
      working = run().then(
        () => undefined,
        () => log.warn(`${what} failed and is tried again later`),
      );
    };
    work();
    const timer = setInterval(work, everyMs);
    timer.unref();
    return { timer, ended: () => working };
  });
  return async () => {
    for (const { timer } of kept) clearInterval(timer);
    for (const { ended } of kept) await ended();
  };
}
