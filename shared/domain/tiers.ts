/**
 * Tiers of customers (domain.md, stage 1: "Lacking: a classification of customers; the study asks for it"). Head
 * office sets the rules as data; desk and head office compute the same tier from the same documents. Pure.
 */
import Type, { type Static } from 'typebox';
import type { Activity, ActivityKind } from './activity.ts';
import type { Agreement } from './agreement.ts';
import type { Complaint } from './complaint.ts';
import { TIERS, type Customer, type Tier, type TierOverride } from './customer.ts';
import type { TierCondition, TierMeasure, TierRule, TierRules, Zone } from './reference.ts';
import { localTime } from './time.ts';

/** What a tier is judged by, of one day. */
export const TierFacts = Type.Object({
  /** Whole rupiah a month of all agreements in force. */
  monthlyRevenue: Type.Integer({ minimum: 0 }),
  /** Agreements that began within the window, and answers to campaigns that became an order. */
  transactions: Type.Integer({ minimum: 0 }),
  /** Days since the last contact or order; absent where none is on record. */
  recencyDays: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Agreements in force. */
  agreements: Type.Integer({ minimum: 0 }),
  /** Complaints of the customer's branch received within the window; cancelled and confidential ones do not count. */
  complaints: Type.Integer({ minimum: 0 }),
});
export type TierFacts = Static<typeof TierFacts>;

/** Documents of one customer, of the records that were joined into it too. */
export interface TierSources {
  readonly agreements: readonly Pick<
    Agreement,
    'id' | 'start' | 'end' | 'status' | 'monthlyAmount' | 'renewsId'
  >[];
  readonly complaints: readonly Pick<
    Complaint,
    'kind' | 'status' | 'receivedAt' | 'branchId' | 'confidential'
  >[];
  readonly activities: readonly Pick<Activity, 'kind' | 'at' | 'to' | 'complaintId'>[];
}

/** Entries of the timeline that say that the customer and the branch had to do with each other. */
const CONTACTS: ReadonlySet<ActivityKind> = new Set<ActivityKind>([
  'call',
  'visit',
  'message',
  'campaign_response',
  'task_done',
  'consent_changed',
  'need_found',
  'offer_made',
  'offer_answered',
  'agreement_decided',
]);

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

const hasBegun = ({ start }: Pick<Agreement, 'start'>, day: string): boolean =>
  start === undefined || start <= day;

/**
 * An agreement without a first day began before anybody wrote it down; one without a last day has none. What was
 * decided about its end is decided for that day: until then it counts, and only the one that renews it takes its place
 * sooner, where that one begins before. Decided without a last day, it is over.
 * @param agreements of one customer
 * @param day local day `YYYY-MM-DD`
 * @returns those that count on `day`
 */
export function inForceOn<A extends TierSources['agreements'][number]>(
  agreements: readonly A[],
  day: string,
): A[] {
  const followed = new Set(
    agreements.flatMap((one) => (one.renewsId && hasBegun(one, day) ? [one.renewsId] : [])),
  );
  return agreements.filter((agreement) => {
    const { id, end, status = 'active' } = agreement;
    if (!hasBegun(agreement, day) || (end !== undefined && end < day)) return false;
    return status === 'active' || (end !== undefined && !followed.has(id));
  });
}

/**
 * What not every desk of the branch holds does not count, or two desks would come to two tiers: confidential
 * complaints, complaints that another branch handles, and what hangs on a complaint.
 * @param on the local day that is judged, branch and zone of the customer, and how many days back transactions and
 *   complaints count (the day itself is the first)
 * @returns what the rules are held against
 */
export function tierFacts(
  sources: TierSources,
  on: {
    readonly day: string;
    readonly branchId: string;
    readonly zone: Zone;
    readonly windowDays: number;
  },
): TierFacts {
  const ago = (day: string): number => daysBetween(day, on.day);
  const within = (day: string): boolean => ago(day) >= 0 && ago(day) < on.windowDays;
  const local = (instant: string): string => localTime(instant, on.zone).day;
  const inForce = inForceOn(sources.agreements, on.day);
  const began = sources.agreements.flatMap(({ start }) => (start === undefined ? [] : [start]));
  const activities = sources.activities.filter(({ complaintId }) => complaintId === '');
  const complaints = sources.complaints.filter(
    ({ branchId, confidential }) => branchId === on.branchId && !confidential,
  );
  const orders = activities.filter(({ kind, to }) => kind === 'campaign_response' && to === 'deal');
  const contacts = [
    ...activities.filter(({ kind }) => CONTACTS.has(kind)).map(({ at }) => local(at)),
    ...complaints.map(({ receivedAt }) => local(receivedAt)),
  ];
  const past = [...contacts, ...began].map(ago).filter((days) => days >= 0);
  return {
    monthlyRevenue: inForce.reduce((sum, { monthlyAmount = 0 }) => sum + monthlyAmount, 0),
    transactions: began.filter(within).length + orders.filter(({ at }) => within(local(at))).length,
    ...(past.length > 0 ? { recencyDays: past.reduce((least, days) => Math.min(least, days)) } : {}),
    agreements: inForce.length,
    complaints: complaints.filter(
      ({ kind, status, receivedAt }) =>
        kind === 'complaint' && status !== 'cancelled' && within(local(receivedAt)),
    ).length,
  };
}

/** One condition of a rule, held against the facts. */
export interface TierCheck {
  readonly measure: TierMeasure;
  /** Undefined where nothing is on record. */
  readonly value: number | undefined;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly holds: boolean;
}

export interface TierVerdict {
  /** Undefined where no rule holds. */
  readonly tier: Tier | undefined;
  /** Why: every condition of the rule that holds. */
  readonly checks: readonly TierCheck[];
  /** What is lacking for the next better tier, by the rule that lacks least; undefined at the best one. */
  readonly missing: { readonly tier: Tier; readonly checks: readonly TierCheck[] } | undefined;
}

function check({ measure, atLeast, atMost }: TierCondition, facts: TierFacts): TierCheck {
  const value = facts[measure];
  return {
    measure,
    value,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
    holds:
      value !== undefined &&
      (atLeast === undefined || value >= atLeast) &&
      (atMost === undefined || value <= atMost),
  };
}

const rank = (tier: Tier | undefined): number => (tier ? TIERS.indexOf(tier) : -1);

/** @returns the tier by the rules alone, and why. */
export function judgeTier(facts: TierFacts, rules: Pick<TierRules, 'rules'>): TierVerdict {
  const judged = rules.rules.map((rule: TierRule) => {
    const checks = rule.all.map((condition) => check(condition, facts));
    return { tier: rule.tier, checks, lacking: checks.filter(({ holds }) => !holds) };
  });
  const held = judged.find(({ lacking }) => lacking.length === 0);
  const above = judged.filter(({ tier }) => rank(tier) > rank(held?.tier));
  const next = [...above].sort(
    (a, b) => rank(a.tier) - rank(b.tier) || a.lacking.length - b.lacking.length,
  )[0];
  return {
    tier: held?.tier,
    checks: held?.checks ?? [],
    missing: next && { tier: next.tier, checks: next.lacking },
  };
}

/** @returns the tier that a person set against the rules, while it counts on local day `day`. */
export function overrideInForce(
  customer: Pick<Customer, 'tierOverride'>,
  day: string,
): TierOverride | undefined {
  const { tierOverride } = customer;
  if (!tierOverride || (tierOverride.until !== undefined && tierOverride.until < day)) return undefined;
  return tierOverride;
}
