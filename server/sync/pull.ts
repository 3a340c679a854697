import { createHash } from 'node:crypto';
import { streamsOf, type Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint } from '#shared/sync/messages.ts';
import type { Queryable } from '../db/database.ts';

export interface PullOptions {
  readonly collection: CollectionName;
  /** What the asking person may see; positions in other streams are ignored. */
  readonly streams: readonly string[];
  readonly checkpoint: Checkpoint | null;
  readonly limit: number;
}

interface Event {
  readonly [column: string]: unknown;
  readonly stream: string;
  readonly seq: number;
  readonly id: string;
  readonly left_rev: string | null;
  readonly elsewhere: boolean;
  readonly data: string | null;
}

export interface Pulled {
  /** Wire documents as JSON text: they go out as they are stored. */
  readonly rows: readonly string[];
  readonly checkpoint: Checkpoint;
  readonly more: boolean;
}

/**
 * One page of what happened in `streams` after `checkpoint`. A document that left all of them is a row with
 * `_left` and no content.
 */
export async function pull(db: Queryable, options: PullOptions): Promise<Pulled> {
  const { collection, limit } = options;
  const streams = [...new Set(options.streams)].sort();
  // a forged position may be any whole number; the database has 8 bytes for it
  const from = streams.map((stream) => Math.min(options.checkpoint?.[stream] ?? 0, Number.MAX_SAFE_INTEGER));
  const events = await db.query<Event>(
    `SELECT p.stream, p.seq, p.id, p.left_rev,
         p.gone AND EXISTS (
           SELECT 1 FROM placements o WHERE o.collection = $1 AND o.id = p.id AND NOT o.gone AND o.stream = ANY ($2::text[])
         ) AS elsewhere,
         CASE WHEN NOT p.gone THEN (SELECT data FROM documents d WHERE d.collection = $1 AND d.id = p.id) END AS data
       FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS w (stream, seq, n)
       CROSS JOIN LATERAL (
         SELECT stream, seq, id, gone, left_rev FROM placements
         WHERE placements.stream = w.stream AND placements.collection = $1 AND placements.seq > w.seq
         ORDER BY placements.stream, placements.collection, placements.seq LIMIT $4::int + 1) AS p
       ORDER BY w.n, p.seq LIMIT $4::int + 1`,
    [collection, streams, from, limit],
  );
  const checkpoint = Object.fromEntries(streams.map((stream, n) => [stream, from[n] ?? 0]));
  const rows = new Map<string, string>();
  for (const event of events.slice(0, limit)) {
    checkpoint[event.stream] = event.seq;
    // it left one stream and still stands in another one of the same reader
    if (!event.elsewhere) rows.set(event.id, event.data ?? departure(event.id, event.left_rev ?? ''));
  }
  return { rows: [...rows.values()], checkpoint, more: events.length > limit };
}

/** `rev` is the one it left with, so that a desk recognises its own write; nothing else is told. */
export const departure = (id: string, rev: string): string =>
  JSON.stringify({ id, rev: rev || 'left', ver: 0, _deleted: true, _left: true });

/** @returns a hash of everything that decides what `actor` may see: another one means that the desk asks anew. */
export function scopeOf(actor: Actor): string {
  const said = [actor.role, actor.branchId, actor.divisionId ?? '', ...streamsOf(actor)].join('\n');
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

/** @returns the incarnation of the database, made when it was created or restored. */
export async function epochOf(db: Queryable): Promise<string> {
  const [row] = await db.query<{ value: string }>(`SELECT value FROM settings WHERE key = 'epoch'`);
  return row?.value ?? '';
}
