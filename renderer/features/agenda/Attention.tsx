/** What stands above the days: what is overdue, and the agreements that come to their end. */
import { IconCalendarPlus, IconClockX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MOST_PLANNED } from '#shared/domain/commands/agreements.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  formatDay,
  formatMoment,
  formatNumber,
  Pill,
  StatusPill,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { KindIcon } from '#renderer/widgets/agenda/TaskMarks.tsx';
import { taskTitle, type CustomerDoc, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { agreementWords, useDecides, type EndingDoc } from '#renderer/widgets/agreements/use-renewals.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import styles from './agenda.module.css';

const SHOWN = 30;

interface AttentionProps {
  readonly overdue: readonly TaskDoc[];
  /** How many there are, of which `overdue` are the first. */
  readonly overdueTotal: number;
  readonly endings: readonly EndingDoc[];
  readonly customers: ReadonlyMap<string, CustomerDoc>;
  readonly chosen: string;
  readonly onOpen: (id: string) => void;
  readonly onDecide: (ending: EndingDoc) => void;
}

export function Attention(props: AttentionProps) {
  if (props.overdue.length === 0 && props.endings.length === 0) return null;
  return (
    <div className={styles['attention']}>
      {props.overdue.length > 0 && <Overdue {...props} />}
      {props.endings.length > 0 && <EndingSoon {...props} />}
    </div>
  );
}

function Box(props: {
  readonly title: string;
  readonly count: number;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useT();
  const language = useLanguage();
  const title = `${props.title} · ${formatNumber(props.count, language)}`;
  return (
    <section className={styles['box']} aria-label={title}>
      <div className={styles['boxHead']}>
        <h2>{title}</h2>
        {props.action}
      </div>
      <ul className={styles['boxList']}>
        {props.children}
        {props.count > SHOWN && (
          <li className={`${styles['more']} lk-muted lk-small`}>
            {t('agenda.more', { count: props.count - SHOWN })}
          </li>
        )}
      </ul>
    </section>
  );
}

function Overdue({ overdue, overdueTotal, customers, chosen, onOpen }: AttentionProps) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  return (
    <Box title={t('agenda.overdue')} count={overdueTotal}>
      {overdue.slice(0, SHOWN).map((task) => (
        <li key={task.id}>
          <button
            type="button"
            className={styles['line']}
            aria-current={task.id === chosen}
            onClick={() => {
              onOpen(task.id);
            }}
          >
            <span className={styles['two']}>
              <span className="lk-cut">
                {customers.get(task.customerId)?.name ??
                  t(task.customerId ? 'agenda.customerAway' : 'agenda.noCustomer')}
              </span>
              <span className="lk-muted lk-small lk-cut">{taskTitle(task, t)}</span>
            </span>
            <StatusPill tone="danger" icon={<IconClockX size={14} aria-hidden />}>
              {formatMoment(task.dueAt, zone, language, now)}
            </StatusPill>
          </button>
        </li>
      ))}
    </Box>
  );
}

function EndingSoon({ endings, customers, chosen, onOpen, onDecide }: AttentionProps) {
  const t = useT();
  const language = useLanguage();
  const decides = useDecides();
  return (
    <Box
      title={t('agenda.ending')}
      count={endings.length}
      action={<PlanMissing endings={endings} customers={customers} />}
    >
      {endings.slice(0, SHOWN).map((ending) => (
        <li key={ending.agreement.id}>
          <button
            type="button"
            className={styles['line']}
            aria-current={ending.task?.id === chosen && chosen !== ''}
            disabled={!ending.task && !decides}
            onClick={() => {
              if (ending.task) onOpen(ending.task.id);
              else onDecide(ending);
            }}
          >
            <span className={styles['two']}>
              <span className="lk-cut">
                {customers.get(ending.agreement.customerId)?.name ?? t('agenda.customerAway')}
              </span>
              <span className="lk-muted lk-small lk-cut">
                {t('agreements.until', { day: formatDay(ending.end, language) })} ·{' '}
                {agreementWords(ending.agreement, t)}
              </span>
            </span>
            <EndingMark ending={ending} />
          </button>
        </li>
      ))}
    </Box>
  );
}

/** Days left, and the step that is due. */
export function EndingMark({ ending }: { readonly ending: EndingDoc }) {
  const t = useT();
  const { daysLeft, state, task } = ending;
  // whatever else is open, an agreement that has ended waits for its decision alone
  const kind = state === 'undecided' ? 'decision' : task?.kind;
  const left =
    daysLeft === 0
      ? t('agreements.today')
      : daysLeft > 0
        ? t('agreements.left', { count: daysLeft })
        : t('agreements.past', { count: -daysLeft });
  return (
    <span className={styles['ending']}>
      {state === 'soon' ? (
        <Pill>{left}</Pill>
      ) : (
        <StatusPill
          tone={state === 'overdue' ? 'warn' : 'danger'}
          icon={<IconClockX size={14} aria-hidden />}
        >
          {left}
        </StatusPill>
      )}
      <span className={`${styles['step']} lk-small`}>
        {kind && <KindIcon kind={kind} />}
        {kind ? t(`agenda.kind.${kind}`) : t('agreements.step.none')}
      </span>
    </span>
  );
}

/** Plans what came without a visit: from a customer book, or with a customer of another branch. */
function PlanMissing({ endings, customers }: Pick<AttentionProps, 'endings' | 'customers'>) {
  const t = useT();
  const run = useRun();
  const decides = useDecides();
  const { busy, once } = useSaving();
  const missing = endings.filter((ending) => ending.missing);
  if (!decides || missing.length === 0) return null;
  const plan = async () => {
    await once(async () => {
      let planned = 0;
      for (let from = 0; from < missing.length; from += MOST_PLANNED) {
        const renewals = missing.slice(from, from + MOST_PLANNED).map(({ agreement, end }) => {
          const owner = customers.get(agreement.customerId)?.ownerId;
          return { agreementId: agreement.id, end, ...(owner ? { assigneeId: owner } : {}) };
        });
        const done = await run('planRenewals', { renewals });
        if (!done.ok) break;
        planned += (done.value.result as { readonly planned: number }).planned;
      }
      if (planned > 0) toast(t('agenda.planned', { count: planned }));
    });
  };
  return (
    <Button icon={<IconCalendarPlus size={16} aria-hidden />} busy={busy} onClick={() => void plan()}>
      {t('agenda.planMissing', { count: missing.length })}
    </Button>
  );
}
