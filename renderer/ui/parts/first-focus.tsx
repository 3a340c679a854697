/** Where the focus is while a window stands over the page. */
import { useLayoutEffect, useRef, useState } from 'react';

/**
 * Stands in a window over the page: whoever sees the window can type into it at once, and the focus goes back to
 * where it was. Mantine's own trap moves it a timer later: a key pressed in between is lost on a busy PC.
 */
export function FirstFocus() {
  const ref = useRef<HTMLSpanElement>(null);
  // read while rendering: a field of the window that asks React for the focus has it before any effect runs
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const first = ref.current?.closest('[role="dialog"]')?.querySelector('[data-autofocus]');
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    return () => {
      queueMicrotask(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    };
  }, [before]);
  return <span ref={ref} hidden />;
}
