/** The next block of a first filling, asked for while the one before it is stored (SPEC.md, rule 41). */
import type { Checkpoint } from './messages.ts';
import { equal } from './same.ts';

export class Ahead {
  readonly #ask: (after: string | null) => Promise<unknown>;
  #block: { readonly after: string; readonly since: Checkpoint; readonly answer: Promise<unknown> } | null =
    null;

  /** @param ask head office for the block after an id */
  constructor(ask: (after: string | null) => Promise<unknown>) {
    this.#ask = ask;
  }

  /** Asks for the block after `after`, of the filling that began at the positions `since`. */
  ask(after: string, since: Checkpoint): void {
    const answer = this.#ask(after);
    // whoever takes the block hears of its failure
    answer.catch(() => undefined);
    this.#block = { after, since, answer };
  }

  /**
   * @returns head office's answer: the block that was asked for ahead, if there is such. Another filling, of a second
   *   window, may have begun later meanwhile: to that one it is too old.
   */
  take(after: string | null, since: Checkpoint | undefined): Promise<unknown> {
    const block = this.#block;
    this.#block = null;
    return block && block.after === after && equal(block.since, since) ? block.answer : this.#ask(after);
  }
}
