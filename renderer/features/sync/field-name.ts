import type { Translate } from '#renderer/i18n/index.ts';

const FIELDS = [
  'name',
  'phones',
  'contacts',
  'address',
  'email',
  'stage',
  'tier',
  'tags',
  'remarks',
  'description',
  'status',
  'category',
  'divisionId',
  'dueAt',
  'resolution',
  'reason',
  'text',
  'title',
  'outcome',
  'result',
] as const;

/** @returns a field in words, or its own name where there are none. */
export function fieldName(field: string, t: Translate): string {
  const known = FIELDS.find((name) => name === field);
  return known ? t(`sync.fields.${known}`) : field;
}
