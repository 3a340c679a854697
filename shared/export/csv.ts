/** A list as .csv that worksheet programs open without harm. */
/// <reference path="../import/papaparse.d.ts" />
import Papa from 'papaparse/papaparse.js';
import type { ExportTable } from './table.ts';

/**
 * What a worksheet program would run as a formula (OWASP, "CSV injection"), and what it would take for a number and
 * so rob of its first zeros or of its last digits: both get an apostrophe, which the import takes off again.
 */
const HARMED = /^(?:[=+\-@\t\r]|0\d+$|\d{12,}$)/;

/** Worksheet programs with Indonesian settings split at semicolons; the others ask or see it. */
const SEPARATOR = ';';
const BYTE_ORDER_MARK = '\uFEFF';

/** @returns the text as it stands in a .csv. */
export const safeText = (text: string): string => (HARMED.test(text) ? `'${text}` : text);

/** @returns the text that `safeText` was given. */
export const plainText = (text: string): string =>
  text.startsWith("'") && HARMED.test(text.slice(1)) ? text.slice(1) : text;

/** @returns the whole file as text, with a byte order mark so that names keep their letters in Excel. */
export function toCsv({ columns, rows }: ExportTable): string {
  const lines = rows.map((row) =>
    row.map((cell, at) => {
      if (cell === null) return '';
      const isText = columns[at]?.kind === 'text' || typeof cell === 'string';
      return isText && columns[at]?.kind !== 'day' ? safeText(String(cell)) : String(cell);
    }),
  );
  const text = Papa.unparse([columns.map(({ title }) => title), ...lines], {
    delimiter: SEPARATOR,
    newline: '\r\n',
  });
  return `${BYTE_ORDER_MARK}${text}\r\n`;
}
