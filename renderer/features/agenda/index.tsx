/** Agenda: visits, follow-ups and the steps of renewals, by week and by day. */
import { IconCalendarDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { branchCalendar } from '#shared/domain/renewal-day.ts';
import { addDays, instantOf, isOpenDay } from '#shared/domain/time.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  EmptyState,
  formatDayRange,
  formatLongDay,
  IconButton,
  Kbd,
  PageHeader,
  SegmentedControl,
  SkeletonList,
  Split,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { byDay, spanOf, zoneOf } from '#renderer/widgets/agenda/days.ts';
import { useCustomers, useTasks } from '#renderer/widgets/agenda/use-tasks.ts';
import { RenewalDialog } from '#renderer/widgets/agreements/RenewalDialog.tsx';
import { useEndings } from '#renderer/widgets/agreements/use-renewals.ts';
import { useActor, useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import styles from './agenda.module.css';
import { Attention } from './Attention.tsx';
import { DayView, WeekView } from './Entries.tsx';
import { PlanVisitDialog } from './PlanVisitDialog.tsx';
import { TaskPane } from './TaskPane.tsx';
import { useAgendaKeys } from './use-agenda-keys.ts';
import { useAgendaPlace, type AgendaPlace } from './use-agenda-place.ts';
import { leaving, useExport } from './use-export.ts';

export default function Agenda() {
  const t = useT();
  const place = useAgendaPlace();
  const navigate = useNavigate();
  const { id, view, days, day, today } = place;
  const now = useMinute();
  const ready = useLive(useDesk().directory.ready);
  const shown = useShown(place);
  const closed = useClosedDays(days);
  const exportIcs = useExport();
  const [planning, setPlanning] = useState(false);
  const [deciding, setDeciding] = useState('');
  const ending = shown.endings.find(({ agreement }) => agreement.id === deciding);
  const plan = () => {
    setPlanning(true);
  };
  useAgendaKeys(place, plan);
  const endPlan = () => {
    setPlanning(false);
    // who came from a customer goes back there, where the visit is listed now
    if (place.planFor) void navigate(`/pelanggan/${place.planFor}`, { replace: true });
  };
  const close = () => {
    place.open('');
    document.querySelector<HTMLElement>(`[data-task="${id}"]`)?.focus();
  };
  const count = days.reduce((sum, one) => sum + (shown.byDay.get(one)?.length ?? 0), 0);
  const entries = {
    tasks: shown.byDay,
    customers: shown.customers,
    days,
    day,
    today,
    now,
    closed,
    chosen: id,
    onOpen: place.open,
  };
  const list = (
    <>
      <PageHeader
        title={t('agenda.title')}
        count={useRange(place)}
        actions={
          <>
            <Button
              icon={<IconCalendarDown size={16} aria-hidden />}
              onClick={() => {
                const tasks = leaving(days, shown.byDay, shown.cancelled);
                if (tasks.length === 0) toast(t('agenda.nothingToExport'));
                else void exportIcs(tasks, shown.customers, days);
              }}
            >
              {t('agenda.export')}
            </Button>
            <Button variant="primary" shortcut="N" onClick={plan}>
              {t('agenda.plan')}
            </Button>
          </>
        }
      />
      <Tools place={place} />
      <div className={styles['body']}>
        <Attention
          overdue={shown.overdue}
          overdueTotal={shown.overdueTotal}
          endings={shown.endings}
          customers={shown.customers}
          chosen={id}
          onOpen={place.open}
          onDecide={({ agreement }) => {
            setDeciding(agreement.id);
          }}
        />
        {shown.cut > 0 && !shown.loading && (
          <Banner tone="warn">{t('agenda.cut', { count: shown.cut })}</Banner>
        )}
        {shown.loading && count === 0 ? (
          <SkeletonList rows={5} />
        ) : view === 'week' ? (
          <WeekView {...entries} />
        ) : (
          <DayView {...entries} />
        )}
        {ready && !shown.loading && count === 0 && (
          <EmptyState
            title={t('agenda.empty')}
            hint={t(view === 'week' ? 'agenda.emptyWeek' : 'agenda.emptyDay')}
          />
        )}
      </div>
    </>
  );
  return (
    <>
      <Split
        list={list}
        detailOpen={id !== ''}
        detail={id === '' ? undefined : <TaskPane key={id} id={id} onClose={close} />}
      />
      <PlanVisitDialog
        open={planning || place.planFor !== ''}
        day={day}
        customerId={place.planFor}
        onClose={endPlan}
      />
      <RenewalDialog
        agreement={ending?.agreement}
        steps={ending?.open ?? []}
        onClose={() => {
          setDeciding('');
        }}
      />
    </>
  );
}

/** Everything that is on screen, with the customers it names. */
function useShown({ days, today, whose }: AgendaPlace) {
  const actor = useActor();
  const zone = zoneOf(useZone());
  const own = whose === 'mine' ? { assigneeId: [actor.userId] } : {};
  const due = spanOf(days, zone);
  const { tasks, total, loading } = useTasks({ is: { status: ['open', 'done'], ...own }, due });
  // what was cancelled is not drawn, but leaves with the file
  const gone = useTasks({ is: { status: ['cancelled'], ...own }, due });
  const late = useTasks({ is: { status: ['open'], ...own }, due: { before: instantOf(today, 0, zone) } });
  const found = useEndings();
  const endings = useMemo(() => found ?? [], [found]);
  const ids = [
    ...[...tasks, ...gone.tasks, ...late.tasks].map(({ customerId }) => customerId),
    ...endings.map(({ agreement }) => agreement.customerId),
  ];
  const known = useCustomers(ids);
  const mine = endings.filter(
    ({ task, agreement }) =>
      whose === 'everybody' ||
      (task?.assigneeId ?? known.get(agreement.customerId)?.ownerId ?? actor.userId) === actor.userId,
  );
  return {
    loading,
    byDay: useMemo(() => byDay(tasks, zone), [tasks, zone]),
    cancelled: gone.tasks,
    overdue: late.tasks,
    overdueTotal: late.total,
    /** What the days hold and does not fit on the screen or in the file. */
    cut: Math.max(0, total - tasks.length) + Math.max(0, gone.total - gone.tasks.length),
    endings: mine,
    customers: known,
  };
}

/** @returns why days are closed, by day. */
function useClosedDays(days: readonly string[]): ReadonlyMap<string, string> {
  const actor = useActor();
  const reference = useReference();
  const now = useMinute();
  return useMemo(() => {
    const calendar = branchCalendar(reference, actor.branchId, now);
    const names = new Map(reference.holidays.map(({ date, name }) => [date, name]));
    return new Map(
      days
        .filter((day) => !isOpenDay(day, calendar))
        .map((day) => [day, calendar.holidays.has(day) ? (names.get(day) ?? '') : '']),
    );
  }, [reference, actor.branchId, now, days]);
}

function useRange({ days, view }: AgendaPlace): string {
  const language = useLanguage();
  const [first = '', last = first] = [days[0], days.at(-1)];
  return view === 'day'
    ? formatLongDay(`${first}T00:00:00.000Z`, 'UTC', language)
    : formatDayRange(first, last, language);
}

function Tools({ place }: { readonly place: AgendaPlace }) {
  const t = useT();
  const { day, today, view, whose, go } = place;
  const step = view === 'week' ? 7 : 1;
  return (
    <div className={styles['tools']}>
      <span className={styles['steps']}>
        <IconButton
          label={t('agenda.earlier')}
          onClick={() => {
            go({ day: addDays(day, -step) });
          }}
        >
          <IconChevronLeft size={18} aria-hidden />
        </IconButton>
        <Button
          shortcut="T"
          onClick={() => {
            go({ day: today });
          }}
        >
          {t('agenda.today')}
        </Button>
        <IconButton
          label={t('agenda.later')}
          onClick={() => {
            go({ day: addDays(day, step) });
          }}
        >
          <IconChevronRight size={18} aria-hidden />
        </IconButton>
      </span>
      <SegmentedControl
        aria-label={t('agenda.view')}
        value={view}
        data={[
          { value: 'week', label: t('agenda.week') },
          { value: 'day', label: t('agenda.day') },
        ]}
        onChange={(next) => {
          go({ view: next === 'day' ? 'day' : 'week' });
        }}
      />
      <SegmentedControl
        aria-label={t('agenda.whose')}
        value={whose}
        data={[
          { value: 'mine', label: t('agenda.mine') },
          { value: 'everybody', label: t('agenda.everybody') },
        ]}
        onChange={(next) => {
          go({ whose: next === 'mine' ? 'mine' : 'everybody' });
        }}
      />
      {place.id === '' && (
        <span className={`${styles['keys']} lk-muted lk-small`}>
          <Kbd>← →</Kbd> <Kbd>↑ ↓</Kbd> <Kbd>Enter</Kbd> <Kbd>D</Kbd> <Kbd>W</Kbd>
        </span>
      )}
    </div>
  );
}
