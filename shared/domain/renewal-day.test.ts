import { describe, expect, test } from 'vitest';
import { testWorld } from '#test/support/domain.ts';
import type { ReferenceView } from './reference-view.ts';
import {
  branchCalendar,
  renewalDay,
  renewalDue,
  RENEWAL_STEPS,
  renewalTaskId,
  stepAfter,
} from './renewal-day.ts';
import type { TaskKind } from './task.ts';
import { addDays, instantOf, localTime, type WorkCalendar } from './time.ts';

const { reference }: { reference: ReferenceView } = testWorld().context;
const calendarAt = (branch: 'NGW' | 'JAP', now = '2026-06-01T00:00:00.000Z'): WorkCalendar =>
  branchCalendar(reference, branch, now);
/** A calendar that never closes: what is left is the counting of days. */
const always = (zone: WorkCalendar['zone']): WorkCalendar => ({
  zone,
  holidays: new Set(),
  hours: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: 480, close: 960, breaks: [] })),
});

describe.each([
  ['WIB', 'Asia/Jakarta', 'NGW'],
  ['WIT', 'Asia/Jayapura', 'JAP'],
] as const)('%s', (_name, zone, branch) => {
  test('30 days before the end; with fewer days left, the next working day', () => {
    const calendar = calendarAt(branch);
    // Wednesday 10 June 2026
    const today = '2026-06-10';
    expect(renewalDay(addDays(today, 31), today, calendar)).toBe('2026-06-11');
    expect(renewalDay(addDays(today, 30), today, calendar)).toBe('2026-06-10');
    expect(renewalDay(addDays(today, 29), today, calendar)).toBe('2026-06-11');
    expect(renewalDay(addDays(today, 1), today, calendar)).toBe('2026-06-11');
    expect(renewalDay(today, today, calendar)).toBe('2026-06-10');
    expect(renewalDay(addDays(today, -400), today, calendar)).toBe('2026-06-11');
  });

  test('on the last day all that is left falls on it, also when the branch has closed or did not open', () => {
    const offset = zone === 'Asia/Jakarta' ? 7 : 9;
    const local = (day: string, time: string): string =>
      new Date(Date.parse(`${day}T${time}:00Z`) - offset * 3_600_000).toISOString();
    const dues = (end: string, now: string) =>
      RENEWAL_STEPS.map((step) => renewalDue(end, now, calendarAt(branch), step));
    const close = local('2026-06-10', '16:00');
    expect(dues('2026-06-10', local('2026-06-10', '10:07'))).toEqual([
      local('2026-06-10', '10:15'),
      close,
      close,
    ]);
    // 00:30: in UTC it is the day before
    expect(dues('2026-06-10', local('2026-06-10', '00:30'))).toEqual([
      local('2026-06-10', '09:00'),
      close,
      close,
    ]);
    const [evening, midnight] = [local('2026-06-10', '20:15'), local('2026-06-10', '23:59')];
    expect(dues('2026-06-10', local('2026-06-10', '20:01'))).toEqual([evening, midnight, midnight]);
    expect(dues('2026-06-10', local('2026-06-10', '23:58'))).toEqual([midnight, midnight, midnight]);
    // Sunday
    const sunday = local('2026-06-14', '16:00');
    expect(dues('2026-06-14', local('2026-06-14', '10:00'))).toEqual([
      local('2026-06-14', '10:00'),
      sunday,
      sunday,
    ]);
    // Saturday, and the end is on Sunday: today, while the branch is open
    const saturday = local('2026-06-13', '12:00');
    expect(dues('2026-06-14', local('2026-06-13', '10:00'))).toEqual([
      local('2026-06-13', '10:00'),
      saturday,
      saturday,
    ]);
    expect(dues('2026-06-14', local('2026-06-13', '13:00'))).toEqual([
      local('2026-06-14', '09:00'),
      sunday,
      sunday,
    ]);
  });

  test('no step is due behind an end to come, nor behind today, whatever the hour', () => {
    // month's end, leap day, a year's end, Idulfitri and Sundays among them
    const ends = [
      '2026-01-31',
      '2028-02-29',
      '2027-02-28',
      '2026-12-31',
      '2026-03-21',
      '2026-03-22',
      '2026-06-14',
    ];
    for (const end of ends)
      for (const left of [0, 1, 2, 6, 7, 8, 20, 21, 22, 29, 30, 31, 32])
        for (let hour = 0; hour < 24; hour++) {
          const now = instantOf(addDays(end, -left), hour * 60 + 7, zone);
          for (const step of RENEWAL_STEPS) {
            const due = renewalDue(end, now, calendarAt(branch, now), step);
            const { day } = localTime(due, zone);
            const said = `${step} of ${end}, ${left} days before, ${hour} h: ${due}`;
            expect(day <= end, said).toBe(true);
            expect(day >= addDays(end, -left), said).toBe(true);
            expect(due >= now, said).toBe(true);
          }
        }
  });

  test('over the end of a month, of a year and of February, in a leap year too', () => {
    const calendar = always(zone);
    expect(renewalDay('2026-07-15', '2026-01-01', calendar)).toBe('2026-06-15');
    expect(renewalDay('2026-03-31', '2026-01-01', calendar)).toBe('2026-03-01');
    expect(renewalDay('2026-03-30', '2026-01-01', calendar)).toBe('2026-02-28');
    expect(renewalDay('2026-01-15', '2025-01-01', calendar)).toBe('2025-12-16');
    expect(renewalDay('2028-02-29', '2028-01-01', calendar)).toBe('2028-01-30');
    expect(renewalDay('2028-03-30', '2028-01-01', calendar)).toBe('2028-02-29');
    expect(renewalDay('2027-03-30', '2027-01-01', calendar)).toBe('2027-02-28');
  });

  test('a closed day gives way to the open day before it', () => {
    const calendar = calendarAt(branch);
    // Sunday 14 June 2026; the branch is open on Saturday
    expect(renewalDay('2026-07-14', '2026-01-01', calendar)).toBe('2026-06-13');
    // Tuesday 16 June 2026 is Islamic New Year
    expect(renewalDay('2026-07-16', '2026-01-01', calendar)).toBe('2026-06-15');
    // 21 March 2026, Idulfitri: the days of 20 and 18 to 19 are closed as well
    expect(renewalDay('2026-04-22', '2026-01-01', calendar)).toBe('2026-03-17');
  });

  test('today is over when the closed day before the 30th lies behind it', () => {
    // on Sunday 14 June, 30 days before the end: Saturday has gone by, Monday is next
    expect(renewalDay('2026-07-14', '2026-06-14', calendarAt(branch))).toBe('2026-06-15');
  });

  test('the day is the branch’s, not that of UTC', () => {
    const calendar = calendarAt(branch);
    const offset = zone === 'Asia/Jakarta' ? 7 : 9;
    const local = (day: string, time: string): string =>
      new Date(Date.parse(`${day}T${time}:00Z`) - offset * 3_600_000).toISOString();
    const dayOf = (instant: string): string => localTime(instant, zone).day;
    // 00:30 on 11 June at the branch, still 10 June in UTC: 29 days are left
    const early = local('2026-06-11', '00:30');
    expect(early.slice(0, 10)).toBe('2026-06-10');
    expect(renewalDue('2026-07-10', early, calendar)).toBe(local('2026-06-12', '09:00'));
    expect(renewalDue('2026-07-11', early, calendar)).toBe(local('2026-06-11', '09:00'));
    expect(renewalDue('2026-07-12', early, calendar)).toBe(local('2026-06-12', '09:00'));
    // 23:30 on 10 June at the branch: its 30th day is over, the next one is meant
    const late = local('2026-06-10', '23:30');
    expect(dayOf(renewalDue('2026-07-10', late, calendar))).toBe('2026-06-11');
    expect(dayOf(renewalDue('2026-07-09', late, calendar))).toBe('2026-06-11');
    expect(dayOf(renewalDue('2026-07-11', late, calendar))).toBe('2026-06-11');
    expect(dayOf(renewalDue('2026-07-13', late, calendar))).toBe('2026-06-13');
    // 23:30 in UTC is the next day at the branch
    expect(dayOf(renewalDue('2026-07-11', '2026-06-10T23:30:00.000Z', calendar))).toBe('2026-06-11');
    expect(dayOf(renewalDue('2026-07-10', '2026-06-10T23:30:00.000Z', calendar))).toBe('2026-06-12');
  });
});

