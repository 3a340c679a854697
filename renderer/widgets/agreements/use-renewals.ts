/** Agreements and what is planned for their renewal, as React values. */
import { useMemo } from 'react';
import type { Agreement } from '#shared/domain/agreement.ts';
import { DECIDES_RENEWALS } from '#shared/domain/commands/agreements.ts';
import { ENDING_FROM_DAYS, endings, isEnding, openSteps, type Ending } from '#shared/domain/renewal.ts';
import { DAYS_BEFORE_END, RENEWAL_STEPS } from '#shared/domain/renewal-day.ts';
import { addDays, instantOf } from '#shared/domain/time.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { useZone } from '#renderer/ui/index.ts';
import { zoneOf } from '../agenda/days.ts';
import { useTasks } from '../agenda/use-tasks.ts';
import { useActor } from '../desk-context.tsx';
import { kindAndName } from './agreement-name.ts';
import { useMinute, useToday } from '../hooks/clock.ts';
import { useList, type DocOf } from '../hooks/documents.ts';
import { useKept } from '../hooks/kept.ts';
import { useEndingIds } from './use-ending-ids.ts';

export type AgreementDoc = DocOf<'agreements'>;
export type TaskDoc = DocOf<'tasks'>;
export type EndingDoc = Ending<AgreementDoc, TaskDoc>;

const NOBODY = ['-'];

/** A visit is planned so many days before the end, and an agreement is listed a little earlier. */
const STEPS_AHEAD_DAYS = ENDING_FROM_DAYS - DAYS_BEFORE_END.visit + 1;
const STEP_KINDS = [...RENEWAL_STEPS, 'renewal'];

/**
 * Those whose steps are planned are known by their tasks, at once; those without a plan are looked for now and then.
 * @returns what ends soon or has ended undecided, the earliest first; undefined before the first answer
 */
export function useEndings(): readonly EndingDoc[] | undefined {
  const now = useMinute();
  const today = useToday();
  const zone = zoneOf(useZone());
  const unplanned = useEndingIds(today);
  const planned = useTasks({
    is: { status: ['open'], kind: STEP_KINDS },
    due: { before: instantOf(addDays(today, STEPS_AHEAD_DAYS), 0, zone) },
  });
  const ids = [...(unplanned ?? []), ...planned.tasks.map(({ agreementId }) => agreementId ?? '')];
  const agreements = useList('agreements', { ids: [...new Set(ids)].filter(Boolean).sort() });
  const ending = useMemo(
    () => agreements.value.filter((agreement) => isEnding(agreement, today)),
    [agreements.value, today],
  );
  const customers = [...new Set(ending.map(({ customerId }) => customerId))].sort();
  const tasks = useList('tasks', { where: { customerId: customers.length > 0 ? customers : NOBODY } });
  const loading = unplanned === undefined || agreements.loading || tasks.loading;
  const found = useMemo(
    () => (loading ? undefined : endings(ending, tasks.value, { today, now })),
    [loading, tasks.value, ending, today, now],
  );
  return useKept(found);
}

/**
 * @param customerId with the ids of records that were joined into it
 * @returns the agreements, the newest end first, and the open steps of their renewals by agreement
 */
export function useAgreementsOf(customerId: string | readonly string[]): {
  readonly loading: boolean;
  readonly agreements: readonly AgreementDoc[];
  readonly steps: ReadonlyMap<string, readonly TaskDoc[]>;
} {
  const { value, loading } = useList('agreements', { where: { customerId } });
  const tasks = useList('tasks', { where: { customerId } });
  const agreements = useMemo(
    () =>
      [...value].sort((a, b) =>
        (a.end ?? '~') === (b.end ?? '~') ? (a.id < b.id ? 1 : -1) : (a.end ?? '~') < (b.end ?? '~') ? 1 : -1,
      ),
    [value],
  );
  const steps = useMemo(() => openSteps(tasks.value), [tasks.value]);
  return { loading, agreements, steps };
}

/** @returns whether the person may decide on renewals. */
export const useDecides = (): boolean => DECIDES_RENEWALS.includes(useActor().role);

/** @returns `PKS 12/PKS/2025`. */
export const agreementWords = (
  { kind, number, subject }: Pick<Agreement, 'kind' | 'number' | 'subject'>,
  t: Translate,
): string => kindAndName(t(`domain.agreement.${kind}`), number ?? subject ?? t('agreements.unnamed'));
