/** Which columns an export begins with, and for which of them a reason is asked. */
import { IDENTITY_COLUMNS } from '#shared/domain/commands/exports.ts';

/** Columns of the list of customers that are called otherwise in a file. */
const IN_FILE: Readonly<Record<string, string>> = { phone: 'phone0', area: 'district' };

/** @returns keys of the columns in a file for those that a list shows: number and name always stand first. */
export const keysOfList = (columns: readonly string[]): readonly string[] => [
  ...new Set(['number', 'name', ...columns.map((column) => IN_FILE[column] ?? column)]),
];

/** @returns whether identity numbers are among the columns: they leave for a reason only. */
export const needsReason = (keys: Iterable<string>): boolean =>
  [...keys].some((key) => IDENTITY_COLUMNS.includes(key));

/** @returns the columns without identity numbers: nobody sends those out because somebody did so before. */
export const withoutIdentity = (keys: readonly string[]): readonly string[] =>
  keys.filter((key) => !IDENTITY_COLUMNS.includes(key));

interface Beginnings {
  /** What the list shows, where a person chooses its columns. */
  readonly shown: readonly string[] | undefined;
  /** What this person chose the last time. */
  readonly last: readonly string[] | undefined;
  readonly usual: readonly string[];
}

/** @returns the columns that are chosen when the dialog opens: what is seen before what was chosen once. */
export const firstChoice = ({ shown, last, usual }: Beginnings): readonly string[] =>
  withoutIdentity(shown ?? last ?? usual);