test('a visit of today begins with the next quarter of an hour', () => {
  // 10.07 WIB
  expect(renewalDue('2026-07-10', '2026-06-10T03:07:00.000Z', calendarAt('NGW'))).toBe(
    '2026-06-10T03:15:00.000Z',
  );
});

test('evaluation and decision are due at closing time, 21 and 7 days before the end, never behind it', () => {
  const calendar = calendarAt('NGW');
  const due = (end: string, now: string, step: 'evaluation' | 'decision') =>
    renewalDue(end, now, calendar, step);
  const now = '2026-06-10T03:00:00.000Z';
  expect(due('2026-07-10', now, 'evaluation')).toBe('2026-06-19T09:00:00.000Z');
  expect(due('2026-07-10', now, 'decision')).toBe('2026-07-03T09:00:00.000Z');
  // three days are left: the next working day
  expect(due('2026-06-13', now, 'decision')).toBe('2026-06-11T09:00:00.000Z');
  // Saturday 13 June, and it ends on Sunday: Monday would be too late, and on Sunday nobody is there
  expect(due('2026-06-14', '2026-06-13T03:00:00.000Z', 'decision')).toBe('2026-06-13T05:00:00.000Z');
  // ended already: as soon as can be
  expect(due('2026-06-01', now, 'decision')).toBe('2026-06-11T09:00:00.000Z');
});

