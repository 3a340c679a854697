/** Several segments made into one, a little at a time: nobody who asks meanwhile waits for it. */
import {
  CODED,
  type Coded,
  type CodedColumn,
  codesFor,
  TEXTS,
  type TextColumn,
  TIMES,
  type TimeColumn,
} from './columns.ts';
import { GRAMS, type Grams } from './phones.ts';
import { compareIds, compareNames, compareRows, type Segment } from './segment.ts';
import type { Texts } from './texts.ts';
import type { Words } from './words.ts';

/** A segment and which of its rows no longer count. */
export interface Source {
  readonly segment: Segment;
  readonly dead: Uint8Array;
}

export interface Merged {
  readonly segment: Segment;
  /** For each source, which row each of its rows became; `GONE` for those that were dead. */
  readonly became: readonly Uint32Array[];
}

export const GONE = 0xffffffff;

/** Rows or words between two breaths: some tenths of a millisecond. */
const BREATH = 500;

type Steps<T> = Generator<void, T>;

/**
 * Visits the items of sorted lists in their common order.
 * @param compare items of two lists by their places
 */
function* inOrder(
  lengths: readonly number[],
  compare: (list: number, at: number, other: number, otherAt: number) => number,
  visit: (list: number, at: number) => void,
): Steps<void> {
  const next = lengths.map(() => 0);
  const heap: number[] = [];
  const before = (a: number, b: number): boolean => (compare(a, next[a] ?? 0, b, next[b] ?? 0) || a - b) < 0;
  const sink = (from: number): void => {
    for (let at = from; ;) {
      let least = at;
      for (const child of [at * 2 + 1, at * 2 + 2]) {
        if (child < heap.length && before(heap[child] ?? 0, heap[least] ?? 0)) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least] ?? 0, heap[at] ?? 0];
      at = least;
    }
  };
  lengths.forEach((length, list) => length > 0 && heap.push(list));
  for (let at = heap.length >> 1; at >= 0; at--) sink(at);
  for (let count = 1; heap.length > 0; count++) {
    const list = heap[0] ?? 0;
    const at = next[list] ?? 0;
    visit(list, at);
    next[list] = at + 1;
    if (at + 1 === lengths[list]) {
      const last = heap.pop() ?? 0;
      if (heap.length > 0) heap[0] = last;
    }
    sink(0);
    if (count % BREATH === 0) yield;
  }
}

/** Where each row of the result comes from. */
interface Origins {
  readonly lists: Uint32Array;
  readonly rows: Uint32Array;
}

class Merging {
  readonly #segments: readonly Segment[];
  readonly #dead: readonly Uint8Array[];
  readonly #became: readonly Uint32Array[];
  readonly #from: Origins;
  readonly #ranks: Uint32Array;
  #size = 0;

  constructor(sources: readonly Source[]) {
    this.#segments = sources.map(({ segment }) => segment);
    this.#dead = sources.map(({ dead }) => dead.slice());
    this.#became = this.#segments.map(({ size }) => new Uint32Array(size).fill(GONE));
    const most = this.#segments.reduce((sum, { size }) => sum + size, 0);
    this.#from = { lists: new Uint32Array(most), rows: new Uint32Array(most) };
    this.#ranks = new Uint32Array(most);
  }

