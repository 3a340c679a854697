/** The sync core with rules simple enough to see through, for the contract suite. */
import { streamsOf, type Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Checkpoint, PushAnswer, WireDocument } from '#shared/sync/messages.ts';
import type { Database } from '#server/db/database.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
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
}
