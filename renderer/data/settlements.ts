/** Head office hears which refused changes were given up, and why: at once, or when there is a connection again. */
import type { Result } from '#shared/errors/errors.ts';
import type { SettleRequest } from '#shared/api/refusals.ts';
import type { DeskDatabase } from './journal/database.ts';

const TO_SETTLE = 'refusals-to-settle';

export interface SettlementsOptions {
  readonly db: Pick<DeskDatabase, 'setting' | 'set'>;
  readonly send: (method: 'POST', path: string, body: unknown) => Promise<Result<unknown>>;
}

export class Settlements {
  readonly #options: SettlementsOptions;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: SettlementsOptions) {
    this.#options = options;
  }

  #waiting(): Promise<readonly SettleRequest[]> {
    return this.#options.db.setting<readonly SettleRequest[]>(TO_SETTLE).then((found) => found ?? []);
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch(() => undefined);
    return this.#queue;
  }

  /** Kept on the disk until head office has it. The reason itself is in the desk's notes already. */
  add(request: SettleRequest): Promise<void> {
    void this.#then(async () => this.#options.db.set(TO_SETTLE, [...(await this.#waiting()), request]));
    return this.flush();
  }

  /** Sends what waits. What head office will never take is forgotten: asking again would change nothing. */
  flush(): Promise<void> {
    return this.#then(async () => {
      let waiting = await this.#waiting();
      for (let [next] = waiting; next; [next] = waiting) {
        const answer = await this.#options.send('POST', '/api/refusals/settle', next);
        if (!answer.ok && (answer.error.kind === 'retryable' || isSignIn(answer.error.code))) return;
        waiting = waiting.slice(1);
        await this.#options.db.set(TO_SETTLE, waiting);
      }
    });
  }
}

/** @returns whether it would be taken from somebody who is signed in. */
export const isSignIn = (code: string): boolean =>
  ['signed_out', 'sign_in_expired', 'session_ended', 'token_expired', 'unauthenticated'].includes(code);