test('collective leave is closed or open as the rule pack says', () => {
  const leave = reference.holidays.find(({ cutiBersama, date }) => cutiBersama && date === '2026-05-15');
  expect(leave).toBeDefined();
  const calendar = calendarAt('NGW');
  const expected = calendar.holidays.has('2026-05-15') ? '2026-05-13' : '2026-05-15';
  expect(renewalDay('2026-06-14', '2026-01-01', calendar)).toBe(expected);
});

test('a branch without hours works from Monday to Friday', () => {
  const calendar: WorkCalendar = { zone: 'Asia/Jakarta', holidays: new Set(), hours: [] };
  expect(renewalDay('2026-07-14', '2026-01-01', calendar)).toBe('2026-06-12');
});

test('the decision alone follows on a step that is done after the end', () => {
  const after = (kind: TaskKind, today: string) => stepAfter(kind, '2028-02-29', today);
  for (const kind of ['visit', 'renewal'] as const)
    expect(['2028-02-28', '2028-02-29', '2028-03-01'].map((today) => after(kind, today))).toEqual([
      'evaluation',
      'evaluation',
      'decision',
    ]);
  expect([after('evaluation', '2028-02-29'), after('evaluation', '2028-03-01')]).toEqual([
    'decision',
    'decision',
  ]);
  expect([after('decision', '2028-02-29'), after('follow_up', '2028-02-29')]).toEqual([undefined, undefined]);
});

test('the id of a step depends on agreement, end and step alone, and fits an id', () => {
  const id = renewalTaskId('0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d', '2026-12-31', 'visit');
  expect(id).toBe(renewalTaskId('0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d', '2026-12-31', 'visit'));
  expect(id).toMatch(/^[A-Za-z0-9._:-]{1,56}$/);
  expect(new Set([id, renewalTaskId('0199f3a2', '2026-12-31', 'visit')]).size).toBe(2);
});
