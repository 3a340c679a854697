import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import type { BookFile, PaceOptions } from '#shared/import/index.ts';

/** What is known about a row of a sample book. Days `YYYY-MM-DD`, whole rupiah, phones in E.164. */
export interface TrueRow {
  readonly row: number;
  readonly name: string | null;
  readonly nik?: string | null;
  readonly phones: readonly string[];
  readonly agreementEnds?: string | null;
  readonly monthlyRevenue?: number | null;
  readonly problem: 'name missing' | 'phone invalid' | 'identity number damaged' | null;
  readonly duplicateOf: number | null;
}

export interface BookTruth {
  readonly rows: readonly TrueRow[];
  readonly expect: {
    readonly rows: number;
    readonly problems: Readonly<Record<string, number>>;
    readonly duplicates: number;
  };
}

const fixture = (name: string): URL => new URL(`../fixtures/books/${name}`, import.meta.url);

/** @returns a sample book as a person would choose it. */
export const bookFile = (name: string): BookFile => ({
  name,
  content: new Uint8Array(readFileSync(fixture(name))),
});

/** @returns what is known about the sample book of that name (without ending). */
export const bookTruth = (name: string): BookTruth =>
  JSON.parse(readFileSync(fixture(`${name}.truth.json`), 'utf8')) as BookTruth;

export const salesforceTruth = (): { accounts: { live: number; deleted: number }; contacts: number } =>
  JSON.parse(readFileSync(fixture('salesforce.truth.json'), 'utf8')) as {
    accounts: { live: number; deleted: number };
    contacts: number;
  };

/** Line of the header in the sample workbooks. */
const HEADER_LINE = 4;

/** @returns the line at which a worksheet program shows each row of a sample workbook, in the order of its truth. */
export async function sheetLines(name: string): Promise<readonly number[]> {
  const { sheets } = await readXlsx(readFileSync(fixture(`${name}.xlsx`)));
  const cells = sheets.find((sheet) => sheet.name === 'Data')?.rows ?? [];
  return cells.flatMap((row, at) => {
    const filled = row.filter((cell) => cell !== null && cell !== '');
    return at < HEADER_LINE || filled.length === 0 || filled[0] === 'TOTAL' ? [] : [at + 1];
  });
}

/** A breath that lets timers and other tasks run. */
export const breathing: PaceOptions = { breathe: () => new Promise((resolve) => setImmediate(resolve)) };
