/** Says that a step of the renewal was cancelled, and plans it again for whoever may. */
import { IconCalendarPlus } from '@tabler/icons-react';
import { stoppedStep } from '#shared/domain/renewal.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, toast } from '#renderer/ui/index.ts';
import { useRun } from '../desk-context.tsx';
import { useToday } from '../hooks/clock.ts';
import { useList } from '../hooks/documents.ts';
import { useSaving } from '../hooks/saving.ts';
import { useSurvivor } from '../hooks/whole.ts';
import styles from './agreements.module.css';
import { agreementWords, useDecides, type AgreementDoc } from './use-renewals.ts';

/** Nothing where the renewal goes on, was decided, or is over. */
export function PlanAgain({ agreement }: { readonly agreement: AgreementDoc }) {
  const t = useT();
  const run = useRun();
  const decides = useDecides();
  const today = useToday();
  const owner = useSurvivor(agreement.customerId).value?.ownerId;
  const tasks = useList('tasks', { where: { customerId: agreement.customerId } });
  const { busy, once } = useSaving();
  const stopped = tasks.loading ? undefined : stoppedStep(agreement, tasks.value, today);
  if (!stopped) return null;
  const kind = stopped.kind === 'evaluation' || stopped.kind === 'decision' ? stopped.kind : 'visit';
  const step = t(`agreements.step.${kind}`);
  const plan = async () => {
    await once(async () => {
      const done = await run('planStepAgain', {
        agreementId: agreement.id,
        taskId: stopped.id,
        ...(owner ? { assigneeId: owner } : {}),
      });
      if (done.ok) toast(t('agreements.plannedAgain', { step }));
    });
  };
  return (
    <span className={styles['line']}>
      <span className="lk-small">{t('agreements.stepCancelled', { step })}</span>
      {decides && (
        <Button
          icon={<IconCalendarPlus size={16} aria-hidden />}
          title={`${t('agreements.planAgain')}: ${agreementWords(agreement, t)}`}
          busy={busy}
          onClick={() => void plan()}
        >
          {t('agreements.planAgain')}
        </Button>
      )}
    </span>
  );
}
