import {
  MAX_REFUSALS,
  type Refusal,
  type RefusalList,
  type RefusalState,
  type SettleRequest,
} from '#shared/api/refusals.ts';
import { streamsOf, type Actor, type Role } from '#shared/domain/actor.ts';
import type { Queryable } from '../db/database.ts';

/** How long a settled refusal is kept, in milliseconds. */
export const KEPT_MS = 90 * 24 * 3600 * 1000;

/** They see the refusals of every branch. */
const OFFICE: ReadonlySet<Role> = new Set(['headoffice', 'admin']);
export const seesAllRefusals = (actor: Actor): boolean => OFFICE.has(actor.role);

interface Row {
  readonly [column: string]: unknown;
  readonly collection: Refusal['collection'];
  readonly id: string;
  readonly rev: string;
  readonly branch: string;
  readonly author: string;
  readonly desk_code: string | null;
  readonly code: string;
  readonly field: string | null;
  readonly data: string | null;
  readonly at: string;
  readonly settled_at: string | null;
  readonly settler: string | null;
  readonly reason: string | null;
  readonly total: number;
}

/** What the person `$1` (all of them), `$2` (their branch), `$3` (as its supervisor), `$4` (themselves) may see. */
const MINE = `($1::boolean OR (r.branch = $2 AND ($3::boolean OR r.user_id = $4 OR r.author_id = $4)))`;
const whoOf = (actor: Actor) => [
  seesAllRefusals(actor),
  actor.branchId,
  actor.role === 'supervisor',
  actor.userId,
];

const OF_STATE: Readonly<Record<RefusalState, { readonly where: string; readonly order: string }>> = {
  open: { where: 'r.settled_at IS NULL', order: 'r.at' },
  discarded: { where: `r.settlement = 'discarded' AND r.settled_at IS NOT NULL`, order: 'r.settled_at' },
};

/**
 * @returns refusals of one state, newest first: all of them for head office, those of the branch for its supervisor,
 *   the own ones for everybody else. The content only where the person may see the document as it stands now.
 */
export async function listRefusals(
  db: Queryable,
  actor: Actor,
  branchId?: string,
  state: RefusalState = 'open',
): Promise<RefusalList> {
  const { where, order } = OF_STATE[state];
  const rows = await db.query<Row>(
    `SELECT r.collection, r.id, r.rev, r.branch, r.code, r.field, r.at, coalesce(u.name, r.user_name) AS author,
       d.desk_code, r.settled_at, coalesce(s.name, r.settled_by) AS settler, r.reason, count(*) OVER () AS total,
       CASE WHEN $1 OR ((NOT r.confidential OR $3) AND (
         NOT EXISTS (SELECT 1 FROM documents o WHERE o.collection = r.collection AND o.id = r.id)
         OR EXISTS (SELECT 1 FROM placements p WHERE p.collection = r.collection AND p.id = r.id AND NOT p.gone
           AND p.stream = ANY ($6::text[])))) THEN r.data END AS data
     FROM refusals r LEFT JOIN users u ON u.id = r.author_id LEFT JOIN devices d ON d.id = r.device_id
       LEFT JOIN users s ON s.id = r.settled_by
     WHERE ${where} AND ${MINE} AND ($5::text IS NULL OR r.branch = $5)
     ORDER BY ${order} DESC, r.collection, r.id, r.rev LIMIT ${MAX_REFUSALS}`,
    [...whoOf(actor), branchId ?? null, streamsOf(actor)],
  );
  return { refusals: rows.map(refusalOf), total: rows[0]?.total ?? 0 };
}

const refusalOf = (row: Row): Refusal => ({
  collection: row.collection,
  id: row.id,
  rev: row.rev,
  branchId: row.branch,
  author: row.author,
  ...(row.desk_code === null ? {} : { deskCode: row.desk_code }),
  code: row.code,
  ...(row.field === null ? {} : { field: row.field }),
  ...(row.data === null ? {} : { content: JSON.parse(row.data) as Record<string, unknown> }),
  at: row.at,
  ...(row.settled_at === null
    ? {}
    : { settled: { at: row.settled_at, by: row.settler ?? '', reason: row.reason ?? '' } }),
});

/**
 * A person gives a refused change up.
 * @returns when it was settled, now or before; undefined where there is none that the person may see
 */
export async function settleRefusal(
  db: Queryable,
  actor: Actor,
  { collection, id, rev, reason }: SettleRequest,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.query<{ settled_at: string }>(
    `UPDATE refusals r SET settled_at = coalesce(settled_at, $8::timestamptz), settled_by = coalesce(settled_by, $4),
       settlement = coalesce(settlement, 'discarded'),
       reason = CASE WHEN settled_at IS NULL THEN $9 ELSE reason END
     WHERE collection = $5 AND id = $6 AND rev = $7 AND ${MINE} RETURNING settled_at`,
    [...whoOf(actor), collection, id, rev, now.toISOString(), reason],
  );
  return row?.settled_at;
}

/** Takes away what was settled long enough ago. @returns how many */
export async function scrubRefusals(db: Queryable, now: Date): Promise<number> {
  const gone = await db.query('DELETE FROM refusals WHERE settled_at < $1 RETURNING 1', [
    new Date(now.getTime() - KEPT_MS).toISOString(),
  ]);
  return gone.length;
}
