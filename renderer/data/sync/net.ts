import { LoketFailure, type LoketError, type Result } from '#shared/errors/errors.ts';
import { AdaptiveBatch } from '#shared/sync/batch.ts';
import { MAX_PUSH_ROWS } from '#shared/sync/messages.ts';
import type { Net } from '#shared/sync/store.ts';
import type { Authorized } from './authorized.ts';
import { isAway } from './requests.ts';

/** How many rows the requests of one collection carry. */
export interface Batches {
  readonly push: AdaptiveBatch;
  /** Pages of a pull and blocks of the first filling. */
  readonly pull: AdaptiveBatch;
}

/** A page is read, checked and stored in one piece: more than this a screen would notice. */
const MOST_PULLED = 1000;

/** @returns batches for a line of which nothing is known yet. */
export const newBatches = (): Batches => ({
  push: new AdaptiveBatch({ least: 20, most: MAX_PUSH_ROWS, first: 200 }),
  pull: new AdaptiveBatch({ least: 50, most: MOST_PULLED, first: 500 }),
});

/** Less in one request may help; a portal's page or a refusal says nothing about size. */
const isAboutSize = (error: LoketError): boolean =>
  error.code === 'body_too_large' || (isAway(error) && error.code !== 'portal');

/** @returns a collection's way to head office; failures are thrown as `LoketFailure`. Measures each batch. */
export function netOf(
  collection: string,
  authorized: Pick<Authorized, 'send'>,
  batches: Batches,
  steady: () => number = () => performance.now(),
): Net {
  const unwrap = (answer: Result<unknown>): unknown => {
    if (!answer.ok) throw new LoketFailure(answer.error);
    return answer.value;
  };
  const ask = async (verb: string, body: unknown): Promise<unknown> =>
    unwrap(await authorized.send('POST', `/api/sync/${collection}/${verb}`, body));
  const timed = async (
    batch: AdaptiveBatch,
    asking: () => Promise<unknown>,
    rowsOf: (answer: unknown) => number,
  ): Promise<unknown> => {
    const begun = steady();
    try {
      const answer = await asking();
      batch.measured(rowsOf(answer), steady() - begun);
      return answer;
    } catch (thrown) {
      if (thrown instanceof LoketFailure && isAboutSize(thrown.error)) batch.failed();
      throw thrown;
    }
  };
  return {
    push: (rows) =>
      timed(
        batches.push,
        () => ask('push', { rows }),
        () => rows.length,
      ),
    pull: (checkpoint, limit) =>
      timed(
        batches.pull,
        () => ask('pull', { checkpoint, limit }),
        (answer) => rowsIn(answer, limit),
      ),
    snapshot: (after, limit) =>
      timed(
        batches.pull,
        () => ask('snapshot', { after, limit }),
        (answer) => rowsIn(answer, limit),
      ),
    digest: (checkpoint, list) => ask('digest', { checkpoint, list }),
    fetch: (ids) => ask('fetch', { ids }),
  };
}

/** A page that is not the last was full, also when events of the same document fell together in it. */
function rowsIn(answer: unknown, limit: number): number {
  const { rows, more, next } = (answer ?? {}) as { rows?: unknown; more?: unknown; next?: unknown };
  if (more === true || typeof next === 'string') return limit;
  return Array.isArray(rows) ? rows.length : 0;
}
