/** Reads and locks what a push has to know. Documents are locked in order of id, so that writers queue up. */
import { HEAD_OFFICE } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type LostTime, referencesOf, type WriteFacts } from '#shared/domain/placement.ts';
import type { Content } from '#shared/sync/document.ts';
import { RetryTransaction, type Queryable, type Row } from '../db/database.ts';
import { answerKey, inScope, type Known, type Remembered, type Scope, type Stored } from './types.ts';

/** Rows as they came: their shape is judged later, one by one. */
export interface LooseRow {
  readonly id: string;
  readonly rev: string;
  readonly doc: Content;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].filter((v) => v !== '').sort();

/**
 * @param parents where a parent has to have stood to be known
 * @returns what is stored and remembered of `rows`, with their documents locked until the transaction ends
 */
export async function readKnown(
  tx: Queryable,
  collection: CollectionName,
  rows: readonly LooseRow[],
  parents: Scope,
): Promise<Known> {
  const ids = sorted(rows.map((row) => row.id));
  const documents = await tx.query<Row & { id: string } & Stored>(
    `SELECT d.* FROM unnest($2::text[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT id, rev, ver, deleted, data FROM documents
       WHERE collection = $1 AND documents.id = wanted.id LIMIT 1 FOR UPDATE) AS d`,
    [collection, ids],
  );
  const answers = await tx.query<Row & { id: string; rev: string } & Remembered>(
    `SELECT a.* FROM unnest($2::text[], $3::text[]) AS wanted (id, rev) CROSS JOIN LATERAL (
       SELECT id, rev, branch, status, ver, code, field FROM answers
       WHERE collection = $1 AND answers.id = wanted.id AND answers.rev = wanted.rev LIMIT 1) AS a`,
    [collection, rows.map((row) => row.id), rows.map((row) => row.rev)],
  );
  // another transaction stored the document between the two questions: its whole answer is wanted, not half of it
  const here = new Set(documents.map(({ id }) => id));
  if (answers.some(({ id, status }) => status === 'accepted' && !here.has(id)))
    throw new RetryTransaction('documents');
  const numbers = sorted(rows.map((row) => textOf(row.doc['number'])));
  const taken = await tx.query<{ number: string; owner: string }>(
    `SELECT number, collection || '/' || id AS owner FROM numbers WHERE number = ANY ($1::text[])`,
    [numbers],
  );
  const facts = await readFacts(
    tx,
    rows.map((row) => row.doc),
    parents,
  );
  return {
    stored: new Map(documents.map(({ id, rev, ver, deleted, data }) => [id, { rev, ver, deleted, data }])),
    answers: new Map(answers.map((a) => [answerKey(a.id, a.rev), a])),
    live: await readLive(tx, collection, ids),
    numbers: new Map(taken.map((t) => [t.number, t.owner])),
    facts,
  };
}

/** @returns the streams in which documents stand now. */
export async function readLive(
  tx: Queryable,
  collection: string,
  ids: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await tx.query<{ id: string; stream: string }>(
    `SELECT p.id, p.stream FROM unnest($2::text[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT id, stream FROM placements
       WHERE collection = $1 AND placements.id = wanted.id AND NOT gone OFFSET 0) AS p`,
    [collection, ids],
  );
  return grouped(rows);
}

const grouped = (rows: readonly { id: string; stream: string }[]): Map<string, Set<string>> => {
  const live = new Map<string, Set<string>>();
  for (const { id, stream } of rows) live.set(id, (live.get(id) ?? new Set()).add(stream));
  return live;
};

/**
 * Facts about the documents that `contents` hang on. A writer learns nothing of documents that never stood
 * where they could see them: those count as unknown, as if they did not exist.
 */
export async function readFacts(
  tx: Queryable,
  contents: readonly Content[],
  scope: Scope,
): Promise<WriteFacts> {
  const references = contents.map(referencesOf);
  const customers = await readParents(tx, 'customers', sorted(references.flatMap((r) => r.customers)), scope);
  const complaints = await readParents(
    tx,
    'complaints',
    sorted(references.flatMap((r) => r.complaints)),
    scope,
  );
  const campaigns = await readParents(tx, 'campaigns', sorted(references.flatMap((r) => r.campaigns)), scope);
  const people = sorted(
    contents
      .flatMap((c) => [c['createdBy'], c['updatedBy']])
      .map((by) => textOf((by as { id?: unknown } | undefined)?.id)),
  );
  const users = await tx.query<{ id: string; branch_id: string; role: string }>(
    'SELECT id, branch_id, role FROM users WHERE id = ANY ($1::text[])',
    [people],
  );
  return {
    customers: mapped(customers, (doc) => ({
      branchId: textOf(doc['branchId']),
      // nothing else is found for a writer with a scope
      ...(scope === 'all' ? {} : { formerly: true }),
    })),
    complaints: mapped(complaints, (doc) => ({
      branchId: textOf(doc['branchId']),
      divisionId: textOf(doc['divisionId']),
      confidential: doc['confidential'] === true,
    })),
    campaigns: mapped(campaigns, (doc) => ({
      branchIds: Array.isArray(doc['branchIds']) ? doc['branchIds'].map(textOf) : [],
    })),
    users: new Map(users.map((u) => [u.id, { branchId: u.branch_id, role: u.role }])),
    ...(users.length < people.length || users.some((u) => u.branch_id === HEAD_OFFICE)
      ? { lostTimes: await readLostTimes(tx) }
      : {}),
  };
}

async function readLostTimes(tx: Queryable): Promise<readonly LostTime[]> {
  const [row] = await tx.query<{ value: string }>(`SELECT value FROM settings WHERE key = 'lost_times'`);
  return row ? (JSON.parse(row.value) as LostTime[]) : [];
}

function mapped<T>(
  documents: ReadonlyMap<string, Content>,
  view: (doc: Content) => T,
): ReadonlyMap<string, T> {
  return new Map([...documents].map(([id, doc]) => [id, view(doc)]));
}

/** Shared locks: a parent cannot move or become confidential while a child is being placed by it. */
async function readParents(
  tx: Queryable,
  collection: CollectionName,
  ids: readonly string[],
  scope: Scope,
): Promise<Map<string, Content>> {
  if (ids.length === 0) return new Map();
  const documents = await tx.query<{ id: string; data: string }>(
    `SELECT d.* FROM unnest($2::text[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT id, data FROM documents WHERE collection = $1 AND documents.id = wanted.id LIMIT 1 FOR SHARE) AS d`,
    [collection, ids],
  );
  const stood = grouped(
    await tx.query<{ id: string; stream: string }>(
      `SELECT p.id, p.stream FROM unnest($2::text[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT id, stream FROM placements WHERE collection = $1 AND placements.id = wanted.id OFFSET 0) AS p`,
      [collection, ids],
    ),
  );
  const found = documents.filter(({ id }) => inScope(scope, stood.get(id)));
  return new Map(found.map(({ id, data }) => [id, JSON.parse(data) as Content]));
}
