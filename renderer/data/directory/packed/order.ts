/** Sorted orders of a collection's slots, kept up by what changed since they were last used. */
import { STATUSES } from '#shared/domain/complaint.ts';
import { STAGES, TIERS } from '#shared/domain/customer.ts';
import type { DirectorySort } from '../../desk-types.ts';
import type { Entry } from './entry.ts';

export type SortBy = Exclude<DirectorySort, 'relevance'>;

/** What is compared; `''` stands for none and comes last in both directions. */
type Key = string | number;

const rankIn = (values: readonly string[], value: string): Key => {
  if (value === '') return '';
  const at = values.indexOf(value);
  return at < 0 ? values.length : at;
};

const time = (instant: string): Key => {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? '' : ms;
};

/** Counter by its value, not by its digits: `…-9` comes before `…-10`. */
const padded = (number: string): string => number.replace(/\d+$/, (counter) => counter.padStart(16, '0'));

const KEYS: Readonly<Record<SortBy, (entry: Entry) => Key>> = {
  name: (entry) => entry.sortName,
  number: (entry) => padded(entry.number),
  dueAt: (entry) => time(entry.dueAt),
  receivedAt: (entry) => time(entry.receivedAt),
  updatedAt: (entry) => time(entry.updatedAt),
  status: (entry) =>
    entry.collection === 'customers' ? rankIn(STAGES, entry.stage) : rankIn(STATUSES, entry.status),
  tier: (entry) => rankIn(TIERS, entry.tier),
};

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return a < b === descending ? 1 : -1;
}

/** Equal keys come by name, then by id: every order is total, so that pages never overlap. */
export const byName = (a: Entry, b: Entry): number =>
  compareKeys(a.sortName, b.sortName, false) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** @returns the order of two entries under a sort. */
export function comparer(by: SortBy, descending: boolean): (a: Entry, b: Entry) => number {
  const key = KEYS[by];
  return (a, b) => compareKeys(key(a), key(b), descending) || byName(a, b);
}

/** One order. A change costs one pass and the sorting of what changed, not of everything. */
class Order {
  readonly #key: (entry: Entry) => Key;
  readonly #descending: boolean;
  readonly #keys: Key[] = [];
  #slots: number[] = [];
  readonly #changed = new Set<number>();

  constructor(by: SortBy, descending: boolean) {
    this.#key = KEYS[by];
    this.#descending = descending;
  }

  touch(slot: number): void {
    this.#changed.add(slot);
  }

  slots(entries: readonly (Entry | undefined)[]): readonly number[] {
    if (this.#changed.size === 0) return this.#slots;
    const fresh: number[] = [];
    for (const slot of this.#changed) {
      const entry = entries[slot];
      if (!entry) continue;
      this.#keys[slot] = this.#key(entry);
      fresh.push(slot);
    }
    const before = (a: number, b: number): number => {
      const one = entries[a];
      const other = entries[b];
      if (!one || !other) return 0;
      return compareKeys(this.#keys[a] ?? '', this.#keys[b] ?? '', this.#descending) || byName(one, other);
    };
    fresh.sort(before);
    const merged: number[] = [];
    let at = 0;
    for (const slot of this.#slots) {
      if (this.#changed.has(slot)) continue;
      for (let next = fresh[at]; next !== undefined && before(next, slot) < 0; next = fresh[at]) {
        merged.push(next);
        at += 1;
      }
      merged.push(slot);
    }
    for (; at < fresh.length; at += 1) merged.push(fresh[at] ?? 0);
    this.#slots = merged;
    this.#changed.clear();
    return merged;
  }
}

/** The orders that were asked for so far. */
export class Orders {
  readonly #orders = new Map<string, Order>();

  touch(slot: number): void {
    for (const order of this.#orders.values()) order.touch(slot);
  }

  /** @returns the slots in order; it must not be changed. */
  get(by: SortBy, descending: boolean, entries: readonly (Entry | undefined)[]): readonly number[] {
    const name = `${by} ${String(descending)}`;
    let order = this.#orders.get(name);
    if (!order) {
      order = new Order(by, descending);
      this.#orders.set(name, order);
      for (let slot = 0; slot < entries.length; slot += 1) if (entries[slot]) order.touch(slot);
    }
    return order.slots(entries);
  }
}
