/** Who keeps the tie with a customer, how far it has come, and what happens next. */
import { IconBriefcase, IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { STAGES } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, DateText, useZone } from '#renderer/ui/index.ts';
import { planVisitPath, taskPath } from '#renderer/widgets/agenda/agenda-path.ts';
import { zoneOf } from '#renderer/widgets/agenda/days.ts';
import { taskTitle } from '#renderer/widgets/agenda/use-tasks.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { usePeopleMenu } from '#renderer/widgets/hooks/people.ts';
import { TierOf } from '#renderer/widgets/tiers/TierOf.tsx';
import { useEdit } from './edits.ts';
import { InlineSelect } from './InlineField.tsx';
import styles from './page.module.css';
import { PlanDialog } from './PlanDialog.tsx';
import { useOpenTasks } from './use-open-tasks.ts';

interface TieProps {
  readonly customer: DocOf<'customers'>;
  readonly ids: readonly string[];
}

/** Stands for nobody: a select takes no empty value. */
const NOBODY = ':nobody';

export function Tie({ customer, ids }: TieProps) {
  const t = useT();
  const edit = useEdit(customer.id);
  const reference = useReference();
  const actor = useActor();
  const navigate = useNavigate();
  const zone = zoneOf(useZone());
  const { tasks, loading } = useOpenTasks(ids);
  const now = useMinute();
  const [planning, setPlanning] = useState(false);
  const next = tasks[0];
  const owner = customer.ownerId ?? '';
  const people = usePeopleMenu(owner);

  const setStage = async (value: string) => {
    const stage = STAGES.find((one) => one === value);
    if (!stage) return;
    const saved = await edit({ changes: { stage } }, t('customer.saved', { field: t('customers.stage') }));
    if (saved.ok && stage === 'prospect' && !next) setPlanning(true);
  };
  const setOwner = (value: string) =>
    edit(
      value === NOBODY ? { changes: {}, clear: ['ownerId'] } : { changes: { ownerId: value } },
      t('customer.saved', { field: t('customers.owner') }),
    );
  return (
    <section aria-label={t('customer.tie')} className={styles['tie']}>
      <h2>{t('customer.tie')}</h2>
      <dl className={styles['fields']}>
        <InlineSelect
          label={t('customers.stage')}
          value={customer.stage}
          options={STAGES.map((stage) => ({ value: stage, label: t(`domain.stage.${stage}`) }))}
          onChange={(stage) => void setStage(stage)}
        />
        <InlineSelect
          label={t('customers.owner')}
          value={owner}
          options={[...people, ...(owner ? [{ value: NOBODY, label: t('customers.noOwner') }] : [])]}
          searchable
          onChange={(value) => void setOwner(value)}
        />
      </dl>
      {!loading && (
        <div className={styles['next']} aria-label={t('customer.next')} role="group">
          {next ? (
            <span className={styles['itemText']}>
              <span className="lk-muted lk-small">{t('customer.next')}</span>
              <Link
                to={taskPath(next, zone, actor.userId)}
                className="lk-cut"
                style={{ display: 'block' }}
                title={taskTitle(next, t)}
              >
                {taskTitle(next, t)}
              </Link>
              <span className="lk-small">
                <DateText value={next.dueAt} />
                {next.dueAt < now && <b> · {t('customer.late')}</b>}
                {next.assigneeId && <> · {reference.staff(next.assigneeId)?.name ?? next.assigneeId}</>}
              </span>
            </span>
          ) : (
            <span className="lk-small lk-muted">
              {t(customer.stage === 'prospect' ? 'customer.noNextProspect' : 'customer.noNext')}
            </span>
          )}
          <Button
            icon={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => {
              setPlanning(true);
            }}
          >
            {t('customer.plan')}
          </Button>
          <Button
            icon={<IconBriefcase size={16} aria-hidden />}
            onClick={() => void navigate(planVisitPath(customer.id))}
          >
            {t('agenda.plan')}
          </Button>
        </div>
      )}
      <TierOf customer={customer} ids={ids} />
      <PlanDialog
        open={planning}
        customer={customer}
        onClose={() => {
          setPlanning(false);
        }}
      />
    </section>
  );
}
