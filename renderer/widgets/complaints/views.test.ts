import { expect, test } from 'vitest';
import { complaintViews, usualSort } from './views.ts';

const NOW = '2026-03-05T07:00:00.000Z';

test('near begins where late ends and goes on for four hours', () => {
  const { near, late } = complaintViews({ userId: 'rina' }, NOW);
  expect(late?.due?.before).toBe(NOW);
  expect(near?.due).toEqual({ from: NOW, before: '2026-03-05T11:00:00.000Z' });
});

test('what has no promise is not late, and what is finished neither', () => {
  const { late } = complaintViews({ userId: 'rina' }, NOW);
  expect((late?.due?.from ?? '') > '').toBe(true);
  expect(late?.not?.status).toEqual(['resolved', 'closed', 'cancelled', 'withdrawn']);
});

test('a status of a newer version stays among the open ones', () => {
  const { open } = complaintViews({ userId: 'rina' }, NOW);
  expect(open?.is).toBeUndefined();
});

test('only somebody in a division has its view', () => {
  expect(complaintViews({ userId: 'rina' }, NOW).division).toBeUndefined();
  expect(complaintViews({ userId: 'rina', divisionId: 'klaim' }, NOW).division?.is).toEqual({
    divisionId: ['klaim'],
  });
});

test('work is sorted by its deadline, the rest by its arrival', () => {
  expect(usualSort('late')).toBe('dueAt');
  expect(usualSort('all')).toBe('receivedAt');
});
