import { expect, test } from 'vitest';
import { leaving } from './use-export.ts';

test('a cancelled task is not on screen and leaves with the file, behind the others', () => {
  const byDay = new Map([['2026-03-05', ['a', 'c']]]);
  expect(leaving(['2026-03-04', '2026-03-05'], byDay, ['b'])).toEqual(['a', 'c', 'b']);
});

test('a week with nothing but cancelled tasks still has something to tell a calendar', () => {
  expect(leaving(['2026-03-05'], new Map(), ['b'])).toHaveLength(1);
});
