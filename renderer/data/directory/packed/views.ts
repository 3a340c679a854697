/** Which rows of a shelf are in a view: columns are read from end to end, no row is looked at by itself. */
import type { Facet, View } from '../../desk-types.ts';
import { type CodedColumn, severalOf, timeOf, UNSENT_BITS } from './columns.ts';
import type { Part, Shelf } from './shelf.ts';

const SEVERAL: ReadonlySet<string> = new Set<CodedColumn>(['consent', 'tags']);

/** @returns what a coded value says: one value, or several; `['']` for none. */
export function valuesOf(facet: Facet, value: string): readonly string[] {
  return SEVERAL.has(facet) && value !== '' ? severalOf(value) : [value];
}

/** Takes out of `mask` the rows of a part that do not have (or that have) one of the values. */
function narrow(
  mask: Uint8Array,
  { segment, offset }: Part,
  facet: Facet,
  wanted: ReadonlySet<string>,
  has: boolean,
): void {
  const { values, codes } = segment.coded[facet];
  const keep = Uint8Array.from(values, (value) =>
    valuesOf(facet, value).some((one) => wanted.has(one)) === has ? 1 : 0,
  );
  if (!keep.includes(0)) return;
  for (let row = 0; row < codes.length; row++) if (keep[codes[row] ?? 0] === 0) mask[offset + row] = 0;
}

function within(
  mask: Uint8Array,
  { segment, offset }: Part,
  column: 'dueAt' | 'receivedAt',
  range: NonNullable<View['due']>,
): void {
  const from = range.from ? timeOf(range.from) : -Infinity;
  const before = range.before ? timeOf(range.before) : Infinity;
  const times = segment.times[column];
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? NaN;
    // a row without the time stands in no range
    if (!(time >= from && time < before)) mask[offset + row] = 0;
  }
}

/**
 * @param base 1 for each slot that counts at all
 * @returns 1 for each slot that is in the view; its `text` is the caller's to ask
 */
export function inView(shelf: Shelf, view: View, base: Uint8Array): Uint8Array {
  const mask = base.slice();
  for (const part of shelf.parts) {
    for (const [facet, values] of Object.entries(view.is ?? {}))
      narrow(mask, part, facet as Facet, new Set(values), true);
    for (const [facet, values] of Object.entries(view.not ?? {}))
      narrow(mask, part, facet as Facet, new Set(values), false);
    if (view.unsent !== undefined) {
      const { flags } = part.segment;
      for (let row = 0; row < flags.length; row++)
        if (((flags[row] ?? 0) & UNSENT_BITS) > 0 !== view.unsent) mask[part.offset + row] = 0;
    }
    if (view.due) within(mask, part, 'dueAt', view.due);
    if (view.received) within(mask, part, 'receivedAt', view.received);
  }
  return mask;
}

export function countOf(mask: Uint8Array): number {
  let count = 0;
  for (const one of mask) count += one;
  return count;
}
