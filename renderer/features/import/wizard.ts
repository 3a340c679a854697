/** Where the wizard is, and what a person has settled so far. Pure. What reads files is loaded by the Worker alone. */
import { isField, isRepeated, isTaken, tableOf, type Field } from '#shared/import/columns.ts';
import type { Choice, Choices, LookedFile, Mapping } from '#shared/import/index.ts';
import type { DryRun, ImportBatch } from '#renderer/data/desk-types.ts';

/** Beyond this no branch keeps a book, and the Worker would need a gigabyte. */
export const MAX_BYTES = 64 * 1024 * 1024;

export const STEPS = ['files', 'columns', 'check', 'run', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** @returns the columns as they were found. */
export const mappingOf = ({ sheet, headerLine, columns }: LookedFile): Mapping => ({
  sheet,
  headerLine,
  fields: columns.map(({ field }) => field),
});

/** @returns the mapping with another field for a column; a field that only one column may carry moves there. */
export function withField(mapping: Mapping, at: number, name: string): Mapping {
  const field: Field | '' = isField(name) ? name : '';
  const single = field !== '' && !isRepeated(field);
  return {
    ...mapping,
    fields: mapping.fields.map((old, column) => (column === at ? field : single && old === field ? '' : old)),
  };
}

/** @returns whether a table says whose rows it holds. */
export const isNamed = ({ fields }: Mapping): boolean =>
  fields.includes('name') || (fields.includes('accountId') && fields.includes('lastName'));

/** @returns the choices with another one for a row; the one that counts for all needs no word of its own. */
export function withRow(choices: Choices, row: number, group: 'file' | 'book', choice: Choice): Choices {
  const { [row]: _old, ...others } = choices.rows;
  return { ...choices, rows: choice === choices[group] ? others : { ...others, [row]: choice } };
}

/** @returns the choices with another one for all of a kind; what was said of single rows stays. */
export const withAll = (choices: Choices, group: 'file' | 'book', choice: Choice): Choices => ({
  ...choices,
  [group]: choice,
});

/** @returns whether what stands in the column reaches a customer: of some fields nothing does. */
export function isColumnTaken({ fields }: Mapping, at: number): boolean {
  const field = fields[at] ?? '';
  return (
    field !== '' &&
    isTaken(
      tableOf((one) => fields.includes(one)),
      field,
    )
  );
}

/** Something that the files hold and the import does not take: how many, and their names where they have some. */
export interface LeftOutOfFile {
  readonly what: 'contacts' | 'deleted' | 'sheets' | 'columns';
  readonly n: number;
  readonly names: readonly string[];
}

/** @returns what is left out of the files, people first; nothing of which there is none. */
export function leftOutOf({ summary, otherSheets, unknownColumns }: DryRun): readonly LeftOutOfFile[] {
  const { contactsWithoutCustomer, deleted } = summary;
  const all: readonly LeftOutOfFile[] = [
    { what: 'contacts', n: contactsWithoutCustomer, names: [] },
    { what: 'deleted', n: deleted, names: [] },
    { what: 'sheets', n: otherSheets.length, names: otherSheets },
    { what: 'columns', n: unknownColumns.length, names: unknownColumns },
  ];
  return all.filter(({ n }) => n > 0);
}

/** Rows of a list that are drawn; the others are counted. */
const DRAWN = 200;

/** @returns the rows of a list that are drawn, and how many more there are. */
export function drawnOf<T>(
  rows: readonly T[],
  count: number,
): { readonly rows: readonly T[]; readonly more: number } {
  const drawn = rows.slice(0, DRAWN);
  return { rows: drawn, more: Math.max(0, count - drawn.length) };
}

/** @returns how many records a taking back left; imports of earlier versions counted no more than they listed. */
export const keptOf = ({
  kept = [],
  keptCount = kept.length,
}: Pick<ImportBatch, 'kept' | 'keptCount'>): number => keptCount;

const IDENTITY: ReadonlySet<string> = new Set(['nik', 'npwp']);

/**
 * Identity numbers are not for whoever looks over a shoulder: of a column that holds them, by its heading or as a person
 * says, the first six digits and the last two are enough to tell what it is.
 * @param fields what the column was found to mean, and what a person made of it
 */
export function sampleShown(sample: string, fields: readonly string[]): string {
  if (!fields.some((field) => IDENTITY.has(field))) return sample;
  const digits = sample.replace(/\D/g, '').length;
  let at = 0;
  return sample.replace(/\d/g, (digit) => {
    at += 1;
    return at > 6 && at <= digits - 2 ? '•' : digit;
  });
}
