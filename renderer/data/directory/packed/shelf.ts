/** One collection: a large packed segment, smaller ones of what came later, and a few rows that changed just now. */
import type { SourceRow } from '../rows.ts';
import { GONE, mergeSegments, type Merged } from './merge.ts';
import { compareIds, compareNames, compareRows, packSegment, rowOfId, type Segment } from './segment.ts';

/** So many changed rows stand apart before they become a segment of their own. */
const MAX_LOOSE = 1000;
/** So many small segments become one of middle size. */
const FEW_SMALL = 8;
const SMALL = MAX_LOOSE * FEW_SMALL;
/** Of the largest segment: what may stand beside it, and what of all may be dead, before all become one. */
const MAX_BESIDE = 0.25;
const MAX_DEAD = 0.3;

export interface Part {
  readonly segment: Segment;
  /** 1 for rows that were changed or removed since. */
  readonly dead: Uint8Array;
  /** Place of its first row among the rows of the whole shelf. */
  readonly offset: number;
}

let versions = 0;

interface Kept {
  readonly segment: Segment;
  readonly dead: Uint8Array;
}

interface Merge {
  readonly of: readonly Kept[];
  readonly steps: Generator<void, Merged>;
}

/** A slot is the place of a row among all parts; it holds until the next change. */
export class Shelf {
  #kept: Kept[] = [];
  readonly #loose = new Map<string, SourceRow>();
  #parts: readonly Part[] | undefined;
  #merge: Merge | undefined;
  /** While it is filled for the first time: which ids have come. */
  #arrived: Set<string> | undefined;
  /** Another one after each change, and in each shelf: slots, and what was derived from them, hold as long as it stays. */
  version = ++versions;
  #orders = new Map<string, Uint32Array>();

  /** @param segment what it begins with, as it was kept */
  constructor(segment?: Segment) {
    if (segment) this.#kept = [{ segment, dead: new Uint8Array(segment.size) }];
  }

  /** While it is filled from nothing, what comes need not be looked for among what is here. */
  set filling(filling: boolean) {
    this.#arrived = filling && this.slots === 0 ? new Set() : undefined;
  }

