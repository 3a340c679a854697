/** The desk's way to head office (SPEC.md, rules 8 to 15). */
import type { Snapshot, StoredDoc } from './document.ts';
import type { PushAnswer, PushResponse, PushRow } from './messages.ts';
import { outgoing, settle } from './replica.ts';
import type { ReplicatorOptions } from './replicator-options.ts';
import type { Position } from './store.ts';
import { isOfEpoch, update } from './updating.ts';
import { checkPush } from './validate.ts';

interface Key {
  readonly id: string;
  readonly answer: PushAnswer;
  readonly sent: Snapshot;
}

/** One request, and what its answers are about. */
interface Batch {
  readonly position: Position;
  readonly found: readonly StoredDoc[];
  readonly sent: readonly Snapshot[];
  readonly rows: readonly PushRow[];
  /** Where the next batch begins in the store's order; null when the store had no more. */
  readonly last: StoredDoc | null;
}

/** `foreign`: given by another database than the one that the rows were made for, so it says nothing. */
type Outcome = 'foreign' | 'settled' | 'more';

const BATCH = 200;

export class Pusher {
  readonly #options: ReplicatorOptions;
  readonly #stopped: () => boolean;

  constructor(options: ReplicatorOptions, stopped: () => boolean) {
    this.#options = options;
    this.#stopped = stopped;
  }

  /**
   * @returns the number of rows that were answered; 0 when nothing is unsent or a pull has to come first, because
   *   head office's epoch is not known yet or has changed
   */
  async once(): Promise<number> {
    const batch = await this.#take(null);
    if (!batch) return 0;
    try {
      const outcome = await this.#settle(batch, await this.#send(batch));
      return outcome === 'foreign' ? 0 : batch.rows.length;
    } finally {
      this.#options.events?.sending?.(0);
    }
  }

  /**
   * Everything that is unsent, one request at a time. While one is under way, the answers of the one before are
   * stored and the rows of the next one are read. Throws on any failure, when nothing of this is under way any more.
   * @returns whether anything was answered; a pull may have to come first, as in `once`
   */
  async all(): Promise<boolean> {
    let moved = false;
    try {
      for (let more = true; more && !this.#stopped();) {
        more = false;
        let storing: Promise<Outcome> | null = null;
        for (let batch = await this.#take(null); batch;) {
          const answering = this.#send(batch);
          const taking = batch.last && !this.#stopped() ? this.#take(batch.last) : null;
          const [answer, stored, next] = await ended(answering, storing, taking);
          if (stored === 'foreign') return moved;
          more ||= stored === 'more';
          moved ||= stored !== null;
          storing = this.#settle(batch, answer);
          batch = next;
        }
        const stored = await storing;
        if (stored === 'foreign') return moved;
        more ||= stored === 'more';
        moved ||= stored !== null;
      }
    } finally {
      this.#options.events?.sending?.(0);
    }
    return moved;
  }

  /** @returns the next rows behind `after`; null when there are none, or when a pull has to come first. */
  async #take(after: StoredDoc | null): Promise<Batch | null> {
    const { store, beforePush, hold, pushBatch } = this.#options;
    await beforePush?.();
    const read = (from: StoredDoc | null, limit: number): Promise<readonly StoredDoc[]> =>
      store.unsent(limit, from ?? undefined);
    let limit = pushBatch?.() ?? BATCH;
    const [position, first] = await Promise.all([store.position(), read(after, limit)]);
    let page = first;
    // Without an epoch an answer of the database before a restoration could not be told from one after it, and until
    // a restored one has been pulled whole, a base may be a version that it has lost.
    if (!position?.epoch || position.resync?.reason === 'epoch') return null;
    for (;;) {
      const last = page.length < limit ? null : (page.at(-1) ?? null);
      const found = page.filter((doc) => !hold?.(doc.id));
      if (found.length === 0) {
        if (!last) return null;
        limit = pushBatch?.() ?? BATCH;
        page = await read(last, limit);
        continue;
      }
      const sent: Snapshot[] = [];
      const rows = found.map((doc): PushRow => {
        const out = outgoing(doc);
        sent.push(out.sent);
        return { id: doc.id, rev: out.sent.rev, base: out.base, doc: out.sent };
      });
      return { position, found, sent, rows, last };
    }
  }

  async #send({ rows }: Batch): Promise<PushResponse> {
    this.#options.events?.sending?.(rows.length);
    return checkPush(await this.#options.net.push(rows), rows);
  }

  async #settle({ position, found, sent }: Batch, { answers, epoch }: PushResponse): Promise<Outcome> {
    if (epoch !== position.epoch) return 'foreign';
    const keys = answers.flatMap((answer, index): Key[] => {
      const version = sent[index];
      return version ? [{ id: answer.id, answer, sent: version }] : [];
    });
    const known = new Map(found.map((doc) => [doc.id, doc]));
    const written = await update(
      this.#options,
      keys,
      known,
      (doc, key) => settle(doc, key.sent, key.answer, this.#options),
      isOfEpoch(this.#options.store, epoch),
    );
    if (!written) return 'foreign';
    return written.some((doc) => doc.unsent === 1 || doc.unsent === 2) ? 'more' : 'settled';
  }
}

/** As `Promise.all`, but nothing is under way any more when it throws. */
async function ended<A, B, C>(
  a: Promise<A>,
  b: Promise<B> | null,
  c: Promise<C> | null,
): Promise<[A, B | null, C | null]> {
  await Promise.allSettled([a, b, c]);
  return [await a, await b, await c];
}
