/** Agreements of a customer, each with its terms, its state and what is planned for its end. */
import { IconCircleCheck, IconClockX, IconPencil, IconRefresh, IconX } from '@tabler/icons-react';
import type { Agreement } from '#shared/domain/agreement.ts';
import { isRenewable } from '#shared/domain/renewal.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  formatDate,
  formatDay,
  formatDayRange,
  formatMoney,
  Pill,
  StatusPill,
  useZone,
} from '#renderer/ui/index.ts';
import { useToday } from '../hooks/clock.ts';
import { UnsentIcon } from '../marks/marks.tsx';
import { agreementState } from './agreement-state.ts';
import { facilityWords, slaWords } from './agreement-words.ts';
import styles from './agreements.module.css';
import { PlanAgain } from './PlanAgain.tsx';
import { agreementWords, useDecides, type AgreementDoc, type TaskDoc } from './use-renewals.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** In force, renewed, ended, or past its end: a PKS without a decision, or a contract that ran out. */
export function AgreementStatus({ agreement }: { readonly agreement: Agreement }) {
  const t = useT();
  const today = useToday();
  const state = agreementState(agreement, today);
  if (state === 'renewed')
    return (
      <StatusPill tone="ok" icon={<IconRefresh {...ICON} />}>
        {t('agreements.status.renewed')}
      </StatusPill>
    );
  if (state === 'ended') return <Pill icon={<IconX {...ICON} />}>{t('agreements.status.ended')}</Pill>;
  if (state === 'past') return <Pill icon={<IconClockX {...ICON} />}>{t('agreements.pastEnd')}</Pill>;
  if (state === 'lapsed')
    return (
      <StatusPill tone="danger" icon={<IconClockX {...ICON} />}>
        {t('agreements.lapsed')}
      </StatusPill>
    );
  return (
    <StatusPill tone="info" icon={<IconCircleCheck {...ICON} />}>
      {t('agreements.status.active')}
    </StatusPill>
  );
}

interface AgreementListProps {
  readonly agreements: readonly AgreementDoc[];
  readonly steps: ReadonlyMap<string, readonly TaskDoc[]>;
  readonly onEdit: (agreement: AgreementDoc) => void;
  readonly onDecide: (agreement: AgreementDoc) => void;
}

export function AgreementList({ agreements, steps, onEdit, onDecide }: AgreementListProps) {
  const t = useT();
  const decides = useDecides();
  if (agreements.length === 0) return <p className="lk-muted">{t('agreements.none')}</p>;
  return (
    <ul className={styles['list']}>
      {agreements.map((agreement) => {
        const name = agreementWords(agreement, t);
        return (
          <li key={agreement.id}>
            <span className={styles['line']}>
              <b>{name}</b>
              <AgreementStatus agreement={agreement} />
              <UnsentIcon unsent={agreement.unsent} />
            </span>
            <Terms agreement={agreement} />
            <Step tasks={steps.get(agreement.id) ?? []} agreement={agreement} />
            <PlanAgain agreement={agreement} />
            <span className={styles['actions']}>
              <Button
                icon={<IconPencil size={16} aria-hidden />}
                title={t('agreements.editTitle', { name })}
                onClick={() => {
                  onEdit(agreement);
                }}
              >
                {t('common.edit')}
              </Button>
              {decides && isRenewable(agreement) && (
                <Button
                  title={t('agreements.decideTitle', { name })}
                  onClick={() => {
                    onDecide(agreement);
                  }}
                >
                  {t('agreements.decide')}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What was agreed, in short lines. */
export function Terms({ agreement }: { readonly agreement: Agreement }) {
  const t = useT();
  const language = useLanguage();
  const { start, end, monthlyAmount, subject, number, sla = [], offers = [], remarks } = agreement;
  const term =
    start && end
      ? formatDayRange(start, end, language)
      : end
        ? t('agreements.until', { day: formatDay(end, language) })
        : start && formatDay(start, language);
  const lines = [
    [
      number ? subject : undefined,
      term,
      monthlyAmount !== undefined && t('agreements.money', { money: formatMoney(monthlyAmount) }),
    ]
      .filter(Boolean)
      .join(' · '),
    agreement.facilities.map((facility) => facilityWords(facility, t)).join(', '),
    sla.map((term) => slaWords(term, t)).join('; '),
    offers.join('; '),
    remarks ?? '',
  ].filter(Boolean);
  return (
    <span className={styles['terms']}>
      {lines.map((line) => (
        <span key={line} className={`${styles['words']} lk-muted lk-small`}>
          {line}
        </span>
      ))}
    </span>
  );
}

/** The open step of the renewal, or what was decided. */
function Step({
  tasks,
  agreement,
}: {
  readonly tasks: readonly TaskDoc[];
  readonly agreement: AgreementDoc;
}) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const { decision } = agreement;
  if (decision)
    return (
      <span className={`${styles['words']} lk-small`}>
        {t('agreements.decidedBy', {
          decision: t(`agreements.decision.${decision.kind}`),
          name: decision.by.name,
          day: formatDate(decision.at, zone, language),
        })}
        {decision.reason && `: ${decision.reason}`}
      </span>
    );
  const [task] = tasks;
  if (!task) return null;
  const step = task.kind === 'evaluation' || task.kind === 'decision' ? task.kind : 'visit';
  return (
    <span className="lk-small">
      {t('agreements.stepOn', {
        step: t(`agreements.step.${step}`),
        day: formatDate(task.dueAt, zone, language),
      })}
    </span>
  );
}
