/** Where in the agenda one is: the address says it, so that a link leads to the same days. */
import { useCallback, useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { PLAN_FOR } from '#renderer/widgets/agenda/agenda-path.ts';
import { weekOf } from '#renderer/widgets/agenda/days.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useToday } from '#renderer/widgets/hooks/clock.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

export type AgendaView = 'week' | 'day';
export type Whose = 'mine' | 'everybody';

export interface AgendaPlace {
  /** The task that is open beside; `''` for none. */
  readonly id: string;
  /** The customer for whom a visit is to be planned; `''` for none. */
  readonly planFor: string;
  readonly day: string;
  readonly today: string;
  readonly view: AgendaView;
  readonly whose: Whose;
  /** The days on screen. */
  readonly days: readonly string[];
  readonly go: (to: Partial<Pick<AgendaPlace, 'day' | 'view' | 'whose'>>) => void;
  /** @param id `''` closes it */
  readonly open: (id: string) => void;
}

export function useAgendaPlace(): AgendaPlace {
  const actor = useActor();
  const today = useToday();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('hari') ?? '';
  const day = isDay(asked) ? asked : today;
  const view: AgendaView = search.get('tampilan') === 'hari' ? 'day' : 'week';
  // an account executive looks for the own visits first, everybody else for the branch's
  const usual: Whose = actor.role === 'ae' ? 'mine' : 'everybody';
  const siapa = search.get('siapa');
  const whose: Whose = siapa === 'saya' ? 'mine' : siapa === 'semua' ? 'everybody' : usual;
  const go = useCallback<AgendaPlace['go']>(
    (to) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (to.day !== undefined) next.set('hari', to.day);
          if (to.view !== undefined) next.set('tampilan', to.view === 'day' ? 'hari' : 'minggu');
          if (to.whose !== undefined) next.set('siapa', to.whose === 'mine' ? 'saya' : 'semua');
          return next;
        },
        { replace: true },
      );
    },
    [setSearch],
  );
  const query = search.toString();
  const open = useCallback(
    (task: string) => {
      void navigate(
        { pathname: task ? `/agenda/${task}` : '/agenda', search: query },
        { replace: id !== '' },
      );
    },
    [navigate, query, id],
  );
  const days = useMemo(() => (view === 'day' ? [day] : weekOf(day)), [view, day]);
  return { id, planFor: search.get(PLAN_FOR) ?? '', day, today, view, whose, days, go, open };
}
