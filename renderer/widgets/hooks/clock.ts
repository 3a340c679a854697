/** One clock for every countdown on screen: it ticks once a minute, however many marks listen. */
import { ZONES } from '#shared/domain/reference.ts';
import { localTime } from '#shared/domain/time.ts';
import { useZone } from '#renderer/ui/index.ts';
import { useMemo, useSyncExternalStore } from 'react';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

const minute = (): number => Math.floor(Date.now() / MINUTE);

function schedule(): void {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      schedule();
    },
    MINUTE - (Date.now() % MINUTE),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

/** @returns now by the desk's corrected clock, ISO UTC; a new value each minute, the same one in between. */
export function useMinute(): string {
  const desk = useDesk();
  const tick = useSyncExternalStore(subscribe, minute);
  // The tick is what makes it a new minute; the value itself comes from the desk.
  return useMemo(() => (tick > 0 ? desk.now() : ''), [desk, tick]);
}

/** @returns the local day of the branch, `YYYY-MM-DD`. */
export function useToday(): string {
  const zone = useZone();
  const now = useMinute();
  return localTime(now, ZONES.find((one) => one === zone) ?? 'Asia/Jakarta').day;
}
