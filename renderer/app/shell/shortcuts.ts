/** Keys that work everywhere. Keys of one screen are that screen's. */
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { openIntake } from '../../state/intake.ts';
import { useShell } from '../../state/shell.ts';
import { undoLast } from '../../ui/index.ts';
import { useActor } from '../../widgets/desk-context.tsx';
import { mayRegister, numbered, routesFor, type AppRoute } from '../routes.tsx';

export type ShortcutAction =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'show'; readonly overlay: 'palette' | 'cheatSheet' }
  | { readonly kind: 'intake' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'filter' };

interface Pressed {
  readonly key: string;
  /** Physical key: Alt and a digit give other characters on some keyboards. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/**
 * @param typing the focus is in a text field: only function keys and chords count
 * @returns what the key means to the shell, or undefined
 */
export function shortcutOf(
  event: Pressed,
  routes: readonly AppRoute[],
  typing: boolean,
): ShortcutAction | undefined {
  const { key, code, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (metaKey) return undefined;
  if (altKey && !ctrlKey && /^(?:Digit|Numpad)[1-9]$/.test(code)) {
    const route = numbered(routes)[Number(code.at(-1)) - 1];
    return route && { kind: 'go', to: route.to };
  }
  if (altKey) return undefined;
  if (ctrlKey) {
    if (shiftKey) return undefined;
    if (key.toLowerCase() === 'k') return { kind: 'show', overlay: 'palette' };
    if (key.toLowerCase() === 'f') return { kind: 'filter' };
    if (key.toLowerCase() === 'z' && !typing) return { kind: 'undo' };
    return undefined;
  }
  if (key === 'F1' || (key === '?' && !typing)) return { kind: 'show', overlay: 'cheatSheet' };
  return key === 'F2' ? { kind: 'intake' } : undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select'));

/** Focuses the filter of the list on screen. @returns whether there is one. */
function focusFilter(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-filter] input, input[data-filter]');
  field?.focus();
  field?.select();
  return Boolean(field);
}

/** Listens while the shell is on screen. A dialog that is open keeps its own keys; Ctrl+K and function keys pass. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const actor = useActor();
  const show = useShell((state) => state.show);
  useEffect(() => {
    const routes = routesFor(actor);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = shortcutOf(event, routes, isTyping(event.target));
      if (!action) return;
      if (action.kind === 'undo' && !undoLast()) return;
      if (action.kind === 'filter' && !focusFilter()) return;
      if (action.kind === 'intake' && !mayRegister(actor)) return;
      event.preventDefault();
      if (action.kind === 'intake') {
        show('none');
        openIntake();
      }
      if (action.kind === 'show') show(action.overlay);
      if (action.kind === 'go') {
        show('none');
        void navigate(action.to);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [actor, navigate, show]);
}
