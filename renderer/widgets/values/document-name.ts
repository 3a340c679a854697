import type { Content } from '#shared/sync/document.ts';
import { equal } from '#shared/sync/same.ts';

/**
 * @param doc any document of any collection
 * @returns what people call it: its number on paper, its name, its title, or the beginning of its text
 */
export function documentName(doc: Content): string {
  const parts = ['number', 'name', 'title', 'text', 'description', 'kind']
    .map((field) => doc[field])
    .filter((value): value is string => typeof value === 'string' && value !== '');
  const [first, second] = parts;
  if (first === undefined) return doc.id;
  const whole = typeof doc['number'] === 'string' && second !== undefined ? `${first} · ${second}` : first;
  return whole.length > 80 ? `${whole.slice(0, 79)}…` : whole;
}

/** Sync's own fields, which no person wrote. */
const ENVELOPE = new Set([
  'id',
  'rev',
  'ver',
  '_deleted',
  'server',
  'unsent',
  'sync',
  'updatedAt',
  'updatedBy',
  'createdAt',
  'createdBy',
  'clock',
  'ext',
  'command',
  'branchId',
]);

export interface FieldDifference {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** @returns the fields in which two versions differ; without those that sync keeps for itself. */
export function differences(mine: Content, theirs: Content | null): readonly FieldDifference[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs ?? {})]);
  return [...fields]
    .filter((field) => !ENVELOPE.has(field))
    .map((field) => ({ field, mine: mine[field] ?? null, theirs: theirs?.[field] ?? null }))
    .filter((difference) => !equal(difference.mine, difference.theirs));
}
