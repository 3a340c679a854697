/** Which agreements come to their end: looked for among all of them, now and then. */
import { useEffect, useState } from 'react';
import type { Agreement } from '#shared/domain/agreement.ts';
import { isEnding } from '#shared/domain/renewal.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '../desk-context.tsx';
import { useMinute } from '../hooks/clock.ts';

/** Their end is no column of an index, so all of them are read: not for every change, and not for every page. */
const FRESH_MS = 30_000;
const AGAIN_MS = 5 * 60_000;

interface Scan {
  /** ISO UTC. */
  readonly at: string;
  readonly ids: readonly string[];
}

const scans = new WeakMap<Desk, Scan>();

/** Reads all agreements once. @returns the function that gives it up */
function scan(desk: Desk, today: string, found: (ids: readonly string[]) => void): () => void {
  const all = desk.list('agreements', {});
  let stop = (): void => undefined;
  let isDone = false;
  const look = (): void => {
    const { loading, value } = all.get();
    if (loading || isDone) return;
    isDone = true;
    stop();
    const agreements = value as unknown as readonly Agreement[];
    found(agreements.filter((agreement) => isEnding(agreement, today)).map(({ id }) => id));
  };
  stop = all.subscribe(look);
  look();
  return () => {
    isDone = true;
    stop();
  };
}

const age = (of: Scan, now: string): number => Date.parse(now) - Date.parse(of.at);

/** @returns ids of agreements that end soon or have ended undecided; undefined before the first look */
export function useEndingIds(today: string): readonly string[] | undefined {
  const desk = useDesk();
  const now = useMinute();
  const { kind } = useLive(desk.sync.state);
  const [ids, setIds] = useState(() => scans.get(desk)?.ids);
  const [opened] = useState(now);
  // while the branch's data comes for the first time there is little to see, and much else to do
  const isFirst = kind === 'first-sync';
  useEffect(() => {
    const last = scans.get(desk);
    const limit = now === opened ? FRESH_MS : AGAIN_MS;
    if (isFirst || (last && age(last, now) < limit)) return undefined;
    return scan(desk, today, (found) => {
      scans.set(desk, { at: desk.now(), ids: found });
      setIds(found);
    });
  }, [desk, today, now, opened, isFirst]);
  return ids;
}
