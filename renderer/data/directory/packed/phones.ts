/**
 * Phone digits of a segment: for every four neighbours the rows that have them. The end of a number counts as an
 * eleventh digit, so that its last three are found as well.
 */
export interface Grams {
  /** Where the rows of each group begin; one more than there are groups. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

const LENGTH = 4;
const DIGITS = 11;
const END = 10;
export const GRAMS = DIGITS ** LENGTH;
export const MIN_PHONE_DIGITS = 3;

/** @returns the groups of one number, in its order. */
function gramsOf(digits: string): number[] {
  const grams: number[] = [];
  let gram = 0;
  for (let at = 0; at <= digits.length; at++) {
    const digit = at < digits.length ? digits.charCodeAt(at) - 48 : END;
    gram = (gram * DIGITS + digit) % GRAMS;
    if (at >= LENGTH - 1) grams.push(gram);
  }
  return grams;
}

/** @param phones of each row: its numbers, digits only, parted by a blank */
export function packGrams(phones: readonly string[]): Grams {
  const lists = new Map<number, number[]>();
  let count = 0;
  phones.forEach((all, row) => {
    if (all === '') return;
    for (const gram of new Set(all.split(' ').flatMap(gramsOf))) {
      const list = lists.get(gram);
      if (list) list.push(row);
      else lists.set(gram, [row]);
      count++;
    }
  });
  const starts = new Uint32Array(GRAMS + 1);
  for (const [gram, list] of lists) starts[gram + 1] = list.length;
  for (let gram = 0; gram < GRAMS; gram++) starts[gram + 1] = (starts[gram + 1] ?? 0) + (starts[gram] ?? 0);
  const rows = new Uint32Array(count);
  for (const [gram, list] of lists) rows.set(list, starts[gram]);
  return { starts, rows };
}

/**
 * @param digits at least three
 * @returns rows that may contain them, each at least once: all do when there are three or four digits
 */
export function rowsWithDigits({ starts, rows }: Grams, digits: string): Uint32Array {
  if (digits.length < LENGTH) {
    const first = gramsOf(`${digits}0`)[0] ?? 0;
    return rows.subarray(starts[first], starts[first + DIGITS]);
  }
  // without the end of what was typed, which is none of the number's
  const grams = gramsOf(digits).slice(0, -1);
  let best = grams[0] ?? 0;
  const size = (gram: number): number => (starts[gram + 1] ?? 0) - (starts[gram] ?? 0);
  for (const gram of grams) if (size(gram) < size(best)) best = gram;
  return rows.subarray(starts[best], starts[best + 1]);
}

/** Whether the digits that `rowsWithDigits` was asked for say by themselves that a row has them. */
export const isCertain = (digits: string): boolean => digits.length <= LENGTH;
