/**
 * When the steps of a renewal are due. Source: domain.md, stage 7: one month before a PKS ends the customer is visited,
 * to evaluate and to decide on its renewal. A month is 30 days here, whatever the calendar month.
 */
import { digest } from '#shared/sync/merge/digest.ts';
import { workCalendar } from './promise.ts';
import type { ReferenceView } from './reference-view.ts';
import { addDays, instantOf, isOpenDay, localTime, nextDay, type WorkCalendar } from './time.ts';

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
 * @param end last day of the agreement, `YYYY-MM-DD`
 * @param today local day of the branch
 * @returns the day of a step: so many days before the end, and the open day before that where it is closed. Where that
 *   is over already, the next open day; a deadline (evaluation, decision) then never lies behind an end to come.
 */
export function renewalDay(
  end: string,
  today: string,
  calendar: WorkCalendar,
  step: RenewalStep = 'visit',
): string {
  const meant = openDayUpTo(addDays(end, -DAYS_BEFORE_END[step]), calendar);
  if (meant >= today) return meant;
  const next = openDayAfter(today, calendar);
  return step === 'visit' || end < today || next <= end ? next : end;
}

/**
 * @param now ISO UTC: when it is planned
 * @returns when a step is due, ISO UTC: a visit at nine in the morning, or within the next quarter of an hour where
 *   that is today; a deadline at closing time. After closing time today counts as over.
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
    calendar.hours.find((hours) => hours.day === localTime(instantOf(day, 0, zone), zone).weekday);
  const closeOf = (day: string): number => hoursOf(day)?.close ?? DEFAULT_CLOSE;
  const soon = Math.ceil(local.minutes / QUARTER) * QUARTER;
  const meant = renewalDay(end, local.day, calendar, step);
  const isOver = meant === local.day && soon >= closeOf(local.day);
  const day = isOver ? openDayAfter(local.day, calendar) : meant;
  if (step !== 'visit') return instantOf(day, closeOf(day), zone);
  const from = Math.max(VISIT_FROM, hoursOf(day)?.open ?? 0);
  return instantOf(day, day === local.day ? Math.max(from, soon) : from, zone);
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
