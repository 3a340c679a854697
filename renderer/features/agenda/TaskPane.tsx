/** One task beside the agenda: whom it is about, what came before, and what can be done with it. */
import { IconArrowRight, IconGavel, IconRepeat, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  DateTimeText,
  DetailPane,
  EmptyState,
  formatDate,
  formatDay,
  KeyValue,
  PhoneText,
  Pill,
  SkeletonList,
  useZone,
} from '#renderer/ui/index.ts';
import { usePersonName } from '#renderer/widgets/agenda/use-person-name.ts';
import { KindPill, TaskState } from '#renderer/widgets/agenda/TaskMarks.tsx';
import { taskTitle, type CustomerDoc, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { agreementState } from '#renderer/widgets/agreements/agreement-state.ts';
import { RenewalDialog } from '#renderer/widgets/agreements/RenewalDialog.tsx';
import {
  agreementWords,
  useAgreementsOf,
  useDecides,
  type AgreementDoc,
} from '#renderer/widgets/agreements/use-renewals.ts';
import { useAwayWords } from '#renderer/widgets/away/use-whereabouts.ts';
import { useMinute, useToday } from '#renderer/widgets/hooks/clock.ts';
import { useDoc, useList } from '#renderer/widgets/hooks/documents.ts';
import { useSurvivor } from '#renderer/widgets/hooks/whole.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { TierPill, UnsentPill } from '#renderer/widgets/marks/marks.tsx';
import styles from './agenda.module.css';
import { CompleteForm } from './CompleteForm.tsx';
import { CancelDialog, MoveDialog } from './TaskDialogs.tsx';

interface TaskPaneProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Give it a `key` of the id. */
export function TaskPane({ id, onClose }: TaskPaneProps) {
  const t = useT();
  const { value: task, loading } = useDoc('tasks', id);
  if (task) return <Known task={task} onClose={onClose} />;
  return (
    <DetailPane label={t('common.detail')} onClose={onClose}>
      {loading ? (
        <SkeletonList rows={4} />
      ) : (
        <EmptyState
          title={t('agenda.missing')}
          hint={t('agenda.missingHint')}
          action={<Button onClick={onClose}>{t('common.close')}</Button>}
        />
      )}
    </DetailPane>
  );
}

function Known({ task, onClose }: { readonly task: TaskDoc; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const now = useMinute();
  const today = useToday();
  const customer = useSurvivor(task.customerId).value;
  const { agreements, steps } = useAgreementsOf(task.customerId);
  const agreement = agreements.find(({ id }) => id === task.agreementId);
  const decides = useDecides();
  const [dialog, setDialog] = useState<'move' | 'cancel' | 'decide'>();
  const open = task.status === 'open';
  const isDecision = task.kind === 'decision' && agreement !== undefined;
  const mayDecide = decides && agreement !== undefined && (agreement.status ?? 'active') === 'active';
  const end = agreement && agreementState(agreement, today) === 'lapsed' ? agreement.end : undefined;
  const lapsed = end !== undefined && task.kind !== 'follow_up';
  const close = () => {
    setDialog(undefined);
  };
  const show = (what: 'move' | 'cancel' | 'decide', allowed: boolean) => () => {
    if (!allowed) return false;
    setDialog(what);
    return true;
  };
  useScreenKeys({
    s: () => {
      if (open && isDecision && mayDecide) setDialog('decide');
      else document.querySelector<HTMLElement>('[data-outcome] textarea')?.focus();
    },
    p: show('move', open),
    x: show('cancel', open),
    Escape: onClose,
  });
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={onClose}
      title={taskTitle(task, t)}
      top={
        <>
          <KindPill task={task} />
          {task.rhythm && <Pill icon={<IconRepeat size={14} aria-hidden />}>{t('agenda.routine')}</Pill>}
          <TaskState task={task} now={now} />
          <UnsentPill unsent={task.unsent} />
        </>
      }
    >
      <Facts task={task} customer={customer} agreement={agreement} />
      {open && (
        <div className={styles['actions']}>
          {mayDecide && (
            <Button
              variant={isDecision || lapsed ? 'primary' : 'default'}
              icon={<IconGavel size={16} aria-hidden />}
              {...(isDecision ? { shortcut: 'S' } : {})}
              onClick={show('decide', true)}
            >
              {t('agreements.decide')}
            </Button>
          )}
          <Button icon={<IconArrowRight size={16} aria-hidden />} shortcut="P" onClick={show('move', true)}>
            {t('agenda.move')}
          </Button>
          <Button icon={<IconX size={16} aria-hidden />} shortcut="X" onClick={show('cancel', true)}>
            {t('agenda.cancel')}
          </Button>
        </div>
      )}
      {open && lapsed && (
        <Banner tone="warn">
          {t('agenda.over', { day: formatDay(end, language) })}
          {!mayDecide && ` ${t('agenda.notDecider')}`}
        </Banner>
      )}
      {open && isDecision && !lapsed && (
        <Banner tone="info">{t(mayDecide ? 'agenda.decideHint' : 'agenda.notDecider')}</Banner>
      )}
      {open && !isDecision && <CompleteForm task={task} customer={customer} agreement={agreement} />}
      {task.outcome && (
        <section className={styles['history']} aria-label={t('agenda.outcomeOf')}>
          <h3>{t('agenda.outcomeOf')}</h3>
          <p>{task.outcome}</p>
        </section>
      )}
      {task.customerId && <History customerId={task.customerId} except={task.id} />}
      <MoveDialog open={dialog === 'move'} task={task} onClose={close} />
      <CancelDialog key={dialog} open={dialog === 'cancel'} task={task} onClose={close} />
      <RenewalDialog
        agreement={dialog === 'decide' ? agreement : undefined}
        steps={agreement ? (steps.get(agreement.id) ?? []) : []}
        onClose={close}
      />
    </DetailPane>
  );
}

interface FactsProps {
  readonly task: TaskDoc;
  readonly customer: CustomerDoc | undefined;
  readonly agreement: AgreementDoc | undefined;
}

function Facts({ task, customer, agreement }: FactsProps) {
  const t = useT();
  const language = useLanguage();
  const nameOf = usePersonName();
  const { rhythm, minutes, assigneeId } = task;
  const away = useAwayWords(customer ? '' : task.customerId);
  const phones = [
    ...(customer?.phones ?? []).map(({ number }) => ({ number, whose: '' })),
    ...(customer?.contacts ?? []).flatMap(({ name, phones: own }) =>
      own.map(({ number }) => ({ number, whose: name })),
    ),
  ];
  return (
    <>
      {customer && (
        <div className={styles['customer']}>
          <span className={styles['customerName']}>
            <Link to={`/pelanggan/${customer.id}`}>{customer.name}</Link>
            <TierPill tier={customer.tier} />
          </span>
          <span className="lk-muted lk-small">{customer.number}</span>
        </div>
      )}
      <KeyValue
        items={[
          [t('complaints.customer'), away],
          [t('agenda.when'), <DateTimeText key="when" value={task.dueAt} />],
          [t('agenda.minutes'), minutes !== undefined && t('agenda.minutesOf', { minutes })],
          [t('agenda.place'), task.place],
          [t('agenda.who'), assigneeId && nameOf(assigneeId)],
          [
            t('agenda.rhythm'),
            rhythm &&
              t(rhythm.unit === 'week' ? 'agenda.everyWeek' : 'agenda.everyMonth', { count: rhythm.every }),
          ],
          [
            t('agenda.phone'),
            phones.length > 0 && (
              <ul>
                {phones.slice(0, 4).map(({ number, whose }) => (
                  <li key={`${number}${whose}`}>
                    <PhoneText value={number} /> {whose && <span className="lk-muted lk-small">{whose}</span>}
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('agenda.agreement'),
            agreement &&
              [
                agreementWords(agreement, t),
                agreement.end && t('agreements.until', { day: formatDay(agreement.end, language) }),
              ]
                .filter(Boolean)
                .join(' · '),
          ],
        ]}
      />
    </>
  );
}

const SHOWN = 5;

/** What came of the visits before. */
function History({ customerId, except }: { readonly customerId: string; readonly except: string }) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const { value, loading } = useList('tasks', { where: { customerId } });
  const before = value
    .filter(({ id, status, outcome }) => id !== except && status === 'done' && outcome)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, SHOWN);
  if (loading && value.length === 0) return null;
  return (
    <section className={styles['history']} aria-label={t('agenda.history')}>
      <h3>{t('agenda.history')}</h3>
      {before.length === 0 && <p className="lk-muted">{t('agenda.noHistory')}</p>}
      {before.map((task) => (
        <div key={task.id}>
          <span className="lk-muted lk-small">
            {formatDate(task.updatedAt, zone, language)} · {task.updatedBy.name} · {taskTitle(task, t)}
          </span>
          <p>{task.outcome}</p>
        </div>
      ))}
    </section>
  );
}
