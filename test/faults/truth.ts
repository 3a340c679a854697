/** What head office really holds, by SQL and not by its own answers; and the invariants against it. */
import { branchStream, GLOBAL_STREAM } from '#shared/domain/actor.ts';
import type { Database } from '#server/db/database.ts';
import type { FaultDesk, Saved } from './desk.ts';
import { same, until } from './row.ts';

export interface Stored {
  readonly [column: string]: unknown;
  readonly collection: string;
  readonly id: string;
  readonly rev: string;
  readonly ver: number;
  readonly deleted: boolean;
  readonly data: string;
}

export const contentOf = (row: Pick<Stored, 'data'>): Record<string, unknown> =>
  JSON.parse(row.data) as Record<string, unknown>;

/** @returns what stands in these streams and is not deleted. */
export const inStreams = (db: Database, streams: readonly string[]): Promise<Stored[]> =>
  db.query<Stored>(
    `SELECT DISTINCT d.collection, d.id, d.rev, d.ver, d.deleted, d.data FROM documents d
     JOIN placements p ON p.collection = d.collection AND p.id = d.id
     WHERE p.stream = ANY($1) AND NOT p.gone AND NOT d.deleted`,
    [streams],
  );

/** @returns one stored document. */
export async function stored(db: Database, collection: string, id: string): Promise<Stored | undefined> {
  const [row] = await db.query<Stored>(
    'SELECT collection, id, rev, ver, deleted, data FROM documents WHERE collection = $1 AND id = $2',
    [collection, id],
  );
  return row;
}

/** I1 after the connection is back, and I4: each saved complaint stands at head office, once in everything. */
export async function arrivedOnce(db: Database, saved: readonly Saved[]): Promise<void> {
  const ids = saved.map(({ id }) => id);
  const complaints = await db.query<Stored>(
    `SELECT collection, id, rev, ver, deleted, data FROM documents
     WHERE collection = 'complaints' AND id = ANY($1) AND NOT deleted`,
    [ids],
  );
  const missing = saved.filter(({ id }) => !complaints.some((row) => row.id === id));
  same(missing, [], 'saved, and not at head office (I1)');
  for (const { id, number } of saved) {
    const row = complaints.find((found) => found.id === id);
    same(row && contentOf(row)['number'], number, 'number at head office (I4)');
  }
  const numbers = await db.query<{ number: string; id: string }>(
    'SELECT number, id FROM numbers WHERE number = ANY($1)',
    [saved.map(({ number }) => number)],
  );
  same(numbers.length, new Set(saved.map(({ number }) => number)).size, 'numbers given out (I4)');
  const everywhere = await db.query<{ number: string; n: number }>(
    `SELECT data::jsonb ->> 'number' AS number, count(*)::int AS n FROM documents
     WHERE collection = 'complaints' AND data::jsonb ->> 'number' = ANY($1) GROUP BY 1 HAVING count(*) > 1`,
    [saved.map(({ number }) => number)],
  );
  same(everywhere, [], 'complaints that share a number (I4)');
  const entries = await db.query<{ complaint_id: string; n: number }>(
    `SELECT complaint_id, count(*)::int AS n FROM documents WHERE collection = 'activities'
     AND complaint_id = ANY($1) AND data::jsonb ->> 'kind' = 'complaint_registered' AND NOT deleted GROUP BY 1`,
    [ids],
  );
  same(entries.length, ids.length, 'complaints with their timeline entry (I4)');
  same(
    entries.filter(({ n }) => n !== 1),
    [],
    'complaints with more than one entry (I4)',
  );
}

/** I2 and I3: the desk holds exactly what head office places in the streams of its person. */
export async function agrees(
  db: Database,
  desk: FaultDesk,
  streams: readonly string[] = [GLOBAL_STREAM, branchStream(desk.place.branch)],
): Promise<void> {
  const key = ({ collection, id, rev }: { collection: string; id: string; rev: string }): string =>
    `${collection}/${id}@${rev}`;
  let difference: { desk: string[]; office: string[] } = { desk: [], office: [] };
  await until(
    'the desk holds what head office holds (I2, I3)',
    async () => {
      const theirs = new Set((await inStreams(db, streams)).map(key));
      const mine = new Set((await desk.holds()).map(key));
      difference = {
        desk: [...mine].filter((doc) => !theirs.has(doc)),
        office: [...theirs].filter((doc) => !mine.has(doc)),
      };
      return difference.desk.length === 0 && difference.office.length === 0;
    },
    90,
    () => ({ desk: difference.desk.slice(0, 5), office: difference.office.slice(0, 5) }),
  );
}
