import { expect, test } from 'vitest';
import { byDay, momentOf, readTime, spanOf, timeText, weekOf } from './days.ts';

test('a week is Monday to Sunday, over the end of a month', () => {
  expect(weekOf('2026-03-01')).toEqual([
    '2026-02-23',
    '2026-02-24',
    '2026-02-25',
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(weekOf('2026-03-02')[0]).toBe('2026-03-02');
});

test('days begin at the branch’s midnight', () => {
  expect(spanOf(['2026-03-02'], 'Asia/Jakarta')).toEqual({
    from: '2026-03-01T17:00:00.000Z',
    before: '2026-03-02T17:00:00.000Z',
  });
  expect(spanOf(weekOf('2026-03-02'), 'Asia/Jayapura')).toEqual({
    from: '2026-03-01T15:00:00.000Z',
    before: '2026-03-08T15:00:00.000Z',
  });
});

test('what is early in the morning at the branch stands on that day, in the order of time', () => {
  const things = [
    { id: 'b', dueAt: '2026-03-02T03:00:00.000Z' },
    { id: 'a', dueAt: '2026-03-01T23:30:00.000Z' },
    { id: 'c', dueAt: '2026-03-01T16:59:00.000Z' },
  ];
  const days = byDay(things, 'Asia/Jakarta');
  expect([...days].map(([day, list]) => [day, list.map(({ id }) => id)])).toEqual([
    ['2026-03-02', ['a', 'b']],
    ['2026-03-01', ['c']],
  ]);
});

test('times as people type them', () => {
  expect(['9', '9.30', '09:30', '0930', ' 23.59 '].map(readTime)).toEqual([540, 570, 570, 570, 1439]);
  expect(['', '24', '9.60', '9.3', 'pagi', '-1'].map(readTime)).toEqual(Array(6).fill(undefined));
  expect(timeText(570)).toBe('09.30');
  expect(momentOf('2026-03-02', '9.30', 'Asia/Jayapura')).toBe('2026-03-02T00:30:00.000Z');
  expect(momentOf('', '9.30', 'Asia/Jayapura')).toBeUndefined();
});
