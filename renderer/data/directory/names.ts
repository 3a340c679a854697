/**
 * A packed inverted index: a sorted vocabulary and, for each word, the rows that have it in one Uint32Array. The
 * lowest bit of a posting says that the word belongs to the name.
 */
import { wordsOf } from './text.ts';

export interface Words {
  readonly name: string;
  readonly also: string;
}

/** How well a row matches a query: 2 when every word is in the name, 1 when some are elsewhere. */
export type Grade = 1 | 2;

export class WordIndex {
  readonly #vocabulary: string[];
  /** Where the postings of each word begin; one more than there are words. */
  readonly #starts: Uint32Array;
  readonly #postings: Uint32Array;

  /** Row `n` of the answers is `rows[n]`. */
  constructor(rows: readonly Words[]) {
    const lists = new Map<string, number[]>();
    let count = 0;
    rows.forEach((row, ordinal) => {
      const names = new Set(wordsOf(row.name));
      const add = (word: string, posting: number): void => {
        const list = lists.get(word);
        if (list) list.push(posting);
        else lists.set(word, [posting]);
        count++;
      };
      for (const word of names) add(word, ordinal * 2 + 1);
      for (const word of new Set(wordsOf(row.also))) if (!names.has(word)) add(word, ordinal * 2);
    });
    this.#vocabulary = [...lists.keys()].sort();
    this.#starts = new Uint32Array(this.#vocabulary.length + 1);
    this.#postings = new Uint32Array(count);
    let at = 0;
    this.#vocabulary.forEach((word, index) => {
      this.#starts[index] = at;
      for (const posting of lists.get(word) ?? []) this.#postings[at++] = posting;
    });
    this.#starts[this.#vocabulary.length] = at;
  }

  /** @returns the first word that is not before `text`. */
  #lower(text: string): number {
    let [low, high] = [0, this.#vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#vocabulary[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Rows with a word that begins with `prefix`, and the best place where it stands. */
  #rowsOf(prefix: string): Map<number, Grade> {
    const from = this.#starts[this.#lower(prefix)] ?? 0;
    const to = this.#starts[this.#lower(`${prefix}\uffff`)] ?? 0;
    const rows = new Map<number, Grade>();
    for (let at = from; at < to; at++) {
      const posting = this.#postings[at] ?? 0;
      const ordinal = posting >>> 1;
      if (posting & 1) rows.set(ordinal, 2);
      else if (!rows.has(ordinal)) rows.set(ordinal, 1);
    }
    return rows;
  }

  /** @returns the rows in which every word of `query` begins a word. */
  search(query: string): Map<number, Grade> {
    const sets = wordsOf(query)
      .map((word) => this.#rowsOf(word))
      .sort((a, b) => a.size - b.size);
    const [smallest, ...rest] = sets;
    const found = new Map<number, Grade>();
    if (!smallest) return found;
    for (const [ordinal, grade] of smallest) {
      let worst: Grade = grade;
      const everywhere = rest.every((set) => {
        const other = set.get(ordinal);
        if (other === 1) worst = 1;
        return other !== undefined;
      });
      if (everywhere) found.set(ordinal, worst);
    }
    return found;
  }
}

/** The same question asked of one row, for rows that are not in an index yet. */
export function gradeOf(row: Words, query: string): Grade | 0 {
  const words = wordsOf(query);
  if (words.length === 0) return 0;
  const [names, also] = [wordsOf(row.name), wordsOf(row.also)];
  let grade: Grade = 2;
  for (const word of words) {
    if (names.some((name) => name.startsWith(word))) continue;
    if (!also.some((other) => other.startsWith(word))) return 0;
    grade = 1;
  }
  return grade;
}