  #changed(): void {
    this.version = ++versions;
    this.#parts = undefined;
    this.#orders = new Map();
  }

  #bury(id: string): void {
    if (this.#arrived && !this.#arrived.has(id)) return;
    for (const { segment, dead } of this.#kept) {
      const row = rowOfId(segment, id);
      if (row >= 0) dead[row] = 1;
    }
  }

  put(row: SourceRow): void {
    if (!this.#loose.has(row.id)) this.#bury(row.id);
    this.#arrived?.add(row.id);
    this.#loose.set(row.id, row);
    this.#changed();
    if (this.#loose.size >= MAX_LOOSE) this.#freeze();
  }

  delete(id: string): void {
    if (!this.#loose.delete(id)) this.#bury(id);
    this.#changed();
  }

  #freeze(): void {
    const segment = packSegment([...this.#loose.values()]);
    this.#kept.push({ segment, dead: new Uint8Array(segment.size) });
    this.#loose.clear();
    this.#changed();
  }

  /** All segments; those of the rows that changed just now come last. */
  get parts(): readonly Part[] {
    if (this.#parts) return this.#parts;
    const loose = this.#loose.size > 0 ? packSegment([...this.#loose.values()]) : undefined;
    const all = loose ? [...this.#kept, { segment: loose, dead: new Uint8Array(loose.size) }] : this.#kept;
    let offset = 0;
    this.#parts = all.map(({ segment, dead }) => {
      const part = { segment, dead, offset };
      offset += segment.size;
      return part;
    });
    return this.#parts;
  }

  /** Number of slots, those of dead rows among them. */
  get slots(): number {
    return this.parts.reduce((sum, { segment }) => sum + segment.size, 0);
  }

  /** Number of rows. */
  get size(): number {
    let size = this.slots;
    for (const { dead } of this.parts) for (const gone of dead) size -= gone;
    return size;
  }

  /** @returns 1 for each slot whose row counts. */
  alive(): Uint8Array {
    const alive = new Uint8Array(this.slots);
    for (const { dead, offset } of this.parts)
      for (let row = 0; row < dead.length; row++) alive[offset + row] = 1 - (dead[row] ?? 0);
    return alive;
  }

  partOf(slot: number): Part {
    const part = this.parts.findLast(({ offset }) => offset <= slot);
    if (!part) throw new RangeError('no such slot');
    return part;
  }

  /** @returns the slot of a row, or -1. */
  slotOf(id: string): number {
    for (const { segment, dead, offset } of this.parts) {
      const row = rowOfId(segment, id);
      if (row >= 0 && dead[row] === 0) return offset + row;
    }
    return -1;
  }

  /** @returns the slots by name, then id; it must not be changed. */
  byName(): Uint32Array {
    return this.#ordered('name', ({ segment }) => upTo(segment.size), compareRows);
  }

  /** @returns the slots by id; it must not be changed. */
  byId(): Uint32Array {
    return this.#ordered('id', ({ segment }) => segment.byId, compareIds);
  }

  /** Whether two slots hold the same name, as names are sorted. */
  sameName(slot: number, other: number): boolean {
    const [one, two] = [this.partOf(slot), this.partOf(other)];
    return compareNames(one.segment, slot - one.offset, two.segment, other - two.offset) === 0;
  }

  /** Keeps what was derived from the rows until they change. */
  keep(name: string, make: () => Uint32Array): Uint32Array {
    const known = this.#orders.get(name) ?? make();
    this.#orders.set(name, known);
    return known;
  }

  #ordered(
    name: string,
    own: (part: Part) => Uint32Array,
    compare: (one: Segment, row: number, other: Segment, otherRow: number) => number,
  ): Uint32Array {
    return this.keep(name, () => {
      const lists = this.parts
        .map((part) => {
          const rows = own(part);
          return { part, rows: part.dead.includes(1) ? living(rows, part.dead) : rows };
        })
        .sort((a, b) => a.rows.length - b.rows.length);
      let merged: { part: Part; row: number }[] | undefined;
      const last = lists.at(-1);
      if (!last) return new Uint32Array(0);
      // all the small ones together, then into the large one
      for (const { part, rows } of lists.slice(0, -1)) {
        const more = Array.from(rows, (row) => ({ part, row }));
        merged = merged ? [...merged, ...more] : more;
      }
      merged?.sort((a, b) => compare(a.part.segment, a.row, b.part.segment, b.row));
      const slots = new Uint32Array(last.rows.length + (merged?.length ?? 0));
      let [at, next] = [0, 0];
      for (const { part, row } of merged ?? []) {
        // where it stands in the large one, without a comparison for each of its rows
        let [low, high] = [next, last.rows.length];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (compare(last.part.segment, last.rows[middle] ?? 0, part.segment, row) < 0) low = middle + 1;
          else high = middle;
        }
        while (next < low) slots[at++] = last.part.offset + (last.rows[next++] ?? 0);
        slots[at++] = part.offset + row;
      }
      while (next < last.rows.length) slots[at++] = last.part.offset + (last.rows[next++] ?? 0);
      return slots;
    });
  }

  /** Which segments are to become one; none when they may stay as they are. */
  #due(): readonly Kept[] {
    const sizes = this.#kept.map(({ segment }) => segment.size);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    const large = Math.max(0, ...sizes);
    let dead = 0;
    for (const kept of this.#kept) for (const gone of kept.dead) dead += gone;
    if (dead > Math.max(MAX_LOOSE, large * MAX_DEAD)) return this.#kept;
    if (all - large > Math.max(SMALL, large * MAX_BESIDE)) return this.#kept;
    const small = this.#kept.filter(({ segment }) => segment.size < SMALL);
    return small.length >= FEW_SMALL ? small : [];
  }

  /**
   * Does a part of the background work.
   * @param more asked after each small step whether there is time for another
   * @returns whether something is left to do
   */
  tidy(more: () => boolean): boolean {
    if (!this.#merge) {
      const due = this.#due();
      if (due.length > 0) this.#begin(due);
    }
    return this.#goOn(more);
  }

  /** Makes one segment of everything, in as many calls as `more` wants. @returns whether something is left to do. */
  unite(more: () => boolean): boolean {
    if (!this.#merge) {
      if (this.#loose.size > 0) this.#freeze();
      if (this.#kept.length > 1 || this.#kept.some(({ dead }) => dead.includes(1))) this.#begin(this.#kept);
    }
    return this.#goOn(more);
  }

  /** The largest segment: after `unite` it holds every row, in the form that it had when that began or in a newer one. */
  get largest(): Segment | undefined {
    return this.#kept.toSorted((a, b) => b.segment.size - a.segment.size)[0]?.segment;
  }

  #begin(of: readonly Kept[]): void {
    this.#merge = { of: [...of], steps: mergeSegments(of) };
  }

  #goOn(more: () => boolean): boolean {
    const merge = this.#merge;
    if (!merge) return false;
    do {
      const step = merge.steps.next();
      if (!step.done) continue;
      this.#take(merge, step.value);
      return this.#due().length > 0;
    } while (more());
    return true;
  }

  #take({ of }: Merge, { segment, became }: Merged): void {
    const dead = new Uint8Array(segment.size);
    // what died while the new one was made
    of.forEach((kept, list) => {
      kept.dead.forEach((gone, row) => {
        const at = became[list]?.[row] ?? GONE;
        if (gone === 1 && at !== GONE) dead[at] = 1;
      });
    });
    this.#kept = [{ segment, dead }, ...this.#kept.filter((kept) => !of.includes(kept))];
    this.#merge = undefined;
    this.#changed();
  }
}

function upTo(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 1; row < count; row++) rows[row] = row;
  return rows;
}

function living(rows: Uint32Array, dead: Uint8Array): Uint32Array {
  const left = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) if (dead[row] === 0) left[count++] = row;
  return left.subarray(0, count);
}
