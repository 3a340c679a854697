import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/messages.ts';
import type { Queryable } from '../db/database.ts';
import { Recent } from './recent.ts';
import { positionsOf } from './reading.ts';

export interface SnapshotOptions {
  readonly collection: CollectionName;
  /** What the asking person may see. */
  readonly streams: readonly string[];
  /** Last id of the block before; null = from the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

export interface Block {
  /** Wire documents as JSON text, in the order of ids: they go out as they are stored. */
  readonly rows: readonly string[];
  readonly next: string | null;
  readonly checkpoint: Checkpoint;
  readonly total: number;
}

/** Counts of first blocks: the later ones of the same desk repeat them. */
export type Totals = Recent<number>;
export const openTotals = (): Totals => new Recent(256);

/**
 * One block of everything that is live in `streams` (rule 41). A document that comes, changes or leaves while the
 * blocks are read is an event behind `checkpoint`, so who pulls from the first block's positions has it.
 */
export async function snapshot(db: Queryable, options: SnapshotOptions, totals: Totals): Promise<Block> {
  const { collection, limit } = options;
  const streams = [...new Set(options.streams)].sort();
  // before the rows: what happens after this moment is pulled, whether or not a row shows it already
  const checkpoint = await positionsOf(db, streams);
  const key = JSON.stringify([collection, ...streams]);
  let total = options.after === null ? undefined : totals.get(key);
  if (total === undefined) totals.set(key, (total = await countLive(db, collection, streams)));
  let after = options.after ?? '';
  for (;;) {
    const page = await idsAfter(db, collection, streams, after, limit + 1);
    const ids = page.slice(0, limit);
    const rows = await liveOf(db, collection, ids);
    const last = ids.at(-1);
    const next = page.length > limit && last !== undefined ? last : null;
    // a block of nothing but deleted documents says nothing: the next one does
    if (next === null || rows.length > 0) return { rows, next, checkpoint, total };
    after = next;
  }
}

/** Each stream is read in the order of its primary key, from `after` on, and no further than needed. */
export async function idsAfter(
  db: Queryable,
  collection: string,
  streams: readonly string[],
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT p.id FROM unnest($2::text[]) AS w (stream) CROSS JOIN LATERAL (
       SELECT id FROM placements
       WHERE placements.stream = w.stream AND placements.collection = $1 AND placements.id > $3 AND NOT gone
       ORDER BY placements.stream, placements.collection, placements.id LIMIT $4) AS p
     ORDER BY p.id LIMIT $4`,
    [collection, streams, after, limit],
  );
  return rows.map(({ id }) => id);
}

async function liveOf(db: Queryable, collection: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ data: string }>(
    `SELECT d.data FROM unnest($2::text[]) WITH ORDINALITY AS w (id, n) CROSS JOIN LATERAL (
       SELECT data FROM documents WHERE collection = $1 AND documents.id = w.id AND NOT deleted OFFSET 0) AS d
     ORDER BY w.n`,
    [collection, ids],
  );
  return rows.map(({ data }) => data);
}

/** Nearly everything that stands somewhere is live: what is not is few, and has an index of its own. */
async function countLive(db: Queryable, collection: string, streams: readonly string[]): Promise<number> {
  const [row] = await db.query<{ placed: number; deleted: number }>(
    `WITH p AS MATERIALIZED (
       SELECT DISTINCT id FROM placements WHERE stream = ANY ($2::text[]) AND collection = $1 AND NOT gone)
     SELECT (SELECT count(*) FROM p) AS placed, (
       SELECT count(*) FROM p WHERE id IN (SELECT id FROM documents WHERE collection = $1 AND deleted)) AS deleted`,
    [collection, streams],
  );
  return row ? row.placed - row.deleted : 0;
}
