import { expect, test } from 'vitest';
import { ACTIVITY_KINDS } from '#shared/domain/activity.ts';
import { hasText, inGroup, TIMELINE_GROUPS } from './filter.ts';

test('each kind stands in exactly one group beside all of them', () => {
  for (const kind of ACTIVITY_KINDS)
    expect(TIMELINE_GROUPS.filter((group) => inGroup(kind, group))).toHaveLength(2);
  expect(TIMELINE_GROUPS.filter((group) => inGroup('of_a_newer_version', group))).toEqual(['all']);
});

test('every word has to be there, in any order and without its marks', () => {
  const shown = ['Telepon', 'Minta résumé tagihan Maret'];
  expect(hasText(shown, 'tagihan resume')).toBe(true);
  expect(hasText(shown, 'tagihan april')).toBe(false);
  expect(hasText(shown, ' ')).toBe(true);
});
