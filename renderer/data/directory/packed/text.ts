/** How text, phone digits and numbers on paper are brought to the form in which they are compared. */

const WORDS = /[\p{L}\p{N}]+/gu;

/** @returns the words of `text`, lower case and without marks; `Ma'ruf` is one word. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`ʼ]/gu, '')
    .match(WORDS) ?? [];

/**
 * @param e164 as in `+6281234567890`
 * @returns the digits as people in Indonesia say them, `081234567890`; those of a foreign number with its country
 */
export const nationalDigits = (e164: string): string =>
  e164.startsWith('+62') ? `0${e164.slice(3)}` : e164.replace(/\D/g, '');

/** Fewest digits that are looked for inside a phone number. */
export const PHONE_DIGITS = 4;

/**
 * The ways to read digits as a part of a phone number: anywhere in it, or (written with the country code) from
 * its beginning.
 */
export function phoneReadings(digits: string): { readonly digits: string; readonly fromStart: boolean }[] {
  const readings = [{ digits, fromStart: false }];
  const country = /^(?:00)?62(?:0?)(\d+)$/.exec(digits);
  if (country) readings.push({ digits: `0${country[1] ?? ''}`, fromStart: true });
  return readings.filter((reading) => reading.digits.length >= PHONE_DIGITS);
}

/** @returns the comparable form of a number as written, its parts joined by `-`. */
export const numberKey = (written: string): string => wordsOf(written).join('-');

const bare = (key: string): string => key.replaceAll('-', '');
const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** @returns every form under which a number is found: with and without its separators and leading zeros. */
export function numberForms(written: string): string[] {
  const key = numberKey(written);
  if (key === '') return [];
  const short = key.replace(/(?<=-)\d+$/, withoutZeros);
  return [...new Set([key, bare(key), short, bare(short)])];
}

/** @returns the counter at the end of a number on paper, without leading zeros; empty when it has none. */
export const counterOf = (number: string): string => withoutZeros(/\d+$/.exec(number)?.[0] ?? '');

/** One word of a search and what it may be. */
export interface Term {
  readonly word: string;
  /** Digits only: a part of a phone number or a counter as well. */
  readonly digits: boolean;
  /** Contains a digit: a number as well. */
  readonly numeric: boolean;
}

export interface Query {
  /** All must be found. */
  readonly terms: readonly Term[];
  /** The whole text read as one number, when it has a digit in it. */
  readonly number: string;
}

const ONLY_DIGITS = /^\d+$/;
const PHONE_TEXT = /^[+\d\s().-]+$/;
const PHONE_HEAD = /^(?:0|62)/;

/** @returns what a person typed, taken apart; no terms when there is no letter or digit in it. */
export function parseQuery(text: string): Query {
  const whole = PHONE_TEXT.test(text.trim());
  const words: string[] = [];
  let joinable = false;
  for (const word of wordsOf(text)) {
    const digits = ONLY_DIGITS.test(word);
    if (digits && joinable) words.push(`${words.pop() ?? ''}${word}`);
    else words.push(word);
    joinable = digits && (joinable || whole || PHONE_HEAD.test(word));
  }
  const key = numberKey(text);
  return {
    terms: [...new Set(words)].map((word) => ({
      word,
      digits: ONLY_DIGITS.test(word),
      numeric: /\d/.test(word),
    })),
    number: /\d/.test(key) ? key : '',
  };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** @returns whether a typo is looked for in this word: from four letters on. */
export const mayHaveTypo = (word: string): boolean => /^\p{L}{4,}$/u.test(word);

/** @returns the words that one wrong, missing, superfluous or swapped letter may have come from. */
export function typoVariants(word: string): string[] {
  const variants = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    for (const letter of LETTERS) {
      variants.add(head + letter + tail);
      if (tail !== '') variants.add(head + letter + tail.slice(1));
    }
    if (tail !== '') variants.add(head + tail.slice(1));
    if (tail.length > 1) variants.add(`${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`);
  }
  variants.delete(word);
  return [...variants];
}
