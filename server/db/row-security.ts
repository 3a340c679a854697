/** The role as which desks' questions are answered (migration 0003 holds what it may see). */
import { isUnavailable, type Database, type Queryable } from './database.ts';

/**
 * Makes the role, which belongs to the whole cluster, and gives it the tables. Where the account may not do that,
 * nothing happens and nothing fails: `mayReadAsReader` tells.
 */
const READER_STATEMENT = `
  DO $$ BEGIN
    PERFORM one FROM migration_lock FOR UPDATE;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'loket_reader') THEN
      BEGIN
        CREATE ROLE loket_reader NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO loket_reader', current_schema());
    GRANT SELECT ON streams, placements, documents TO loket_reader;
    IF NOT pg_has_role(current_user, 'loket_reader', 'MEMBER') THEN
      EXECUTE format('GRANT loket_reader TO %I', current_user);
    END IF;
  EXCEPTION WHEN insufficient_privilege OR undefined_object THEN NULL;
  END $$`;

const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/**
 * Makes the rest of a transaction read as `loket_reader` what stands in `streams`, or without `role` as who it is.
 * @returns the database's epoch, of which that role could not read
 */
export async function readAs(
  view: Queryable,
  streams: readonly string[],
  role: boolean,
): Promise<{ readonly epoch: string }> {
  const [row] = await view.query<{ epoch: string | null }>(
    `SELECT set_config('loket.streams', $1, true)${role ? `, set_config('role', 'loket_reader', true)` : ''},
       (SELECT value FROM settings WHERE key = 'epoch') AS epoch`,
    [arrayLiteral(streams)],
  );
  return { epoch: row?.epoch ?? '' };
}

/** @returns whether transactions can read as `loket_reader`; tries to make the role where it is missing. */
export async function mayReadAsReader(db: Database): Promise<boolean> {
  if (await works(db)) return true;
  // a cluster made from a dump of one database has the policies and not the role
  await db.script(READER_STATEMENT).catch(() => undefined);
  return works(db);
}

const works = (db: Database): Promise<boolean> =>
  db
    .read(async (view) => {
      await readAs(view, [], true);
      await view.query('SELECT 1 FROM documents, placements, streams LIMIT 1');
      return true;
    })
    .catch((thrown: unknown) => {
      if (isUnavailable(thrown)) throw thrown;
      return false;
    });
