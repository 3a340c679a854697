import { expect, test } from 'vitest';
import { addMonths, nextVisit, rhythmFrom } from './agenda-rhythm.ts';

const WIB = 'Asia/Jakarta';

test('every so many weeks from the planned day, at the same time of day', () => {
  const rhythm = { every: 2, unit: 'week' } as const;
  // planned for Tuesday 3 March 09.30 WIB, done two days later
  expect(nextVisit('2026-03-03T02:30:00.000Z', rhythm, '2026-03-05T08:00:00.000Z', WIB)).toBe(
    '2026-03-17T02:30:00.000Z',
  );
  // done early
  expect(nextVisit('2026-03-03T02:30:00.000Z', rhythm, '2026-02-20T08:00:00.000Z', WIB)).toBe(
    '2026-03-17T02:30:00.000Z',
  );
});

test('occurrences that went by are left out, and the rhythm keeps its day', () => {
  const rhythm = { every: 1, unit: 'week' } as const;
  expect(nextVisit('2026-03-03T02:30:00.000Z', rhythm, '2026-03-24T08:00:00.000Z', WIB)).toBe(
    '2026-03-31T02:30:00.000Z',
  );
});

test('a month that is too short cuts the day, and the next one has it again', () => {
  const rhythm = rhythmFrom({ every: 1, unit: 'month' }, '2026-01-31');
  expect(rhythm).toEqual({ every: 1, unit: 'month', day: 31 });
  const february = nextVisit('2026-01-31T02:00:00.000Z', rhythm, '2026-01-31T05:00:00.000Z', WIB);
  expect(february).toBe('2026-02-28T02:00:00.000Z');
  // what is planned from the cut day does not forget the 31st
  const again = rhythmFrom(rhythm, '2026-02-28');
  expect(nextVisit(february, again, february, WIB)).toBe('2026-03-31T02:00:00.000Z');
  expect(rhythmFrom({ every: 1, unit: 'month' }, '2026-02-28')).toEqual({ every: 1, unit: 'month' });
});

test('months over the end of a year and a leap day', () => {
  expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
  expect(addMonths('2026-12-31', 1)).toBe('2027-01-31');
});

test('the day is the branch’s: 08.00 WIT of the 1st is the last of the month before in UTC', () => {
  const rhythm = { every: 1, unit: 'month' } as const;
  // 1 March 08.00 WIT
  expect(nextVisit('2026-02-28T23:00:00.000Z', rhythm, '2026-03-02T00:00:00.000Z', 'Asia/Jayapura')).toBe(
    '2026-03-31T23:00:00.000Z',
  );
});
