import { branchStream, GLOBAL_STREAM } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { PushAnswer } from '#shared/sync/messages.ts';
import { RetryTransaction, type Database, type Queryable } from '../db/database.ts';
import { decide, type Change, type Verdicts } from './decide.ts';
import { followMerged, type Following } from './follow.ts';
import { readKnown, textOf, type LooseRow } from './known.ts';
import { applyMoves, movesOf, movesOfDependents, type Move, type MovedParent } from './placing.ts';
import { writeRefusals } from './refusals.ts';
import { inScope, parentScope, type Known, type SyncRules, type Writer } from './types.ts';

export interface Pushed {
  readonly answers: readonly PushAnswer[];
  /** Streams that moved, with their newest number: whoever reads them should ask again. */
  readonly streams: ReadonlyMap<string, number>;
  readonly deskCodeUsedTwice: boolean;
}

export interface PushOptions {
  readonly collection: CollectionName;
  /** Judged one by one: a bad one is rejected, the others go through. */
  readonly rows: readonly unknown[];
  readonly writer: Writer;
  readonly rules: SyncRules;
  readonly now: Date;
}

/**
 * Judges and stores rows of one collection in one transaction (SPEC.md, "Head office"). Answers stand in the
 * order of the rows. Nothing is stored when it throws; sending the same rows again is harmless at any time.
 */
export const push = (db: Database, options: PushOptions): Promise<Pushed> =>
  db.tx((tx) => pushIn(tx, options));

/** The same within a transaction of the caller, who has to do it as the last thing there. */
export async function pushIn(tx: Queryable, options: PushOptions): Promise<Pushed> {
  const { collection, rows, writer, rules } = options;
  const now = options.now.toISOString();
  const known = await readKnown(tx, collection, rows.filter(isLoose), parentScope(writer));
  const verdicts = decide({ collection, rows, writer, known, rules, now });
  const changes = [...verdicts.changes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await writeAnswers(tx, collection, verdicts, now);
  await writeRefusals(tx, { collection, rows, writer, known, verdicts, rules, now });
  await writeNumbers(tx, collection, changes, known);
  await writeDocuments(tx, collection, changes, known, now);
  const following = collection === 'customers' ? await followMerged(tx, changes, known.stored) : [];
  const moved = await applyMoves(tx, await placeAll(tx, collection, changes, known, rules, writer));
  const streams = new Map([...moved, ...(await storeFollowing(tx, following, options))]);
  return { answers: verdicts.answers, streams, deskCodeUsedTwice: verdicts.deskCodeUsedTwice };
}

/** Head office's own writes: what led to them has been judged, and the survivor may stand in another branch by now. */
async function storeFollowing(
  tx: Queryable,
  rows: readonly Following[],
  { writer, rules, now }: PushOptions,
): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map();
  const own = {
    writer: { actor: writer.actor, scope: 'all' as const },
    rules: { ...rules, checkWrite: () => null },
  };
  return (await pushIn(tx, { collection: 'customers', rows, now, ...own })).streams;
}

function isLoose(row: unknown): row is LooseRow {
  if (typeof row !== 'object' || row === null) return false;
  const { id, rev, doc } = row as Record<string, unknown>;
  // PostgreSQL has no text with the character 0; such a row is rejected by its shape later
  return (
    [id, rev].every((v) => typeof v === 'string' && !v.includes('\0')) &&
    typeof doc === 'object' &&
    doc !== null
  );
}

async function placeAll(
  tx: Queryable,
  collection: CollectionName,
  changes: readonly Change[],
  known: Known,
  rules: SyncRules,
  writer: Writer,
): Promise<Move[]> {
  const moves: Move[] = [];
  const parents: MovedParent[] = [];
  for (const { id, next, streams } of changes) {
    // what its writer may not see is told as a departure: the desk has it, and must not keep it
    const foreign = writer.scope !== 'all' && !known.stored.has(id) && !inScope(writer.scope, streams);
    const before = known.live.get(id) ?? new Set(foreign ? ownStreams(writer) : []);
    moves.push(...movesOf({ collection, id, rev: next.rev }, before, streams, true));
    if (before.size !== streams.length || streams.some((s) => !before.has(s)))
      parents.push({ id, before, after: streams });
  }
  return [...moves, ...(await movesOfDependents(tx, collection, parents, rules))];
}

