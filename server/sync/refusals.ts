/** What head office refused, kept where the supervisor of the branch sees it from any PC until it is settled. */
import type { CollectionName } from '#shared/domain/collections.ts';
import type { PushAnswer } from '#shared/sync/messages.ts';
import { contentOf } from '#shared/sync/replica.ts';
import type { Content } from '#shared/sync/document.ts';
import type { Queryable } from '../db/database.ts';
import { MAX_DOCUMENT, UNSTORABLE, type Verdicts } from './decide.ts';
import type { Known, SyncRules, Writer } from './types.ts';

export interface Judged {
  readonly collection: CollectionName;
  /** As they came, in the order of `verdicts.answers`. */
  readonly rows: readonly unknown[];
  readonly writer: Writer;
  readonly known: Known;
  readonly verdicts: Verdicts;
  readonly rules: SyncRules;
  /** ISO 8601 UTC. */
  readonly now: string;
}

interface Refusal {
  readonly answer: Extract<PushAnswer, { status: 'rejected' }>;
  readonly doc: Content;
  readonly confidential: boolean;
  readonly author: string;
  /** A later row of the same push was accepted. */
  readonly settled: boolean;
}

const docOf = (row: unknown): Content => (row as { readonly doc: Content }).doc;

/** @returns what was refused now: not a repeated answer, and not what is no row at all. */
function refusalsOf({ collection, rows, writer, known, verdicts, rules }: Judged): Refusal[] {
  const fresh = new Set([...verdicts.remember.values()].map(({ id, rev }) => `${id}\n${rev}`));
  const accepted = new Map<string, number>();
  verdicts.answers.forEach((answer, n) => {
    if (answer.status === 'accepted' && fresh.has(`${answer.id}\n${answer.rev}`)) accepted.set(answer.id, n);
  });
  return verdicts.answers.flatMap((answer, n): Refusal[] => {
    if (answer.status !== 'rejected' || !fresh.delete(`${answer.id}\n${answer.rev}`)) return [];
    const doc = docOf(rows[n]);
    const streams = [
      ...rules.placementsOf(collection, contentOf(doc), known.facts),
      ...(known.live.get(answer.id) ?? []),
    ];
    const confidential = streams.some((stream) => stream.startsWith('c:'));
    const settled = (accepted.get(answer.id) ?? -1) > n;
    return [{ answer, doc, confidential, author: authorOf(doc, writer, known), settled }];
  });
}

/** Several people share a desk: the document says whose change it was, if that person is of the same branch. */
function authorOf(doc: Content, { actor }: Writer, { facts }: Known): string {
  const id = (doc['updatedBy'] as { readonly id?: unknown } | null | undefined)?.id;
  const known = typeof id === 'string' ? facts.users?.get(id) : undefined;
  return known?.branchId === actor.branchId ? String(id) : actor.userId;
}

/** @returns the content as it was sent, or null where it cannot be kept. */
function dataOf(doc: Content): string | null {
  const data = JSON.stringify(contentOf(doc));
  return data.length > MAX_DOCUMENT || UNSTORABLE.test(data) ? null : data;
}

/**
 * Part of a push's transaction. A document that is accepted now settles what was refused of it to the same branch; a
 * refusal takes the place of the one before it on the same desk.
 */
export async function writeRefusals(tx: Queryable, judged: Judged): Promise<void> {
  const { collection, writer, verdicts, now } = judged;
  const { actor } = writer;
  const refusals = refusalsOf(judged);
  const settle = (ids: readonly string[], settlement: 'accepted' | 'replaced'): Promise<unknown> =>
    tx.query(
      `UPDATE refusals SET settled_at = $5::timestamptz, settled_by = $6, settlement = $4
       WHERE collection = $1 AND id = ANY ($2::text[]) AND branch = $3 AND settled_at IS NULL
         AND ($4 = 'accepted' OR device_id IS NOT DISTINCT FROM $7)`,
      [collection, ids, actor.branchId, settlement, now, actor.userId, actor.deviceId ?? null],
    );
  if (verdicts.changes.size > 0) await settle([...verdicts.changes.keys()], 'accepted');
  if (refusals.length === 0) return;
  await settle(
    refusals.map(({ answer }) => answer.id),
    'replaced',
  );
  const of = <T>(read: (refusal: Refusal) => T): T[] => refusals.map(read);
  await tx.query(
    `INSERT INTO refusals (collection, id, rev, code, field, confidential, data, author_id, settlement, branch, user_id,
       user_name, device_id, at, settled_at, settled_by)
     SELECT $1, t.*, $10, $11, $12, $13, $14::timestamptz,
       CASE WHEN t.settlement IS NOT NULL THEN $14::timestamptz END, CASE WHEN t.settlement IS NOT NULL THEN $11 END
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[])
       AS t (id, rev, code, field, confidential, data, author, settlement)
     ON CONFLICT DO NOTHING`,
    [
      collection,
      of(({ answer }) => answer.id),
      of(({ answer }) => answer.rev),
      of(({ answer }) => answer.code),
      of(({ answer }) => answer.field ?? null),
      of(({ confidential }) => confidential),
      of(({ doc }) => dataOf(doc)),
      of(({ author }) => author),
      of(({ settled }) => (settled ? 'accepted' : null)),
      actor.branchId,
      actor.userId,
      actor.name,
      actor.deviceId ?? null,
      now,
    ],
  );
}
