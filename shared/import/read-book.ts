import { asError, LoketFailure, ok, type LoketError, type Result } from '../errors/errors.ts';
import { readBookRow } from './book-row.ts';
import { markDuplicates } from './duplicates.ts';
import { importFail, type ImportErrorCode } from './errors.ts';
import { pacer, type PaceOptions } from './pace.ts';
import {
  isDeleted,
  joinContacts,
  readAccount,
  readAccountContact,
  salesforceIdOf,
  salesforceTable,
  type AccountContact,
} from './salesforce.ts';
import { summarise } from './summary.ts';
import type { Mapping } from './look.ts';
import { areNamed } from './columns.ts';
import { findTable, tableAt, type DataRow, type Table } from './table.ts';
import type { Book, BookFile, BookRow, Cell } from './types.ts';
import { openWorkbook, type SheetSource } from './workbook.ts';

/** Rows that one book may have. A branch has some thousands; this is the whole of a large company. */
export const MAX_ROWS = 100_000;

export interface ReadOptions extends PaceOptions {
  /** Sheet to read; without it the first one with a known header. */
  readonly sheet?: string;
  /** Fewer rows than `MAX_ROWS`. */
  readonly maxRows?: number;
  /** What a person settled, one for each file in their order; without it the columns are found by their names. */
  readonly mappings?: readonly Mapping[];
  /** Told each row with its cells as written, of a workbook or an account table. */
  readonly onRow?: (row: BookRow, cells: readonly Cell[]) => void;
}

type Step = () => Promise<void> | undefined;

interface Opened {
  /** Place of the file among those that are read. */
  readonly at: number;
  readonly table: Table;
  readonly sheets: readonly SheetSource[];
}

/**
 * Reads a customer book: one .xlsx or .csv, or the account table of a Salesforce export with or without its
 * contact table, in any order.
 *
 * The lines are read and checked in small steps with a breath between them, so a window stays alive. Unzipping
 * a workbook and its table of texts is one step of the library: open books of more than some ten thousand rows
 * in a worker; arguments and result can be cloned, `breathe` and `signal` are made there.
 *
 * @param files one file, or two of Salesforce
 * @param options how to breathe, how to stop, which sheet
 * @returns the book with every row, refused ones too, or why the file cannot be read (`ImportErrorCode`)
 */
export async function readBook(files: readonly BookFile[], options: ReadOptions): Promise<Result<Book>> {
  const step = pacer(options);
  try {
    const opened: Opened[] = [];
    for (const [at, file] of files.entries())
      opened.push({ at, ...(await open(file, options, options.mappings?.[at], step)) });
    return ok(await readOpened(opened, options, step));
  } catch (thrown) {
    return { ok: false, error: failureOf(thrown) };
  }
}

/** What a library throws in the middle of a file means that the file is damaged. */
const failureOf = (thrown: unknown): LoketError =>
  thrown instanceof LoketFailure ? asError(thrown) : importFail('import.corrupt').error;

const stop = (code: ImportErrorCode, detail?: Readonly<Record<string, number>>): never => {
  throw new LoketFailure(importFail(code, detail).error);
};

async function open(
  file: BookFile,
  { sheet }: ReadOptions,
  mapping: Mapping | undefined,
  step: Step,
): Promise<Omit<Opened, 'at'>> {
  const workbook = await openWorkbook(file);
  if (!workbook.ok) throw new LoketFailure(workbook.error);
  const sheets = workbook.value;
  if (mapping) {
    const source = sheets.find(({ name }) => name === mapping.sheet);
    if (!source) return stop('import.headerUnknown');
    const table = await tableAt(source, mapping.headerLine, mapping.fields, step);
    if (table === 'empty') return stop('import.empty');
    return areNamed(table.columns) ? { table, sheets } : stop('import.headerUnknown');
  }
  const chosen = sheet === undefined ? sheets : sheets.filter(({ name }) => name === sheet);
  const table = await findTable(chosen, step);
  if (table === 'empty') return stop('import.empty');
  return table === 'unknown' ? stop('import.headerUnknown') : { table, sheets };
}

