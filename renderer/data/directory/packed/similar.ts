/** Customers that somebody who is being typed may already be. */
import { nameKey } from '#shared/domain/names.ts';
import type { Candidate, SimilarCustomer } from '../../desk-types.ts';
import { nikMark, normalised, phoneDigits } from '../text.ts';
import { rowsWithPhone } from './matching.ts';
import type { Part, Shelf } from './shelf.ts';
import { textAt } from './texts.ts';
import { placeOf, prefixRange, typoRanges } from './words.ts';

const FEWEST_DIGITS = 6;
const TYPO_LENGTH = 4;

/** Whether one letter wrong, missing, superfluous or swapped makes one word of the other. */
export function oneTypoApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

const sameWord = (one: string, other: string): boolean =>
  one === other || (Math.min(one.length, other.length) >= TYPO_LENGTH && oneTypoApart(one, other));

/** Whether each word of the shorter name is in the longer one; of two or more words one may be missing. */
function sameName(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const missing = long.length - short.length;
  if (missing > (short.length >= 2 ? 1 : 0)) return false;
  const left = [...long];
  return short.every((word) => {
    const at = left.findIndex((candidate) => sameWord(word, candidate));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** @returns the rows whose name has all words of `key` but at most one, misspelt or not. */
function namedLike({ segment }: Part, key: readonly string[]): number[] {
  const counts = new Uint8Array(segment.size);
  const { starts, postings } = segment.words;
  key.forEach((word, at) => {
    const typos = word.length >= TYPO_LENGTH ? typoRanges(segment.words, word) : [];
    for (const [from, to] of [prefixRange(segment.words, word), ...typos]) {
      for (let posting = starts[from] ?? 0; posting < (starts[to] ?? 0); posting++) {
        const row = (postings[posting] ?? 0) >>> 1;
        // each word counts once, however often it is found: never more than were asked for
        if ((counts[row] ?? 0) <= at) counts[row] = (counts[row] ?? 0) + 1;
      }
    }
  });
  const least = Math.max(1, key.length - 1);
  const rows: number[] = [];
  counts.forEach((count, row) => count >= least && rows.push(row));
  return rows;
}

function sameArea({ segment }: Part, area: string): Uint8Array {
  const wanted = normalised(area.trim());
  return Uint8Array.from(segment.coded.area.values, (value) => (normalised(value.trim()) === wanted ? 1 : 0));
}

/** @returns slots of customers that the candidate may be, and why: the strongest reason of each, strongest first. */
export function similarTo(
  shelf: Shelf,
  candidate: Candidate,
): { readonly slot: number; readonly because: SimilarCustomer['because'] }[] {
  const found = new Map<number, SimilarCustomer['because']>();
  const add = (part: Part, row: number, because: SimilarCustomer['because']): void => {
    const slot = part.offset + row;
    if (part.dead[row] === 0 && !found.has(slot)) found.set(slot, because);
  };
  const phones = (candidate.phones ?? []).map(phoneDigits).filter((digits) => digits.length >= FEWEST_DIGITS);
  for (const part of shelf.parts)
    for (const digits of phones)
      for (const row of rowsWithPhone(part.segment, digits)) add(part, row, 'phone');
  const mark = nikMark((candidate.nik ?? '').replace(/\D/g, ''));
  for (const part of mark === '' ? [] : shelf.parts) {
    const { starts, postings } = part.segment.words;
    const place = placeOf(part.segment.words, `!${mark}`);
    for (const posting of place < 0 ? [] : postings.subarray(starts[place], starts[place + 1]))
      add(part, posting >>> 1, 'nik');
  }
  // where neither has a district there is nothing that they share but the name
  const byName = (candidate.area ?? '').trim() === '' ? 'nameOnly' : 'name';
  const key = nameKey(candidate.name ?? '')
    .split(' ')
    .filter(Boolean);
  for (const part of key.length === 0 ? [] : shelf.parts) {
    const areas = sameArea(part, candidate.area ?? '');
    const { codes } = part.segment.coded.area;
    for (const row of namedLike(part, key)) {
      if (areas[codes[row] ?? 0] !== 1) continue;
      if (sameName(key, nameKey(textAt(part.segment.texts.name, row)).split(' '))) add(part, row, byName);
    }
  }
  return [...found].map(([slot, because]) => ({ slot, because }));
}
