/** Which database answers a question: a read replica that is not behind, otherwise the primary. */
import type { Checkpoint } from '#shared/sync/messages.ts';
import type { Database } from '../db/database.ts';
import { epochOf } from './pull.ts';
import { positionsOf, type Reading, type View } from './reading.ts';

/** How long the primary's epoch is believed, in milliseconds. */
export const EPOCH_MS = 5000;
/** How long a replica that failed is left alone, in milliseconds. */
export const REST_MS = 5000;

export interface ReadOptions {
  readonly streams: readonly string[];
  /**
   * The oldest state that is good enough: positions that the desk has seen already; or `newest` where the question
   * says nothing of them, and an older answer would take away what the desk has.
   */
  readonly since: Checkpoint | 'newest';
}

/** Answers from one of the databases. */
export type Reads = <T>(options: ReadOptions, work: (view: View) => Promise<T>) => Promise<T>;

export interface ReadsOptions {
  readonly primary: { readonly db: Database; readonly reading: Reading };
  readonly replica?: Reading;
  /** What this server has heard of streams: who was told to ask must not be answered with less. */
  readonly heard: (stream: string) => number;
  readonly now: () => number;
  /** Which one answered; `behind` and `failed` are the replica's, after which the primary is asked. */
  readonly answered?: (by: 'primary' | 'replica' | 'behind' | 'failed') => void;
}

/** Thrown out of the replica's transaction: the primary has to be asked. */
class Behind extends Error {}

export function openReads({ primary, replica, heard, now, answered }: ReadsOptions): Reads {
  const ofPrimary: Reads = async ({ streams }, work) => {
    const value = await primary.reading(streams, work);
    answered?.('primary');
    return value;
  };
  if (!replica) return ofPrimary;

  let known = { epoch: '', until: 0 };
  let restUntil = 0;
  const epoch = async (): Promise<string> => {
    if (now() >= known.until) known = { epoch: await epochOf(primary.db), until: now() + EPOCH_MS };
    return known.epoch;
  };
  const floorOf = async ({ streams, since }: ReadOptions): Promise<Checkpoint> => {
    if (since === 'newest') return positionsOf(primary.db, streams);
    return Object.fromEntries(streams.map((stream) => [stream, Math.max(since[stream] ?? 0, heard(stream))]));
  };

  return async (options, work) => {
    if (now() < restUntil) return ofPrimary(options, work);
    const wanted = await epoch();
    const floor = await floorOf(options);
    try {
      const value = await replica(options.streams, async (view) => {
        if (view.epoch !== wanted) throw new Behind();
        const stands = await positionsOf(view, options.streams);
        if (options.streams.some((stream) => (stands[stream] ?? 0) < (floor[stream] ?? 0)))
          throw new Behind();
        return work(view);
      });
      answered?.('replica');
      return value;
    } catch (thrown) {
      if (!(thrown instanceof Behind)) restUntil = now() + REST_MS;
      answered?.(thrown instanceof Behind ? 'behind' : 'failed');
      return ofPrimary(options, work);
    }
  };
}
