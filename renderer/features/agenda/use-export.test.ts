import { expect, test } from 'vitest';
import { leaving, withoutCancelled } from './use-export.ts';

const task = (id: string, status: 'open' | 'done' | 'cancelled') => ({ id, status });

test('a cancelled task is not on screen and leaves with the file', () => {
  const all = [task('a', 'open'), task('b', 'cancelled'), task('c', 'done')];
  const { standing, cancelled } = withoutCancelled(all);
  expect(standing.map(({ id }) => id)).toEqual(['a', 'c']);
  const byDay = new Map([['2026-03-05', standing]]);
  const left = leaving(['2026-03-04', '2026-03-05'], byDay, cancelled);
  expect(left.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
});

test('a week with nothing but cancelled tasks still has something to tell a calendar', () => {
  expect(leaving(['2026-03-05'], new Map(), [task('b', 'cancelled')])).toHaveLength(1);
});
