import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/messages.ts';
import { bucketOf, Summary } from '#shared/sync/summary.ts';
import type { Queryable } from '../db/database.ts';
import type { View } from './reading.ts';
import { Recent } from './recent.ts';
import { idsAfter } from './snapshot.ts';

/** Documents of one page of a sum: other requests get their turn between two. */
const PAGE = 2000;

export interface DigestOptions {
  readonly collection: CollectionName;
  readonly streams: readonly string[];
  readonly checkpoint: Checkpoint;
  /** Buckets of which ids and revs are wanted. */
  readonly list: readonly number[];
}

interface Version {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly rev: string;
}

export interface Digested {
  readonly level: boolean;
  readonly buckets: readonly string[];
  readonly entries: readonly Version[];
}

/** Sums by collection, streams, epoch and positions: the desks of a branch ask for the same one. */
export type Sums = Recent<Promise<readonly string[]>>;
export const openSums = (): Sums => new Recent(128);

const BEHIND: Digested = { level: false, buckets: [], entries: [] };

/**
 * The summary of a collection over all streams of a reader (rule 26), when the desk stands where the view stands:
 * it has seen every event of the collection, and none that the view does not have.
 */
export async function digest(view: View, options: DigestOptions, sums: Sums): Promise<Digested> {
  const { collection, checkpoint, list } = options;
  const streams = [...new Set(options.streams)].sort();
  const stands = await view.query<{ stream: string; newest: number; counter: number }>(
    `SELECT w.stream, coalesce(s.seq, 0) AS counter, coalesce(
         (SELECT max(seq) FROM placements WHERE placements.stream = w.stream AND collection = $1), 0) AS newest
       FROM unnest($2::text[]) AS w (stream) LEFT JOIN streams s ON s.stream = w.stream ORDER BY w.stream`,
    [collection, streams],
  );
  const level = stands.every(({ stream, newest, counter }) => {
    const at = checkpoint[stream] ?? 0;
    // of a stream, a pull tells the last event of the collection, a snapshot the last one of all
    return newest <= at && at <= counter;
  });
  if (!level) return BEHIND;
  const key = JSON.stringify([view.epoch, collection, stands.map(({ stream, newest }) => [stream, newest])]);
  let sum = sums.get(key);
  if (!sum) {
    sum = sumUp(view, collection, streams);
    sums.set(key, sum);
    sum.catch(() => sums.delete(key));
  }
  const buckets = await sum;
  const entries: Version[] = [];
  if (list.length > 0) {
    const wanted = new Set(list);
    for await (const page of versions(view, collection, streams))
      entries.push(...page.filter(({ id }) => wanted.has(bucketOf(id))));
  }
  return { level, buckets, entries };
}

async function sumUp(db: Queryable, collection: string, streams: readonly string[]): Promise<string[]> {
  const summary = new Summary();
  for await (const page of versions(db, collection, streams))
    for (const version of page) summary.add(version);
  return summary.buckets();
}

/** Live documents of `streams`, in the order of ids. */
async function* versions(
  db: Queryable,
  collection: string,
  streams: readonly string[],
): AsyncIterable<readonly Version[]> {
  let after = '';
  for (;;) {
    const ids = await idsAfter(db, collection, streams, after, PAGE);
    yield await db.query<Version>(
      `SELECT d.id, d.rev FROM unnest($2::text[]) AS w (id) CROSS JOIN LATERAL (
         SELECT id, rev FROM documents WHERE collection = $1 AND documents.id = w.id AND NOT deleted OFFSET 0) AS d`,
      [collection, ids],
    );
    const last = ids.at(-1);
    if (ids.length < PAGE || last === undefined) return;
    after = last;
    await nextTurn();
  }
}
