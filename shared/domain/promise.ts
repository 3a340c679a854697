/** What the customer is promised: the rules of the pack in force, and the customer's tier beside them. */
import type { Channel, ComplaintKind, Promised } from './complaint.ts';
import type { Tier } from './customer.ts';
import type { ReferenceView } from './reference-view.ts';
import type { PromiseRule, RulePack } from './reference.ts';
import { addCalendarHours, addWorkingDays, addWorkingHours, localTime, type WorkCalendar } from './time.ts';

export interface PromiseInput {
  readonly kind: ComplaintKind;
  readonly channel: Channel;
  readonly category: string;
  readonly tier?: Tier | undefined;
  readonly branchId: string;
  /** ISO UTC: where the clocks start. */
  readonly from: string;
}

/** @returns the calendar of a branch under a rule pack: whether collective leave is worked is the pack's switch. */
export function workCalendar(
  reference: ReferenceView,
  branchId: string,
  pack: Pick<RulePack, 'cutiBersamaIsWorkingDay'>,
): WorkCalendar {
  const branch = reference.branch(branchId);
  const holidays = reference.holidays.filter((h) => !h.cutiBersama || !pack.cutiBersamaIsWorkingDay);
  return {
    zone: branch?.zone ?? 'Asia/Jakarta',
    hours: branch?.hours ?? [],
    holidays: new Set(holidays.map((h) => h.date)),
  };
}

const fits = (rule: PromiseRule, input: PromiseInput): boolean =>
  (!rule.kinds || rule.kinds.includes(input.kind)) &&
  (!rule.channels || rule.channels.includes(input.channel)) &&
  (!rule.categories || rule.categories.includes(input.category));

function dueOf(rule: PromiseRule, from: string, calendar: WorkCalendar): string | undefined {
  if (rule.basis === 'calendar_hours') return addCalendarHours(from, rule.amount);
  if (rule.basis === 'working_days') return addWorkingDays(from, rule.amount, calendar);
  return addWorkingHours(from, rule.amount, calendar);
}

/**
 * The first rule without tiers that fits sets the general clock; each rule for the customer's tier runs
 * beside it (domain.md, stage 2: high-value customers within 1x24 hours).
 * @returns all clocks, the earliest first; empty when no rule fits or the company has no pack in force.
 */
export function promiseFor(reference: ReferenceView, input: PromiseInput): Promised[] {
  const code = reference.company?.rulePack;
  const zone = reference.branch(input.branchId)?.zone ?? 'Asia/Jakarta';
  const pack = code ? reference.rulePack(code, localTime(input.from, zone).day) : undefined;
  if (!pack) return [];
  const calendar = workCalendar(reference, input.branchId, pack);
  const general = pack.rules.find((rule) => !rule.tiers && fits(rule, input));
  const byTier = pack.rules.filter(
    (rule) => input.tier && rule.tiers?.includes(input.tier) && fits(rule, input),
  );
  return [...(general ? [general] : []), ...byTier]
    .flatMap((rule): Promised[] => {
      const dueAt = dueOf(rule, input.from, calendar);
      if (!dueAt) return [];
      const { basis, amount } = rule;
      return [
        {
          packId: pack.code,
          packVersion: pack.version,
          ruleId: rule.id,
          basis,
          amount,
          from: input.from,
          dueAt,
        },
      ];
    })
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}
