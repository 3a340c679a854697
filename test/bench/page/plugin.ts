/** RxDB's own replication plugin over the same storage and the same endpoints. */
import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { v7 as newId } from 'uuid';
import {
  MAX_PUSH_ROWS,
  type Checkpoint,
  type PullResponse,
  type PushResponse,
} from '#shared/sync/messages.ts';
import { workerStorage } from '#renderer/data/db/worker-storage.ts';
import type { Contestant } from './contestant.ts';
import { ask, timed } from './office.ts';

interface Doc {
  readonly id: string;
  readonly rev: string;
  readonly ver: number;
  readonly [field: string]: unknown;
}

const SCHEMA = {
  title: 'customers',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 64 } },
  required: ['id'],
} as unknown as RxJsonSchema<Doc>;

type Replication = RxReplicationState<Doc, Checkpoint>;
const WHOLE_PUSH = 500;
const PULL_PAGE = 2000;

const pull = {
  batchSize: PULL_PAGE,
  async handler(checkpoint: Checkpoint | undefined, limit: number) {
    const page = await ask<PullResponse>('/api/sync/customers/pull', {
      checkpoint: checkpoint ?? null,
      limit,
    });
    return { documents: page.rows as never[], checkpoint: page.checkpoint };
  },
};

const pushOf = (batchSize: number) => ({
  batchSize,
  async handler(rows: readonly { readonly newDocumentState: Doc; readonly assumedMasterState?: Doc }[]) {
    const conflicts: unknown[] = [];
    for (let at = 0; at < rows.length; at += MAX_PUSH_ROWS) {
      const sent = rows
        .slice(at, at + MAX_PUSH_ROWS)
        .map(({ newDocumentState: doc, assumedMasterState }) => ({
          id: doc.id,
          rev: doc.rev,
          base: assumedMasterState?.rev ?? null,
          doc,
        }));
      const { answers } = await ask<PushResponse>('/api/sync/customers/push', { rows: sent });
      for (const answer of answers) {
        if (answer.status === 'conflict') conflicts.push(answer.master);
        if (answer.status === 'rejected') throw new Error(`rejected: ${answer.code}`);
      }
    }
    return conflicts as never[];
  },
});

export async function openPlugin(name: string): Promise<Contestant> {
  const db = await createRxDatabase({
    name,
    storage: workerStorage(),
    multiInstance: false,
    eventReduce: true,
  });
  const { customers } = await db.addCollections({ customers: { schema: SCHEMA } });
  const collection = customers as RxCollection<Doc>;

  /** From its start to agreement. Errors end it: there are to be none. */
  const run = async (ways: { readonly pull?: typeof pull; readonly push?: ReturnType<typeof pushOf> }) => {
    const state: Replication = replicateRxCollection<Doc, Checkpoint>({
      collection,
      replicationIdentifier: 'office',
      live: false,
      retryTime: 100,
      waitForLeadership: false,
      ...(ways as object),
    });
    const failed = new Promise<never>((_, reject) => state.error$.subscribe(reject));
    await Promise.race([state.awaitInitialReplication(), failed]);
    await state.cancel();
  };
  let filled = false;
  return {
    fill: () =>
      timed(async () => {
        await run({ pull });
        filled = true;
      }),
    async edit(count, tag) {
      // its own position has to be behind what it has pulled, as in a replication that has been running
      if (filled) await run({ pull, push: pushOf(WHOLE_PUSH) });
      filled = false;
      const docs = await collection.find({ limit: count, sort: [{ id: 'asc' }] }).exec();
      for (let at = 0; at < docs.length; at += 1000) {
        const changed = docs
          .slice(at, at + 1000)
          .map((doc) => ({ ...(doc.toJSON() as Doc), remarks: tag, rev: newId() }));
        await collection.bulkUpsert(changed);
      }
    },
    push: (batch = WHOLE_PUSH) => timed(() => run({ push: pushOf(batch) })),
    count: () => collection.count().exec(),
    remove: async () => void (await db.remove()),
  };
}
