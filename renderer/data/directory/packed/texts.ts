/** Strings of rows in one array of UTF-8: a fifth of what as many JavaScript strings take, and read only when shown. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface Texts {
  readonly bytes: Uint8Array;
  /** Where the text of each row begins; one more than there are rows. */
  readonly starts: Uint32Array;
}

export function packTexts(texts: readonly string[]): Texts {
  const starts = new Uint32Array(texts.length + 1);
  const encoded = texts.map((text, at) => {
    const bytes = encoder.encode(text);
    starts[at + 1] = (starts[at] ?? 0) + bytes.length;
    return bytes;
  });
  const bytes = new Uint8Array(starts[texts.length] ?? 0);
  encoded.forEach((part, at) => bytes.set(part, starts[at]));
  return { bytes, starts };
}

export function textAt({ bytes, starts }: Texts, row: number): string {
  const [from = 0, to = 0] = [starts[row], starts[row + 1]];
  return from === to ? '' : decoder.decode(bytes.subarray(from, to));
}

/** @returns less than, equal to or more than 0, as the texts stand in the order of their bytes. */
export function compareTexts(one: Texts, row: number, other: Texts, otherRow: number): number {
  const [from = 0, to = 0] = [one.starts[row], one.starts[row + 1]];
  const [otherFrom = 0, otherTo = 0] = [other.starts[otherRow], other.starts[otherRow + 1]];
  const length = Math.min(to - from, otherTo - otherFrom);
  for (let at = 0; at < length; at++) {
    const difference = (one.bytes[from + at] ?? 0) - (other.bytes[otherFrom + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return to - from - (otherTo - otherFrom);
}

/**
 * @param order the rows in the order of their texts
 * @returns the row whose text is `wanted`, or -1
 */
export function rowWithText(texts: Texts, order: Uint32Array, wanted: string): number {
  const probe = packTexts([wanted]);
  let [low, high] = [0, order.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = order[middle] ?? 0;
    const difference = compareTexts(texts, row, probe, 0);
    if (difference === 0) return row;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
