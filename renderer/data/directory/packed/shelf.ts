/**
 * One collection in the directory. Every entry has a slot. The token index is a packed base and a packed delta over
 * the slots that changed since; the base is made anew in parts, between other work, when the delta has grown.
 */
import type { View } from '../../desk-types.ts';
import { Columns } from './columns.ts';
import type { Entry } from './entry.ts';
import { Orders, type SortBy } from './order.ts';
import { FIELD, Packed, Packer } from './segment.ts';
import { phoneReadings, typoVariants, type Query, type Term } from './text.ts';

/** Why an entry was found; the higher the better. */
export const RANK = { other: 1, name: 2, phone: 3, number: 4 } as const;
export const RANK_SHIFT = 6;

/** Best score of each slot, `rank << 6 | closeness`; 0 where the slot was not found. */
export interface Scores {
  readonly slots: Uint16Array;
  readonly any: boolean;
}

const score = (rank: number, closeness: number): number => (rank << RANK_SHIFT) | closeness;

/** Closeness of a word. Own name before contact person, whole word before beginning, no typo before one. */
const wordScore = (field: number, whole: boolean, typo: boolean): number =>
  score(field === FIELD.other ? RANK.other : RANK.name, typo ? field : 4 + field * 2 + (whole ? 1 : 0));

const numberScore = (field: number, whole: boolean): number => {
  if (!whole) return score(RANK.other, 2);
  return score(RANK.number, field === FIELD.name ? 9 : 7);
};
const COUNTER_SCORE = score(RANK.number, 5);

function phoneScore(entry: Entry, digits: string, fromStart: boolean): number {
  let best = 0;
  for (const phone of entry.digits) {
    const found = fromStart ? phone.startsWith(digits) : phone.includes(digits);
    if (!found) continue;
    const own = entry.collection === 'customers' ? 1 : 0;
    const closeness = own + (phone === digits ? 8 : phone.endsWith(digits) ? 5 : 2);
    best = Math.max(best, score(RANK.phone, closeness));
  }
  return best;
}

/** A delta of this size, and of this part of the base, is worth a new base. */
export const DELTA_FLOOR = 2000;
const DELTA_PART = 0.02;
/** While everything is being read, the base is only made anew when it has doubled. */
const DELTA_PART_LOADING = 1;

interface Rebuild {
  readonly packer: Packer;
  next: number;
  /** Slots that changed since it began: they go into the next delta. */
  readonly changed: Set<number>;
}

export class Shelf {
  readonly #slotOf = new Map<string, number>();
  readonly #entries: (Entry | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #columns = new Columns();
  readonly #orders = new Orders();
  #base: Packed = new Packer().pack();
  #baseSize = 0;
  /** Slots whose postings in the base no longer hold. */
  #changed = new Set<number>();
  #delta: Packed | undefined;
  #rebuild: Rebuild | undefined;
  /** Whether a first read is under way. */
  loading = false;
  readonly #deltaFloor: number;

  constructor(deltaFloor: number) {
    this.#deltaFloor = deltaFloor;
  }

  get(id: string): Entry | undefined {
    const slot = this.#slotOf.get(id);
    return slot === undefined ? undefined : this.#entries[slot];
  }

  at(slot: number): Entry | undefined {
    return this.#entries[slot];
  }

  set(entry: Entry): void {
    const slot = this.#slotOf.get(entry.id) ?? this.#free.pop() ?? this.#entries.length;
    this.#slotOf.set(entry.id, slot);
    this.#entries[slot] = entry;
    this.#columns.set(slot, entry);
    this.#touch(slot);
  }

  remove(id: string): void {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return;
    this.#slotOf.delete(id);
    this.#entries[slot] = undefined;
    this.#free.push(slot);
    this.#touch(slot);
  }

