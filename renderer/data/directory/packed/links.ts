/** From complaints and tasks to their customers, by segments: looked up once, as segments never change. */
import type { Joins } from './joins.ts';
import { rowOfId, type Segment } from './segment.ts';
import type { Part, Shelf } from './shelf.ts';
import { textAt } from './texts.ts';

const NONE = -1;

/** For each value of `customerId` in a segment the row of a segment of customers that has this id. */
type Links = Int32Array;

export class CustomerLinks {
  readonly #joins: Joins;
  readonly #known = new WeakMap<Segment, WeakMap<Segment, Links>>();
  readonly #codes = new WeakMap<Segment, Map<string, number>>();

  constructor(joins: Joins) {
    this.#joins = joins;
  }

  #codesOf(segment: Segment): Map<string, number> {
    const known =
      this.#codes.get(segment) ??
      new Map(segment.coded.customerId.values.map((value, code) => [value, code] as const));
    this.#codes.set(segment, known);
    return known;
  }

  #linksOf(segment: Segment, customers: Segment): Links {
    const of = this.#known.get(segment) ?? new WeakMap<Segment, Links>();
    this.#known.set(segment, of);
    const known = of.get(customers);
    if (known) return known;
    const { values } = segment.coded.customerId;
    const links = new Int32Array(values.length).fill(NONE);
    // whichever side is smaller is gone through
    if (customers.size < values.length) {
      const codes = this.#codesOf(segment);
      for (let row = 0; row < customers.size; row++) {
        const code = codes.get(textAt(customers.texts.id, row));
        if (code !== undefined) links[code] = row;
      }
    } else values.forEach((id, code) => id !== '' && (links[code] = rowOfId(customers, id)));
    of.set(customers, links);
    return links;
  }

  /** @returns for each value of a part's `customerId` the slot of the record that stands for that customer, or -1. */
  slotsOf(part: Part, customers: Shelf): Int32Array {
    const leads = this.#joins.leads();
    const slots = new Int32Array(part.segment.coded.customerId.values.length).fill(NONE);
    for (const { segment, dead, offset } of customers.parts) {
      this.#linksOf(part.segment, segment).forEach((row, code) => {
        if (row >= 0 && dead[row] === 0) slots[code] = offset + row;
      });
    }
    if (leads.size > 0) slots.forEach((slot, code) => (slots[code] = leads.get(slot) ?? slot));
    return slots;
  }

  /** @returns for each slot of a shelf what `of` says of its customer's slot; `none` where there is no customer. */
  each(shelf: Shelf, customers: Shelf, of: (customerSlot: number) => number, none: number): Float64Array {
    const found = new Float64Array(shelf.slots);
    for (const part of shelf.parts) {
      const values = Float64Array.from(this.slotsOf(part, customers), (slot) => (slot < 0 ? none : of(slot)));
      const { codes } = part.segment.coded.customerId;
      for (let row = 0; row < codes.length; row++) found[part.offset + row] = values[codes[row] ?? 0] ?? none;
    }
    return found;
  }
}
