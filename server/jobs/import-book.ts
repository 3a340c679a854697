/** Takes a customer book into a branch: read, compared with the book that is there, stored by commands. */
import type { Actor } from '#shared/domain/actor.ts';
import type { Result } from '#shared/errors/errors.ts';
import { fail, ok } from '#shared/errors/errors.ts';
import { customerArgs } from '#shared/import/customer-args.ts';
import { readBook, type Book, type BookFile, type BookRow } from '#shared/import/index.ts';
import type { Database } from '../db/database.ts';
import type { SyncRules } from '../sync/types.ts';
import { openOfficeDesk } from './office-desk.ts';

const FLUSH_ROWS = 200;

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
  readonly taken: number;
  /** Rows that repeat an earlier row of the file by an exact key. */
  readonly duplicates: number;
  /** Rows that are in the branch's book already, by an exact key. */
  readonly known: number;
  readonly refused: number;
}

/** Exact keys of one customer: phone, NIK, the company's own numbers, and the row that it was taken from. */
function keysOf(row: {
  readonly phones: readonly string[];
  readonly nik?: string | undefined;
  readonly externalIds?: Readonly<Record<string, string>> | undefined;
  readonly from?: { readonly file: string; readonly row: number } | undefined;
}): string[] {
  return [
    ...row.phones.map((p) => `phone:${p}`),
    ...(row.nik ? [`nik:${row.nik}`] : []),
    ...(row.from ? [`row:${row.from.file}#${row.from.row}`] : []),
    ...Object.entries(row.externalIds ?? {}).map(([system, id]) => `${system}:${id}`),
  ];
}

async function keysOfBranch(db: Database, branchId: string): Promise<Set<string>> {
  const rows = await db.query<{ data: string }>(
    `SELECT d.data FROM documents d JOIN placements p ON p.collection = d.collection AND p.id = d.id
     WHERE d.collection = 'customers' AND NOT d.deleted AND p.stream = $1 AND NOT p.gone`,
    [`b:${branchId}`],
  );
  const keys = new Set<string>();
  for (const { data } of rows) {
    const doc = JSON.parse(data) as {
      phones: { number: string }[];
      contacts: { phones: { number: string }[] }[];
      nik?: string;
      externalIds?: Record<string, string>;
      ext?: { import?: { file: string; row: number } };
    };
    const phones = [...doc.phones, ...doc.contacts.flatMap((c) => c.phones)].map((p) => p.number);
    const from = doc.ext?.import;
    for (const key of keysOf({ phones, nik: doc.nik, externalIds: doc.externalIds, from })) keys.add(key);
  }
  return keys;
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
  const inBook = await keysOfBranch(db, actor.branchId);
  const known: BookRow[] = [];
  const source = book.layout === 'salesforce' ? 'salesforce' : 'book';
  const name = files[0]?.name ?? '';
  let taken = 0;
  let duplicates = 0;
  let refused = 0;
  for (const [index, row] of book.rows.entries()) {
    if (row.refused) refused++;
    else if (row.duplicateOf) duplicates++;
    else if (
      keysOf({ ...row, phones: row.phones.map((p) => p.number), from: { file: name, row: row.row } }).some(
        (key) => inBook.has(key),
      )
    )
      known.push(row);
    else {
      const done = await desk.run('importCustomer', customerArgs(row, source, name));
      if (!done.ok) return done;
      taken++;
    }
    if (index % FLUSH_ROWS === FLUSH_ROWS - 1 || index === book.rows.length - 1) {
      const stored = await desk.flush();
      if (!stored.ok) return stored;
      options.onProgress?.(index + 1, book.rows.length);
    }
  }
  return ok({ book, taken, duplicates, known: known.length, refused });
}
