import { columnsOf, headingOf, readHeader, type Column, type Columns, type Fields } from './columns.ts';
import type { Cell } from './types.ts';
import type { Line, SheetSource } from './workbook.ts';

/** Filled lines at the top of a sheet among which the header must stand: titles, addresses, dates of print. */
export const HEADER_WITHIN = 30;

export const INSTRUCTIONS =
  /^(petunjuk|panduan|instruksi|cara pengisian|readme|read me|instructions?|help|about)\b/i;
const TOTAL = /^(sub|grand)?\s*(total|jumlah)\s*:?$/i;

export interface DataRow {
  /** 1 = first row below the header; empty lines, the total line and repeated headers do not count. */
  readonly row: number;
  /** 1-based line of the sheet, as the worksheet program shows it. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly sheet: SheetSource;
  readonly columns: Columns;
  /** The header as written. */
  readonly header: Line;
  /** The data rows, read as they are asked for. */
  readonly rows: AsyncIterable<DataRow>;
}

/**
 * Finds the sheet that holds the book: the first one, instruction sheets apart (unless it is the only one), that has a header among its
 * first lines. Titles above the header do not matter.
 *
 * @param step awaited once for each line; throws to stop
 * @returns the table, `'empty'` when no sheet has a filled cell, or `'unknown'` when none has a known header
 */
export async function findTable(
  sheets: readonly SheetSource[],
  step: () => Promise<void> | undefined,
): Promise<Table | 'empty' | 'unknown'> {
  let filled = false;
  for (const sheet of sheets) {
    if (sheets.length > 1 && INSTRUCTIONS.test(sheet.name.trim())) continue;
    const lines = sheet.lines()[Symbol.asyncIterator]();
    let seen = 0;
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      await step();
      if (isEmpty(next.value.cells)) continue;
      filled = true;
      seen += 1;
      const columns = readHeader(next.value.cells);
      if (columns !== undefined)
        return { sheet, columns, header: next.value, rows: dataRows(lines, columns, step) };
      if (seen >= HEADER_WITHIN) break;
    }
    await lines.return?.();
  }
  return filled ? 'unknown' : 'empty';
}

/**
 * The table that a person pointed out.
 *
 * @param headerLine 1-based line of the header, as the worksheet program shows it
 * @param fields field of each column by its place
 * @returns the table, or `'empty'` when the sheet ends above that line
 */
export async function tableAt(
  sheet: SheetSource,
  headerLine: number,
  fields: Fields,
  step: () => Promise<void> | undefined,
): Promise<Table | 'empty'> {
  const lines = sheet.lines()[Symbol.asyncIterator]();
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    await step();
    if (next.value.line < headerLine) continue;
    const columns = columnsOf(next.value.cells, fields);
    return { sheet, columns, header: next.value, rows: dataRows(lines, columns, step) };
  }
  return 'empty';
}

export async function* dataRows(
  lines: AsyncIterator<Line>,
  columns: Columns,
  step: () => Promise<void> | undefined,
): AsyncGenerator<DataRow, void> {
  const ordinal = columns.byField.get('ordinal')?.[0]?.index;
  const known = [...columns.byField.values()].flat();
  let row = 0;
  try {
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
      const resting = step();
      if (resting !== undefined) await resting;
      const { line, cells } = next.value;
      // Branches number lines ahead: a line with nothing but its number is empty.
      if (isEmpty(cells, ordinal) || isTotal(cells) || isHeaderAgain(cells, known)) continue;
      row += 1;
      yield { row, line, cells };
    }
  } finally {
    await lines.return?.();
  }
}

const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

export const isEmpty = (cells: readonly Cell[], except?: number): boolean =>
  cells.every((cell, index) => isBlank(cell) || (index === except && typeof cell === 'number'));

/** The word alone at the beginning and nothing but numbers behind it: `PT Total` is a customer. */
function isTotal(cells: readonly Cell[]): boolean {
  const [first, ...rest] = cells.filter((cell) => !isBlank(cell));
  if (typeof first !== 'string' || !TOTAL.test(first.trim())) return false;
  return rest.every(
    (cell) =>
      typeof cell === 'number' || (typeof cell === 'string' && /^(rp)?[\d.,\s-]+$/i.test(cell.trim())),
  );
}

/** Books that were printed page by page repeat their header. */
function isHeaderAgain(cells: readonly Cell[], known: readonly Column[]): boolean {
  return known.every(({ index, heading }) => headingOf(cells[index]) === heading);
}
