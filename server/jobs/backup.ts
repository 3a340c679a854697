/** Backup of head office's database in a format of its own: the PostgreSQL that npm installs has no `pg_dump`. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database, Queryable } from '../db/database.ts';
import {
  backupError,
  FORMAT,
  FORMAT_VERSION,
  type Cells,
  type Header,
  type TableHeader,
} from './backup-format.ts';

/** Rows in memory at a time; a document has at most 256 KiB. */
const PAGE = 500;

export interface Made {
  readonly header: Header;
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** @returns the tables of the schema without those that migrations keep for themselves, parents first. */
async function tablesOf(tx: Queryable): Promise<TableHeader[]> {
  const columns = await tx.query<{ table: string; name: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND c.relname NOT IN ('migrations', 'migration_lock')
     ORDER BY c.relname, a.attnum`,
  );
  const parents = await tx.query<{ child: string; parent: string }>(
    `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND c.oid <> p.oid`,
  );
  const ordered: string[] = [];
  const place = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const { child, parent } of parents) if (child === name) place(parent);
    ordered.push(name);
  };
  for (const { table } of columns) place(table);
  const tables: TableHeader[] = [];
  for (const name of ordered) {
    const [row] = await tx.query<{ rows: number }>(`SELECT count(*) AS rows FROM "${name}"`);
    const mine = columns.filter(({ table }) => table === name);
    tables.push({
      name,
      columns: mine.map(({ name: column, type }) => ({ name: column, type })),
      rows: row?.rows ?? 0,
    });
  }
  return tables;
}

async function headerOf(tx: Queryable, now: Date): Promise<Header> {
  const [known] = await tx.query<{ migrations: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS migrations`,
  );
  if (!known?.migrations) throw backupError('backup_empty');
  const [state] = await tx.query<{ migration: number | null; epoch: string | null }>(
    `SELECT (SELECT max(number) FROM migrations) AS migration, (SELECT value FROM settings WHERE key = 'epoch') AS epoch`,
  );
  if (!state?.migration) throw backupError('backup_empty');
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    migration: state.migration,
    epoch: state.epoch ?? '',
    at: now.toISOString(),
    tables: await tablesOf(tx),
  };
}

async function* rowsOf(tx: Queryable, { name, columns }: TableHeader): AsyncGenerator<Cells> {
  const cells = columns.map((column) => `"${column.name}"::text`).join(', ');
  await tx.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT ARRAY[${cells}] AS cells FROM "${name}"`);
  for (;;) {
    const page = await tx.query<{ cells: Cells }>(`FETCH ${PAGE} FROM backup`);
    for (const { cells: row } of page) yield row;
    if (page.length < PAGE) break;
  }
  await tx.query('CLOSE backup');
}

async function* linesOf(tx: Queryable, header: Header): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  let rows = 0;
  yield line(header);
  for (const table of header.tables) {
    yield line({ table: table.name });
    for await (const cells of rowsOf(tx, table)) {
      rows += 1;
      yield line(cells);
    }
  }
  yield `${JSON.stringify({ end: rows, sha256: hash.digest('hex') })}\n`;
}

/**
 * Writes every table as it was at one moment; head office goes on meanwhile. The file gets its name when it is whole
 * and on the disk, and only its owner may read it.
 * @param file path of the new file
 * @throws LoketFailure `backup_exists`, `backup_empty`; what the disk throws
 */
export async function backup(db: Database, file: string, now: Date): Promise<Made> {
  if (await stat(file).catch(() => undefined)) throw backupError('backup_exists');
  const draft = `${file}.part`;
  try {
    const header = await db.read(async (tx) => {
      // rows that a policy would hide are an error, not a gap
      await tx.query('SET LOCAL row_security = off');
      const made = await headerOf(tx, now);
      const to = createWriteStream(draft, { mode: 0o600 });
      await pipeline(Readable.from(linesOf(tx, made)), createGzip({ level: 6 }), to);
      return made;
    });
    const { size } = await stat(draft);
    await settle(draft);
    await rename(draft, file);
    // the folder's entry has to be on the disk too; Windows opens no folders
    if (process.platform !== 'win32') await settle(dirname(file));
    return { header, rows: header.tables.reduce((sum, { rows }) => sum + rows, 0), bytes: size };
  } finally {
    await rm(draft, { force: true });
  }
}

async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
