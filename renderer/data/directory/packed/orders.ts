/** The orders of a list: all slots of a shelf, sorted once and kept until a row changes. */
import type { DirectorySort } from '../../desk-types.ts';
import type { CodedColumn, TimeColumn } from './columns.ts';
import type { Part, Shelf } from './shelf.ts';

const TIERS = ['', 'bronze', 'silver', 'gold'];
/** Counters stand below it. */
const SERIES = 2 ** 33;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What slots are compared by; NaN comes last whichever way they are sorted. */
type Keys = Float64Array;

function keysOf(shelf: Shelf, of: (part: Part) => (row: number) => number): Keys {
  const keys = new Float64Array(shelf.slots);
  for (const part of shelf.parts) {
    const key = of(part);
    for (let row = 0; row < part.segment.size; row++) keys[part.offset + row] = key(row);
  }
  return keys;
}

/** @param rankOf a value's place; those of all parts are told together. */
function codedKeys(
  shelf: Shelf,
  column: CodedColumn,
  rankOf: (values: readonly string[]) => (value: string) => number,
): (part: Part) => (row: number) => number {
  const values = new Set(shelf.parts.flatMap(({ segment }) => segment.coded[column].values));
  const rank = rankOf([...values].sort(compare));
  return ({ segment }) => {
    const coded = segment.coded[column];
    const ranks = coded.values.map(rank);
    return (row) => ranks[coded.codes[row] ?? 0] ?? 0;
  };
}

const inOrder = (values: readonly string[]): ((value: string) => number) => {
  const ranks = new Map(values.map((value, rank) => [value, rank]));
  return (value) => ranks.get(value) ?? 0;
};

const timeKeys = (shelf: Shelf, column: TimeColumn): Keys =>
  keysOf(
    shelf,
    ({ segment }) =>
      (row) =>
        segment.times[column][row] ?? NaN,
  );

function numberKeys(shelf: Shelf): Keys {
  const series = codedKeys(shelf, 'series', inOrder);
  return keysOf(shelf, (part) => {
    const rank = series(part);
    return (row) => rank(row) * SERIES + (part.segment.counters[row] ?? 0);
  });
}

/**
 * Sorts without comparing pairs: the keys are sorted by themselves, and each slot finds its place among them.
 * @param slots in the order that slots of one key keep
 */
export function sortedBy(slots: Uint32Array, keys: Keys, descending: boolean): Uint32Array {
  const { length } = slots;
  const all = new Float64Array(length);
  let count = 0;
  for (let at = 0; at < length; at++) {
    const key = keys[slots[at] ?? 0] ?? NaN;
    if (!Number.isNaN(key)) all[count++] = key;
  }
  const known = all.subarray(0, count).sort();
  let distinct = 0;
  for (let at = 0; at < count; at++) {
    const key = known[at] ?? 0;
    if (distinct === 0 || known[distinct - 1] !== key) known[distinct++] = key;
  }
  const ranks = new Uint32Array(length);
  const starts = new Uint32Array(distinct + 2);
  for (let at = 0; at < length; at++) {
    const key = keys[slots[at] ?? 0] ?? NaN;
    let [low, high] = [0, distinct];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    const rank = Number.isNaN(key) ? distinct : descending ? distinct - 1 - low : low;
    ranks[at] = rank;
    starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
  }
  for (let rank = 0; rank <= distinct; rank++)
    starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  const sorted = new Uint32Array(length);
  for (let at = 0; at < length; at++) {
    const rank = ranks[at] ?? 0;
    const place = starts[rank] ?? 0;
    starts[rank] = place + 1;
    sorted[place] = slots[at] ?? 0;
  }
  return sorted;
}

/** @returns for each slot the place of its name among the names of the shelf: the same for the same name. */
export function nameRanks(shelf: Shelf): Uint32Array {
  return shelf.keep('name ranks', () => {
    const ranks = new Uint32Array(shelf.slots);
    let rank = 0;
    shelf.byName().forEach((slot, at, order) => {
      if (at > 0 && !shelf.sameName(order[at - 1] ?? 0, slot)) rank++;
      ranks[slot] = rank;
    });
    return ranks;
  });
}

type OwnSort = Exclude<DirectorySort, 'relevance'>;

/**
 * @param nameKeys where rows are named after their customer: the place of its name
 * @returns all slots in the order asked for; equal ones by id
 */
export function orderOf(
  shelf: Shelf,
  by: OwnSort,
  descending: boolean,
  nameKeys?: () => Float64Array,
): Uint32Array {
  if (by === 'name' && !nameKeys && !descending) return shelf.byName();
  const make = (): Uint32Array => {
    switch (by) {
      case 'name':
        return sortedBy(shelf.byId(), nameKeys?.() ?? Float64Array.from(nameRanks(shelf)), descending);
      case 'number':
        return sortedBy(shelf.byId(), numberKeys(shelf), descending);
      case 'tier': {
        const tiers = codedKeys(shelf, 'tier', () => (tier) => TIERS.indexOf(tier));
        return sortedBy(shelf.byId(), keysOf(shelf, tiers), descending);
      }
      case 'status':
        return sortedBy(shelf.byId(), keysOf(shelf, codedKeys(shelf, 'status', inOrder)), descending);
      case 'dueAt':
      case 'receivedAt':
      case 'createdAt':
      case 'updatedAt':
        return sortedBy(shelf.byId(), timeKeys(shelf, by), descending);
    }
  };
  // what depends on the customers' names does not hold as long as the shelf's own rows do
  return by === 'name' && nameKeys ? make() : shelf.keep(`${by} ${descending}`, make);
}
