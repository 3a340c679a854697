import { writeXlsx } from 'hucre/xlsx';
import { LEFT_CONTACT_SENTENCES, PROBLEM_SENTENCES } from './messages.ts';
import { MAX_CELL } from './row-reader.ts';
import type { BookRow, Cell, LeftContact } from './types.ts';

/** What people called the columns of a table. */
export interface ErrorColumns {
  /** As written, by place. */
  readonly headings: readonly string[];
  /** Places of columns whose digits are no quantity: phones, identity and tax numbers, postal codes. */
  readonly digits: ReadonlySet<number>;
}

/** The rows that people are to look at. */
export interface ErrorRows extends ErrorColumns {
  readonly rows: readonly {
    readonly row: BookRow;
    readonly cells: readonly Cell[];
    readonly more?: string;
  }[];
  /** Contacts of a Salesforce export that reach no customer: a sheet of their own, under their own headings. */
  readonly contacts?: ErrorColumns & { readonly left: readonly LeftContact[] };
}

const TITLES = {
  id: { sheet: 'Perlu diperiksa', contacts: 'Kontak tidak diimpor', row: 'Baris', reason: 'Alasan' },
  en: { sheet: 'To be checked', contacts: 'Contacts not imported', row: 'Row', reason: 'Reason' },
} as const;

/** @returns why the row is listed, in words: its problems with their columns, then `more`. */
export function reasonOf(row: BookRow, language: 'id' | 'en', more = ''): string {
  const problems = row.problems.map(({ code, column, raw }) => {
    const where = raw === '' ? column : `${column} “${raw}”`;
    return `${where}: ${PROBLEM_SENTENCES[code][language]}`;
  });
  return [...problems, more].filter(Boolean).join('\n');
}

/** A row as it is written back: where it stands in the file, as it was, and why it is listed. */
interface Listed {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly reason: string;
}

function sheetOf(name: string, { headings, digits }: ErrorColumns, listed: readonly Listed[], end: string[]) {
  const cellOf = (cell: Cell | undefined, at: number): Cell => {
    if (cell === undefined || cell === null) return null;
    if (typeof cell === 'number' && digits.has(at)) return String(cell);
    return typeof cell === 'string' ? cell.slice(0, MAX_CELL) : cell;
  };
  const lines = listed.map(({ line, cells, reason }): Cell[] => [
    ...headings.map((_, at) => cellOf(cells[at], at)),
    line,
    reason.slice(0, MAX_CELL),
  ]);
  return {
    name,
    columns: [...headings.map(() => ({ width: 20 })), { width: 8 }, { width: 60 }],
    rows: [[...headings, ...end], ...lines],
    freezePane: { rows: 1 },
  };
}

/**
 * Writes rows back as they were, with their line in the file and the reason behind them, so that they can be mended in
 * Excel and imported again. Text stays text: nothing that begins with `=`, `+` or `@` becomes a formula, and digits
 * that are no quantity keep their zeros.
 *
 * @returns the bytes of an .xlsx; contacts that reach no customer stand on a second sheet
 */
export function errorWorkbook(
  { rows, contacts, ...columns }: ErrorRows,
  language: 'id' | 'en',
): Promise<Uint8Array> {
  const title = TITLES[language];
  const end = [title.row, title.reason];
  const listed = rows.map(({ row, cells, more }) => ({
    line: row.line,
    cells,
    reason: reasonOf(row, language, more),
  }));
  const left = (contacts?.left ?? []).map(({ why, ...one }) => ({
    ...one,
    reason: LEFT_CONTACT_SENTENCES[why][language],
  }));
  return writeXlsx({
    sheets: [
      sheetOf(title.sheet, columns, listed, end),
      ...(contacts && left.length > 0 ? [sheetOf(title.contacts, contacts, left, end)] : []),
    ],
  });
}
