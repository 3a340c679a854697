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

/** A row that was chosen, and where it stood. */
export interface ListStep<Row> {
  readonly key: string;
  readonly index: number;
  readonly row: Row;
}

/**
 * Where keys lead from. A choice goes by way of the page's address and comes back some draws later; who presses J and
 * Enter faster than that means the row after J.
 */
export class ListSteps<Row> {
  #drawn: string | undefined;
  #steps: readonly ListStep<Row>[] = [];

  /**
   * @param drawn key of the row that is drawn as chosen, undefined when none is
   * @returns the last choice that is not drawn yet; undefined when what is drawn counts
   */
  ahead(drawn: string | undefined): ListStep<Row> | undefined {
    const arrived = this.#steps.findLastIndex(({ key }) => key === drawn);
    if (arrived >= 0) this.#steps = this.#steps.slice(arrived + 1);
    // something else was chosen meanwhile, not by the list
    else if (drawn !== this.#drawn) this.#steps = [];
    this.#drawn = drawn;
    return this.#steps.at(-1);
  }

  /** A row was chosen, by key or by click. */
  chose(step: ListStep<Row>): void {
    this.#steps = [...this.#steps, step];
  }
}
