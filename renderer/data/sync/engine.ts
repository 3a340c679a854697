/** One sync at a time over all collections, when it is due, and what is to be said about it. */
import type { CollectionName } from '#shared/domain/collections.ts';
import { fail, type LoketError, LoketFailure } from '#shared/errors/errors.ts';
import type { Replicator } from '#shared/sync/replicator.ts';
import type { MergeNote, SyncKind, SyncStatus } from '../desk-types.ts';
import { Cell } from '../live.ts';
import { storageError } from '../storage-errors.ts';
import { backoff } from './backoff.ts';
import type { DeskClock } from './clock.ts';
import { isAway } from './requests.ts';

const MAX_MERGE_NOTES = 20;
/** A whole round even when nothing calls for one: an event may have been lost. */
const INTERVAL_MS = 5 * 60_000;

/** Before anybody has signed in. */
export const IDLE_STATUS: Omit<SyncStatus, 'clock'> = {
  kind: 'offline',
  pending: 0,
  sending: 0,
  rejected: 0,
  since: null,
  dataAsOf: null,
  retryAt: null,
  reason: null,
  progress: null,
  merged: [],
  storageLow: false,
  checked: null,
};

export interface EngineOptions {
  /** In the order in which they are brought into agreement: what others hang on comes first. */
  readonly replicators: readonly { readonly collection: CollectionName; readonly replicator: Replicator }[];
  readonly clock: DeskClock;
  readonly online: () => boolean;
  /** Everything is in agreement, at this time (ISO UTC). */
  readonly onAgreed: (at: string) => Promise<void>;
  /** Last agreement of an earlier run. */
  readonly dataAsOf: string | null;
  /** How many documents of a collection an interrupted first filling has brought. */
  readonly here?: (collection: CollectionName) => Promise<number>;
  /** Whether the disk has room for what comes. */
  readonly room?: () => Promise<boolean>;
  /** Ends the requests under way: their answers come over a line that is gone. */
  readonly interrupt?: () => void;
  /** The desk's own disk failed: what it holds has to be compared with head office. */
  readonly onStorageError?: () => void;
  /** 0 to 1: spreads the tries of many desks; a test hands a fixed one in. */
  readonly random?: () => number;
}

