import { writeXlsx } from 'hucre/xlsx';
import { PROBLEM_SENTENCES } from './messages.ts';
import type { BookRow, Cell } from './types.ts';

/** Longest text that a cell of a worksheet takes. */
const MAX_CELL = 32_767;

/** What people called the columns, and the rows that they are to look at. */
export interface ErrorRows {
  /** As written, by place. */
  readonly headings: readonly string[];
  /** Places of columns whose digits are no quantity: phones, identity and tax numbers, postal codes. */
  readonly digits: ReadonlySet<number>;
  readonly rows: readonly {
    readonly row: BookRow;
    readonly cells: readonly Cell[];
    readonly more?: string;
  }[];
}

const TITLES = {
  id: { sheet: 'Perlu diperiksa', row: 'Baris', reason: 'Alasan' },
  en: { sheet: 'To be checked', row: 'Row', reason: 'Reason' },
} as const;

/** @returns why the row is listed, in words: its problems with their columns, then `more`. */
export function reasonOf(row: BookRow, language: 'id' | 'en', more = ''): string {
  const problems = row.problems.map(({ code, column, raw }) => {
    const where = raw === '' ? column : `${column} „${raw}“`;
    return `${where}: ${PROBLEM_SENTENCES[code][language]}`;
  });
  return [...problems, more].filter(Boolean).join('\n');
}

/**
 * Writes rows back as they were, with the row in the file and the reason behind them, so that they can be mended in
 * Excel and imported again. Text stays text: nothing that begins with `=`, `+` or `@` becomes a formula, and digits
 * that are no quantity keep their zeros.
 *
 * @returns the bytes of an .xlsx
 */
export function errorWorkbook(
  { headings, digits, rows }: ErrorRows,
  language: 'id' | 'en',
): Promise<Uint8Array> {
  const title = TITLES[language];
  const width = headings.length;
  const cellOf = (cell: Cell | undefined, at: number): Cell => {
    if (cell === undefined || cell === null) return null;
    if (typeof cell === 'number' && digits.has(at)) return String(cell);
    return typeof cell === 'string' ? cell.slice(0, MAX_CELL) : cell;
  };
  const lines = rows.map(({ row, cells, more }) => [
    ...Array.from({ length: width }, (_, at) => cellOf(cells[at], at)),
    row.row,
    reasonOf(row, language, more).slice(0, MAX_CELL),
  ]);
  return writeXlsx({
    sheets: [
      {
        name: title.sheet,
        columns: [...headings.map(() => ({ width: 20 })), { width: 8 }, { width: 60 }],
        rows: [[...headings, title.row, title.reason], ...lines],
        freezePane: { rows: 1 },
      },
    ],
  });
}
