/** Where the focus is while a window or a menu stands over the page, and where it is afterwards. */
import { useLayoutEffect, useRef, useState } from 'react';

/** @returns what has the focus; of a menu, which goes away, the button that opened it */
function focusedNow(): HTMLElement | undefined {
  const at = document.activeElement;
  const menu = at?.closest('[role="menu"]');
  const found = menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : at;
  return found instanceof HTMLElement && found !== document.body ? found : undefined;
}

/** Stands in what opens over the page: when that goes, and the focus with it, the focus is where it was before. */
export function useFocusBack(): void {
  // read while rendering: what opens may ask React for the focus, and has it before any effect runs
  const [before] = useState(focusedNow);
  useLayoutEffect(
    () => () => {
      queueMicrotask(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          before?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}

/**
 * Stands in a window: whoever sees it can type into it at once. Mantine's own trap moves the focus a timer later,
 * and a key pressed in between is lost on a busy PC.
 */
export function FirstFocus() {
  const ref = useRef<HTMLSpanElement>(null);
  useFocusBack();
  useLayoutEffect(() => {
    const first = ref.current?.closest('[role="dialog"]')?.querySelector('[data-autofocus]');
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }, []);
  return <span ref={ref} hidden />;
}
