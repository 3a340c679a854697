/** Where the wizard is, and what a person has settled so far. Pure. What reads files is loaded by the Worker alone. */
import { isField, isRepeated, type Field } from '#shared/import/columns.ts';
import type { Choice, Choices, LookedFile, Mapping } from '#shared/import/index.ts';

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
