/** What hangs on a customer: open tasks, and what it said to campaigns. */
import { Link } from 'react-router';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { useT } from '#renderer/i18n/index.ts';
import { DateText, useZone } from '#renderer/ui/index.ts';
import { taskPath } from '#renderer/widgets/agenda/agenda-path.ts';
import { zoneOf } from '#renderer/widgets/agenda/days.ts';
import { taskTitle } from '#renderer/widgets/agenda/use-tasks.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useDoc, useList, useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import styles from './page.module.css';
import { useOpenTasks } from './use-open-tasks.ts';

interface HangingProps {
  readonly ids: readonly string[];
}

export function TasksOf({ ids }: HangingProps) {
  const t = useT();
  const now = useMinute();
  const reference = useReference();
  const { userId } = useActor();
  const zone = zoneOf(useZone());
  const { tasks, loading } = useOpenTasks(ids);
  if (loading && tasks.length === 0) return null;
  if (tasks.length === 0) return <p className="lk-muted">{t('customer.noTasks')}</p>;
  return (
    <ul className={styles['list']}>
      {tasks.map((task) => (
        <li key={task.id} className={styles['item']}>
          <span className={styles['itemText']}>
            <Link to={taskPath(task, zone, userId)}>{taskTitle(task, t)}</Link>
            <span className="lk-muted lk-small" style={{ display: 'block' }}>
              <DateText value={task.dueAt} />
              {task.assigneeId ? ` · ${reference.staff(task.assigneeId)?.name ?? task.assigneeId}` : ''}
              {task.dueAt < now && <b> · {t('customer.late')}</b>}
            </span>
          </span>
          <UnsentIcon unsent={task.unsent} />
        </li>
      ))}
    </ul>
  );
}

/** From the timeline: answers are kept by campaign, not by customer. */
export function ResponsesOf({ ids }: HangingProps) {
  const t = useT();
  const { value, loading } = useList('activities', { where: { customerId: ids } });
  const answers = value
    .filter((entry) => entry.kind === 'campaign_response')
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  if (loading && answers.length === 0) return null;
  if (answers.length === 0) return <p className="lk-muted">{t('customer.noCampaigns')}</p>;
  return (
    <ul className={styles['list']}>
      {answers.map((answer) => (
        <Response key={answer.id} answer={answer} />
      ))}
    </ul>
  );
}

function Response({ answer }: { readonly answer: DocOf<'activities'> }) {
  const t = useT();
  const id = answer.campaignId ?? '';
  const { value: campaign } = useDoc('campaigns', id);
  const result = RESPONSE_RESULTS.find((one) => one === answer.to);
  return (
    <li className={styles['item']}>
      <span className={styles['itemText']}>
        {campaign ? <Link to={`/kampanye/${id}`}>{campaign.name}</Link> : t('common.none')}
        <span className="lk-muted lk-small" style={{ display: 'block' }}>
          <DateText value={answer.at} />
        </span>
      </span>
      <span>{result ? t(`domain.response.${result}`) : answer.to}</span>
    </li>
  );
}
