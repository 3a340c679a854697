/** The keys of the agenda: arrows walk over days and entries, letters change what is shown. */
import { useEffect, useRef } from 'react';
import { addDays } from '#shared/domain/time.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import type { AgendaPlace } from './use-agenda-place.ts';

const entriesOf = (day: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-day="${day}"] [data-task]`),
];

/** @param onPlan opens the form of a new visit */
export function useAgendaKeys({ day, today, view, go }: AgendaPlace, onPlan: () => void): void {
  /* The day that was walked to is drawn a moment later: it gets the focus then. */
  const walked = useRef(false);
  useEffect(() => {
    if (!walked.current) return;
    walked.current = false;
    const [first] = entriesOf(day);
    (first ?? document.querySelector<HTMLElement>(`[data-day="${day}"] [data-day-head]`))?.focus();
  }, [day]);

  const stepDay = (days: number) => () => {
    walked.current = true;
    go({ day: addDays(day, days) });
  };
  const stepEntry = (step: 1 | -1) => (): boolean => {
    const entries = entriesOf(day);
    if (entries.length === 0) return false;
    const current = entries.findIndex((entry) => entry === document.activeElement);
    const next = current < 0 ? (step > 0 ? 0 : entries.length - 1) : current + step;
    entries[Math.min(Math.max(next, 0), entries.length - 1)]?.focus();
    return true;
  };
  useScreenKeys({
    ArrowLeft: stepDay(-1),
    ArrowRight: stepDay(1),
    ArrowDown: stepEntry(1),
    ArrowUp: stepEntry(-1),
    j: stepEntry(1),
    k: stepEntry(-1),
    PageUp: stepDay(view === 'week' ? -7 : -1),
    PageDown: stepDay(view === 'week' ? 7 : 1),
    t: () => {
      walked.current = day !== today;
      go({ day: today });
    },
    d: () => {
      go({ view: 'day' });
    },
    w: () => {
      go({ view: 'week' });
    },
    n: onPlan,
  });
}
