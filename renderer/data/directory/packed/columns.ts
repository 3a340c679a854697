/** Facet columns of one collection and the conditions of a view over them. */
import type { Facet, View } from '../../desk-types.ts';
import type { Entry } from './entry.ts';

export const FACETS = [
  'kind',
  'status',
  'stage',
  'tier',
  'category',
  'divisionId',
  'ownerId',
  'handlerId',
  'branchId',
  'customerId',
] as const satisfies readonly Facet[];

/** One facet: each value has a code, each slot the code of its value. */
class Column {
  readonly #codes = new Map<string, number>();
  #slots = new Uint32Array(64);

  set(slot: number, value: string): void {
    let code = this.#codes.get(value);
    if (code === undefined) {
      code = this.#codes.size;
      this.#codes.set(value, code);
    }
    if (slot >= this.#slots.length) this.#slots = grown(this.#slots, new Uint32Array(slot * 2));
    this.#slots[slot] = code;
  }

  /** @returns a test whether a slot's value is among `values`. */
  oneOf(values: readonly string[]): (slot: number) => boolean {
    const wanted = new Uint8Array(this.#codes.size);
    for (const value of values) {
      const code = this.#codes.get(value);
      if (code !== undefined) wanted[code] = 1;
    }
    return (slot) => wanted[this.#slots[slot] ?? 0] === 1;
  }
}

function grown<T extends Uint32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Instants of one field as milliseconds; NaN where there is none. */
class TimeColumn {
  #slots = new Float64Array(64);

  set(slot: number, instant: string): void {
    if (slot >= this.#slots.length) this.#slots = grown(this.#slots, new Float64Array(slot * 2));
    this.#slots[slot] = Date.parse(instant);
  }

  /** @returns a test for `from <= time < before`; a slot without a time is never in it. */
  within(range: NonNullable<View['due']>): (slot: number) => boolean {
    const from = range.from === undefined ? -Infinity : Date.parse(range.from);
    const before = range.before === undefined ? Infinity : Date.parse(range.before);
    return (slot) => {
      const time = this.#slots[slot] ?? Number.NaN;
      return time >= from && time < before;
    };
  }
}

export class Columns {
  readonly #facets = Object.fromEntries(FACETS.map((facet) => [facet, new Column()]));
  readonly #due = new TimeColumn();
  readonly #received = new TimeColumn();
  readonly #unsent: number[] = [];

  set(slot: number, entry: Entry): void {
    for (const facet of FACETS) this.#facets[facet]?.set(slot, entry[facet]);
    this.#due.set(slot, entry.dueAt);
    this.#received.set(slot, entry.receivedAt);
    this.#unsent[slot] = entry.unsent;
  }

  /** @returns a test of all conditions but `text`. It is good until the next `set`. */
  test(view: View): (slot: number) => boolean {
    const tests: ((slot: number) => boolean)[] = [];
    for (const facet of FACETS) {
      const column = this.#facets[facet];
      const is = view.is?.[facet];
      const not = view.not?.[facet];
      if (is && column) tests.push(column.oneOf(is));
      if (not && column) {
        const refused = column.oneOf(not);
        tests.push((slot) => !refused(slot));
      }
    }
    if (view.unsent !== undefined) tests.push((slot) => (this.#unsent[slot] ?? 0) > 0 === view.unsent);
    if (view.due) tests.push(this.#due.within(view.due));
    if (view.received) tests.push(this.#received.within(view.received));
    return (slot) => tests.every((test) => test(slot));
  }
}
