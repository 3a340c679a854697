/** How much time a promise has left, as a state and as words. Instants are ISO UTC. */
import type { Status } from '#shared/domain/complaint.ts';
import { isOpen, STATUSES } from '#shared/domain/complaint.ts';

/** Below this the deadline is near: half a working day, so that a division can still act. */
export const NEAR_MS = 4 * 3_600_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From here on hours say nothing any more. */
const DAYS_FROM = 48 * HOUR;

export type DueState =
  { readonly state: 'none' } | { readonly state: 'calm' | 'near' | 'late'; readonly span: DueSpan };

export interface DueSpan {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly minutes: number;
  readonly hours: number;
  readonly days: number;
}

/** @returns whether `status` is one that this version knows and that still needs work. */
export const needsWork = (status: string): boolean =>
  (STATUSES as readonly string[]).includes(status) ? isOpen(status as Status) : true;

/**
 * @param dueAt the earliest promised time, or `''`
 * @param status a finished complaint has no clock
 * @param now ISO UTC
 * @returns `late` from the promised minute on; a span that is never negative.
 */
export function dueState(dueAt: string, status: string, now: string): DueState {
  const due = Date.parse(dueAt);
  if (Number.isNaN(due) || !needsWork(status)) return { state: 'none' };
  const left = due - Date.parse(now);
  const state = left <= 0 ? 'late' : left < NEAR_MS ? 'near' : 'calm';
  return { state, span: spanOf(Math.abs(left)) };
}

function spanOf(ms: number): DueSpan {
  const total = Math.floor(ms / MINUTE);
  const unit = ms >= DAYS_FROM ? 'days' : ms >= HOUR ? 'hours' : 'minutes';
  return {
    unit,
    minutes: unit === 'hours' ? total % 60 : total,
    hours: Math.floor(total / 60),
    days: Math.floor(ms / (24 * HOUR)),
  };
}
