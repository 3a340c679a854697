/** Agreements that come to their end: what is due for each, derived from agreements and tasks alone. */
import { addMonths } from './agenda-rhythm.ts';
import type { Agreement } from './agreement.ts';
import {
  DAYS_BEFORE_END,
  RENEWAL_STEPS,
  renewalTaskId,
  taskIdAgain,
  type RenewalStep,
} from './renewal-day.ts';
import type { Task } from './task.ts';
import { addDays } from './time.ts';

/** An agreement appears so many days before its end, and leaves the list so long after it when nobody decides. */
export const ENDING_FROM_DAYS = 45;
export const ENDING_UNTIL_DAYS = 180;

/**
 * `soon`: its step lies ahead. `overdue`: its step should have been done, or none is planned though it is time.
 * `undecided`: it has ended, and nobody said what follows.
 */
export type EndingState = 'soon' | 'overdue' | 'undecided';

export interface Ending<A extends Agreement = Agreement, T extends Task = Task> {
  readonly agreement: A;
  readonly end: string;
  /** Calendar days until the end; negative after it. */
  readonly daysLeft: number;
  readonly state: EndingState;
  /** The open step that comes first, and its task; undefined where none is planned. */
  readonly step: RenewalStep | undefined;
  readonly task: T | undefined;
  /** Every open task of the renewal: a decision settles them all. */
  readonly open: readonly T[];
  /** `planRenewals` would plan its visit: none ever was, and the end lies ahead. */
  readonly missing: boolean;
}

/** @returns whether the agreement is renewed by visit, evaluation and decision: a PKS (domain.md, stages 6 and 7). */
export const isRenewable = (
  agreement: Pick<Agreement, 'kind' | 'end' | 'status'>,
): agreement is typeof agreement & { readonly end: string } =>
  agreement.kind === 'pks' &&
  agreement.end !== undefined &&
  (agreement.status === undefined || agreement.status === 'active');

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

const stepOf = (task: Task): RenewalStep | undefined =>
  task.kind === 'renewal' ? 'visit' : RENEWAL_STEPS.find((step) => step === task.kind);

const placeOf = (task: Task): number => RENEWAL_STEPS.indexOf(stepOf(task) ?? 'visit');

/**
 * @param tasks of any status; those of other matters are passed over
 * @param today local day of the branch
 * @returns the cancelled step at which the renewal stopped, for `planStepAgain`; undefined while a step is open, where
 *   the last one was done, and where the agreement is over
 */
export function stoppedStep<T extends Task>(
  agreement: Agreement,
  tasks: readonly T[],
  today: string,
): T | undefined {
  if (!isRenewable(agreement) || agreement.end < today) return undefined;
  const steps = tasks.filter((task) => task.agreementId === agreement.id && stepOf(task));
  if (steps.some(({ status }) => status === 'open')) return undefined;
  // an end that was put off begins the steps anew: the step planned last says how far it is
  const isLater = (a: T, b: T): boolean =>
    a.createdAt === b.createdAt ? placeOf(a) > placeOf(b) : a.createdAt > b.createdAt;
  const newest = steps.reduce<T | undefined>((a, b) => (a && !isLater(b, a) ? a : b), undefined);
  if (!newest) return undefined;
  const last = steps.filter((task) => !isLater(newest, task));
  if (last.some(({ status }) => status === 'done')) return undefined;
  const known = new Set(steps.map(({ id }) => id));
  return last
    .filter(({ id }) => !known.has(taskIdAgain(id)))
    .sort((a, b) =>
      a.updatedAt === b.updatedAt ? (a.id < b.id ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1,
    )[0];
}

/** @returns open steps of renewals by agreement, the first step first. */
export function openSteps<T extends Task>(tasks: Iterable<T>): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const task of tasks) {
    if (!task.agreementId || task.status !== 'open' || !stepOf(task)) continue;
    const others = found.get(task.agreementId);
    if (others) others.push(task);
    else found.set(task.agreementId, [task]);
  }
  for (const steps of found.values())
    steps.sort((a, b) => placeOf(a) - placeOf(b) || (a.dueAt < b.dueAt ? -1 : 1));
  return found;
}

/** @returns the agreements that an end between these days would put on the list: for asking for their tasks first. */
export const isEnding = (agreement: Agreement, today: string): boolean =>
  isRenewable(agreement) &&
  agreement.end <= addDays(today, ENDING_FROM_DAYS) &&
  agreement.end >= addDays(today, -ENDING_UNTIL_DAYS);

/**
 * @param tasks of any status; those of other matters are passed over
 * @param at `today` is the local day of the branch, `now` ISO UTC
 * @returns agreements that end soon or have ended undecided, the earliest end first
 */
export function endings<A extends Agreement, T extends Task>(
  agreements: Iterable<A>,
  tasks: readonly T[],
  { today, now }: { readonly today: string; readonly now: string },
): Ending<A, T>[] {
  const steps = openSteps(tasks);
  const known = new Set(tasks.map(({ id }) => id));
  const found: Ending<A, T>[] = [];
  for (const agreement of agreements) {
    const { end } = agreement;
    if (end === undefined || !isEnding(agreement, today)) continue;
    const open = steps.get(agreement.id) ?? [];
    const [task] = open;
    const daysLeft = daysBetween(today, end);
    const late = task ? task.dueAt < now : daysLeft < DAYS_BEFORE_END.visit;
    found.push({
      agreement,
      end,
      daysLeft,
      state: daysLeft < 0 ? 'undecided' : late ? 'overdue' : 'soon',
      step: task && stepOf(task),
      task,
      open,
      missing:
        daysLeft >= 0 &&
        !task &&
        !RENEWAL_STEPS.some((step) => known.has(renewalTaskId(agreement.id, end, step))),
    });
  }
  return found.sort((a, b) =>
    a.end === b.end ? (a.agreement.id < b.agreement.id ? -1 : 1) : a.end < b.end ? -1 : 1,
  );
}

/** @returns how many whole months lie between two days; undefined where none fit exactly. */
function wholeMonths(from: string, to: string): number | undefined {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return months > 0 && addMonths(from, months) === to ? months : undefined;
}

/** @returns the last day of a term; a day that its last month does not have is that month's last. */
function lastDay(from: string, months: number): string {
  const after = addMonths(from, months);
  return after.slice(8) === from.slice(8) ? addDays(after, -1) : after;
}

/** @returns the term that would follow: from the day after the end, as long as the one before; a year without a start. */
export function nextTerm({ start, end }: Pick<Agreement, 'start' | 'end'>): {
  readonly start: string;
  readonly end: string;
} | null {
  if (end === undefined) return null;
  const from = addDays(end, 1);
  const months = start === undefined || start > end ? 12 : wholeMonths(start, from);
  if (months !== undefined) return { start: from, end: lastDay(from, months) };
  return { start: from, end: addDays(from, daysBetween(start ?? end, end)) };
}
