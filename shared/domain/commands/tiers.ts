/** Commands on tiers: by the rules, or by a person against them. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import type { Role } from '../actor.ts';
import { Day, Id, Instant, Line } from '../base.ts';
import { TierOverride, TIERS, type Customer } from '../customer.ts';
import { TierRules, type Zone } from '../reference.ts';
import { verdictWords } from '../tier-words.ts';
import { judgeTier, overrideInForce, TierFacts, type TierVerdict } from '../tiers.ts';
import { localTime } from '../time.ts';
import { activity, byOf, change, command, insert, need, newBase, type CommandContext } from './command.ts';

const MAY_OVERRIDE: readonly Role[] = ['supervisor', 'ae'];

const zoneOf = (context: CommandContext, branchId: string): Zone =>
  context.reference.branch(branchId)?.zone ?? 'Asia/Jakarta';

const today = (context: CommandContext, customer: Customer): string =>
  localTime(context.now, zoneOf(context, customer.branchId)).day;

const changed = (
  context: CommandContext,
  customer: Customer,
  to: Customer['tier'],
  more: { readonly field: 'rules' | 'override'; readonly text: string },
  verdict?: TierVerdict,
) =>
  activity(
    context,
    'tier_changed',
    { customerId: customer.id, branchId: customer.branchId },
    { from: customer.tier ?? '', to: to ?? '', ...more },
    verdict && {
      what: 'tier',
      ...(verdict.tier === undefined ? {} : { tier: verdict.tier }),
      checks: verdict.checks.map(({ holds: _holds, value, ...bounds }) => ({
        ...bounds,
        ...(value === undefined ? {} : { value }),
      })),
    },
  );

/**
 * Holds the facts against the rules in force today; an override that has run out goes. Nothing is written while
 * nothing changes, so that it may be run over a whole book.
 */
export const reviewTier = command({
  args: Type.Object({ customerId: Id, facts: TierFacts }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const customer = found.value;
    const day = today(context, customer);
    const rules = context.reference.tierRules(day);
    const override = overrideInForce(customer, day);
    if (!rules && !customer.tierOverride) return ok({ writes: [], result: { tier: customer.tier } });
    const verdict = rules ? judgeTier(args.facts, rules) : undefined;
    const tier = override ? override.tier : verdict?.tier;
    const isOver = customer.tierOverride !== undefined && override === undefined;
    if (tier === customer.tier && !isOver) return ok({ writes: [], result: { tier } });
    const text = verdict ? verdictWords(verdict, 'id') : '';
    return ok({
      writes: [
        change(context, 'customers', customer, { tier, ...(isOver ? { tierOverride: undefined } : {}) }),
        ...(tier === customer.tier
          ? []
          : [changed(context, customer, tier, { field: 'rules', text }, verdict)]),
      ],
      result: { tier },
    });
  },
});

/** A person knows better than the rules: with a reason, and until a day if there is one. */
export const overrideTier = command({
  args: Type.Object({
    customerId: Id,
    tier: Type.Enum([...TIERS]),
    reason: Line(500),
    until: Type.Optional(Day),
  }),
  roles: MAY_OVERRIDE,
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, { customerId, tier, reason, until }) {
    const found = need(context, 'customers', customerId);
    if (!found.ok) return found;
    const customer = found.value;
    const text = reason.trim();
    if (!text) return fail('reason_missing', 'person', { field: 'reason' });
    if (until !== undefined && until < today(context, customer))
      return fail('until_is_past', 'person', { field: 'until' });
    const tierOverride = {
      tier,
      reason: text,
      ...(until === undefined ? {} : { until }),
      by: byOf(context),
      at: context.now,
    };
    return ok({
      writes: [
        change(context, 'customers', customer, { tier, tierOverride }),
        changed(context, customer, tier, { field: 'override', text }),
      ],
      result: {
        tier,
        /** Arguments of `takeBackOverride`. */
        inverse: {
          customerId,
          at: tierOverride.at,
          ...(customer.tier === undefined ? {} : { tier: customer.tier }),
          ...(customer.tierOverride === undefined ? {} : { tierOverride: customer.tierOverride }),
        },
      },
    });
  },
});

/** An override that was set by mistake goes, and what stood there before it comes back. */
export const takeBackOverride = command({
  args: Type.Object({
    customerId: Id,
    /** When the override was set: another one since is not touched. */
    at: Instant,
    tier: Type.Optional(Type.Enum([...TIERS])),
    tierOverride: Type.Optional(TierOverride),
  }),
  roles: MAY_OVERRIDE,
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, { customerId, at, tier, tierOverride }) {
    const found = need(context, 'customers', customerId);
    if (!found.ok) return found;
    const customer = found.value;
    if (customer.tierOverride?.at !== at)
      return fail('changed_meanwhile', 'person', { field: 'tierOverride' });
    return ok({
      writes: [
        change(context, 'customers', customer, { tier, tierOverride }),
        changed(context, customer, tier, { field: 'override', text: tierOverride?.reason ?? '' }),
      ],
      result: { tier },
    });
  },
});

/** The rules count again at once. */
export const endTierOverride = command({
  args: Type.Object({ customerId: Id, facts: TierFacts, reason: Line(500) }),
  roles: MAY_OVERRIDE,
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, { customerId, facts, reason }) {
    const found = need(context, 'customers', customerId);
    if (!found.ok) return found;
    const customer = found.value;
    if (!customer.tierOverride) return fail('no_override', 'person');
    const text = reason.trim();
    if (!text) return fail('reason_missing', 'person', { field: 'reason' });
    const rules = context.reference.tierRules(today(context, customer));
    const tier = rules ? judgeTier(facts, rules).tier : undefined;
    return ok({
      writes: [
        change(context, 'customers', customer, { tier, tierOverride: undefined }),
        changed(context, customer, tier, { field: 'override', text }),
      ],
      result: { tier },
    });
  },
});

export const TierRulesFields = Type.Pick(TierRules, ['name', 'from', 'windowDays', 'rules'], {
  additionalProperties: false,
});

/** Rules are never changed, only followed by others: what a customer was judged by stays readable. */
export const publishTierRules = command({
  args: Type.Object({ rules: TierRulesFields, version: Type.Integer({ minimum: 1 }) }),
  roles: ['headoffice', 'admin'],
  reads: () => [],
  run(context, { rules, version }) {
    for (const { all } of rules.rules)
      for (const { atLeast, atMost } of all) {
        if (atLeast === undefined && atMost === undefined)
          return fail('bound_missing', 'person', { field: 'rules' });
        if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
          return fail('bounds_reversed', 'person', { field: 'rules' });
      }
    const document = {
      ...newBase(context),
      id: `tiers:${version}`,
      kind: 'tierRules' as const,
      code: 'tiers',
      version,
      ...rules,
    };
    return ok({ writes: [insert('reference', document)], result: { id: document.id } });
  },
});
