import { expect, test } from 'vitest';
import type { MergeNote } from '#shared/domain/merge-note.ts';
import { choicesOf, decisionOf, identityOf } from './choices.ts';

const note: MergeNote = {
  id: 'a',
  collection: 'customers',
  documentId: 'c',
  field: 'name',
  side: 'local',
  notTaken: 'Sri L.',
  taken: 'Sri M.',
  base: 'Sri',
  by: { id: 'rina', name: 'Rina' },
  takenBy: { id: 'budi', name: 'Budi' },
  uncertain: true,
};

test('the value that the merge took is chosen before anybody chooses', () => {
  const choices = choicesOf(note, { id: 'c', name: 'Sri M.' });
  expect(choices).toMatchObject({
    local: { value: 'Sri L.', by: { name: 'Rina' } },
    master: { value: 'Sri M.', by: { name: 'Budi' } },
    used: 'master',
    typed: true,
  });
  expect(decisionOf(choices, undefined)).toEqual({ id: 'a', choice: 'taken', seen: 'Sri M.' });
});

test.each([
  [{ option: 'local', text: '' }, { choice: 'notTaken' }],
  [{ option: 'master', text: '' }, { choice: 'taken' }],
  [
    { option: 'other', text: 'Sri Rahayu' },
    { choice: 'other', value: 'Sri Rahayu' },
  ],
] as const)('%o is decided as %o', (picked, decision) => {
  const choices = choicesOf(note, { id: 'c', name: 'Sri M.' });
  expect(decisionOf(choices, picked)).toMatchObject({ ...decision, seen: 'Sri M.' });
});

test('the sides keep their places whichever of them was taken', () => {
  const choices = choicesOf({ ...note, side: 'master' }, { id: 'c', name: 'Sri M.' });
  expect(choices).toMatchObject({ local: { value: 'Sri M.' }, master: { value: 'Sri L.' }, used: 'local' });
  expect(decisionOf(choices, { option: 'master', text: '' }).choice).toBe('notTaken');
});

test('what was changed again since stays unless somebody chooses otherwise', () => {
  const choices = choicesOf(note, { id: 'c', name: 'Sri Rahayu' });
  expect(choices.used).toBe('now');
  expect(decisionOf(choices, undefined)).toEqual({
    id: 'a',
    choice: 'other',
    value: 'Sri Rahayu',
    seen: 'Sri Rahayu',
  });
});

test('only identity numbers of customers may be asked for in full', () => {
  const about = (more: Partial<MergeNote>) => identityOf({ ...note, ...more });
  expect(about({ field: 'nik' })).toEqual({ customerId: 'c', field: 'nik' });
  expect(about({ field: 'npwp' })).toEqual({ customerId: 'c', field: 'npwp' });
  expect([about({}), about({ collection: 'complaints', field: 'nik' })]).toEqual([undefined, undefined]);
});
