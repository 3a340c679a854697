/**
 * Commands run at head office itself: an import, a campaign, the demo. The same commands as at a desk and the
 * same judgement as for a push, without a journal: a batch that was not flushed was not said to be saved.
 */
import { v7 } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import {
  COMMANDS,
  runCommand,
  type Command,
  type CommandArgs,
  type CommandName,
  type CommandResult,
} from '#shared/domain/commands/index.ts';
import { referenceView, type ReferenceView } from '#shared/domain/reference-view.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import type { Database } from '../db/database.ts';
import { push } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';

/** Parents first, so that what hangs on them is placed by them. */
const ORDER: readonly CollectionName[] = [
  'reference',
  'customers',
  'campaigns',
  'agreements',
  'complaints',
  'activities',
  'tasks',
  'responses',
];
const BATCH = 500;

interface Pending {
  readonly collection: CollectionName;
  readonly base: string | null;
  readonly after: Content;
  readonly deleted: boolean;
}

export interface OfficeDeskOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** In whose name; their branch is the branch of what is made. */
  readonly actor: Actor;
  /** Desk code for numbers on paper: one that nobody else counts with. */
  readonly deskCode: string;
  readonly now: () => Date;
  /** Called after each flush with the streams that moved. */
  readonly onStored?: (streams: ReadonlyMap<string, number>) => void;
}

export interface OfficeDesk {
  readonly reference: ReferenceView;
  /** Runs a command; its documents are stored by the next `flush`. */
  run<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<Result<CommandResult<N>>>;
  /** Stores what the commands made. @returns the first refusal, if any; accepted rows stay stored. */
  flush(): Promise<Result<{ readonly stored: number }>>;
}

/** @returns the reference documents as head office has them now. */
export async function readReference(db: Database): Promise<ReferenceView> {
  const rows = await db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'reference' AND NOT deleted ORDER BY id`,
  );
  return referenceView(rows.map((row) => JSON.parse(row.data) as Reference));
}

/** @returns a desk at head office; `reference` is read once. */
export async function openOfficeDesk(options: OfficeDeskOptions): Promise<OfficeDesk> {
  const { db, actor, deskCode } = options;
  const reference = await readReference(db);
  const pending = new Map<string, Pending>();
  const counters = { P: 0, K: 0 };
  const keyOf = (collection: CollectionName, id: string): string => `${collection}/${id}`;

  async function stored(
    collection: CollectionName,
    id: string,
  ): Promise<{ rev: string; content: Content } | undefined> {
    const [row] = await db.query<{ rev: string; data: string }>(
      `SELECT rev, data FROM documents WHERE collection = $1 AND id = $2 AND NOT deleted`,
      [collection, id],
    );
    if (!row) return undefined;
    const { rev: _rev, ver: _ver, _deleted, server: _server, ...content } = JSON.parse(row.data) as Content;
    return { rev: row.rev, content: content as Content };
  }

  return {
    reference,
    async run(name, args) {
      const found = COMMANDS[name] as unknown as Command;
      const known = new Map<string, Content>();
      const revs = new Map<string, string>();
      for (const ref of found.reads(args)) {
        const key = keyOf(ref.collection, ref.id);
        const open = pending.get(key);
        if (open) {
          known.set(key, open.after);
          continue;
        }
        const here = await stored(ref.collection, ref.id);
        if (here) {
          known.set(key, here.content);
          revs.set(key, here.rev);
        }
      }
      const done = runCommand(
        name,
        {
          actor,
          now: options.now().toISOString(),
          clock: { offset: 0, uncertainty: 0 },
          reference,
          newId: () => v7(),
          number: (prefix) => `${prefix}-${actor.branchId}-${deskCode}-${++counters[prefix]}`,
          read: <C extends CollectionName>(collection: C, id: string) =>
            known.get(keyOf(collection, id)) as ContentOf<C> | undefined,
        },
        args,
      );
      if (!done.ok) return done;
      for (const { collection, id, after, deleted = false } of done.value.writes) {
        const key = keyOf(collection, id);
        const base = pending.get(key)?.base ?? revs.get(key) ?? null;
        pending.set(key, { collection, base, after, deleted });
      }
      return ok(done.value.result);
    },
    async flush() {
      let count = 0;
      for (const collection of ORDER) {
        const mine = [...pending.values()].filter((p) => p.collection === collection);
        for (let at = 0; at < mine.length; at += BATCH) {
          const rows = mine.slice(at, at + BATCH).map(({ base, after, deleted }) => {
            const rev = v7();
            return { id: after.id, rev, base, doc: { ...after, rev, ver: 0, _deleted: deleted } };
          });
          const { answers, streams } = await push(db, {
            collection,
            rows,
            writer: { actor, scope: 'all' },
            rules: options.rules,
            now: options.now(),
          });
          options.onStored?.(streams);
          const refused = answers.find((a) => a.status !== 'accepted');
          if (refused)
            return fail(refused.status === 'rejected' ? refused.code : 'conflict', 'permanent', {
              field: ('field' in refused && refused.field) || collection,
            });
          count += rows.length;
        }
        for (const key of pending.keys()) if (key.startsWith(`${collection}/`)) pending.delete(key);
      }
      return ok({ stored: count });
    },
  };
}
