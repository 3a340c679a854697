/**
 * The vocabulary of a segment: sorted words with the rows that have them. Beside the words of names and addresses stand
 * `#` and a number on paper or of another system, `=` and the counter at the end of the own number, `!` and the mark of
 * a NIK. A posting is `row << 1 | own`: a word of the name, or the row's own number.
 */
export interface Words {
  readonly words: readonly string[];
  /** Where the postings of each word begin; one more than there are words. */
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
}

/** From one word to before another one. */
export type Range = readonly [from: number, to: number];

/** Behind every word that begins with what stands before it. */
const LAST = '\uffff';

function lower(words: readonly string[], text: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns the words that begin with `prefix`. */
export const prefixRange = ({ words }: Words, prefix: string): Range => [
  lower(words, prefix),
  lower(words, prefix + LAST),
];

/** @returns the place of a word, or -1. */
export function placeOf({ words }: Words, word: string): number {
  const at = lower(words, word);
  return words[at] === word ? at : -1;
}

/** Numbers and marks stand among the words and are none. */
const isWordStart = (code: number): boolean => code >= 48 && code !== 61;

/**
 * Words whose beginning is `typed` with one letter wrong, missing, superfluous or swapped with its neighbour; those that
 * begin with it as it is may be among them. Only beginnings that exist are tried.
 */
export function typoRanges(all: Words, typed: string): Range[] {
  const { words } = all;
  const found: Range[] = [];
  const look = (prefix: string): void => {
    const range = prefixRange(all, prefix);
    if (range[0] < range[1]) found.push(range);
  };
  for (let at = 0; at < typed.length; at++) {
    const [head, tail] = [typed.slice(0, at), typed.slice(at)];
    const [from, to] = prefixRange(all, head);
    if (from === to) break;
    look(head + tail.slice(1));
    if (tail.length > 1) look(`${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`);
    for (let word = from; word < to;) {
      const letter = words[word]?.charAt(at) ?? '';
      if (letter === '') {
        word++;
        continue;
      }
      if (at > 0 || isWordStart(letter.charCodeAt(0))) {
        look(head + letter + tail.slice(1));
        look(head + letter + tail);
      }
      word = lower(words, head + letter + LAST);
    }
  }
  return found;
}
