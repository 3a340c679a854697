/** Which rows of a shelf answer a text, and how well. */
import { nameKey } from '#shared/domain/names.ts';
import { paperNumber, phoneDigits, typedWords } from '../text.ts';
import { isCertain, MIN_PHONE_DIGITS, rowsWithDigits } from './phones.ts';
import type { Segment } from './segment.ts';
import type { Shelf } from './shelf.ts';
import { textAt } from './texts.ts';
import { placeOf, prefixRange, type Range, typoRanges } from './words.ts';

interface Term {
  readonly word: string;
  /** Digits may be a part of a phone or a counter as well. */
  readonly digits: boolean;
  readonly mayHaveTypo: boolean;
}

interface PhoneReading {
  readonly digits: string;
  /** With the country code it is read from the beginning of a number. */
  readonly fromStart: boolean;
}

/** What was typed, taken apart. */
export interface Query {
  /** All must be found. */
  readonly terms: readonly Term[];
  /** Titles and legal forms beside other words: rows that have them come first, the others are found as well. */
  readonly extra: readonly string[];
  /** The whole text as a number on paper; empty when it is too short. */
  readonly number: string;
  /** The whole text as a counter. */
  readonly counter: string;
  /** The whole text as a part of a phone. */
  readonly phones: readonly PhoneReading[];
}

const PHONE_TEXT = /^[+\d\s().-]+$/;
const TYPO_WORD = /^\p{L}{4,}$/u;
const FEWEST_OF_NUMBER = 2;

function readingsOf(text: string): PhoneReading[] {
  const digits = text.replace(/\D/g, '');
  const readings = /^\s*\+/.test(text) ? [] : [{ digits, fromStart: false }];
  const national = phoneDigits(digits.replace(/^00/, ''));
  if (national !== digits) readings.push({ digits: national, fromStart: true });
  else if (readings.length === 0) readings.push({ digits, fromStart: true });
  return readings.filter((reading) => reading.digits.length >= MIN_PHONE_DIGITS);
}

/** @returns the words that say who it is; titles and legal forms among them are `extra` once another word follows. */
function significant(words: readonly string[], finished: boolean): { terms: string[]; extra: string[] } {
  const extra = words.filter((word, at) => (finished || at < words.length - 1) && nameKey(word) === '');
  const terms = words.filter((word) => !extra.includes(word));
  return terms.length > 0 ? { terms, extra } : { terms: [...words], extra: [] };
}

export function parseQuery(text: string): Query {
  const words = [...new Set(typedWords(text))];
  const { terms, extra } = significant(words, /[\s.,]$/.test(text));
  const number = paperNumber(text);
  const allDigits = PHONE_TEXT.test(text.trim());
  const digits = text.replace(/\D/g, '');
  return {
    terms: terms.map((word) => ({
      word,
      digits: !allDigits && /^\d+$/.test(word) && word.length >= MIN_PHONE_DIGITS,
      mayHaveTypo: TYPO_WORD.test(word),
    })),
    extra,
    number: number.length >= FEWEST_OF_NUMBER ? number : '',
    counter: allDigits && digits.length >= MIN_PHONE_DIGITS ? digits : '',
    phones: allDigits && digits.length >= MIN_PHONE_DIGITS ? readingsOf(text) : [],
  };
}

/** Levels of one word: in the name 5 to 7, elsewhere 1 to 3; with a typo, as a beginning, whole. */
const OWN = 4;
const TYPO = 1;
const BEGINNING = 2;
const WHOLE = 3;

/** Classes of a score, above how well it matched. */
export const CLASS = { other: 1, name: 2, phone: 3, number: 4 } as const;
const CLASS_BITS = 4;
export const classOf = (score: number): number => score >> CLASS_BITS;
/** Found by its customer: behind what was found by itself. */
export const BY_CUSTOMER = CLASS.other << CLASS_BITS;
const score = (kind: number, closeness: number): number => (kind << CLASS_BITS) | closeness;

type Levels = Uint8Array;

function raise(levels: Levels, row: number, level: number): void {
  if ((levels[row] ?? 0) < level) levels[row] = level;
}

function addWords(segment: Segment, [from, to]: Range, level: number, levels: Levels): void {
  const { starts, postings } = segment.words;
  const last = starts[to] ?? 0;
  for (let at = starts[from] ?? 0; at < last; at++) {
    const posting = postings[at] ?? 0;
    raise(levels, posting >>> 1, posting & 1 ? OWN + level : level);
  }
}

