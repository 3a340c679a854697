/**
 * Working time in a branch's zone. Indonesia has three zones and no daylight saving, so an offset is exact:
 * WIB UTC+7, WITA UTC+8, WIT UTC+9 (Keppres 41/1987).
 */
import type { OpeningDay, Zone } from './reference.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const OFFSET_MINUTES: Readonly<Record<Zone, number>> = {
  'Asia/Jakarta': 420,
  'Asia/Makassar': 480,
  'Asia/Jayapura': 540,
};

export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** ISO weekday, 1 = Monday. */
  readonly weekday: number;
  /** Minutes since local midnight. */
  readonly minutes: number;
}

/** @returns the local day, weekday and minute of an instant (ISO UTC) in `zone`. */
export function localTime(instant: string, zone: Zone): LocalTime {
  const local = new Date(Date.parse(instant) + OFFSET_MINUTES[zone] * MINUTE);
  return {
    day: local.toISOString().slice(0, 10),
    weekday: ((local.getUTCDay() + 6) % 7) + 1,
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** @returns the instant (ISO UTC) of `minutes` after local midnight of `day` in `zone`. */
export const instantOf = (day: string, minutes: number, zone: Zone): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + (minutes - OFFSET_MINUTES[zone]) * MINUTE).toISOString();

/** @returns the day after `day`, by the calendar. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

/** @returns the day `days` after `day` (before it, where negative), by the calendar. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** @returns the ISO weekday of a day, 1 = Monday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

export interface WorkCalendar {
  readonly zone: Zone;
  /** Days that are not worked whatever the weekday. */
  readonly holidays: ReadonlySet<string>;
  /** The branch's own opening times; a weekday that is not listed is closed. */
  readonly hours: readonly OpeningDay[];
}

/** Closing time where a branch names none for a legal working day: 16:00. */
const DEFAULT_CLOSE = 16 * 60;
/** A year without an opening is a mistake in the calendar, not a long holiday. */
const MAX_DAYS = 400;

/** Legal working day: Monday to Friday, no holiday (rules-indonesia.md). */
const isWorkingDay = (day: string, calendar: WorkCalendar): boolean =>
  weekdayOf(day) <= 5 && !calendar.holidays.has(day);

/** @returns whether the branch is open that day; without hours of its own, Monday to Friday. */
export const isOpenDay = (day: string, { hours, holidays }: WorkCalendar): boolean =>
  !holidays.has(day) &&
  (hours.length > 0 ? hours.some((one) => one.day === weekdayOf(day)) : weekdayOf(day) <= 5);

/**
 * The day of receipt does not count (POJK counts from the next working day).
 * @returns when `amount` legal working days have passed: at closing time of the last of them.
 */
export function addWorkingDays(from: string, amount: number, calendar: WorkCalendar): string {
  let { day } = localTime(from, calendar.zone);
  for (let left = amount, guard = 0; left > 0 && guard < amount * 7 + MAX_DAYS; guard++) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar)) left--;
  }
  const close = calendar.hours.find((h) => h.day === weekdayOf(day))?.close ?? DEFAULT_CLOSE;
  return instantOf(day, close, calendar.zone);
}

/** @returns `amount` hours later by the wall clock, nights and holidays included (1x24 h). */
export const addCalendarHours = (from: string, amount: number): string =>
  new Date(Date.parse(from) + amount * 60 * MINUTE).toISOString();

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Open spans of one day in minutes, breaks cut out. */
function openSpans(day: string, calendar: WorkCalendar): Span[] {
  const hours = calendar.hours.find((h) => h.day === weekdayOf(day));
  if (!hours || calendar.holidays.has(day)) return [];
  const spans: Span[] = [];
  let start = hours.open;
  for (const pause of [...hours.breaks].sort((a, b) => a.from - b.from)) {
    if (pause.from > start) spans.push({ from: start, to: Math.min(pause.from, hours.close) });
    start = Math.max(start, pause.to);
  }
  if (start < hours.close) spans.push({ from: start, to: hours.close });
  return spans;
}

/** @returns when the branch has been open for `amount` hours after `from`; undefined if it never opens. */
export function addWorkingHours(from: string, amount: number, calendar: WorkCalendar): string | undefined {
  let left = amount * 60;
  const start = localTime(from, calendar.zone);
  let day = start.day;
  for (let guard = 0; guard < MAX_DAYS; guard++) {
    for (const span of openSpans(day, calendar)) {
      const begin = day === start.day ? Math.max(span.from, start.minutes) : span.from;
      const length = span.to - begin;
      if (length <= 0) continue;
      if (left <= length) return instantOf(day, begin + left, calendar.zone);
      left -= length;
    }
    day = nextDay(day);
  }
  return undefined;
}
