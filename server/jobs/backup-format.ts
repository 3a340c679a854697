/**
 * A backup is one gzip file of JSON lines: the header, for each table its name and then its rows (values as
 * PostgreSQL writes them as text), the end with a SHA-256 over all lines before it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { LoketFailure, type LoketError } from '#shared/errors/errors.ts';
import type { BackupCode } from '#shared/errors/backup.ts';

export const FORMAT = 'loket-backup';
export const FORMAT_VERSION = 1;

const Count = Type.Integer({ minimum: 0 });
export const TableHeader = Type.Object({
  name: Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }),
  /** With the type of each, as PostgreSQL names it. */
  columns: Type.Array(
    Type.Object({
      name: Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }),
      type: Type.String({ pattern: '^[a-z][a-z0-9 (),\\[\\]]*$' }),
    }),
    { minItems: 1 },
  ),
  rows: Count,
});
export const Header = Type.Object({
  format: Type.Literal(FORMAT),
  version: Type.Integer({ minimum: 1 }),
  /** Number of the last migration. */
  migration: Type.Integer({ minimum: 1 }),
  epoch: Type.String(),
  /** ISO 8601 UTC, before the first row was read. */
  at: Type.String(),
  /** Parents before what refers to them. */
  tables: Type.Array(TableHeader),
});
const End = Type.Object({ end: Count, sha256: Type.String() });
const TableStart = Type.Object({ table: Type.String() });
const Cells = Type.Array(Type.Union([Type.String(), Type.Null()]));

export type TableHeader = Static<typeof TableHeader>;
export type Header = Static<typeof Header>;
export type Cells = Static<typeof Cells>;

export const backupError = (code: BackupCode, detail?: NonNullable<LoketError['detail']>): LoketFailure =>
  new LoketFailure({ code, kind: 'person', ...(detail ? { detail } : {}) });

/** Longest line: a document with every character escaped. */
const LONGEST_LINE = 16 * 1024 * 1024;

async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  try {
    let rest = '';
    for await (const chunk of unpacked) {
      rest += decoder.decode(chunk as Buffer, { stream: true });
      if (rest.length > LONGEST_LINE) throw backupError('backup_broken');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') throw backupError('backup_truncated');
  } catch (thrown) {
    throw readable(thrown);
  } finally {
    source.destroy();
  }
}

/** What reading and unpacking throws, as codes. */
function readable(thrown: unknown): unknown {
  if (thrown instanceof LoketFailure) return thrown;
  const code = (thrown as { code?: unknown }).code;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return backupError('backup_missing');
  if (code === 'Z_BUF_ERROR') return backupError('backup_truncated');
  if (typeof code === 'string' && (code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA'))
    return backupError('backup_broken');
  return thrown;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw backupError('backup_broken');
  }
}

export type BackupPart =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'row'; readonly table: TableHeader; readonly cells: Cells };

/**
 * Reads a backup from the beginning to the end, a line at a time. Until it has ended without an error nothing that it
 * said may be believed.
 * @throws LoketFailure `backup_missing`, `backup_broken`, `backup_truncated`, `backup_newer`
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let table: TableHeader | undefined;
  let next = 0;
  let left = 0;
  let total = 0;
  let ended = false;
  for await (const line of linesOf(file)) {
    if (ended) throw backupError('backup_broken');
    const value = parsed(line);
    if (!header) {
      header = headerOf(value);
      yield { kind: 'header', header };
    } else if (Array.isArray(value)) {
      if (!table || left === 0 || !Value.Check(Cells, value) || value.length !== table.columns.length)
        throw backupError('backup_broken');
      left -= 1;
      total += 1;
      yield { kind: 'row', table, cells: value };
    } else if (Value.Check(TableStart, value)) {
      table = header.tables[next++];
      if (left > 0 || table?.name !== value.table) throw backupError('backup_broken');
      left = table.rows;
    } else if (Value.Check(End, value)) {
      const whole = left === 0 && next === header.tables.length && value.end === total;
      if (!whole || value.sha256 !== hash.digest('hex')) throw backupError('backup_broken');
      ended = true;
    } else throw backupError('backup_broken');
    if (!ended) hash.update(`${line}\n`);
  }
  if (!ended) throw backupError('backup_truncated');
}

function headerOf(value: unknown): Header {
  const named = typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
  if (!named) throw backupError('backup_broken');
  const version = 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > FORMAT_VERSION) throw backupError('backup_newer', { version });
  if (!Value.Check(Header, value)) throw backupError('backup_broken');
  return value;
}

/**
 * Reads the whole file and believes it.
 * @returns its header
 * @throws as `readBackup`
 */
export async function verifyBackup(file: string): Promise<Header> {
  let header: Header | undefined;
  for await (const part of readBackup(file)) if (part.kind === 'header') header = part.header;
  if (!header) throw backupError('backup_truncated');
  return header;
}
