/** Text as people type it and text as it is stored, brought into one form. */

/** @returns lower case without diacritics. */
export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');

/** @returns the words of a text, normalised: runs of letters and digits. */
export const wordsOf = (text: string): string[] => normalised(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * @param phone digits in any form, as in `+62812…`, `62 812 …`, `0812-…`
 * @returns digits only, in the national form with a leading zero
 */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, '').replace(/^62/, '0');

/** A number on paper without its hyphens, upper case. */
export const paperNumber = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
