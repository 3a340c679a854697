/** What a key does in a list: J/K and arrows, Home and End, Page up and down, Enter. */

export type ListMove = { readonly to: number } | { readonly open: true };

interface ListKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * @param current the chosen row, -1 when none is
 * @param count rows in the list
 * @param page rows that fit on the screen
 * @returns where to go, or undefined when the key means nothing to a list
 */
export function listMove(event: ListKey, current: number, count: number, page: number): ListMove | undefined {
  if (event.altKey || event.metaKey || count === 0) return undefined;
  if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return undefined;
  const within = (index: number) => ({ to: Math.min(count - 1, Math.max(0, index)) });
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return within(current + 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return within(current - 1);
    case 'PageDown':
      return within(current + page);
    case 'PageUp':
      return within(current - page);
    case 'Home':
      return within(0);
    case 'End':
      return within(count - 1);
    case 'Enter':
      return current < 0 ? undefined : { open: true };
    default:
      return undefined;
  }
}
