import { useEffect, useState } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useZone } from '../../ui/index.ts';
import { useConflicts } from '../conflicts/use-conflicts.ts';
import { useDesk, useLive } from '../desk-context.tsx';
import { syncSentences, type SyncSentence } from './sentences.ts';

/** @returns the sentences of now; the count-down to the next try runs while there is one. */
export function useSyncSentences(): readonly SyncSentence[] {
  const desk = useDesk();
  const status = useLive(desk.sync.state);
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const conflicts = useConflicts().length;
  const [, setTick] = useState(0);
  const counting = status.kind === 'unreachable' && status.retryAt !== null;
  useEffect(() => {
    if (!counting) return undefined;
    const timer = setInterval(() => {
      setTick((before) => before + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [counting]);
  return syncSentences(status, { t, language, zone, now: desk.now(), conflicts });
}
