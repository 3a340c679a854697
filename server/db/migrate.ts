import { LoketFailure } from '#shared/errors/errors.ts';
import type { Database, Queryable } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

/** What has to be there before the first migration. */
export const MIGRATION_TABLES = `
  CREATE TABLE IF NOT EXISTS migration_lock (one boolean PRIMARY KEY DEFAULT true CHECK (one));
  INSERT INTO migration_lock VALUES (true) ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS migrations (number int PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now());
`;

/**
 * Brings the database to the newest version; servers that start together take turns on the lock row.
 * @throws LoketFailure `database_newer` when the data was written by a newer version: it is left untouched
 */
export async function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await db.script(MIGRATION_TABLES);
  await db.tx(async (tx) => {
    await tx.query('SELECT one FROM migration_lock FOR UPDATE');
    await applyMigrations(tx, migrations);
  });
}

/** The same within a transaction that holds the lock row. @throws LoketFailure `database_newer` */
export async function applyMigrations(tx: Queryable, migrations: readonly Migration[]): Promise<void> {
  const done = await tx.query<{ number: number }>('SELECT number FROM migrations ORDER BY number');
  const newest = done.at(-1)?.number ?? 0;
  if (newest > migrations.length)
    throw new LoketFailure({ code: 'database_newer', kind: 'permanent', detail: { newest } });
  for (const [index, migration] of migrations.entries()) {
    if (index < newest) continue;
    for (const statement of migration.statements) await tx.query(statement);
    await tx.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [index + 1, migration.name]);
  }
}
