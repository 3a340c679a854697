/** Moving documents between streams, and numbering what happens in each of them (SPEC.md, "Streams"). */
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Content } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { RetryTransaction, type Queryable } from '../db/database.ts';
import { readFacts, readLive } from './known.ts';
import type { SyncRules } from './types.ts';

/** One event in a stream: a document came or changed there (`gone: false`), or left it. */
export interface Move {
  readonly stream: string;
  readonly collection: CollectionName;
  readonly id: string;
  readonly gone: boolean;
  /** Stored revision when it left. */
  readonly rev: string;
}

/** @returns the events for a document that stood in `before` and stands in `after`; staying is one where it changed. */
export function movesOf(
  doc: { readonly collection: CollectionName; readonly id: string; readonly rev: string },
  before: ReadonlySet<string>,
  after: readonly string[],
  changed: boolean,
): Move[] {
  const { collection, id, rev } = doc;
  const now = new Set(after);
  return [
    ...[...now]
      .filter((s) => changed || !before.has(s))
      .map((stream) => ({ stream, collection, id, gone: false, rev })),
    ...[...before].filter((s) => !now.has(s)).map((stream) => ({ stream, collection, id, gone: true, rev })),
  ];
}

/** A document on which others hang has come or moved. */
export interface MovedParent {
  readonly id: string;
  readonly before: ReadonlySet<string>;
  readonly after: readonly string[];
}

const PARENT_COLUMN: Partial<Record<CollectionName, string>> = {
  customers: 'customer_id',
  complaints: 'complaint_id',
  campaigns: 'campaign_id',
};

/** A branch and its confidential stream count as one: a child may wait in the open for a confidential parent. */
const branchOf = (stream: string): string => stream.replace(/^c:/, 'b:');

function sameBranch(stands: ReadonlySet<string>, parents: readonly string[]): boolean {
  const branches = new Set(parents.map(branchOf));
  return [...stands].some((stream) => !stream.startsWith('d:') && branches.has(branchOf(stream)));
}

/**
 * Places again what hangs on documents that came or moved. Only children that stand where the parent stood or
 * stands are touched: what another branch hung on an id that it never saw stays where its writer put it.
 */
export async function movesOfDependents(
  tx: Queryable,
  collection: CollectionName,
  parents: readonly MovedParent[],
  rules: SyncRules,
): Promise<Move[]> {
  const column = PARENT_COLUMN[collection];
  if (!column || parents.length === 0) return [];
  const byId = new Map(parents.map((parent) => [parent.id, parent]));
  const children = await tx.query<{
    collection: CollectionName;
    id: string;
    rev: string;
    deleted: boolean;
    parent: string;
    data: string;
  }>(
    `SELECT c.* FROM unnest($1::text[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT collection, id, rev, deleted, ${column} AS parent, data FROM documents WHERE ${column} = wanted.id OFFSET 0) AS c
     ORDER BY collection, id`,
    [[...byId.keys()].sort()],
  );
  if (children.length === 0) return [];
  const contents = children.map((child) => contentOf(JSON.parse(child.data) as Content));
  const facts = await readFacts(tx, contents, 'all');
  const moves: Move[] = [];
  for (const name of new Set(children.map((child) => child.collection))) {
    const ofName = children.filter((child) => child.collection === name);
    const live = await readLive(
      tx,
      name,
      ofName.map((child) => child.id),
    );
    for (const child of ofName) {
      const parent = byId.get(child.parent);
      const stands = live.get(child.id) ?? new Set<string>();
      if (!parent || !sameBranch(stands, [...parent.before, ...parent.after])) continue;
      const content = contents[children.indexOf(child)];
      if (content) moves.push(...movesOf(child, stands, rules.placementsOf(name, content, facts), false));
    }
  }
  return moves;
}

/**
 * Writes events into their streams. The counter rows stay locked until the transaction ends, taken in one
 * order: within a stream numbers become visible in the order of commits, so no checkpoint skips a document.
 * Last thing that a transaction does.
 * @returns the streams that moved, with their newest number
 */
export async function applyMoves(
  tx: Queryable,
  moves: readonly Move[],
): Promise<ReadonlyMap<string, number>> {
  const streams = [...new Set(moves.map((move) => move.stream))].sort();
  if (streams.length === 0) return new Map();
  const lock = (): Promise<{ stream: string; seq: number }[]> =>
    tx.query('SELECT stream, seq FROM streams WHERE stream = ANY ($1::text[]) ORDER BY stream FOR UPDATE', [
      streams,
    ]);
  let counters = await lock();
  if (counters.length < streams.length) {
    await tx.query('INSERT INTO streams (stream) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
      streams,
    ]);
    counters = await lock();
  }
  const next = new Map(counters.map(({ stream, seq }) => [stream, seq]));
  const seqs = moves.map(({ stream }) => {
    const seq = (next.get(stream) ?? 0) + 1;
    next.set(stream, seq);
    return seq;
  });
  await tx.query(
    `UPDATE streams SET seq = n.seq FROM unnest($1::text[], $2::bigint[]) AS n (stream, seq) WHERE streams.stream = n.stream`,
    [[...next.keys()], [...next.values()]],
  );
  const written = await tx.query(
    `INSERT INTO placements (stream, collection, id, seq, gone, left_rev)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::text[])
     ON CONFLICT (stream, collection, id)
       DO UPDATE SET seq = excluded.seq, gone = excluded.gone, left_rev = excluded.left_rev
     RETURNING 1`,
    [
      moves.map((m) => m.stream),
      moves.map((m) => m.collection),
      moves.map((m) => m.id),
      seqs,
      moves.map((m) => m.gone),
      moves.map((m) => (m.gone ? m.rev : null)),
    ],
  );
  if (written.length !== moves.length) throw new RetryTransaction('placements');
  return next;
}
