/**
 * Compares what this desk holds with head office's summaries, in quiet moments (rule 26): what a damaged or half
 * restored disk has lost is found by nothing else.
 */
import type { CollectionName } from '#shared/domain/collections.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Replicator } from '#shared/sync/replicator.ts';
import type { Checked } from '../desk-types.ts';
import { storageError } from '../storage-errors.ts';

const MINUTE_MS = 60_000;
/** After the start, when the morning's work is under way. */
const FIRST_MS = 4 * MINUTE_MS;
const EVERY_MS = 6 * 60 * MINUTE_MS;
/** Somebody works, or head office is ahead: then a little later. */
const LATER_MS = MINUTE_MS / 3;
const AFTER_FAILURE_MS = 15 * MINUTE_MS;

export interface CheckerOptions {
  readonly replicators: readonly {
    readonly collection: CollectionName;
    readonly replicator: Pick<Replicator, 'reconcile'>;
  }[];
  /** Everything is agreed on, and nobody has saved anything for a moment. */
  readonly quiet: () => boolean;
  /** Brings everything into agreement. @returns whether that worked. */
  readonly agree: () => Promise<Result<void>>;
  readonly onChecked: (checked: Checked) => void;
  readonly now: () => string;
  readonly random?: () => number;
}

export class Checker {
  readonly #options: CheckerOptions;
  readonly #random: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<Result<Checked>> | null = null;
  /** Collections of this run that are done, and what was found in them. */
  #done = 0;
  #repaired = 0;
  #suspicious = false;
  #closed = false;

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#schedule(FIRST_MS);
  }

  /** Half as long to one and a half times as long: five hundred branches do not ask in the same minute. */
  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#background(), ms * (0.5 + this.#random()));
  }

  /** The disk has failed: what it holds is not to be trusted, and is compared in the next quiet moment. */
  suspect(): void {
    this.#suspicious = true;
    if (!this.#running) this.#begin();
  }

  #begin(): void {
    this.#done = 0;
    this.#repaired = 0;
    this.#suspicious = false;
    this.#schedule(LATER_MS);
  }

  /** Now, because a person asks. @returns what was found; `not_ready` when head office is ahead of this desk. */
  async check(): Promise<Result<Checked>> {
    const agreed = await this.#options.agree();
    if (!agreed.ok) return agreed;
    await this.#running;
    this.#done = 0;
    this.#repaired = 0;
    return this.#run(() => true);
  }

  async #background(): Promise<void> {
    const checked = await this.#run(this.#options.quiet);
    if (this.#suspicious) this.#begin();
    else if (checked.ok) this.#schedule(EVERY_MS);
    else this.#schedule(checked.error.code === 'not_ready' ? LATER_MS : AFTER_FAILURE_MS);
  }

  #run(mayGoOn: () => boolean): Promise<Result<Checked>> {
    this.#running ??= Promise.resolve()
      .then(() => this.#collections(mayGoOn))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** One collection after the other, from the one at which an earlier run gave way. */
  async #collections(mayGoOn: () => boolean): Promise<Result<Checked>> {
    const { replicators, onChecked, now } = this.#options;
    try {
      for (const { replicator } of replicators.slice(this.#done)) {
        if (this.#closed || !mayGoOn()) return fail('not_ready', 'retryable');
        const repaired = await replicator.reconcile();
        if (repaired === null) return fail('not_ready', 'retryable');
        this.#done++;
        this.#repaired += repaired;
      }
    } catch (thrown) {
      return storageError(thrown);
    }
    const checked: Checked = { at: now(), repaired: this.#repaired };
    this.#done = 0;
    this.#repaired = 0;
    onChecked(checked);
    // what was only here is unsent again
    if (checked.repaired > 0) await this.#options.agree();
    return ok(checked);
  }

  /** @returns when the comparison under way has ended; its replicators have to be stopped. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
