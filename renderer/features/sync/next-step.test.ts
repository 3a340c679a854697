import { expect, test } from 'vitest';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { mendable, nextStep } from './next-step.ts';

const item = (changes: Partial<QuarantineItem>): QuarantineItem =>
  ({ collection: 'complaints', code: 'invalid', mine: { _deleted: false }, ...changes }) as QuarantineItem;

test('a person is told to correct only what can be corrected in place', () => {
  expect(nextStep(item({ field: 'description' }))).toBe('mend');
  expect(mendable(item({ field: 'description' }))).toBe('description');
  // nothing to type into
  expect(nextStep(item({ field: 'references.0' }))).toBe('ask');
  expect(nextStep(item({ code: 'too_large' }))).toBe('ask');
  expect(nextStep(item({ collection: 'activities', field: 'text' }))).toBe('ask');
});

test('a number that another document has is changed at the desk, as long as head office has nothing of it', () => {
  const taken = { code: 'number_taken', field: 'number', theirs: null };
  expect(nextStep(item(taken))).toBe('renumber');
  expect(nextStep(item({ ...taken, theirs: { id: 'k1' } }))).toBe('ask');
  expect(nextStep(item({ ...taken, mine: { _deleted: true } as QuarantineItem['mine'] }))).toBe('ask');
});

test('what no page and no other try can mend is asked about', () => {
  for (const code of ['author_unknown', 'unknown_reference', 'other_branch'])
    expect(nextStep(item({ code }))).toBe('ask');
  expect(nextStep(item({ code: 'not_found' }))).toBe('retry');
  expect(nextStep(item({ code: 'a_code_of_a_later_version' }))).toBe('look');
});
