/**
 * One packed segment of the index. The vocabulary stands sorted in one `Uint8Array` (UTF-8), so that a prefix is a
 * range of tokens; each token has its postings. Phone digits have no tokens: each group of four digits lists the
 * entries that contain it, and the caller compares the whole digits.
 *
 * Tokens: a word as it is; `#` before a form of a number; `=` before the counter of a number on paper.
 */
import type { Entry } from './entry.ts';
import { counterOf, numberForms, PHONE_DIGITS, wordsOf } from './text.ts';

/** Where a token stands; for `#` tokens `name` marks the number on paper and `other` an external one. */
export const FIELD = { other: 0, contact: 1, name: 2, firstName: 3 } as const;
const FIELD_BITS = 2;
const FIELD_MASK = 3;

const GRAMS = 10 ** PHONE_DIGITS;

/** Calls `hit` for a posting: the entry's slot, the field, and whether the whole token was asked for. */
export type OnHit = (slot: number, field: number, whole: boolean) => void;

function tokensOf(entry: Entry, add: (token: string, field: number) => void): void {
  // What is labelled with somebody's name comes after the one whose name it is.
  const own = entry.collection !== 'complaints';
  wordsOf(entry.name).forEach((word, at) =>
    add(word, own ? (at === 0 ? FIELD.firstName : FIELD.name) : FIELD.contact),
  );
  for (const contact of entry.contacts) for (const word of wordsOf(contact)) add(word, FIELD.contact);
  for (const word of wordsOf(entry.other)) add(word, FIELD.other);
  for (const form of numberForms(entry.number)) add(`#${form}`, FIELD.name);
  for (const external of entry.externals) {
    for (const form of numberForms(external)) add(`#${form}`, FIELD.other);
  }
  const counter = counterOf(entry.number);
  if (counter !== '') add(`=${counter}`, FIELD.name);
}

/** Collects entries, a part at a time when it is done in the background, and packs them. */
export class Packer {
  readonly #postings = new Map<string, number[]>();
  readonly #grams = new Map<number, number[]>();

  add(slot: number, entry: Entry): void {
    tokensOf(entry, (token, field) => {
      const posting = (slot << FIELD_BITS) | field;
      const postings = this.#postings.get(token);
      if (!postings) this.#postings.set(token, [posting]);
      else if (postings.at(-1) !== posting) postings.push(posting);
    });
    for (const digits of entry.digits) {
      for (let at = 0; at + PHONE_DIGITS <= digits.length; at += 1) {
        const gram = Number(digits.slice(at, at + PHONE_DIGITS));
        const slots = this.#grams.get(gram);
        if (!slots) this.#grams.set(gram, [slot]);
        else if (slots.at(-1) !== slot) slots.push(slot);
      }
    }
  }

  pack(): Packed {
    const encoder = new TextEncoder();
    const tokens = [...this.#postings].map(([token, postings]) => ({
      bytes: encoder.encode(token),
      postings,
    }));
    tokens.sort((a, b) => compareBytes(a.bytes, b.bytes));
    const textAt = new Uint32Array(tokens.length + 1);
    const postingAt = new Uint32Array(tokens.length + 1);
    tokens.forEach((token, at) => {
      textAt[at + 1] = (textAt[at] ?? 0) + token.bytes.length;
      postingAt[at + 1] = (postingAt[at] ?? 0) + token.postings.length;
    });
    const text = new Uint8Array(textAt[tokens.length] ?? 0);
    const postings = new Uint32Array(postingAt[tokens.length] ?? 0);
    tokens.forEach((token, at) => {
      text.set(token.bytes, textAt[at]);
      postings.set(token.postings, postingAt[at]);
    });
    const gramAt = new Uint32Array(GRAMS + 1);
    for (let gram = 0; gram < GRAMS; gram += 1) {
      gramAt[gram + 1] = (gramAt[gram] ?? 0) + (this.#grams.get(gram)?.length ?? 0);
    }
    const gramSlots = new Uint32Array(gramAt[GRAMS] ?? 0);
    for (const [gram, slots] of this.#grams) gramSlots.set(slots, gramAt[gram]);
    return new Packed({ text, textAt, postings, postingAt, gramAt, gramSlots });
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

interface Arrays {
  readonly text: Uint8Array;
  /** Where token n begins in `text`, and in `postings`. */
  readonly textAt: Uint32Array;
  readonly postingAt: Uint32Array;
  /** `slot << 2 | field`. */
  readonly postings: Uint32Array;
  readonly gramAt: Uint32Array;
  readonly gramSlots: Uint32Array;
}

/** An immutable segment. */
export class Packed {
  readonly #arrays: Arrays;
  readonly #encoder = new TextEncoder();

  constructor(arrays: Arrays) {
    this.#arrays = arrays;
  }

  /** Calls `hit` for every entry with a token that begins with `prefix`, once for each posting. */
  prefix(prefix: string, hit: OnHit): void {
    const { textAt, postingAt, postings } = this.#arrays;
    const bytes = this.#encoder.encode(prefix);
    const end = this.#bound(bytes, true);
    for (let token = this.#bound(bytes, false); token < end; token += 1) {
      const whole = (textAt[token + 1] ?? 0) - (textAt[token] ?? 0) === bytes.length;
      const last = postingAt[token + 1] ?? 0;
      for (let at = postingAt[token] ?? 0; at < last; at += 1) {
        const posting = postings[at] ?? 0;
        hit(posting >>> FIELD_BITS, posting & FIELD_MASK, whole);
      }
    }
  }

  /** Calls `hit` for slots that may contain these digits (at least four): a superset, to be compared by the caller. */
  digits(digits: string, hit: (slot: number) => void): void {
    const { gramAt, gramSlots } = this.#arrays;
    let from = 0;
    let to = Infinity;
    for (let at = 0; at + PHONE_DIGITS <= digits.length; at += 1) {
      const gram = Number(digits.slice(at, at + PHONE_DIGITS));
      const first = gramAt[gram] ?? 0;
      const last = gramAt[gram + 1] ?? 0;
      if (last - first < to - from) [from, to] = [first, last];
    }
    for (let at = from; at < Math.min(to, gramSlots.length); at += 1) hit(gramSlots[at] ?? 0);
  }

  /** First token that is not before `prefix`, or (`after`) behind all that begin with it. */
  #bound(prefix: Uint8Array, after: boolean): number {
    let low = 0;
    let high = this.#arrays.textAt.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, prefix);
      if (order < 0 || (after && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Order of a token against a prefix; 0 when it begins with it. */
  #compare(token: number, prefix: Uint8Array): number {
    const { text, textAt } = this.#arrays;
    const start = textAt[token] ?? 0;
    const length = (textAt[token + 1] ?? 0) - start;
    for (let at = 0; at < prefix.length; at += 1) {
      if (at >= length) return -1;
      const difference = (text[start + at] ?? 0) - (prefix[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
