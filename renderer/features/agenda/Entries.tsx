/** The agenda's entries: a week as seven columns, a day as a list. Stateless. */
import { IconCheck, IconClockX, IconRepeat } from '@tabler/icons-react';
import { useLanguage, useT, type Translate } from '#renderer/i18n/index.ts';
import { formatDay, formatTime, useZone, zoneName } from '#renderer/ui/index.ts';
import { weekdayOf } from '#shared/domain/time.ts';
import { KindIcon, KindPill, TaskState } from '#renderer/widgets/agenda/TaskMarks.tsx';
import { taskTitle, type CustomerDoc, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { usePersonName } from '#renderer/widgets/agenda/use-person-name.ts';
import { TierPill, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import styles from './agenda.module.css';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const ICON = { size: 14, 'aria-hidden': true } as const;

export interface EntriesProps {
  readonly tasks: ReadonlyMap<string, readonly TaskDoc[]>;
  readonly customers: ReadonlyMap<string, CustomerDoc>;
  readonly days: readonly string[];
  /** The day that the arrow keys have come to. */
  readonly day: string;
  readonly today: string;
  /** ISO UTC. */
  readonly now: string;
  /** Why a day is closed, by day: the holiday's name, or `''` for the branch's own closing day. */
  readonly closed: ReadonlyMap<string, string>;
  /** Of the task that is open beside. */
  readonly chosen: string;
  readonly onOpen: (id: string) => void;
}

const isLate = (task: TaskDoc, now: string): boolean => task.status === 'open' && task.dueAt < now;

/** What an entry's icons say, in words. */
function iconWords(task: TaskDoc, late: boolean, t: Translate): string {
  const state = task.status === 'done' ? t('agenda.done') : late ? t('agenda.late') : '';
  const routine = task.rhythm ? t('agenda.routine') : '';
  return [t(`agenda.kind.${task.kind}`), routine, state].filter(Boolean).join(', ');
}

export function WeekView(props: EntriesProps) {
  const { tasks, days } = props;
  return (
    <div className={styles['week']}>
      {days.map((day) => (
        <Column key={day} {...props} of={day} list={tasks.get(day) ?? []} />
      ))}
    </div>
  );
}

function Column(props: EntriesProps & { readonly of: string; readonly list: readonly TaskDoc[] }) {
  const { of, day, today, closed, list } = props;
  const t = useT();
  const language = useLanguage();
  const date = formatDay(of, language);
  const short = date.replace(/ \d{4}$/, '');
  const weekday = t(`agenda.weekday.${WEEKDAYS[weekdayOf(of) - 1] ?? 'mon'}`);
  const reason = closed.get(of);
  return (
    <section
      className={styles['column']}
      aria-label={t('agenda.tasksOf', { day: `${weekday} ${date}`, count: list.length })}
      data-day={of}
      data-chosen={of === day || undefined}
      data-closed={reason === undefined ? undefined : true}
    >
      <div className={styles['dayHead']} tabIndex={-1} data-day-head>
        <h2>
          <span>{weekday}</span>
          <span className={of === today ? styles['todayMark'] : undefined}>{short}</span>
        </h2>
        {reason !== undefined && (
          <span className="lk-muted lk-small lk-cut" title={reason || t('agenda.closedDay')}>
            {reason || t('agenda.closedDay')}
          </span>
        )}
      </div>
      <ul>
        {list.map((task) => (
          <li key={task.id}>
            <Entry {...props} task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ task, customers, now, chosen, onOpen }: EntriesProps & { readonly task: TaskDoc }) {
  const t = useT();
  const zone = useZone();
  const late = isLate(task, now);
  const name = customers.get(task.customerId)?.name ?? '';
  const time = formatTime(task.dueAt, zone);
  return (
    <button
      type="button"
      className={styles['entry']}
      data-task={task.id}
      data-done={task.status === 'open' ? undefined : true}
      aria-current={task.id === chosen}
      title={[name, taskTitle(task, t)].filter(Boolean).join('\n')}
      onClick={() => {
        onOpen(task.id);
      }}
    >
      <span className={styles['entryTop']} data-late={late || undefined}>
        {late && <IconClockX {...ICON} />}
        <span>{time}</span>
        <span className={styles['icons']}>
          {task.rhythm && <IconRepeat {...ICON} />}
          {task.status === 'done' && <IconCheck {...ICON} />}
          {task.kind !== 'visit' && <KindIcon kind={task.kind} />}
          <UnsentIcon unsent={task.unsent} />
        </span>
      </span>
      <span className={styles['name']}>{name || taskTitle(task, t)}</span>
      {name && <span className={styles['subject']}>{taskTitle(task, t)}</span>}
      <span className="lk-hidden">{iconWords(task, late, t)}</span>
    </button>
  );
}

export function DayView({ tasks, customers, day, now, chosen, onOpen }: EntriesProps) {
  const t = useT();
  const zone = useZone();
  const nameOf = usePersonName();
  const list = tasks.get(day) ?? [];
  if (list.length === 0) return <div data-day={day} />;
  return (
    <ul className={styles['dayList']} data-day={day}>
      {list.map((task) => {
        const customer = customers.get(task.customerId);
        const name = customer?.name ?? '';
        const time = formatTime(task.dueAt, zone);
        const more = [task.place, task.assigneeId && nameOf(task.assigneeId)].filter(Boolean).join(' · ');
        return (
          <li key={task.id}>
            <button
              type="button"
              className={styles['row']}
              data-task={task.id}
              data-done={task.status === 'open' ? undefined : true}
              aria-current={task.id === chosen}
              onClick={() => {
                onOpen(task.id);
              }}
            >
              <span className={styles['two']}>
                <b>{time}</b>
                <span className="lk-muted lk-small">
                  {task.minutes === undefined
                    ? zoneName(zone)
                    : t('agenda.minutesOf', { minutes: task.minutes })}
                </span>
              </span>
              <span className={styles['two']}>
                <span className={styles['customerName']}>
                  <span className={styles['name']}>{name || taskTitle(task, t)}</span>
                  <TierPill tier={customer?.tier} />
                </span>
                {name && <span className={styles['subject']}>{taskTitle(task, t)}</span>}
                {more && <span className="lk-muted lk-small lk-cut">{more}</span>}
              </span>
              <span className={styles['marks']}>
                {task.rhythm && <IconRepeat size={16} role="img" aria-label={t('agenda.routine')} />}
                <KindPill task={task} />
                <TaskState task={task} now={now} />
                <UnsentIcon unsent={task.unsent} />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
