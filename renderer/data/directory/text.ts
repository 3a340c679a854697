/** Text as people type it and text as it is stored, brought into one form. */

/** @returns lower case without diacritics. */
export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');

const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHES = /['’‘`ʼ]/g;

/** @returns the words of a text, normalised: runs of letters and digits. */
export const wordsOf = (text: string): string[] => normalised(text).match(WORD) ?? [];

/** @returns the words by which a text is found: `Ma'ruf` as `ma`, `ruf` and `maruf`. */
export function searchWords(text: string): string[] {
  const plain = normalised(text);
  const words = plain.match(WORD) ?? [];
  const joined = plain.replace(APOSTROPHES, '');
  return joined === plain ? words : [...words, ...(joined.match(WORD) ?? [])];
}

/** @returns the words that were typed: an apostrophe may be left out, and is then no gap. */
export const typedWords = (text: string): string[] =>
  normalised(text).replace(APOSTROPHES, '').match(WORD) ?? [];

/**
 * @param phone digits in any form, as in `+62812…`, `62 812 …`, `0812-…`
 * @returns digits only, in the national form with a leading zero
 */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, '').replace(/^62/, '0');

/** @returns the number in E.164 whose `phoneDigits` these are; empty when there are none. */
export const phoneOfDigits = (digits: string): string =>
  digits === '' ? '' : digits.startsWith('0') ? `+62${digits.slice(1)}` : `+${digits}`;

/** A number on paper without its hyphens, upper case. */
export const paperNumber = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** @returns the digits behind the last hyphen of a number on paper; empty when there are none. */
export const counterOf = (number: string): string => /-(\d+)$/.exec(number)?.[1] ?? '';

/**
 * 32 bits of a NIK: two equal ones are found, and as some two million numbers share each mark, none can be read back.
 * @param nik 16 digits, or nothing
 * @returns 8 hexadecimal digits; empty when there is no NIK
 */
export function nikMark(nik: string): string {
  if (nik === '') return '';
  let hash = 0x811c9dc5;
  for (let at = 0; at < nik.length; at++) hash = Math.imul(hash ^ nik.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
