import type { DirectorySort, Facet, View } from '../desk-types.ts';
import type { SourceRow } from './rows.ts';
import { normalised } from './text.ts';

type Test = (row: SourceRow) => boolean;

/** @returns what a row has of a facet; `['']` when it has nothing. */
export function facetOf(row: SourceRow, facet: Facet): readonly string[] {
  if (facet === 'consent') return row.consents.length > 0 ? row.consents : [''];
  if (facet === 'tags') return row.tags.length > 0 ? row.tags : [''];
  return [row[facet]];
}

/** @returns whether a row belongs to a view; its `text` is the caller's to ask. */
export function testOf(view: View): Test {
  const tests: Test[] = [];
  for (const [facet, values] of Object.entries(view.is ?? {})) {
    const wanted = new Set(values);
    tests.push((row) => facetOf(row, facet as Facet).some((value) => wanted.has(value)));
  }
  for (const [facet, values] of Object.entries(view.not ?? {})) {
    const unwanted = new Set(values);
    tests.push((row) => !facetOf(row, facet as Facet).some((value) => unwanted.has(value)));
  }
  const { unsent } = view;
  if (unsent !== undefined) tests.push((row) => row.unsent > 0 === unsent);
  for (const [field, range] of [
    ['dueAt', view.due],
    ['receivedAt', view.received],
  ] as const) {
    if (!range) continue;
    const { from, before } = range;
    // a row without the time stands in no range
    tests.push(
      (row) => row[field] !== '' && (!from || row[field] >= from) && (!before || row[field] < before),
    );
  }
  return (row) => tests.every((test) => test(row));
}

const TIERS = ['', 'bronze', 'silver', 'gold'];

/** `K-NGW-D1-9` before `K-NGW-D1-10`. */
const padded = (number: string): string => number.replace(/\d+/g, (digits) => digits.padStart(9, '0'));

/** @returns what rows are compared by; rows without a time come last. */
export function sortKeyOf(by: DirectorySort): (row: SourceRow, name: string) => string {
  switch (by) {
    case 'name':
    case 'relevance':
      return (_row, name) => normalised(name);
    case 'number':
      return (row) => padded(row.number);
    case 'tier':
      return (row) => String(TIERS.indexOf(row.tier));
    case 'status':
      return (row) => row.status;
    case 'dueAt':
    case 'receivedAt':
    case 'createdAt':
    case 'updatedAt':
      return (row) => row[by] || '\uffff';
  }
}
