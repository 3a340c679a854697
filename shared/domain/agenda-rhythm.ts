/** Routine visits: when the next one is (domain.md, stage 4). */
import type { Zone } from './reference.ts';
import type { Rhythm } from './task.ts';
import { addDays, instantOf, localTime } from './time.ts';

const SHORTEST_MONTH = 28;

/** @returns the day `months` later; where that month is shorter than `wanted`, its last day. */
export function addMonths(day: string, months: number, wanted = Number(day.slice(8))): string {
  const whole = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(whole / 12), whole % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(wanted, last))).toISOString().slice(0, 10);
}

/** @returns the rhythm of a visit planned for `day`, with what a short month must not make it forget. */
export function rhythmFrom(rhythm: Rhythm, day: string): Rhythm {
  const { every, unit } = rhythm;
  const wanted = rhythm.day ?? Number(day.slice(8));
  return unit === 'month' && wanted > SHORTEST_MONTH ? { every, unit, day: wanted } : { every, unit };
}

/**
 * Counted from the planned day, not from the day it was done: who comes late does not shift the rhythm. Occurrences
 * that have gone by are left out.
 * @param dueAt when the visit that is done now was planned, ISO UTC
 * @param now ISO UTC
 * @returns when the next one begins, ISO UTC: the same time of day at the branch, after today
 */
export function nextVisit(dueAt: string, rhythm: Rhythm, now: string, zone: Zone): string {
  const planned = localTime(dueAt, zone);
  const today = localTime(now, zone).day;
  for (let times = 1; ; times++) {
    const day =
      rhythm.unit === 'week'
        ? addDays(planned.day, 7 * rhythm.every * times)
        : addMonths(planned.day, rhythm.every * times, rhythm.day);
    if (day > today) return instantOf(day, planned.minutes, zone);
  }
}