export class SyncEngine {
  readonly state: Cell<SyncStatus>;
  readonly #options: EngineOptions;
  #running: Promise<LoketError | null> | null = null;
  #again = false;
  #anew = false;
  #closed = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;
  readonly #random: () => number;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.state = new Cell<SyncStatus>({
      ...IDLE_STATUS,
      kind: options.dataAsOf === null ? 'first-sync' : 'offline',
      dataAsOf: options.dataAsOf,
      clock: options.clock.state.get(),
    });
    options.clock.state.subscribe(() => this.tell({ clock: options.clock.state.get() }));
  }

  /** Changes what is said. */
  tell(change: Partial<SyncStatus>): void {
    this.state.set({ ...this.state.get(), ...change });
  }

  sending(rows: number): void {
    this.tell(rows > 0 ? { sending: rows, kind: 'sending' } : { sending: 0 });
  }

  /** @param more head office has further pages. @param total known while an empty desk is being filled. */
  pulled(collection: string, rows: number, more: boolean, total = 0): void {
    const { dataAsOf, progress, kind } = this.state.get();
    if (dataAsOf !== null) {
      const goesOn = kind === 'receiving' && progress?.collection === collection;
      // what fits into one page is there before anybody could read that it comes
      if (!more && !goesOn) return;
      const done = (goesOn ? progress.done : 0) + rows;
      this.tell({ kind: 'receiving', progress: { collection, done, total: 0 } });
      return;
    }
    const before = progress?.collection === collection ? progress : { done: 0, total: 0 };
    // what follows the blocks is new since the first of them
    const known = total || before.total;
    const done = before.done + rows;
    this.tell({
      kind: 'first-sync',
      progress: { collection, done: known > 0 ? Math.min(done, known) : done, total: known },
    });
  }

  merged(note: MergeNote): void {
    this.tell({ merged: [note, ...this.state.get().merged].slice(0, MAX_MERGE_NOTES) });
  }

  /** Coalesced: a call during a round makes one more follow it. @returns why it did not end in agreement, or null. */
  run(): Promise<LoketError | null> {
    if (this.#closed) return Promise.resolve(null);
    this.#again = true;
    this.#hurry();
    this.#running ??= this.#rounds().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  #hurry(): void {
    this.#waiting = false;
    clearTimeout(this.#retry);
  }

  /** Something to send or to fetch. While head office is away, only the back-off and a person decide when to try. */
  due(): void {
    if (!this.#waiting) void this.run();
  }

  async #rounds(): Promise<LoketError | null> {
    let error: LoketError | null = null;
    while (this.#again && !this.#closed) {
      this.#again = false;
      this.#anew = false;
      error = await this.#round();
      if (error && !this.#anew) break;
      if (error) this.#hurry();
    }
    this.#again = false;
    return error;
  }

  async #round(): Promise<LoketError | null> {
    try {
      await this.#all();
      if (this.#closed) return null;
      const at = this.#options.clock.now();
      await this.#options.onAgreed(at);
      this.#failures = 0;
      if (!this.#closed)
        this.#retry = setTimeout(() => void this.run(), INTERVAL_MS * (0.8 + 0.4 * this.#random()));
      this.tell({
        kind: 'synced',
        dataAsOf: at,
        since: null,
        retryAt: null,
        reason: null,
        progress: null,
        sending: 0,
      });
      return null;
    } catch (thrown) {
      const error = errorOf(thrown);
      if (!this.#closed) this.#failed(error);
      return error;
    }
  }

  /** One collection in trouble must not hold the others up; a line that is dead holds all of them up. */
  async #all(): Promise<void> {
    let failure: LoketError | undefined;
    for (const { collection, replicator } of this.#options.replicators) {
      if (this.#closed) return;
      try {
        if ((await this.#options.room?.()) === false) throw new LoketFailure(fail('storage_full').error);
        if (this.state.get().dataAsOf === null) await this.#begin(collection);
        await replicator.trigger();
      } catch (thrown) {
        const error = errorOf(thrown);
        failure ??= error;
        if (isStorageError(error)) this.#options.onStorageError?.();
        if (error.code !== 'malformed_answer' && (isAway(error) || stops(error))) break;
      }
    }
    if (failure) throw new LoketFailure(failure);
  }

  /** The first filling of a collection goes on from what is here. */
  async #begin(collection: CollectionName): Promise<void> {
    const done = (await this.#options.here?.(collection)) ?? 0;
    this.tell({ progress: { collection, done, total: 0 } });
  }

  #failed(error: LoketError): void {
    const kind = kindOf(error, this.#options.online());
    const since = this.state.get().since ?? this.#options.clock.now();
    const waits = !stops(error);
    let retryAt: string | null = null;
    if (waits) {
      const asked = Number(error.detail?.['retryAfter'] ?? 0) * 1000 * (1 + this.#random() / 2);
      const delay = Math.max(asked, backoff(++this.#failures, this.#random));
      this.#waiting = true;
      retryAt = new Date(Date.parse(this.#options.clock.now()) + delay).toISOString();
      this.#retry = setTimeout(() => void this.run(), delay);
    }
    this.tell({ kind, reason: error, since, retryAt, sending: 0 });
  }

  /** The connection is another one than before: what failed so far says nothing. */
  refreshed(): void {
    this.#failures = 0;
    if (this.#running) {
      // a round over the line that was would end in its time limit, and another one has to follow it
      this.#anew = true;
      this.#options.interrupt?.();
    }
    void this.run();
  }

  /**
   * Nothing is under way any more when it resolves: what came to the store after it was closed would wait for ever, and
   * with it whoever closes the store.
   */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const stopped = this.#options.replicators.map(({ replicator }) => replicator.stop());
    this.#options.interrupt?.();
    await Promise.all([...stopped, this.#running]);
  }
}

/** What is no failure of head office or of the line is one of the desk's own disk. */
const errorOf = (thrown: unknown): LoketError => storageError(thrown).error;
const STORAGE = new Set(['storage_full', 'database_failed']);

/** @returns whether the desk's own disk is to blame. */
export const isStorageError = ({ code }: LoketError): boolean => STORAGE.has(code);

const signInEnded = ({ code }: LoketError): boolean =>
  code === 'sign_in_expired' || code.startsWith('device_') || code === 'session_ended';

/** Trying again by itself would change nothing. */
const stops = (error: LoketError): boolean => signInEnded(error) || error.code === 'protocol_too_old';

function kindOf(error: LoketError, online: boolean): SyncKind {
  if (signInEnded(error)) return 'sign-in-expired';
  if (error.code === 'protocol_too_old') return 'protocol-too-old';
  const away = ['portal', 'malformed_answer', 'offline'].includes(error.code);
  return !online || away ? 'offline' : 'unreachable';
}
