/** The sync core with rules simple enough to see through, for the contract suite. */
import { streamsOf, type Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint, PushAnswer, WireDocument } from '#shared/sync/messages.ts';
import { Summary } from '#shared/sync/summary.ts';
import type { Database } from '#server/db/database.ts';
import { digest, openSums, type Digested } from '#server/sync/digest.ts';
import { fetchVersions } from '#server/sync/fetch.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { openReading, type Reading } from '#server/sync/reading.ts';
import { openTotals, snapshot, type Block } from '#server/sync/snapshot.ts';
import type { Scope, SyncRules } from '#server/sync/types.ts';
import { placementsOf } from '#shared/domain/placement.ts';

/** Everything may be written but `forbidden: true`; documents are placed as the product places them. */
export const OPEN_RULES: SyncRules = {
  checkWrite: (_collection, _before, after) =>
    after['forbidden'] === true ? { code: 'not_allowed', kind: 'person', field: 'forbidden' } : null,
  placementsOf,
};

export const person = (branchId: string, more: Partial<Actor> = {}): Actor => ({
  userId: `u-${branchId}`,
  name: branchId,
  role: 'frontliner',
  branchId,
  ...more,
});

export interface RowInput {
  readonly id: string;
  readonly rev: string;
  readonly base?: string | null;
  readonly deleted?: boolean;
  readonly [field: string]: unknown;
}

/** @returns a push row; fields beside the envelope become content. */
export function row({ id, rev, base = null, deleted = false, ...content }: RowInput) {
  return { id, rev, base, doc: { id, rev, ver: 0, _deleted: deleted, ...content } };
}

export class CoreClient {
  readonly db: Database;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly rules: SyncRules;
  /** What this reader holds, as a desk would: by id, without what left. */
  readonly held = new Map<string, WireDocument>();
  /** Ids of departures that this reader was told of. */
  readonly left: string[] = [];
  #checkpoints = new Map<CollectionName, Checkpoint>();
  #reading: Promise<Reading> | undefined;
  readonly #sums = openSums();
  readonly #totals = openTotals();

  constructor(
    db: Database,
    actor: Actor,
    rules: SyncRules = OPEN_RULES,
    scope: Scope = new Set(streamsOf(actor)),
  ) {
    this.db = db;
    this.actor = actor;
    this.rules = rules;
    this.scope = scope;
  }

  async push(
    collection: CollectionName,
    rows: readonly unknown[],
    now = new Date(0),
  ): Promise<readonly PushAnswer[]> {
    const { actor, scope, rules } = this;
    return (await push(this.db, { collection, rows, writer: { actor, scope }, rules, now })).answers;
  }

  /** Pushes one row and says the first word of the answer. */
  async put(collection: CollectionName, input: RowInput): Promise<PushAnswer> {
    const [answer] = await this.push(collection, [row(input)]);
    if (!answer) throw new Error('a row without an answer');
    return answer;
  }

  /** Pulls until there is no more. @returns the rows as they came. */
  async sync(collection: CollectionName, limit = 1000): Promise<WireDocument[]> {
    const came: WireDocument[] = [];
    for (;;) {
      const page = await pull(this.db, {
        collection,
        streams: streamsOf(this.actor),
        checkpoint: this.#checkpoints.get(collection) ?? null,
        limit,
      });
      const rows = page.rows.map((text) => JSON.parse(text) as WireDocument & { _left?: boolean });
      for (const doc of rows) {
        if (doc._left) {
          this.held.delete(doc.id);
          this.left.push(doc.id);
        } else this.held.set(doc.id, doc);
      }
      came.push(...rows);
      this.#checkpoints.set(collection, page.checkpoint);
      if (!page.more) return came;
    }
  }

  /** Rule 41: takes blocks until there are no more; between two of them `meanwhile` runs. @returns the first total */
  async fill(
    collection: CollectionName,
    limit = 1000,
    meanwhile: (after: string) => Promise<void> = async () => undefined,
  ): Promise<number> {
    this.#reading ??= openReading(this.db);
    const reading = await this.#reading;
    const streams = streamsOf(this.actor);
    let total: number | undefined;
    for (let after: string | null = null; ;) {
      const asked: string | null = after;
      const block: Block = await reading(streams, (view) =>
        snapshot(view, { collection, streams, after: asked, limit }, this.#totals),
      );
      if (total === undefined) this.#checkpoints.set(collection, block.checkpoint);
      total ??= block.total;
      for (const text of block.rows) {
        const doc = JSON.parse(text) as WireDocument;
        this.held.set(doc.id, doc);
      }
      after = block.next;
      if (after === null) return total;
      await meanwhile(after);
    }
  }

  /** Rule 26: asks for the summary at the position where this reader stands. */
  async digest(collection: CollectionName, list: readonly number[] = []): Promise<Digested> {
    this.#reading ??= openReading(this.db);
    const reading = await this.#reading;
    const streams = streamsOf(this.actor);
    const checkpoint = this.#checkpoints.get(collection) ?? {};
    return reading(streams, (view) => digest(view, { collection, streams, checkpoint, list }, this.#sums));
  }

  /** @returns the summary of what this reader holds, as its desk would make it. */
  summary(): string[] {
    const summary = new Summary();
    for (const doc of this.held.values()) if (!doc._deleted) summary.add(doc);
    return summary.buckets();
  }

  async fetch(collection: CollectionName, ids: readonly string[]): Promise<WireDocument[]> {
    this.#reading ??= openReading(this.db);
    const reading = await this.#reading;
    const streams = streamsOf(this.actor);
    const rows = await reading(streams, (view) => fetchVersions(view, { collection, streams, ids }));
    return rows.map((text) => JSON.parse(text) as WireDocument);
  }
}