function addWord(segment: Segment, word: string, level: number, levels: Levels): void {
  const place = placeOf(segment.words, word);
  if (place >= 0) addWords(segment, [place, place + 1], level, levels);
}

/** Calls `found` for the rows with a phone that reads so. */
function eachPhone(
  segment: Segment,
  { digits, fromStart }: PhoneReading,
  found: (row: number) => void,
): void {
  const rows = rowsWithDigits(segment.grams, digits);
  const certain = isCertain(digits) && !fromStart;
  for (const row of rows) {
    if (certain) found(row);
    else {
      const phones = textAt(segment.texts.phones, row);
      if (fromStart ? ` ${phones}`.includes(` ${digits}`) : phones.includes(digits)) found(row);
    }
  }
}

/** @returns how well each row has the word. */
function levelsOf(segment: Segment, term: Term, typos: boolean): Levels {
  const levels = new Uint8Array(segment.size);
  if (typos && term.mayHaveTypo)
    for (const range of typoRanges(segment.words, term.word)) addWords(segment, range, TYPO, levels);
  addWords(segment, prefixRange(segment.words, term.word), BEGINNING, levels);
  addWord(segment, term.word, WHOLE, levels);
  if (term.digits) {
    addWord(segment, `=${term.word}`, WHOLE, levels);
    eachPhone(segment, { digits: term.word, fromStart: false }, (row) => raise(levels, row, OWN + WHOLE));
  }
  return levels;
}

function matchSegment(segment: Segment, query: Query, typos: boolean): Uint8Array {
  const scores = new Uint8Array(segment.size);
  const [first, ...others] = query.terms;
  if (first) {
    const worst = levelsOf(segment, first, typos);
    for (const term of others) {
      const levels = levelsOf(segment, term, typos);
      for (let row = 0; row < worst.length; row++) worst[row] = Math.min(worst[row] ?? 0, levels[row] ?? 0);
    }
    const extra = query.extra.map((word) =>
      levelsOf(segment, { word, digits: false, mayHaveTypo: false }, false),
    );
    for (let row = 0; row < worst.length; row++) {
      const level = worst[row] ?? 0;
      if (level === 0) continue;
      const more = extra.length > 0 && extra.every((levels) => (levels[row] ?? 0) > 0) ? 1 : 0;
      const kind = level > OWN ? CLASS.name : CLASS.other;
      scores[row] = score(kind, ((level > OWN ? level - OWN : level) << 1) | more);
    }
  }
  for (const reading of query.phones)
    eachPhone(segment, reading, (row) => raise(scores, row, score(CLASS.phone, 0)));
  const numbers = (range: Range, value: number): void => {
    if (range[0] === range[1]) return;
    const levels = new Uint8Array(segment.size);
    addWords(segment, range, 1, levels);
    for (let row = 0; row < levels.length; row++) if (levels[row] !== 0) raise(scores, row, value);
  };
  const exactly = (word: string): void => {
    const place = placeOf(segment.words, word);
    if (place >= 0) numbers([place, place + 1], score(CLASS.number, 0));
  };
  if (query.counter !== '') exactly(`=${query.counter}`);
  if (query.number !== '') {
    exactly(`#${query.number}`);
    if (query.number.length > FEWEST_OF_NUMBER && /\d/.test(query.number))
      numbers(prefixRange(segment.words, `#${query.number}`), score(CLASS.other, BEGINNING << 1));
  }
  return scores;
}

/** @returns how well each slot answers, 0 where it does not. */
export function match(shelf: Shelf, query: Query, typos: boolean): Uint8Array {
  const scores = new Uint8Array(shelf.slots);
  for (const { segment, dead, offset } of shelf.parts) {
    const found = matchSegment(segment, query, typos);
    if (!dead.includes(1)) scores.set(found, offset);
    else
      for (let row = 0; row < found.length; row++)
        if (dead[row] === 0) scores[offset + row] = found[row] ?? 0;
  }
  return scores;
}

/** @returns rows of a segment that have exactly this phone (digits, national form). */
export function rowsWithPhone(segment: Segment, digits: string): number[] {
  const rows = new Set<number>();
  eachPhone(segment, { digits, fromStart: true }, (row) => {
    if (textAt(segment.texts.phones, row).split(' ').includes(digits)) rows.add(row);
  });
  return [...rows];
}
