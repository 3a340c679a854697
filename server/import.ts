/** `npm run import -- FILE [FILE] --branch NGW [--as USERNAME] [--dry-run]`: a customer book into a branch. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Role } from '#shared/domain/actor.ts';
import { asError, type LoketError } from '#shared/errors/errors.ts';
import {
  DUPLICATE_SENTENCES,
  IMPORT_ERROR_SENTENCES,
  LEFT_CONTACT_SENTENCES,
  PROBLEM_SENTENCES,
  readBook,
  type Book,
  type BookFile,
} from '#shared/import/index.ts';
import { nextDeskCode } from './auth/devices.ts';
import { readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { urlOfRunning } from './db/embedded/cluster.ts';
import { importBook, type Imported } from './jobs/import-book.ts';
import { RULES } from './rules.ts';
import { openDatabase } from './start.ts';

const USAGE = `Usage: npm run import -- FILE [FILE] --branch NGW [--as USERNAME] [--dry-run]
  FILE        .xlsx or .csv; two files for a Salesforce export (accounts and contacts)
  --branch    code of the branch that gets the customers
  --as        in whose name (default: the first administrator)
  --dry-run   only reads and reports`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One sentence in both languages, Bahasa Indonesia first. */
function sentenceOf(error: LoketError): string {
  const found = (IMPORT_ERROR_SENTENCES as Readonly<Record<string, { id: string; en: string } | undefined>>)[
    error.code
  ];
  const detail = Object.entries(error.detail ?? {}).map(([name, value]) => `${name}: ${value}`);
  return found
    ? `${found.id}\n${found.en}`
    : [error.code, error.field, ...detail].filter(Boolean).join(' · ');
}

function report(book: Book): void {
  const { summary } = book;
  say(`Lembar / sheet: ${book.sheet ?? '-'} · baris / rows: ${summary.rows}`);
  say(`Ditolak / refused: ${summary.refused}`);
  for (const [code, count] of Object.entries(summary.problems))
    if (count > 0)
      say(`  ${code}: ${count} · ${PROBLEM_SENTENCES[code as keyof typeof PROBLEM_SENTENCES].id}`);
  say(`Ganda (telepon, NIK, nomor) / exact duplicates: ${summary.duplicates}`);
  say(`Nama mirip / similar names: ${summary.similarNames}`);
  if (summary.deleted > 0) say(`Bertanda dihapus / marked as deleted: ${summary.deleted}`);
  if (summary.contactsWithoutCustomer > 0)
    say(`Kontak tidak diimpor / contacts not imported: ${summary.contactsWithoutCustomer}`);
  // lines of the sheet, as the worksheet program shows them
  const lineOf = new Map(book.rows.map(({ row, line }) => [row, line]));
  for (const { line, duplicateOf } of book.rows)
    if (duplicateOf) {
      const first = String(lineOf.get(duplicateOf.row) ?? duplicateOf.row);
      say(`    ${line}: ${DUPLICATE_SENTENCES[duplicateOf.key].id.replace('{row}', first)}`);
    }
  for (const { line, problems } of book.rows)
    for (const problem of problems) say(`    ${line}: ${problem.code} (${problem.column})`);
  for (const { line, why } of book.leftContacts) say(`    ${line}: ${LEFT_CONTACT_SENTENCES[why].id}`);
}

interface UserRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

async function importInto(
  db: Database,
  files: readonly BookFile[],
  branchId: string,
  username?: string,
): Promise<Imported> {
  const [user] = await db.query<UserRow>(
    username
      ? 'SELECT id, name, role FROM users WHERE username = $1 AND disabled_at IS NULL'
      : `SELECT id, name, role FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY created_at, id LIMIT 1`,
    username ? [username.toLowerCase()] : [],
  );
  if (!user) throw new Error(username ? `no such person: ${username}` : 'head office is not set up yet');
  const done = await importBook({
    db,
    rules: RULES,
    actor: { userId: user.id, name: user.name, role: user.role, branchId },
    deskCode: await db.tx((tx) => nextDeskCode(tx, branchId)),
    files,
    now: () => new Date(),
    onProgress: (at, total) => process.stderr.write(`\r${at} / ${total}`),
  });
  process.stderr.write('\n');
  if (!done.ok) throw new Error(sentenceOf(done.error));
  return done.value;
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      branch: { type: 'string' },
      as: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0 || (!values.branch && !values['dry-run'])) throw new Error(USAGE);
  const files = await Promise.all(
    positionals.map(async (path) => ({
      name: basename(path),
      content: new Uint8Array(await readFile(path)),
    })),
  );
  if (values['dry-run']) {
    const read = await readBook(files, { breathe: () => new Promise((go) => setImmediate(go)) });
    if (!read.ok) throw new Error(sentenceOf(read.error));
    return report(read.value);
  }
  const config = readConfig(process.env);
  // beside a head office that runs already: it notices by itself that streams moved
  const running = config.databaseUrl ?? (await urlOfRunning(config.dataFolder));
  const { db, cluster } = await openDatabase(
    running === undefined ? config : { ...config, databaseUrl: running },
  );
  try {
    const { book, taken, known } = await importInto(
      db,
      files,
      String(values.branch).toUpperCase(),
      values.as,
    );
    report(book);
    say(`Diambil / taken: ${taken}`);
    say(`Sudah ada di buku cabang / in the branch's book already: ${known}`);
  } finally {
    await db.close();
    await cluster?.stop();
  }
}

run().catch((thrown: unknown) => {
  const error = asError(thrown);
  const why = error.code === 'unexpected' && thrown instanceof Error ? thrown.message : sentenceOf(error);
  process.stderr.write(`${why}\n`);
  process.exit(1);
});