  #segment(list: number): Segment {
    const segment = this.#segments[list];
    if (!segment) throw new RangeError('no such segment');
    return segment;
  }

  *#order(): Steps<void> {
    const { lists, rows } = this.#from;
    const lengths = this.#segments.map(({ size }) => size);
    const compare = (a: number, at: number, b: number, otherAt: number): number =>
      compareRows(this.#segment(a), at, this.#segment(b), otherAt);
    yield* inOrder(lengths, compare, (list, row) => {
      if (this.#dead[list]?.[row] === 1) return;
      const at = this.#size++;
      const became = this.#became[list];
      if (became) became[row] = at;
      [lists[at], rows[at]] = [list, row];
      if (at === 0) return;
      const [last, lastRow] = [lists[at - 1] ?? 0, rows[at - 1] ?? 0];
      const same = compareNames(this.#segment(last), lastRow, this.#segment(list), row) === 0;
      this.#ranks[at] = (this.#ranks[at - 1] ?? 0) + (same ? 0 : 1);
    });
  }

  /** Calls `visit` for every row of the result. */
  *#each(visit: (at: number, segment: Segment, row: number) => void): Steps<void> {
    const { lists, rows } = this.#from;
    for (let at = 0; at < this.#size; at++) {
      visit(at, this.#segment(lists[at] ?? 0), rows[at] ?? 0);
      if (at % BREATH === 0) yield;
    }
  }

  *#texts(column: TextColumn): Steps<Texts> {
    const starts = new Uint32Array(this.#size + 1);
    yield* this.#each((at, segment, row) => {
      const from = segment.texts[column].starts;
      starts[at + 1] = (starts[at] ?? 0) + (from[row + 1] ?? 0) - (from[row] ?? 0);
    });
    const bytes = new Uint8Array(starts[this.#size] ?? 0);
    yield* this.#each((at, segment, row) => {
      const from = segment.texts[column];
      bytes.set(from.bytes.subarray(from.starts[row], from.starts[row + 1]), starts[at]);
    });
    return { bytes, starts };
  }

  *#coded(column: CodedColumn): Steps<Coded> {
    const places = new Map<string, number>();
    const known = new Map(
      this.#segments.map((segment) => [
        segment,
        new Int32Array(segment.coded[column].values.length).fill(-1),
      ]),
    );
    const codes = new Uint32Array(this.#size);
    yield* this.#each((at, segment, row) => {
      const { values, codes: old } = segment.coded[column];
      const code = old[row] ?? 0;
      const mapped = known.get(segment);
      let place = mapped?.[code] ?? -1;
      if (place < 0) {
        const value = values[code] ?? '';
        place = places.get(value) ?? places.size;
        places.set(value, place);
        if (mapped) mapped[code] = place;
      }
      codes[at] = place;
    });
    const small = codesFor(places.size, this.#size);
    small.set(codes);
    return { values: [...places.keys()], codes: small };
  }

  *#numbers<T extends Float64Array | Uint8Array>(of: (segment: Segment) => T, into: T): Steps<T> {
    yield* this.#each((at, segment, row) => (into[at] = of(segment)[row] ?? 0));
    return into;
  }

  *#words(): Steps<Words> {
    const all = this.#segments.map((segment) => segment.words);
    const words: string[] = [];
    const starts: number[] = [];
    const postings = new Uint32Array(all.reduce((sum, one) => sum + one.postings.length, 0));
    let count = 0;
    const compare = (a: number, at: number, b: number, otherAt: number): number => {
      const [word = '', other = ''] = [all[a]?.words[at], all[b]?.words[otherAt]];
      return word < other ? -1 : word > other ? 1 : 0;
    };
    const lengths = all.map((one) => one.words.length);
    yield* inOrder(lengths, compare, (list, at) => {
      const [one, became] = [all[list], this.#became[list]];
      if (!one || !became) return;
      const begun = count;
      const word = one.words[at] ?? '';
      for (let posting = one.starts[at] ?? 0; posting < (one.starts[at + 1] ?? 0); posting++) {
        const old = one.postings[posting] ?? 0;
        const row = became[old >>> 1] ?? GONE;
        if (row !== GONE) postings[count++] = ((row << 1) | (old & 1)) >>> 0;
      }
      if (count === begun || words.at(-1) === word) return;
      words.push(word);
      starts.push(begun);
    });
    return { words, starts: Uint32Array.from([...starts, count]), postings: postings.slice(0, count) };
  }

  *#grams(): Steps<Grams> {
    const starts = new Uint32Array(GRAMS + 1);
    const rows = new Uint32Array(this.#segments.reduce((sum, { grams }) => sum + grams.rows.length, 0));
    let count = 0;
    for (let gram = 0; gram < GRAMS; gram++) {
      for (const [list, { grams }] of this.#segments.entries()) {
        for (let at = grams.starts[gram] ?? 0; at < (grams.starts[gram + 1] ?? 0); at++) {
          const row = this.#became[list]?.[grams.rows[at] ?? 0] ?? GONE;
          if (row !== GONE) rows[count++] = row;
        }
      }
      starts[gram + 1] = count;
      if (gram % 200 === 0) yield;
    }
    return { starts, rows: rows.slice(0, count) };
  }

  *#byId(): Steps<Uint32Array> {
    const byId = new Uint32Array(this.#size);
    let count = 0;
    const orders = this.#segments.map((segment) => segment.byId);
    const compare = (a: number, at: number, b: number, otherAt: number): number =>
      compareIds(this.#segment(a), orders[a]?.[at] ?? 0, this.#segment(b), orders[b]?.[otherAt] ?? 0);
    const lengths = orders.map((order) => order.length);
    yield* inOrder(lengths, compare, (list, at) => {
      const row = this.#became[list]?.[orders[list]?.[at] ?? 0] ?? GONE;
      if (row !== GONE) byId[count++] = row;
    });
    return byId;
  }

  *run(): Steps<Merged> {
    yield* this.#order();
    const size = this.#size;
    const texts: Partial<Record<TextColumn, Texts>> = {};
    for (const column of TEXTS) texts[column] = yield* this.#texts(column);
    const coded: Partial<Record<CodedColumn, Coded>> = {};
    for (const column of CODED) coded[column] = yield* this.#coded(column);
    const times: Partial<Record<TimeColumn, Float64Array>> = {};
    for (const column of TIMES)
      times[column] = yield* this.#numbers((from) => from.times[column], new Float64Array(size));
    const segment: Segment = {
      size,
      texts: texts as Segment['texts'],
      coded: coded as Segment['coded'],
      times: times as Segment['times'],
      counters: yield* this.#numbers((from) => from.counters, new Float64Array(size)),
      flags: yield* this.#numbers((from) => from.flags, new Uint8Array(size)),
      words: yield* this.#words(),
      grams: yield* this.#grams(),
      byId: yield* this.#byId(),
      nameHeads: yield* this.#numbers((from) => from.nameHeads, new Float64Array(size)),
      nextHeads: yield* this.#numbers((from) => from.nextHeads, new Float64Array(size)),
      nameRanks: this.#ranks.slice(0, size),
    };
    return { segment, became: this.#became };
  }
}

/** @returns the steps that make one segment of all; rows that die meanwhile are the caller's to follow by `became`. */
export const mergeSegments = (sources: readonly Source[]): Generator<void, Merged> =>
  new Merging(sources).run();
