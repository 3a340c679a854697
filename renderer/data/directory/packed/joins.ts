/** Customers that were joined into others: few, and found again whenever a customer has changed. */
import { survivorOf } from '#shared/domain/joining.ts';
import type { Shelf } from './shelf.ts';
import { textAt } from './texts.ts';

export class Joins {
  readonly #shelves: { readonly customers: Shelf };
  #version = -1;
  /** Of each joined record the one that it was joined into, straight. */
  #into = new Map<string, string>();
  /** The other way round. */
  #from = new Map<string, string[]>();
  #leads = new Map<number, number>();

  constructor(shelves: { readonly customers: Shelf }) {
    this.#shelves = shelves;
  }

  #look(): void {
    const { customers } = this.#shelves;
    const { version, parts } = customers;
    if (this.#version === version) return;
    this.#version = version;
    this.#into = new Map();
    this.#from = new Map();
    const slots: { readonly slot: number; readonly id: string }[] = [];
    for (const { segment, dead, offset } of parts) {
      const { values, codes } = segment.coded.mergedInto;
      if (values.every((value) => value === '')) continue;
      codes.forEach((code, row) => {
        const into = values[code] ?? '';
        if (into === '' || dead[row] === 1) return;
        const id = textAt(segment.texts.id, row);
        slots.push({ slot: offset + row, id });
        this.#into.set(id, into);
        this.#from.set(into, [...(this.#from.get(into) ?? []), id]);
      });
    }
    this.#leads = new Map();
    for (const { slot, id } of slots) {
      const survivor = survivorOf(id, (step) => ({ mergedInto: this.#into.get(step) ?? '' }));
      const at = customers.slotOf(survivor);
      if (at >= 0 && at !== slot) this.#leads.set(slot, at);
    }
  }

  /** @returns for the slot of each joined record the slot of the one that stands for it, where that is here. */
  leads(): ReadonlyMap<number, number> {
    this.#look();
    return this.#leads;
  }

  /** @returns ids of the records that were joined into a customer, straight or over others. */
  joined(id: string): string[] {
    this.#look();
    const found = new Set<string>();
    const look = (at: string): void => {
      for (const next of this.#from.get(at) ?? []) {
        if (next === id || found.has(next)) continue;
        found.add(next);
        look(next);
      }
    };
    look(id);
    return [...found].sort();
  }

  /** What is known of a joined record leads to the one that stands for it. */
  lead(scores: Uint8Array): Uint8Array {
    const leads = this.leads();
    if (leads.size === 0) return scores;
    const led = scores.slice();
    for (const [slot, survivor] of leads) {
      const score = scores[slot] ?? 0;
      if ((scores[survivor] ?? 0) === 0 && score > (led[survivor] ?? 0)) led[survivor] = score;
      led[slot] = 0;
    }
    return led;
  }
}
