/** Agreements and what is planned for their renewal, as React values. */
import { useMemo } from 'react';
import type { Agreement } from '#shared/domain/agreement.ts';
import { DECIDES_RENEWALS } from '#shared/domain/commands/agreements.ts';
import { endings, isEnding, openSteps, type Ending } from '#shared/domain/renewal.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { useActor } from '../desk-context.tsx';
import { useMinute, useToday } from '../hooks/clock.ts';
import { useList, type DocOf } from '../hooks/documents.ts';
import { useKept } from '../hooks/kept.ts';

export type AgreementDoc = DocOf<'agreements'>;
export type TaskDoc = DocOf<'tasks'>;
export type EndingDoc = Ending<AgreementDoc, TaskDoc>;

const NOBODY = ['-'];

/**
 * Read from the agreements themselves: their end is no column of the directory. The tasks are asked for by customer,
 * so that a branch with many tasks reads few.
 * @returns what ends soon or has ended undecided, the earliest first; undefined before the first answer
 */
export function useEndings(): readonly EndingDoc[] | undefined {
  const now = useMinute();
  const today = useToday();
  const agreements = useList('agreements', {});
  const ending = useMemo(
    () => agreements.value.filter((agreement) => isEnding(agreement, today)),
    [agreements.value, today],
  );
  const customers = [...new Set(ending.map(({ customerId }) => customerId))];
  const tasks = useList('tasks', { where: { customerId: customers.length > 0 ? customers : NOBODY } });
  const found = useMemo(
    () => (agreements.loading || tasks.loading ? undefined : endings(ending, tasks.value, { today, now })),
    [agreements.loading, tasks.loading, tasks.value, ending, today, now],
  );
  return useKept(found);
}

/** @returns the agreements of a customer (with the ids of records joined into it), the newest end first, and the open steps of their renewals by agreement. */
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
): string => `${t(`domain.agreement.${kind}`)} ${number ?? subject ?? t('agreements.unnamed')}`;
