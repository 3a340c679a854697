/** What the rules say of a customer today, from the documents that this desk holds. */
import { useMemo } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import {
  judgeTier,
  overrideInForce,
  tierFacts,
  type TierFacts,
  type TierVerdict,
} from '#shared/domain/tiers.ts';
import { useList, useReference } from '../hooks/documents.ts';
import { useToday } from '../hooks/clock.ts';

export interface TierToday {
  /** Undefined while documents are being read, or where there are no rules. */
  readonly facts: TierFacts | undefined;
  readonly verdict: TierVerdict | undefined;
  readonly override: Customer['tierOverride'];
  readonly hasRules: boolean;
}

/** @param ids of the customer and of every record that was joined into it */
export function useTier(customer: Customer, ids: readonly string[]): TierToday {
  const reference = useReference();
  const today = useToday();
  const where = { customerId: ids };
  const agreements = useList('agreements', { where });
  const complaints = useList('complaints', { where });
  const activities = useList('activities', { where });
  const rules = reference.tierRules(today);
  const zone = reference.branch(customer.branchId)?.zone ?? 'Asia/Jakarta';
  const { branchId } = customer;
  const reading = agreements.loading || complaints.loading || activities.loading;
  const facts = useMemo(
    () =>
      !rules || reading
        ? undefined
        : tierFacts(
            { agreements: agreements.value, complaints: complaints.value, activities: activities.value },
            { day: today, branchId, zone, windowDays: rules.windowDays },
          ),
    [rules, reading, agreements, complaints, activities, today, branchId, zone],
  );
  return {
    facts,
    verdict: facts && rules && judgeTier(facts, rules),
    override: overrideInForce(customer, today),
    hasRules: rules !== undefined,
  };
}
