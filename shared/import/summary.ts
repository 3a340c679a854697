import { PROBLEM_CODES, type BookRow, type BookSummary, type ProblemCode } from './types.ts';

/**
 * @param rows marked rows
 * @param counted what does not show in the rows: deleted rows, contacts that found their customer or did not
 * @returns the figures of the report; a row with one problem twice counts once
 */
export function summarise(
  rows: readonly BookRow[],
  counted: { readonly deleted: number; readonly joined: number; readonly left: number },
): BookSummary {
  const problems = Object.fromEntries(PROBLEM_CODES.map((code) => [code, 0])) as Record<ProblemCode, number>;
  for (const row of rows)
    for (const code of new Set(row.problems.map((problem) => problem.code))) problems[code] += 1;
  const count = (has: (row: BookRow) => boolean): number => rows.filter(has).length;
  const refused = count((row) => row.refused !== undefined);
  return {
    rows: rows.length,
    accepted: rows.length - refused,
    refused,
    problems,
    duplicates: count((row) => row.duplicateOf !== undefined),
    similarNames: count((row) => row.similarTo !== undefined),
    deleted: counted.deleted,
    contacts: counted.joined,
    contactsWithoutCustomer: counted.left,
  };
}
