import type { Content } from '#shared/sync/document.ts';

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
  'branchId',
]);

export interface FieldDifference {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
}

/** @returns the fields in which two versions differ, as short texts; without those that sync keeps for itself. */
export function differences(mine: Content, theirs: Content | null): readonly FieldDifference[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs ?? {})]);
  return [...fields]
    .filter((field) => !ENVELOPE.has(field))
    .map((field) => ({ field, mine: valueText(mine[field]), theirs: valueText(theirs?.[field]) }))
    .filter((difference) => difference.mine !== difference.theirs);
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
