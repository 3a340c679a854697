/** A first look at a file: which sheet, which line is the header, and what each column seems to be. */
import { ok, type Result } from '../errors/errors.ts';
import {
  areNamed,
  columnsOf,
  fieldsByName,
  headingOf,
  isField,
  readHeader,
  sameHeadings,
  type Field,
  type Fields,
} from './columns.ts';
import { importFail } from './errors.ts';
import { fieldsByContent } from './guess.ts';
import { shown } from './row-reader.ts';
import { salesforceTable } from './salesforce.ts';
import { HEADER_WITHIN, INSTRUCTIONS, isEmpty } from './table.ts';
import type { BookFile, Cell } from './types.ts';
import { openWorkbook, type Line, type SheetSource } from './workbook.ts';

/** Rows below the header that are looked at; the whole book is read later. */
const SAMPLE_ROWS = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

/** How a column came to its field. */
export type MappedBy = 'template' | 'name' | 'content' | 'none';

export interface LookedColumn {
  /** As written, in one line; may be empty. */
  readonly heading: string;
  readonly field: Field | '';
  readonly by: MappedBy;
  /** Values below the heading, as people see them. Personal data: for the screen only. */
  readonly samples: readonly string[];
}

/** Which columns of which sheet are read as what. */
export interface Mapping {
  /** Empty for .csv. */
  readonly sheet: string;
  /** 1-based line of the header in that sheet. */
  readonly headerLine: number;
  /** By place; `''` leaves a column out. */
  readonly fields: Fields;
}

export interface LookedFile {
  readonly name: string;
  /** Sheets that can be chosen; one without a name for .csv. */
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly headerLine: number;
  /** Filled lines at the top, by which a person finds the header: line and first words. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  readonly columns: readonly LookedColumn[];
  readonly table: 'book' | 'account' | 'contact';
}

/** A form that was mapped before. */
export interface KnownForm {
  readonly headings: readonly string[];
  /** By place; names of no field count as left out. */
  readonly fields: readonly string[];
}

export interface LookOptions {
  readonly sheet?: string;
  readonly headerLine?: number;
  readonly forms?: readonly KnownForm[];
  /** Awaited once for each line; throws to stop. */
  readonly step: () => Promise<void> | undefined;
}

const topOf = async (sheet: SheetSource, lines: number, step: LookOptions['step']): Promise<Line[]> => {
  const top: Line[] = [];
  for await (const line of sheet.lines()) {
    await step();
    if (!isEmpty(line.cells)) top.push(line);
    if (top.length >= lines) break;
  }
  return top;
};

const isText = (cell: Cell | undefined): boolean => typeof cell === 'string' && /\p{L}/u.test(cell);

/** Without a known heading: the first line with several words and no numbers, above a line that has numbers or as much. */
function likelyHeader(top: readonly Line[]): Line | undefined {
  const within = top.slice(0, HEADER_WITHIN);
  const filled = (line: Line): Cell[] => line.cells.filter((cell) => shown(cell) !== '');
  const widest = Math.max(0, ...within.map((line) => filled(line).length));
  return (
    within.find((line) => {
      const cells = filled(line);
      return cells.length >= 2 && cells.length * 2 >= widest && cells.every(isText);
    }) ?? within.find((line) => filled(line).length * 2 >= widest)
  );
}

interface Found {
  readonly sheet: SheetSource;
  readonly top: readonly Line[];
  readonly header: Line;
}

async function find(sheets: readonly SheetSource[], options: LookOptions): Promise<Found | 'empty'> {
  const { sheet: wanted, headerLine, step } = options;
  const chosen = sheets.filter(({ name }) =>
    wanted === undefined ? sheets.length === 1 || !INSTRUCTIONS.test(name.trim()) : name === wanted,
  );
  let second: Found | undefined;
  for (const sheet of chosen) {
    const top = await topOf(sheet, HEADER_WITHIN + SAMPLE_ROWS, step);
    const header =
      headerLine === undefined
        ? top.slice(0, HEADER_WITHIN).find((line) => readHeader(line.cells) !== undefined)
        : top.find(({ line }) => line >= headerLine);
    if (header) return { sheet, top, header };
    const likely = likelyHeader(top);
    if (likely) second ??= { sheet, top, header: likely };
  }
  return second ?? 'empty';
}

function fieldsOf(
  headings: readonly string[],
  header: Line,
  rows: readonly (readonly Cell[])[],
  forms: readonly KnownForm[],
): { readonly field: Field | ''; readonly by: MappedBy }[] {
  const form = forms.find((known) => sameHeadings(known.headings, headings));
  if (form) {
    const fields = headings.map((_, at) => form.fields[at] ?? '').map((name) => (isField(name) ? name : ''));
    if (areNamed(columnsOf(header.cells, fields))) return fields.map((field) => ({ field, by: 'template' }));
  }
  const byName = fieldsByName(Array.from(header.cells, (cell) => cell ?? null));
  // an export of a program names every column; what it does not name is its own business
  const exported = salesforceTable(columnsOf(header.cells, byName)) !== undefined;
  const both = exported ? byName : fieldsByContent(rows, headings, byName);
  return headings.map((_, at) => {
    const field = both[at] ?? '';
    return { field, by: field === '' ? 'none' : byName[at] === field ? 'name' : 'content' };
  });
}

/**
 * Looks at one file; the whole of it is not read.
 * @returns what was found, or why the file cannot be read (`ImportErrorCode`)
 */
export async function lookAt(file: BookFile, options: LookOptions): Promise<Result<LookedFile>> {
  const workbook = await openWorkbook(file);
  if (!workbook.ok) return workbook;
  const sheets = workbook.value;
  const found = await find(sheets, options);
  if (found === 'empty') return importFail('import.empty');
  const { sheet, top, header } = found;
  const rows = top.filter(({ line }) => line > header.line).map(({ cells }) => cells);
  if (rows.length === 0) return importFail('import.empty');
  const width = Math.max(header.cells.length, ...rows.map((cells) => cells.length));
  const headings = Array.from({ length: width }, (_, at) => headingOf(header.cells[at]));
  const fields = fieldsOf(headings, header, rows, options.forms ?? []);
  const columns = headings.map((heading, at): LookedColumn => {
    const values = new Set(rows.map((cells) => shown(cells[at]).slice(0, SAMPLE_LENGTH)).filter(Boolean));
    return { heading, ...(fields[at] ?? { field: '', by: 'none' }), samples: [...values].slice(0, SAMPLES) };
  });
  const mapped = columnsOf(
    header.cells,
    columns.map(({ field }) => field),
  );
  return ok({
    name: file.name,
    sheets: sheets.map(({ name }) => name),
    sheet: sheet.name,
    headerLine: header.line,
    lines: top.slice(0, HEADER_WITHIN).map(({ line, cells }) => ({
      line,
      text: cells.map(shown).filter(Boolean).join(' · ').slice(0, SAMPLE_LENGTH),
    })),
    columns,
    table: salesforceTable(mapped) ?? 'book',
  });
}
