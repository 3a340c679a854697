/** The desk for screens: context and hooks. Everything below the gate may count on a desk; below sign-in on a person. */
import {
  createContext,
  createElement,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Actor } from '#shared/domain/actor.ts';
import type { Host } from '#shared/host/host.ts';
import type { LoketError, Result } from '#shared/errors/errors.ts';
import type { Desk, DeskIdentity, Live, Session } from '../data/desk-types.ts';

const DeskContext = createContext<Desk | undefined>(undefined);
const HostContext = createContext<Host | undefined>(undefined);

/** Gives the desk and what the program runs in to everything below. */
export function DeskProvider(props: {
  readonly desk: Desk;
  readonly host: Host;
  readonly children: ReactNode;
}) {
  const inner = createElement(DeskContext, { value: props.desk }, props.children);
  return createElement(HostContext, { value: props.host }, inner);
}

/** @returns the desk of this window. Throws outside `DeskProvider`. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('useDesk outside DeskProvider');
  return desk;
}

/** @returns the shell or browser that the renderer runs in. */
export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error('useHost outside DeskProvider');
  return host;
}

/** @returns the present value; the component draws itself again when it changes. */
export function useLive<T>(live: Live<T>): T {
  const subscribe = useCallback((listener: () => void) => live.subscribe(listener), [live]);
  const get = useCallback(() => live.get(), [live]);
  return useSyncExternalStore(subscribe, get);
}

/** @returns what `pick` makes of the present value; the component draws itself again only when that changes. */
export function useLivePart<T, P extends string | number | boolean | null>(
  live: Live<T>,
  pick: (value: T) => P,
): P {
  const subscribe = useCallback((listener: () => void) => live.subscribe(listener), [live]);
  return useSyncExternalStore(subscribe, () => pick(live.get()));
}

/** @returns who is signed in. Throws when nobody is: only below the gate. */
export function useSession(): Session {
  const session = useLive(useDesk().session);
  if (!session) throw new Error('useSession while nobody is signed in');
  return session;
}

export const useActor = (): Actor => useSession().actor;

/** @returns who this PC is. Throws before it was enrolled: only below the gate. */
export function useIdentity(): DeskIdentity {
  const identity = useLive(useDesk().identity);
  if (!identity) throw new Error('useIdentity on a desk that is not enrolled');
  return identity;
}

/** What a promise gave so far. An answer that arrives after a newer question is dropped. */
export interface Asked<T> {
  readonly loading: boolean;
  /** The last answer; it stays while a newer question is under way. */
  readonly value: T | undefined;
  readonly error: LoketError | undefined;
  readonly again: () => void;
}

/**
 * Asks when `ask` changes (give it `useCallback`) and when `again` is called: for head office's endpoints and for
 * the directory. What is local is shown at once by `useLive`.
 */
export function useAsk<T>(ask: () => Promise<Result<T>>): Asked<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Asked<T>, 'again'>>({
    loading: true,
    value: undefined,
    error: undefined,
  });
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, loading: true }));
    void ask().then((answer) => {
      if (!current) return;
      setState((before) =>
        answer.ok
          ? { loading: false, value: answer.value, error: undefined }
          : { loading: false, value: before.value, error: answer.error },
      );
    });
    return () => {
      current = false;
    };
  }, [ask, turn]);
  const again = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { ...state, again };
}
