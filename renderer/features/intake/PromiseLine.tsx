import { IconClock, IconArrowRight } from '@tabler/icons-react';
import { promiseFor } from '#shared/domain/promise.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatLongDateTime, useZone } from '#renderer/ui/index.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import type { IntakeState } from './intake-state.ts';
import styles from './intake.module.css';

/** To whom it goes and what is promised, as soon as the category is known: the clerk says it aloud. */
export function PromiseLine({ state }: { readonly state: IntakeState }) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const { branchId } = useActor();
  const reference = useReference();
  const now = useMinute();
  const category = reference.category(state.category);
  if (!category) return null;
  const promised = promiseFor(reference, {
    kind: state.kind,
    channel: state.channel,
    category: state.category,
    tier: state.customer?.tier || undefined,
    branchId,
    from: state.startedAt || now,
  });
  const [first, second] = promised.map(({ dueAt, basis, amount }) => ({
    at: formatLongDateTime(dueAt, zone, language),
    basis: t(`domain.basis.${basis}`, { amount }),
  }));
  const division = reference.division(category.divisionId)?.name[language] ?? category.divisionId;
  return (
    <div className={styles['promise']} role="status">
      <span>
        <IconArrowRight size={16} aria-hidden />
        {t('intake.division', { division })}
      </span>
      <span>
        <IconClock size={16} aria-hidden />
        {first ? <b>{t('intake.promise', first)}</b> : t('intake.noPromise')}
      </span>
      {second && <span className="lk-small">{t('intake.alsoPromised', second)}</span>}
    </div>
  );
}
