/** One save at a time: a second Enter or click while the first is under way, or not yet drawn, writes nothing. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react';

export interface Saving {
  /** Drawn while a save is under way. */
  readonly busy: boolean;
  /** Runs `save` unless one is running. Resolves when it has ended, at once where it was not begun. */
  readonly once: (save: () => Promise<void>) => Promise<void>;
}

/**
 * The next save is let in with the page that the last one left: a form that has been emptied or closed by then has
 * nothing more to save.
 */
export function useSaving(): Saving {
  // a new object each time: also a save that ends before it was drawn is drawn once more
  const [state, setState] = useState({ busy: false });
  const running = useRef(false);
  useLayoutEffect(() => {
    if (!state.busy) running.current = false;
  }, [state]);
  const once = useCallback(async (save: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true });
    await save().finally(() => {
      setState({ busy: false });
    });
  }, []);
  return { busy: state.busy, once };
}
