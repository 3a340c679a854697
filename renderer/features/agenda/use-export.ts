/** Saves the agenda that is on screen as an iCalendar file. */
import { useCallback } from 'react';
import { agendaIcs, type IcsEntry } from '#shared/domain/agenda-ics.ts';
import { useLanguage, useT, type Translate } from '#renderer/i18n/index.ts';
import { toast, toastError } from '#renderer/ui/index.ts';
import { taskTitle, type CustomerDoc, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { useDesk, useHost, useRun } from '#renderer/widgets/desk-context.tsx';
import { exportedWords } from '#renderer/widgets/timeline/said-words.ts';

/** The calendar leaves this PC: it holds who and when, no phone and no outcome. */
function entryOf(task: TaskDoc, customer: CustomerDoc | undefined, t: Translate): IcsEntry {
  const title = taskTitle(task, t);
  return {
    task,
    summary: customer ? `${customer.name}: ${title}` : title,
    category: t(`agenda.kind.${task.kind}`),
  };
}

/**
 * @returns what leaves of some days: the tasks of each day as on screen, then those cancelled. A calendar that took one in
 *   from a file before would keep it for ever.
 */
export const leaving = <T>(
  days: readonly string[],
  byDay: ReadonlyMap<string, readonly T[]>,
  cancelled: readonly T[],
): readonly T[] => [...days.flatMap((day) => byDay.get(day) ?? []), ...cancelled];

export function useExport(): (
  tasks: readonly TaskDoc[],
  customers: ReadonlyMap<string, CustomerDoc>,
  days: readonly string[],
) => Promise<void> {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const host = useHost();
  const run = useRun();
  return useCallback(
    async (tasks, customers, days) => {
      const identity = desk.identity.get();
      const text = agendaIcs(
        tasks.map((task) => entryOf(task, customers.get(task.customerId), t)),
        {
          name: [t('agenda.title'), identity?.branch.name].filter(Boolean).join(' '),
          now: desk.now(),
          host: hostOf(identity?.serverUrl ?? ''),
        },
      );
      const name = `agenda-${[...new Set([days[0], days.at(-1)])].join('-sd-')}.ics`;
      // on record before it leaves: it names customers
      const of = { list: 'agenda' as const, days: [days[0], days.at(-1)].filter((day) => day !== undefined) };
      const what = exportedWords(of, { t, language });
      const logged = await run('recordExport', { what, of, format: 'ics', count: tasks.length });
      if (!logged.ok) return;
      const saved = await host.files.save({
        name,
        mime: 'text/calendar',
        data: new TextEncoder().encode(text),
      });
      if (!saved.ok) toastError(saved.error);
      else if (saved.value === 'saved') toast(t('agenda.exported', { count: tasks.length, name }));
    },
    [t, language, desk, host, run],
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return 'loket';
  }
}
