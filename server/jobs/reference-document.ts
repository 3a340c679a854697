/** Writes one document of the reference data, over the version before it. */
import { v7 } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Queryable } from '../db/database.ts';
import { pushIn } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';

type Envelope = 'id' | 'createdBy' | 'createdAt' | 'updatedBy' | 'updatedAt' | 'clock';
/** What the document says, without who wrote it and when. */
export type Said<T extends Reference> = Omit<T, Envelope | 'ext' | 'externalIds' | 'command'>;

export interface ReferenceWriter {
  readonly rules: SyncRules;
  /** Who stands in the document. */
  readonly by: Pick<Actor, 'userId' | 'name'>;
  /** Who may write reference data. */
  readonly writer: Actor;
  readonly now: Date;
}

/**
 * To be called in a transaction, so that what belongs to the document changes with it.
 * @returns the streams that moved, to be announced
 * @throws LoketFailure the code of a refusal, or `conflict` when another server was faster
 */
export async function writeReference<T extends Reference>(
  tx: Queryable,
  { rules, by, writer, now }: ReferenceWriter,
  id: string,
  said: Said<T>,
): Promise<ReadonlyMap<string, number>> {
  const [stored] = await tx.query<{ rev: string; data: string }>(
    `SELECT rev, data FROM documents WHERE collection = 'reference' AND id = $1`,
    [id],
  );
  const before = stored ? (JSON.parse(stored.data) as Reference) : undefined;
  const who = { id: by.userId, name: by.name };
  const at = now.toISOString();
  const rev = v7();
  const doc = {
    ...said,
    id,
    createdBy: before?.createdBy ?? who,
    createdAt: before?.createdAt ?? at,
    updatedBy: who,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    rev,
    ver: 0,
    _deleted: false,
  };
  const { answers, streams } = await pushIn(tx, {
    collection: 'reference',
    rows: [{ id, rev, base: stored?.rev ?? null, doc }],
    writer: { actor: writer, scope: 'all' },
    rules,
    now,
  });
  const [answer] = answers;
  if (answer?.status === 'rejected')
    throw new LoketFailure({
      code: answer.code,
      kind: 'person',
      ...(answer.field ? { field: answer.field } : {}),
    });
  if (answer?.status === 'conflict') throw new LoketFailure({ code: 'conflict', kind: 'retryable' });
  return streams;
}
