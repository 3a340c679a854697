/** Puts a backup in the place of what head office's database holds (docs/operation/backup.md). */
import type { Database, Queryable } from '../db/database.ts';
import { applyMigrations, MIGRATION_TABLES } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { backup } from './backup.ts';
import {
  backupError,
  readBackup,
  verifyBackup,
  type Cells,
  type Header,
  type TableHeader,
} from './backup-format.ts';
import { beginEpoch, type NewEpoch } from './epoch.ts';

/** Rows and characters of one INSERT: bounded memory for documents of any size. */
const BATCH_ROWS = 1000;
const BATCH_CHARACTERS = 8 * 1024 * 1024;

export interface RestoreOptions {
  readonly db: Database;
  readonly file: string;
  readonly now: Date;
  /** What is there may be replaced; it is backed up beside `file` first. */
  readonly replace: boolean;
}

export interface Restored extends NewEpoch {
  readonly header: Header;
  readonly rows: number;
  /** Backup of what was replaced; undefined for an empty database. */
  readonly replaced: string | undefined;
}

/**
 * Everything or nothing, in one transaction: the old tables go, those of the backup's version are made and filled,
 * newer migrations run, and the database gets a new epoch with a gap in the desk codes.
 * @throws LoketFailure `backup_missing`, `backup_broken`, `backup_truncated`, `backup_newer`, `restore_in_use`,
 *   `restore_not_empty`; nothing is changed then
 */
export async function restore({ db, file, now, replace }: RestoreOptions): Promise<Restored> {
  const header = await verifyBackup(file);
  if (header.migration > MIGRATIONS.length) throw backupError('backup_newer', { version: header.migration });
  await refuseWhileUsed(db);
  let replaced: string | undefined;
  if (await holdsData(db)) {
    if (!replace) throw backupError('restore_not_empty');
    replaced = `${file}.replaced-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.gz`;
    await backup(db, replaced, now);
  }
  await db.script(MIGRATION_TABLES);
  const done = await db.tx(async (tx) => {
    await tx.query('SELECT one FROM migration_lock FOR UPDATE');
    await empty(tx);
    await applyMigrations(tx, MIGRATIONS.slice(0, header.migration));
    const rows = await fill(tx, file, header);
    await applyMigrations(tx, MIGRATIONS);
    return { rows, ...(await beginEpoch(tx, now, header.at)) };
  });
  return { ...done, header, replaced };
}

/** Another connection is a server that would go on with what it remembers of the old data. */
async function refuseWhileUsed(db: Database): Promise<void> {
  if (!db.concurrent) return;
  const [row] = await db.query<{ connections: number }>(
    `SELECT count(*) AS connections FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  const connections = row?.connections ?? 0;
  if (connections > 0) throw backupError('restore_in_use', { connections });
}

async function holdsData(db: Database): Promise<boolean> {
  const [made] = await db.query<{ there: boolean }>(
    `SELECT to_regclass('public.documents') IS NOT NULL AND to_regclass('public.users') IS NOT NULL AS there`,
  );
  if (!made?.there) return false;
  const [row] = await db.query<{ holds: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM users) AS holds',
  );
  return row?.holds === true;
}

/** Takes every table and function of ours away, but not the lock that is held. */
async function empty(tx: Queryable): Promise<void> {
  const tables = await tx.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('migrations', 'migration_lock')`,
  );
  if (tables.length > 0)
    await tx.query(`DROP TABLE ${tables.map(({ name }) => `"${name}"`).join(', ')} CASCADE`);
  const functions = await tx.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  );
  for (const { name } of functions) await tx.query(`DROP FUNCTION IF EXISTS ${name} CASCADE`);
  await tx.query('DELETE FROM migrations');
}

async function fill(tx: Queryable, file: string, { tables }: Header): Promise<number> {
  // migrations put rows of their own there
  if (tables.length > 0) await tx.query(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
  let rows = 0;
  let table: TableHeader | undefined;
  let batch: Cells[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (table && batch.length > 0) await insert(tx, table, batch);
    rows += batch.length;
    batch = [];
    characters = 0;
  };
  for await (const part of readBackup(file)) {
    if (part.kind === 'header') continue;
    if (part.table !== table) {
      await flush();
      table = part.table;
    }
    batch.push(part.cells);
    for (const cell of part.cells) characters += cell?.length ?? 0;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  return rows;
}

async function insert(tx: Queryable, table: TableHeader, batch: readonly Cells[]): Promise<void> {
  const { name, columns } = table;
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const casts = columns.map((column, n) => `c${n}::${column.type}`).join(', ');
  const given = columns.map((_column, n) => `$${n + 1}::text[]`).join(', ');
  const aliases = columns.map((_column, n) => `c${n}`).join(', ');
  await tx.query(
    `INSERT INTO "${name}" (${names}) OVERRIDING SYSTEM VALUE SELECT ${casts} FROM unnest(${given}) AS t (${aliases})`,
    columns.map((_column, n) => batch.map((cells) => cells[n] ?? null)),
  );
}
