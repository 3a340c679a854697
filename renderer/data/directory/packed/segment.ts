/** A packed segment of one collection: never changed once it stands, so that it can be read while another is made. */
import type { SourceRow } from '../rows.ts';
import { counterOf, normalised, paperNumber, phoneDigits, searchWords } from '../text.ts';
import {
  CODED,
  codedOf,
  type Coded,
  type CodedColumn,
  CONFIDENTIAL,
  packCoded,
  seriesOf,
  TEXTS,
  type TextColumn,
  TIMES,
  type TimeColumn,
  timeOf,
} from './columns.ts';
import { type Grams, packGrams } from './phones.ts';
import { compareTexts, packTexts, rowWithText, textAt, type Texts } from './texts.ts';
import type { Words } from './words.ts';

/** Rows stand in the order of their names (then ids): row `n` of every column is the same one. */
export interface Segment {
  readonly size: number;
  readonly texts: Readonly<Record<TextColumn, Texts>>;
  readonly coded: Readonly<Record<CodedColumn, Coded>>;
  /** Milliseconds, as `timeOf` reads them. */
  readonly times: Readonly<Record<TimeColumn, Float64Array>>;
  /** Counter at the end of the number, -1 when there is none. */
  readonly counters: Float64Array;
  /** State of sending and `CONFIDENTIAL`. */
  readonly flags: Uint8Array;
  readonly words: Words;
  readonly grams: Grams;
  /** Rows in the order of their ids. */
  readonly byId: Uint32Array;
  /** The two numbers of `nameHeads`. */
  readonly nameHeads: Float64Array;
  readonly nextHeads: Float64Array;
  /** Grows with each other name: the same for rows of one name. */
  readonly nameRanks: Uint32Array;
}

const HEAD_LENGTH = 8;
const CLASSES = 97;
const OTHER_SCRIPT = CLASSES - 1;

/**
 * @param name `normalised`
 * @returns its first sixteen letters as two numbers that compare like them. The last place is 0 when that is all of the
 *   name; letters of other scripts end what is compared.
 */
function nameHeads(name: string): readonly [number, number] {
  const codes = Array.from({ length: HEAD_LENGTH * 2 }, () => 0);
  for (let at = 0; at < codes.length && at < name.length; at++) {
    const letter = name.charCodeAt(at);
    if (letter > 126) {
      codes[at] = OTHER_SCRIPT;
      codes[codes.length - 1] = 1;
      break;
    }
    codes[at] = Math.max(1, letter - 31);
  }
  const packed = (from: number): number =>
    codes.slice(from, from + HEAD_LENGTH).reduce((head, code) => head * CLASSES + code, 0);
  return [packed(0), packed(HEAD_LENGTH)];
}

/** @returns the name of a row as it is sorted. */
const sortName = (segment: Segment, row: number): string => normalised(textAt(segment.texts.name, row));

/** Compares rows by name alone. */
export function compareNames(one: Segment, row: number, other: Segment, otherRow: number): number {
  if (one === other) return (one.nameRanks[row] ?? 0) - (one.nameRanks[otherRow] ?? 0);
  const heads = (one.nameHeads[row] ?? 0) - (other.nameHeads[otherRow] ?? 0);
  if (heads !== 0) return heads;
  const next = one.nextHeads[row] ?? 0;
  const nexts = next - (other.nextHeads[otherRow] ?? 0);
  if (nexts !== 0 || next % CLASSES === 0) return nexts;
  const [name, otherName] = [sortName(one, row), sortName(other, otherRow)];
  return name < otherName ? -1 : name > otherName ? 1 : 0;
}

/** Compares rows by name, then by id: the order in which segments stand. */
export const compareRows = (one: Segment, row: number, other: Segment, otherRow: number): number =>
  one === other
    ? row - otherRow
    : compareNames(one, row, other, otherRow) || compareIds(one, row, other, otherRow);

export const compareIds = (one: Segment, row: number, other: Segment, otherRow: number): number =>
  compareTexts(one.texts.id, row, other.texts.id, otherRow);

