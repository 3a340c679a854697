/**
 * When the steps of a renewal are due. Source: domain.md, stage 7: one month before a PKS ends the customer is visited,
 * to evaluate and to decide on its renewal. A month is 30 days here, whatever the calendar month.
 */
import { digest } from '#shared/sync/merge/digest.ts';
import { workCalendar } from './promise.ts';
import type { ReferenceView } from './reference-view.ts';
import type { TaskKind } from './task.ts';
import { addDays, instantOf, isOpenDay, localTime, nextDay, weekdayOf, type WorkCalendar } from './time.ts';

/** In their order: each is planned when the one before it is done. */
export const RENEWAL_STEPS = ['visit', 'evaluation', 'decision'] as const;
export type RenewalStep = (typeof RENEWAL_STEPS)[number];

/** Calendar days before the end. */
export const DAYS_BEFORE_END: Readonly<Record<RenewalStep, number>> = {
  visit: 30,
  evaluation: 21,
  decision: 7,
};
/** A visit begins at nine, or when the branch opens if that is later. */
const VISIT_FROM = 9 * 60;
const DEFAULT_CLOSE = 16 * 60;
const QUARTER = 15;
/** Midnight itself would be the day after. */
const LAST_MINUTE = 1439;
/** A year without an opening is a mistake in the calendar, not a long holiday. */
const MAX_DAYS = 400;

/** @returns the calendar of a branch at `now` (ISO UTC), under the rule pack in force there. */
export function branchCalendar(reference: ReferenceView, branchId: string, now: string): WorkCalendar {
  const zone = reference.branch(branchId)?.zone ?? 'Asia/Jakarta';
  const code = reference.company?.rulePack;
  const pack = code ? reference.rulePack(code, localTime(now, zone).day) : undefined;
  return workCalendar(reference, branchId, pack ?? { cutiBersamaIsWorkingDay: false });
}

/** @returns `day`, or the last open day before it. */
function openDayUpTo(day: string, calendar: WorkCalendar): string {
  for (let one = day, tries = 0; tries < MAX_DAYS; tries++, one = addDays(one, -1))
    if (isOpenDay(one, calendar)) return one;
  return day;
}

/** @returns the first open day after `day`. */
export function openDayAfter(day: string, calendar: WorkCalendar): string {
  for (let one = nextDay(day), tries = 0; tries < MAX_DAYS; tries++, one = nextDay(one))
    if (isOpenDay(one, calendar)) return one;
  return nextDay(day);
}

/**
 * @param isTodayOver today is past closing time
 * @returns the day on which something that should have been done before today is still done: the next open day; where
 *   that lies behind an end to come, today, or the last day itself where the branch is closed by then
 */
function dayLeft(end: string, today: string, calendar: WorkCalendar, isTodayOver: boolean): string {
  const next = openDayAfter(today, calendar);
  if (end < today || next <= end) return next;
  return !isTodayOver && isOpenDay(today, calendar) ? today : end;
}

/**
 * @param end last day of the agreement, `YYYY-MM-DD`
 * @param today local day of the branch
 * @returns the day of a step: so many days before the end, and the open day before that where it is closed. Where that
 *   is over already, the next open day, but never behind an end to come: what is left falls on the last day.
 */
export function renewalDay(
  end: string,
  today: string,
  calendar: WorkCalendar,
  step: RenewalStep = 'visit',
): string {
  const meant = openDayUpTo(addDays(end, -DAYS_BEFORE_END[step]), calendar);
  return meant >= today ? meant : dayLeft(end, today, calendar, false);
}

/**
 * @param now ISO UTC: when it is planned
 * @returns when a step is due, ISO UTC: a visit at nine in the morning, or within the next quarter of an hour where
 *   that is today; a deadline at closing time. After closing time today counts as over, unless it is the last day: then
 *   the visit is due at once, the deadline at midnight.
 */
export function renewalDue(
  end: string,
  now: string,
  calendar: WorkCalendar,
  step: RenewalStep = 'visit',
): string {
  const { zone } = calendar;
  const local = localTime(now, zone);
  const hoursOf = (day: string) =>
    isOpenDay(day, calendar) ? calendar.hours.find((hours) => hours.day === weekdayOf(day)) : undefined;
  const closeOf = (day: string): number => hoursOf(day)?.close ?? DEFAULT_CLOSE;
  const soon = Math.min(Math.ceil(local.minutes / QUARTER) * QUARTER, LAST_MINUTE);
  const isTodayOver = soon >= closeOf(local.day);
  const meant = renewalDay(end, local.day, calendar, step);
  const day = meant === local.day && isTodayOver ? dayLeft(end, local.day, calendar, true) : meant;
  const isToday = day === local.day;
  if (step !== 'visit') return instantOf(day, isToday && isTodayOver ? LAST_MINUTE : closeOf(day), zone);
  const from = Math.max(VISIT_FROM, hoursOf(day)?.open ?? 0);
  return instantOf(day, isToday ? Math.max(from, soon) : from, zone);
}

/**
 * @param kind of the task that is done
 * @param today local day of the branch
 * @returns what follows on a step of a renewal; once the agreement is over nothing but the decision remains
 */
export function stepAfter(kind: TaskKind, end: string, today: string): RenewalStep | undefined {
  if (kind === 'evaluation') return 'decision';
  if (kind !== 'visit' && kind !== 'renewal') return undefined;
  return end < today ? 'decision' : 'evaluation';
}

/**
 * The same wherever it is planned: two desks that plan one renewal without hearing of each other make one task.
 * @param end the agreement's end when the step was planned
 */
export const renewalTaskId = (agreementId: string, end: string, step: RenewalStep): string =>
  `renewal:${digest(`${agreementId}|${end}|${step}`)}`;

/** @returns the id under which a cancelled step is planned again, for the same reason. */
export const taskIdAgain = (cancelledId: string): string => `renewal:${digest(`${cancelledId}|again`)}`;

/** @returns the id of the agreement that follows, for the same reason. */
export const successorId = (agreementId: string): string => `agreement:${digest(`${agreementId}|successor`)}`;
