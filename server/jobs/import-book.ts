/** Takes a customer book into a branch: read, compared with the book that is there, stored by commands. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import type { Agreement } from '#shared/domain/agreement.ts';
import { MAX_IMPORT_ROWS } from '#shared/domain/commands/book.ts';
import type { Customer } from '#shared/domain/customer.ts';
import type { Result } from '#shared/errors/errors.ts';
import { fail, ok } from '#shared/errors/errors.ts';
import {
  BookIndex,
  planImport,
  readBook,
  SAFE_CHOICES,
  standings,
  type Book,
  type BookFile,
} from '#shared/import/index.ts';
import type { Database } from '../db/database.ts';
import type { SyncRules } from '../sync/types.ts';
import { openOfficeDesk } from './office-desk.ts';

const FLUSH_ROWS = 2 * MAX_IMPORT_ROWS;

export interface ImportOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** In whose name; `branchId` is the branch that gets the book. */
  readonly actor: Actor;
  /** A desk code of its own for the numbers of this import. */
  readonly deskCode: string;
  readonly files: readonly BookFile[];
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onStored?: (streams: ReadonlyMap<string, number>) => void;
}

export interface Imported {
  readonly book: Book;
  /** Names the import: by it it can be taken back at a desk. */
  readonly batch: string;
  readonly taken: number;
  /** Rows that repeat an earlier row of the file by an exact key. */
  readonly duplicates: number;
  /** Rows that are in the branch's book already, by an exact key or because they were taken in before. */
  readonly known: number;
  readonly refused: number;
}

async function bookOf(db: Database, branchId: string): Promise<BookIndex> {
  const index = new BookIndex();
  for (const collection of ['customers', 'agreements'] as const) {
    const rows = await db.query<{ data: string }>(
      `SELECT d.data FROM documents d JOIN placements p ON p.collection = d.collection AND p.id = d.id
       WHERE d.collection = $1 AND NOT d.deleted AND p.stream = $2 AND NOT p.gone`,
      [collection, `b:${branchId}`],
    );
    const documents = rows.map(({ data }) => JSON.parse(data) as unknown);
    if (collection === 'customers') index.put(documents as Customer[]);
    else index.put([], documents as Agreement[]);
  }
  return index;
}

/** @returns what names the files, whatever they are called. */
function digestOf(files: readonly BookFile[]): string {
  const hash = createHash('sha256');
  for (const { content } of files) hash.update(content);
  return hash.digest('hex');
}

/**
 * Rows that are refused, repeat an earlier row or are in the branch's book already are counted and left out,
 * so running it again after a crash takes only what is missing.
 * @returns what was read and taken; the errors of `readBook`, or the first refusal of head office.
 */
export async function importBook(options: ImportOptions): Promise<Result<Imported>> {
  const { db, actor, files } = options;
  const read = await readBook(files, { breathe: () => new Promise((go) => setImmediate(go)) });
  if (!read.ok) return read;
  const book = read.value;
  const desk = await openOfficeDesk(options);
  if (!desk.reference.branch(actor.branchId))
    return fail('branch_unknown', 'person', { detail: { branch: actor.branchId } });
  const index = await bookOf(db, actor.branchId);
  const whose = { branchId: actor.branchId, fileDigest: digestOf(files) };
  const { items, skippedFile, skippedBook, refused } = planImport(book.rows, {
    ...whose,
    choices: SAFE_CHOICES,
    index,
    standings: standings(book.rows, index, whose),
  });
  const batch = v7().replaceAll('-', '');
  const source = book.layout === 'salesforce' ? 'salesforce' : 'book';
  const file = (files[0]?.name ?? '').slice(0, 200) || '-';
  let taken = 0;
  for (let at = 0; at < items.length; at += MAX_IMPORT_ROWS) {
    const rows = items.slice(at, at + MAX_IMPORT_ROWS);
    const done = await desk.run('importRows', { batch, file, source, rows });
    if (!done.ok) return done;
    taken += done.value.made;
    const next = at + rows.length;
    if (next % FLUSH_ROWS === 0 || next === items.length) {
      const stored = await desk.flush();
      if (!stored.ok) return stored;
      options.onProgress?.(next, items.length);
    }
  }
  return ok({ book, batch, taken, duplicates: skippedFile, known: skippedBook, refused });
}
