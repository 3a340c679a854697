import { expect, test } from 'vitest';
import { startingReference } from './starting-reference.ts';
import { referenceView } from './reference-view.ts';
import { addCalendarHours, addWorkingDays, addWorkingHours, localTime, type WorkCalendar } from './time.ts';
import { promiseFor } from './promise.ts';

const by = { id: 'admin', name: 'Admin' };
const reference = (sector: 'post' | 'finance') =>
  referenceView(
    startingReference(
      { name: 'Contoh', sector },
      [
        { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
        { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' },
      ],
      by,
      '2026-01-01T00:00:00.000Z',
    ),
  );
const calendar = (zone: WorkCalendar['zone'], holidays: string[] = []): WorkCalendar => ({
  zone,
  holidays: new Set(holidays),
  hours: reference('post').branch('NGW')?.hours ?? [],
});

test('an instant falls on another local day in Jayapura than in Ngawi', () => {
  const instant = '2026-03-05T16:30:00.000Z';
  expect(localTime(instant, 'Asia/Jakarta')).toEqual({
    day: '2026-03-05',
    weekday: 4,
    minutes: 23 * 60 + 30,
  });
  expect(localTime(instant, 'Asia/Jayapura')).toEqual({ day: '2026-03-06', weekday: 5, minutes: 90 });
});

test('working days skip the weekend and end at closing time of the branch', () => {
  // Thursday 5 March 2026, 14.07 WIB; five working days later is Thursday 12 March, 16.00 WIB
  expect(addWorkingDays('2026-03-05T07:07:00.000Z', 5, calendar('Asia/Jakarta'))).toBe(
    '2026-03-12T09:00:00.000Z',
  );
  expect(addWorkingDays('2026-03-05T07:07:00.000Z', 5, calendar('Asia/Jayapura'))).toBe(
    '2026-03-12T07:00:00.000Z',
  );
});

test('working days skip holidays, and a month with a leap day has its 29th', () => {
  expect(
    addWorkingDays(
      '2026-03-17T03:00:00.000Z',
      1,
      calendar('Asia/Jakarta', ['2026-03-18', '2026-03-19', '2026-03-20']),
    ),
  ).toBe('2026-03-23T09:00:00.000Z');
  expect(addWorkingDays('2028-02-28T03:00:00.000Z', 1, calendar('Asia/Jakarta'))).toBe(
    '2028-02-29T09:00:00.000Z',
  );
});

test('working hours pause at noon, over night and on Sunday', () => {
  // Thursday 15.00 WIB + 2 h: one hour until closing, one hour from Friday 08.00
  expect(addWorkingHours('2026-03-05T08:00:00.000Z', 2, calendar('Asia/Jakarta'))).toBe(
    '2026-03-06T02:00:00.000Z',
  );
  // Thursday 11.30 + 1 h: the noon break lies between
  expect(addWorkingHours('2026-03-05T04:30:00.000Z', 1, calendar('Asia/Jakarta'))).toBe(
    '2026-03-05T06:30:00.000Z',
  );
  // Saturday 11.00 + 2 h: the counter closes at 12.00, opens on Monday at 08.00
  expect(addWorkingHours('2026-03-07T04:00:00.000Z', 2, calendar('Asia/Jakarta'))).toBe(
    '2026-03-09T02:00:00.000Z',
  );
});

test('a branch that never opens has no working hours', () => {
  expect(
    addWorkingHours('2026-03-05T08:00:00.000Z', 1, { zone: 'Asia/Jakarta', holidays: new Set(), hours: [] }),
  ).toBeUndefined();
});

test('calendar hours run through the night', () => {
  expect(addCalendarHours('2026-03-05T08:00:00.000Z', 24)).toBe('2026-03-06T08:00:00.000Z');
});

const input = {
  kind: 'complaint',
  channel: 'walk_in',
  category: 'lainnya',
  branchId: 'NGW',
  from: '2026-03-05T07:07:00.000Z',
} as const;

test('an oral complaint at a finance company gets five working days, a written one ten', () => {
  const view = reference('finance');
  expect(promiseFor(view, input)).toMatchObject([
    { packId: 'ojk-multifinance', ruleId: 'lisan', basis: 'working_days', amount: 5 },
  ]);
  expect(promiseFor(view, { ...input, channel: 'email' })).toMatchObject([
    { ruleId: 'tertulis', amount: 10 },
  ]);
});

test('a gold customer has the 1x24 hours beside the general clock, the earliest first', () => {
  const promised = promiseFor(reference('finance'), { ...input, tier: 'gold' });
  expect(promised.map((p) => [p.ruleId, p.dueAt])).toEqual([
    ['nilai-tinggi-24-jam', '2026-03-06T07:07:00.000Z'],
    ['lisan', '2026-03-12T09:00:00.000Z'],
  ]);
});

test('collective leave does not count as a working day unless the pack says so', () => {
  // 17 March 2026 (Tuesday); 18 and 20 to 24 March are leave or holidays around Nyepi and Idulfitri
  const promised = promiseFor(reference('finance'), {
    ...input,
    kind: 'question',
    from: '2026-03-17T03:00:00.000Z',
  });
  expect(promised[0]?.dueAt).toBe('2026-03-26T09:00:00.000Z');
});
