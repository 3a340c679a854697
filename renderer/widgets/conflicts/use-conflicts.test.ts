import { expect, test } from 'vitest';
import type { Activity } from '#shared/domain/activity.ts';
import { openConflicts } from './use-conflicts.ts';

const entry = (id: string, documentId: string, field: string, at: string): Activity =>
  ({ at, merge: { id, collection: 'customers', documentId, field } }) as unknown as Activity;

test('what waits is grouped by document, the oldest first, without what was decided at any desk', () => {
  const open = [
    entry('3', 'b', 'name', '2026-03-05T07:03:00.000Z'),
    entry('1', 'a', 'name', '2026-03-05T07:01:00.000Z'),
    entry('2', 'a', 'email', '2026-03-05T07:04:00.000Z'),
    entry('4', 'c', 'name', '2026-03-05T07:00:00.000Z'),
  ];
  const found = openConflicts(open, [entry('4', 'c', 'name', '2026-03-05T08:00:00.000Z')]);
  expect(found.map(({ documentId, fields }) => [documentId, fields.map(({ field }) => field)])).toEqual([
    ['a', ['name', 'email']],
    ['b', ['name']],
  ]);
});
