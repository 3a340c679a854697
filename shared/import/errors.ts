import { fail, type LoketError } from '../errors/errors.ts';

/** Why a whole file cannot be read, and who can do something about it. Sentences stand in `messages.ts`. */
export const IMPORT_ERRORS = {
  /** No workbook and no text, or damaged on the way. */
  'import.corrupt': 'person',
  /** The workbook asks for a password. */
  'import.encrypted': 'person',
  /** A workbook of Excel 97-2003 (.xls). */
  'import.oldFormat': 'person',
  /** No sheet has a filled cell, or there is a header and nothing below it. */
  'import.empty': 'person',
  /** No line at the top of any sheet has a column for the name beside another known column. */
  'import.headerUnknown': 'person',
  /** `detail.limit` is the number of rows that one book may have. */
  'import.tooManyRows': 'person',
  /** A Salesforce contact table came without its account table. */
  'import.accountsMissing': 'person',
  /** Several files came that are not one account and one contact table of Salesforce. */
  'import.filesDoNotMatch': 'person',
  /** The caller's signal was aborted. */
  'import.aborted': 'retryable',
} as const satisfies Record<string, LoketError['kind']>;

export type ImportErrorCode = keyof typeof IMPORT_ERRORS;

/** @returns a failed result with the code's own kind; `detail` must hold no personal data. */
export function importFail(
  code: ImportErrorCode,
  detail?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: LoketError } {
  return fail(code, IMPORT_ERRORS[code], detail === undefined ? {} : { detail });
}