/** @returns the row of that id, or -1. */
export const rowOfId = (segment: Segment, id: string): number =>
  rowWithText(segment.texts.id, segment.byId, id);

export const codedAt = (segment: Segment, column: CodedColumn, row: number): string => {
  const { values, codes } = segment.coded[column];
  return values[codes[row] ?? 0] ?? '';
};

function wordsIn(row: SourceRow): Map<string, 0 | 1> {
  const found = new Map<string, 0 | 1>();
  for (const word of searchWords(row.also)) found.set(word, 0);
  for (const word of searchWords(row.name)) found.set(word, 1);
  for (const other of row.otherNumbers.map(paperNumber)) if (other !== '') found.set(`#${other}`, 0);
  const number = paperNumber(row.number);
  if (number !== '') found.set(`#${number}`, 1);
  const counter = counterOf(row.number);
  if (counter !== '') found.set(`=${counter}`, 1);
  if (row.nik !== '') found.set(`!${row.nik}`, 1);
  return found;
}

function packWords(rows: readonly SourceRow[]): Words {
  const lists = new Map<string, number[]>();
  let count = 0;
  rows.forEach((row, at) => {
    for (const [word, own] of wordsIn(row)) {
      const list = lists.get(word);
      if (list) list.push((at << 1) | own);
      else lists.set(word, [(at << 1) | own]);
      count++;
    }
  });
  const words = [...lists.keys()].sort();
  const starts = new Uint32Array(words.length + 1);
  const postings = new Uint32Array(count);
  words.forEach((word, at) => {
    const list = lists.get(word) ?? [];
    postings.set(list, starts[at]);
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  return { words, starts, postings };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @returns the segment of a few rows (each id once): some milliseconds for a thousand. */
export function packSegment(unordered: readonly SourceRow[]): Segment {
  const named = unordered.map((row) => ({ row, name: normalised(row.name) }));
  named.sort((a, b) => compare(a.name, b.name) || compare(a.row.id, b.row.id));
  const rows = named.map(({ row }) => row);
  const texts = {
    id: packTexts(rows.map((row) => row.id)),
    name: packTexts(rows.map((row) => row.name)),
    number: packTexts(rows.map((row) => row.number)),
    phones: packTexts(rows.map((row) => row.phones.map(phoneDigits).join(' '))),
    detail: packTexts(rows.map((row) => row.detail)),
  } satisfies Record<(typeof TEXTS)[number], Texts>;
  const coded = rows.map(codedOf);
  const heads = named.map(({ name }) => nameHeads(name));
  const nameRanks = new Uint32Array(rows.length);
  for (let at = 1; at < rows.length; at++) {
    nameRanks[at] = (nameRanks[at - 1] ?? 0) + (named[at - 1]?.name === named[at]?.name ? 0 : 1);
  }
  const byId = Uint32Array.from(rows.keys());
  byId.sort((a, b) => compareTexts(texts.id, a, texts.id, b));
  const each = <C extends string, T>(columns: readonly C[], make: (column: C) => T): Record<C, T> =>
    Object.fromEntries(columns.map((column) => [column, make(column)])) as Record<C, T>;
  return {
    size: rows.length,
    texts,
    coded: each(CODED, (column) => packCoded(coded.map((row) => row[column]))),
    times: each(TIMES, (column) => Float64Array.from(rows, (row) => timeOf(row[column]))),
    counters: Float64Array.from(rows, (row) => seriesOf(row.number).counter),
    flags: Uint8Array.from(rows, (row) => row.unsent | (row.confidential ? CONFIDENTIAL : 0)),
    words: packWords(rows),
    grams: packGrams(rows.map((row) => row.phones.map(phoneDigits).join(' '))),
    byId,
    nameHeads: Float64Array.from(heads, ([head]) => head),
    nextHeads: Float64Array.from(heads, ([, next]) => next),
    nameRanks,
  };
}