/** Where a departure reaches the writer's own desk. */
function ownStreams({ actor, scope }: Writer): string[] {
  const read = scope === 'all' ? [] : [...scope].filter((stream) => stream !== GLOBAL_STREAM);
  return [
    read.includes(branchStream(actor.branchId))
      ? branchStream(actor.branchId)
      : (read.sort()[0] ?? GLOBAL_STREAM),
  ];
}

async function writeAnswers(
  tx: Queryable,
  collection: string,
  verdicts: Verdicts,
  now: string,
): Promise<void> {
  const given = [...verdicts.remember.values()];
  if (given.length === 0) return;
  const written = await tx.query(
    `INSERT INTO answers (collection, id, rev, branch, status, ver, code, field, at)
     SELECT $1, t.*, $9::timestamptz FROM unnest(
       $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[]) AS t
     -- another branch was refused it; judged anew for this one
     ON CONFLICT (collection, id, rev) DO UPDATE SET branch = excluded.branch, status = excluded.status,
       ver = excluded.ver, code = excluded.code, field = excluded.field, at = excluded.at
       WHERE answers.status = 'rejected' AND answers.branch <> excluded.branch
     RETURNING 1`,
    [
      collection,
      given.map((g) => g.id),
      given.map((g) => g.rev),
      given.map((g) => g.verdict.branch),
      given.map((g) => g.verdict.status),
      given.map((g) => g.verdict.ver),
      given.map((g) => g.verdict.code),
      given.map((g) => g.verdict.field),
      now,
    ],
  );
  if (written.length !== given.length) throw new RetryTransaction('answers');
}

async function writeNumbers(
  tx: Queryable,
  collection: string,
  changes: readonly Change[],
  known: Known,
): Promise<void> {
  const fresh = changes.filter(({ number }) => number !== undefined && !known.numbers.has(number));
  if (fresh.length === 0) return;
  const written = await tx.query(
    `INSERT INTO numbers (collection, number, id) SELECT $1, t.* FROM unnest($2::text[], $3::text[]) AS t
     ON CONFLICT DO NOTHING RETURNING 1`,
    [collection, fresh.map((c) => c.number), fresh.map((c) => c.id)],
  );
  if (written.length !== fresh.length) throw new RetryTransaction('numbers');
}

async function writeDocuments(
  tx: Queryable,
  collection: string,
  changes: readonly Change[],
  known: Known,
  now: string,
): Promise<void> {
  if (changes.length === 0) return;
  const reference = (field: string): (string | null)[] =>
    changes.map((c) => textOf(c.content[field]) || null);
  const written = await tx.query(
    `INSERT INTO documents (collection, id, rev, ver, deleted, customer_id, complaint_id, campaign_id, data, at)
     SELECT $1, t.id, t.rev, t.ver, t.deleted, t.customer, t.complaint, t.campaign, t.data, $10::timestamptz FROM unnest(
       $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::text[]
     ) AS t (id, rev, ver, deleted, customer, complaint, campaign, data)
     ON CONFLICT (collection, id) DO UPDATE SET rev = excluded.rev, ver = excluded.ver, deleted = excluded.deleted,
       customer_id = excluded.customer_id, complaint_id = excluded.complaint_id, campaign_id = excluded.campaign_id,
       data = excluded.data, at = excluded.at
       WHERE documents.rev = ANY ($11::text[]) AND documents.ver < excluded.ver
     RETURNING 1`,
    [
      collection,
      changes.map((c) => c.id),
      changes.map((c) => c.next.rev),
      changes.map((c) => c.next.ver),
      changes.map((c) => c.next.deleted),
      reference('customerId'),
      reference('complaintId'),
      reference('campaignId'),
      changes.map((c) => c.next.data),
      now,
      // somebody else may have made the same id since we looked: then nothing is overwritten
      changes.flatMap((c) => known.stored.get(c.id)?.rev ?? []),
    ],
  );
  if (written.length !== changes.length) throw new RetryTransaction('documents');
}
