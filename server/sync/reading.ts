/** How questions of desks reach a database: in one view, behind the second wall, from a replica where that is as good. */
import type { Checkpoint } from '#shared/sync/messages.ts';
import type { Database, Queryable } from '../db/database.ts';
import { mayReadAsReader, readAs } from '../db/row-security.ts';

/** One moment of a database, of which only the streams of one reader are seen. */
export interface View extends Queryable {
  /** Incarnation of the database (rule 24). */
  readonly epoch: string;
}

/** Runs `work` on a view of `streams`; again when the database could not go on with it. */
export type Reading = <T>(streams: readonly string[], work: (view: View) => Promise<T>) => Promise<T>;

/**
 * @param warn called when the database has no role that is held to streams: then the code's own conditions are
 *   the only wall
 */
export async function openReading(db: Database, warn: () => void = () => undefined): Promise<Reading> {
  const role = await mayReadAsReader(db);
  if (!role) warn();
  return (streams, work) =>
    db.read(async (tx) => {
      const { epoch } = await readAs(tx, streams, role);
      return work({ query: (sql, params) => tx.query(sql, params), epoch });
    });
}

/** @returns head office's position in each of `streams`; 0 where nothing ever happened. */
export async function positionsOf(db: Queryable, streams: readonly string[]): Promise<Checkpoint> {
  const rows = await db.query<{ stream: string; seq: number }>(
    'SELECT stream, seq FROM streams WHERE stream = ANY ($1::text[])',
    [streams],
  );
  const seqs = new Map(rows.map(({ stream, seq }) => [stream, seq]));
  return Object.fromEntries([...streams].sort().map((stream) => [stream, seqs.get(stream) ?? 0]));
}