  #touch(slot: number): void {
    this.#orders.touch(slot);
    this.#changed.add(slot);
    this.#rebuild?.changed.add(slot);
    this.#delta = undefined;
  }

  /** Whether `rebuild` has something to do. */
  get wantsRebuild(): boolean {
    if (this.#rebuild) return true;
    const part = this.#baseSize * (this.loading ? DELTA_PART_LOADING : DELTA_PART);
    return this.#changed.size > Math.max(this.#deltaFloor, part);
  }

  /** Does a part of the work on a new base: about `entries` entries. It replaces the old one when it is complete. */
  rebuild(entries: number): void {
    const work = (this.#rebuild ??= { packer: new Packer(), next: 0, changed: new Set() });
    const end = Math.min(this.#entries.length, work.next + entries);
    for (; work.next < end; work.next += 1) {
      const entry = this.#entries[work.next];
      if (entry) work.packer.add(work.next, entry);
    }
    if (work.next < this.#entries.length) return;
    this.#base = work.packer.pack();
    this.#baseSize = this.#entries.length;
    this.#changed = work.changed;
    this.#delta = undefined;
    this.#rebuild = undefined;
  }

  #deltaNow(): Packed {
    if (this.#delta) return this.#delta;
    const packer = new Packer();
    for (const slot of this.#changed) {
      const entry = this.#entries[slot];
      if (entry) packer.add(slot, entry);
    }
    return (this.#delta = packer.pack());
  }

  /** Runs `look` over base and delta and keeps the best score of each slot. */
  #collect(look: (segment: Packed, hit: (slot: number, score: number) => void) => void): Scores {
    const slots = new Uint16Array(this.#entries.length);
    let any = false;
    const keep = (slot: number, value: number): void => {
      if (value <= (slots[slot] ?? 0)) return;
      slots[slot] = value;
      any = true;
    };
    look(this.#base, (slot, value) => {
      if (!this.#changed.has(slot)) keep(slot, value);
    });
    look(this.#deltaNow(), keep);
    return { slots, any };
  }

  /** Entries that have the word: as the beginning of a word or number, as a counter, or inside a phone number. */
  find(term: Term): Scores {
    return this.#collect((segment, hit) => {
      segment.prefix(term.word, (slot, field, whole) => hit(slot, wordScore(field, whole, false)));
      if (term.numeric) {
        segment.prefix(`#${term.word}`, (slot, field, whole) => hit(slot, numberScore(field, whole)));
      }
      if (!term.digits) return;
      const counter = term.word.replace(/^0+(?=\d)/, '');
      segment.prefix(`=${counter}`, (slot, _field, whole) => {
        if (whole) hit(slot, COUNTER_SCORE);
      });
      for (const reading of phoneReadings(term.word)) {
        segment.digits(reading.digits, (slot) => {
          const entry = this.#entries[slot];
          if (entry) hit(slot, phoneScore(entry, reading.digits, reading.fromStart));
        });
      }
    });
  }

  /** Entries that have a word beginning like this one with one typo in it. */
  findTypo(word: string): Scores {
    const variants = typoVariants(word);
    return this.#collect((segment, hit) => {
      for (const variant of variants) {
        segment.prefix(variant, (slot, field) => hit(slot, wordScore(field, false, true)));
      }
    });
  }

  /** Entries whose number (on paper or external) is or begins with the whole text. */
  findNumber(query: Query): Scores {
    return this.#collect((segment, hit) => {
      if (query.number === '') return;
      segment.prefix(`#${query.number}`, (slot, field, whole) => hit(slot, numberScore(field, whole)));
    });
  }

  /** @returns the slots in the order asked for. */
  ordered(by: SortBy, descending: boolean): readonly number[] {
    return this.#orders.get(by, descending, this.#entries);
  }

  /** @returns a test of a view's conditions but its text, good until the next change. */
  test(view: View): (slot: number) => boolean {
    return this.#columns.test(view);
  }

  /** Calls `visit` for every slot in use. */
  each(visit: (slot: number) => void): void {
    for (const slot of this.#slotOf.values()) visit(slot);
  }
}
