import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { scrubRefusals } from './refusals.ts';

const EVERY_MS = 24 * 3600 * 1000;

/**
 * Takes away once a day, and at the start, what is not to be kept any longer. Any number of servers may do it.
 * @param now the server's clock
 * @returns a function that ends it, when what is under way has ended
 */
export function keepHouse(db: Database, now: () => Date, log: Logger): () => Promise<void> {
  let working: Promise<void> = Promise.resolve();
  const work = (): void => {
    working = scrubRefusals(db, now()).then(
      () => undefined,
      () => log.warn('what is old enough could not be taken away'),
    );
  };
  work();
  const timer = setInterval(work, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
  };
}
