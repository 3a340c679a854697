/** What today's agenda holds, and the agreements that come to their end. */
import { Link } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatDay, formatTime, Pill, StatusPill, useZone } from '#renderer/ui/index.ts';
import { IconClockX } from '@tabler/icons-react';
import { spanOf, zoneOf } from '#renderer/widgets/agenda/days.ts';
import { TaskState } from '#renderer/widgets/agenda/TaskMarks.tsx';
import { taskTitle, useCustomers, useTasks } from '#renderer/widgets/agenda/use-tasks.ts';
import { agreementWords, useEndings } from '#renderer/widgets/agreements/use-renewals.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useMinute, useToday } from '#renderer/widgets/hooks/clock.ts';
import styles from './home.module.css';

const SHOWN = 5;

/** The branch's entries of today; an account executive's own. */
export function TodayVisits() {
  const t = useT();
  const zone = useZone();
  const now = useMinute();
  const today = useToday();
  const actor = useActor();
  const own = actor.role === 'ae' ? { assigneeId: [actor.userId] } : {};
  const { tasks } = useTasks({ is: { status: ['open'], ...own }, due: spanOf([today], zoneOf(zone)) });
  const customers = useCustomers(tasks.map(({ customerId }) => customerId));
  return (
    <section aria-label={t('agenda.todayVisits')} className={styles['block']}>
      <div className={styles['blockHead']}>
        <h2>{t('agenda.todayVisits')}</h2>
        <Link to="/agenda">{t('agenda.open')}</Link>
      </div>
      {tasks.length === 0 && <p className="lk-muted">{t('agenda.noVisits')}</p>}
      <ul className={styles['lines']}>
        {tasks.slice(0, SHOWN).map((task) => {
          const name = customers.get(task.customerId)?.name ?? '';
          return (
            <li key={task.id}>
              <Link to={`/agenda/${task.id}`} className="lk-cut" title={taskTitle(task, t)}>
                {formatTime(task.dueAt, zone)} {name || taskTitle(task, t)}
              </Link>
              <TaskState task={task} now={now} />
            </li>
          );
        })}
      </ul>
      <More count={tasks.length - SHOWN} />
    </section>
  );
}

/** How many the agenda holds besides. */
function More({ count }: { readonly count: number }) {
  const t = useT();
  return count > 0 && <Link to="/agenda">{t('agenda.more', { count })}</Link>;
}

/** Nothing when no agreement comes to its end. */
export function EndingSoon() {
  const t = useT();
  const language = useLanguage();
  const all = useEndings() ?? [];
  const endings = all.slice(0, SHOWN);
  const customers = useCustomers(endings.map(({ agreement }) => agreement.customerId));
  if (endings.length === 0) return null;
  return (
    <section aria-label={t('agenda.ending')} className={styles['block']}>
      <div className={styles['blockHead']}>
        <h2>{t('agenda.ending')}</h2>
        <Link to="/agenda">{t('agenda.open')}</Link>
      </div>
      <ul className={styles['lines']}>
        {endings.map(({ agreement, end, state, task }) => {
          const day = t('agreements.until', { day: formatDay(end, language) });
          return (
            <li key={agreement.id}>
              <Link
                to={task ? `/agenda/${task.id}` : `/pelanggan/${agreement.customerId}`}
                className="lk-cut"
                title={agreementWords(agreement, t)}
              >
                {customers.get(agreement.customerId)?.name ?? agreementWords(agreement, t)}
              </Link>
              {state === 'soon' ? (
                <Pill>{day}</Pill>
              ) : (
                <StatusPill
                  tone={state === 'overdue' ? 'warn' : 'danger'}
                  icon={<IconClockX size={14} aria-hidden />}
                >
                  {day}
                </StatusPill>
              )}
            </li>
          );
        })}
      </ul>
      <More count={all.length - SHOWN} />
    </section>
  );
}
