/** A list as .xlsx: texts stay texts, days are days, rupiah are numbers. */
import { writeXlsx } from 'hucre/xlsx';
import type { ExportCell, ExportKind, ExportTable } from './table.ts';

/** Formats as worksheet programs name them; `@` keeps a text a text when somebody edits it. */
const FORMATS: Readonly<Record<ExportKind, string>> = {
  text: '@',
  number: '0',
  money: '#,##0',
  day: 'd mmm yyyy',
};
const WIDEST = 48;
/** Names of worksheets: at most 31 characters, none of these. */
const sheetName = (title: string): string =>
  title
    .replace(/[[\]:*?/\\']/g, ' ')
    .slice(0, 31)
    .trim() || 'Loket';

function valueOf(cell: ExportCell, kind: ExportKind): string | number | Date | null {
  if (cell === null || cell === '') return null;
  if (kind === 'day') return new Date(`${String(cell)}T00:00:00Z`);
  return kind === 'text' ? String(cell) : cell;
}

/** @returns the bytes of the workbook; a text that begins with `=` is a text in it, not a formula. */
export async function toXlsx({ title, columns, rows }: ExportTable): Promise<Uint8Array> {
  const widths = columns.map(({ title: heading }, at) =>
    rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[at] ?? '').length), heading.length),
  );
  return writeXlsx({
    sheets: [
      {
        name: sheetName(title),
        columns: columns.map(({ kind }, at) => ({
          width: Math.min(WIDEST, (widths[at] ?? 8) + 2),
          style: { numFmt: FORMATS[kind] },
        })),
        rows: [
          columns.map(({ title: heading }) => heading),
          ...rows.map((row) => row.map((cell, at) => valueOf(cell, columns[at]?.kind ?? 'text'))),
        ],
        freezePane: { rows: 1 },
      },
    ],
  });
}
