/** Customers that a person keeps at hand, and those that were opened last: a preference of this person on this PC. */
import { useCallback, useEffect, useState } from 'react';
import { create } from 'zustand';
import { useActor, useDesk } from '#renderer/widgets/desk-context.tsx';

const PINNED = 'customers.pinned';
const RECENT = 'customers.recent';
const MOST_PINNED = 20;
const MOST_RECENT = 8;

interface AtHand {
  /** Whose they are; nothing is shown to the next person. */
  readonly userId: string;
  readonly pinned: readonly string[];
  readonly recent: readonly string[];
  readonly put: (change: Partial<Pick<AtHand, 'userId' | 'pinned' | 'recent'>>) => void;
}

const useAtHand = create<AtHand>()((set) => ({
  userId: '',
  pinned: [],
  recent: [],
  put: (change) => {
    set(change);
  },
}));

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];

/** @returns what is kept, read once for each person. */
export function useAtHandIds(): Pick<AtHand, 'pinned' | 'recent'> {
  const desk = useDesk();
  const { userId } = useActor();
  const kept = useAtHand();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    if (kept.userId === userId || asked === userId) return;
    setAsked(userId);
    void Promise.all([desk.preference<unknown>(PINNED), desk.preference<unknown>(RECENT)]).then(
      ([pinned, recent]) => {
        const { put, userId: known } = useAtHand.getState();
        if (known !== userId) put({ userId, pinned: idsIn(pinned), recent: idsIn(recent) });
      },
    );
  }, [desk, userId, kept.userId, asked]);
  return kept.userId === userId ? kept : NOTHING;
}

const NOTHING = { pinned: [], recent: [] } as const;

export function usePinned() {
  const desk = useDesk();
  const { pinned } = useAtHandIds();
  const toggle = useCallback(
    (id: string) => {
      const { pinned: now, put } = useAtHand.getState();
      const next = now.includes(id) ? now.filter((one) => one !== id) : [id, ...now].slice(0, MOST_PINNED);
      put({ pinned: next });
      void desk.setPreference(PINNED, next);
    },
    [desk],
  );
  return { pinned, toggle };
}

/** @returns a function that takes customers out of both lists. */
export function useForget() {
  const desk = useDesk();
  return useCallback(
    (ids: readonly string[]) => {
      const { pinned, recent, put } = useAtHand.getState();
      const kept = (list: readonly string[]) => list.filter((id) => !ids.includes(id));
      put({ pinned: kept(pinned), recent: kept(recent) });
      void desk.setPreference(PINNED, kept(pinned));
      void desk.setPreference(RECENT, kept(recent));
    },
    [desk],
  );
}

/** Notes that a customer was opened. */
export function useRecent(id: string): void {
  const desk = useDesk();
  const { userId } = useActor();
  useAtHandIds();
  const ready = useAtHand((state) => state.userId === userId);
  useEffect(() => {
    if (!ready) return;
    const { recent, put } = useAtHand.getState();
    if (recent[0] === id) return;
    const next = [id, ...recent.filter((one) => one !== id)].slice(0, MOST_RECENT);
    put({ recent: next });
    void desk.setPreference(RECENT, next);
  }, [desk, id, ready]);
}
