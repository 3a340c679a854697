import { parsePhones } from '../domain/phone.ts';
import { readBirthDay, readDay } from './dates.ts';
import { readRupiah } from './money.ts';
import type { Column, Columns, Field } from './columns.ts';
import type { DataRow } from './table.ts';
import type { Cell, Problem, ProblemCode } from './types.ts';

/** Longest text that a cell of a worksheet takes. */
export const MAX_CELL = 32_767;

/** A digits-only number that a worksheet may have cut: identity and tax numbers. */
type Digits = { readonly text: string; readonly column: Column } | undefined;

/** Reads the fields of one row and gathers what is wrong with them. Reading one field twice doubles its problems. */
export interface RowReader {
  readonly problems: Problem[];
  /** One line, blanks tidied; a dash alone is nothing. Cut at `limit` with `textTooLong`. */
  text(field: Field, limit: number): string | undefined;
  /** As `text`, but line breaks stay. */
  longText(field: Field, limit: number): string | undefined;
  day(field: Field): string | undefined;
  /** As `day`; a year of two digits that may be of either century is unreadable. */
  birthDay(field: Field): string | undefined;
  rupiah(field: Field): number | undefined;
  /** E.164 with the heading they stood under. */
  phones(field: Field): { readonly number: string; readonly column: string }[];
  /** The digits of a text cell; a number cell is `damaged`, since a worksheet keeps 15 digits only. */
  digits(field: Field, damaged: ProblemCode): Digits;
  report(code: ProblemCode, column: Column, raw: Cell): void;
  column(field: Field): Column | undefined;
}

/** @returns the cell as people see it, for texts and for lists of problems. */
export function shown(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? (readDay(cell) ?? '') : String(cell).trim();
}

/** @returns a reader over one row of a table with these columns. */
export function rowReader({ cells }: DataRow, { byField }: Columns): RowReader {
  const problems: Problem[] = [];
  const columnsOf = (field: Field): readonly Column[] => byField.get(field) ?? [];
  const column = (field: Field): Column | undefined => columnsOf(field)[0];
  const cellAt = (at: Column | undefined): Cell => (at === undefined ? null : (cells[at.index] ?? null));

  const report = (code: ProblemCode, at: Column, raw: Cell): void => {
    problems.push({ code, column: at.heading, raw: shown(raw) });
  };

  /** Null is nothing to read; undefined is unreadable and becomes a problem. */
  const readable = <T>(
    field: Field,
    code: ProblemCode,
    read: (cell: Cell) => T | null | undefined,
  ): T | undefined => {
    const at = column(field);
    const value = read(cellAt(at));
    if (value === undefined && at !== undefined) report(code, at, cellAt(at));
    return value ?? undefined;
  };

  const cut = (field: Field, limit: number, text: string): string | undefined => {
    const at = column(field);
    if (at === undefined || /^[-–—.\s]*$/.test(text)) return undefined;
    if (text.length > limit) report('textTooLong', at, text);
    return text.slice(0, limit).trim();
  };

  return {
    problems,
    column,
    report,
    text: (field, limit) =>
      cut(
        field,
        limit,
        shown(cellAt(column(field)))
          .replace(/\s*[\r\n]+\s*/g, ', ')
          .replace(/\s+/g, ' '),
      ),
    longText: (field, limit) => cut(field, limit, shown(cellAt(column(field)))),
    day: (field) => readable(field, 'dateUnreadable', readDay),
    birthDay: (field) => readable(field, 'dateUnreadable', readBirthDay),
    rupiah: (field) => readable(field, 'moneyUnreadable', readRupiah),
    phones: (field) =>
      columnsOf(field).flatMap((at) => {
        const cell = cellAt(at);
        const { phones, invalid } = parsePhones(typeof cell === 'number' ? cell : shown(cell));
        for (const raw of invalid) report('phoneInvalid', at, raw);
        return phones.map((number) => ({ number, column: at.heading }));
      }),
    digits(field, damaged) {
      const at = column(field);
      const cell = cellAt(at);
      const text = shown(cell);
      if (at === undefined || /^[-–—.'\s0]*$/.test(text)) return undefined;
      if (typeof cell === 'number' || /^\d[.,]?\d*e\+?\d+$/i.test(text)) {
        report(damaged, at, cell);
        return undefined;
      }
      return { text, column: at };
    },
  };
}