async function readOpened(opened: readonly Opened[], options: ReadOptions, step: Step): Promise<Book> {
  const ofKind = (kind: 'account' | 'contact' | undefined): readonly Opened[] =>
    opened.filter(({ table }) => salesforceTable(table.columns) === kind);
  const [book, ...moreBooks] = ofKind(undefined);
  const [accounts, ...moreAccounts] = ofKind('account');
  const [contacts, ...moreContacts] = ofKind('contact');
  if (moreBooks.length + moreAccounts.length + moreContacts.length > 0) return stop('import.filesDoNotMatch');
  if (book !== undefined) {
    if (accounts !== undefined || contacts !== undefined) return stop('import.filesDoNotMatch');
    return readPlain(book, options, step);
  }
  return accounts === undefined
    ? stop('import.accountsMissing')
    : readSalesforce(accounts, contacts, options, step);
}

const otherSheetsOf = ({ table, sheets }: Opened): string[] =>
  sheets.filter((sheet) => sheet !== table.sheet).map(({ name }) => name);

async function readPlain(opened: Opened, options: ReadOptions, step: Step): Promise<Book> {
  const { table } = opened;
  const rows: BookRow[] = [];
  await eachRow(table, options, (data) => {
    const row = readBookRow(data, table.columns);
    options.onRow?.(row, data.cells);
    rows.push(row);
  });
  if (rows.length === 0) return stop('import.empty');
  const marked = await markDuplicates(rows, step);
  const joined = marked.reduce((sum, row) => sum + row.contacts.length, 0);
  return {
    layout: 'workbook',
    ...(table.sheet.name === '' ? {} : { sheet: table.sheet.name }),
    otherSheets: otherSheetsOf(opened),
    unknownColumns: table.columns.unknown,
    rows: marked,
    rowsFile: opened.at,
    leftContacts: [],
    summary: summarise(marked, { deleted: 0, joined, left: 0 }),
  };
}

async function readSalesforce(
  opened: Opened,
  contacts: Opened | undefined,
  options: ReadOptions,
  step: Step,
): Promise<Book> {
  const { table: accounts } = opened;
  const rows: BookRow[] = [];
  const deleted: string[] = [];
  await eachRow(accounts, options, (data) => {
    if (isDeleted(data, accounts.columns)) deleted.push(salesforceIdOf(data, accounts.columns) ?? '');
    else {
      const row = readAccount(data, accounts.columns);
      options.onRow?.(row, data.cells);
      rows.push(row);
    }
  });
  if (rows.length + deleted.length === 0) return stop('import.empty');
  const people: AccountContact[] = [];
  if (contacts !== undefined) {
    const { table } = contacts;
    await eachRow(table, options, (data) => {
      if (!isDeleted(data, table.columns)) people.push(readAccountContact(data, table.columns));
    });
  }
  const { rows: whole, joined, left } = joinContacts(rows, people, deleted);
  const marked = await markDuplicates(whole, step);
  return {
    layout: 'salesforce',
    otherSheets: [opened, ...(contacts ? [contacts] : [])].flatMap(otherSheetsOf),
    unknownColumns: [...new Set([...accounts.columns.unknown, ...(contacts?.table.columns.unknown ?? [])])],
    rows: marked,
    rowsFile: opened.at,
    ...(contacts === undefined ? {} : { contactsFile: contacts.at }),
    leftContacts: left,
    summary: summarise(marked, { deleted: deleted.length, joined, left: left.length }),
  };
}

/** The breath between lines is taken where the lines are read. */
async function eachRow({ rows }: Table, options: ReadOptions, take: (row: DataRow) => void): Promise<void> {
  const limit = Math.min(options.maxRows ?? MAX_ROWS, MAX_ROWS);
  for await (const row of rows) {
    if (row.row > limit) stop('import.tooManyRows', { limit });
    take(row);
  }
}
