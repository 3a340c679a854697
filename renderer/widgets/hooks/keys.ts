/** Keys of one screen. Single letters count only while nobody types and nothing is open over the page. */
import { useEffect, useRef } from 'react';

/** By key as in `j`, `Ctrl+p`; a handler that returns false leaves the key to the browser. */
export type ScreenKeys = Readonly<Record<string, () => boolean | void>>;

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';
const OWN_KEYS = '[role=grid], [role=listbox], [role=menu], [role=radiogroup]';

/** Listens while the component is on screen. */
export function useScreenKeys(keys: ScreenKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.metaKey || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (document.querySelector('[role=dialog]')) return;
      if (!event.ctrlKey && target?.closest(TYPING)) return;
      if (!event.ctrlKey && event.key.startsWith('Arrow') && target?.closest(OWN_KEYS)) return;
      const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
      const handler = latest.current[name];
      if (!handler || handler() === false) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
