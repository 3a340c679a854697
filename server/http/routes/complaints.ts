import Type from 'typebox';
import { ComplaintDetail, ComplaintPage, ComplaintQuery } from '#shared/api/head-office.ts';
import type { Role } from '#shared/domain/actor.ts';
import { Id } from '#shared/domain/base.ts';
import { isOpen, STATUSES } from '#shared/domain/complaint.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { notFound } from '../failures.ts';
import { personOf } from '../guard.ts';
import type { Routes } from './routes.ts';

/** Roles of head office that also see confidential complaints. */
const TRUSTED: ReadonlySet<Role> = new Set(['headoffice', 'admin', 'supervisor']);

type Detail = Type.Static<typeof ComplaintDetail>;
type ListedComplaint = Detail['complaint'];

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly data: string;
  readonly customer: string | null;
}

const FROM = `SELECT d.id, d.data, c.data::jsonb ->> 'name' AS customer
  FROM documents d LEFT JOIN documents c ON c.collection = 'customers' AND c.id = d.customer_id
  WHERE d.collection = 'complaints' AND NOT d.deleted AND ($1::boolean OR NOT (d.data::jsonb -> 'confidential')::boolean)`;

const listed = ({ data, customer }: Row): ListedComplaint =>
  ({ ...(JSON.parse(data) as object), customerName: customer ?? '' }) as ListedComplaint;

const encode = (cursor: readonly [receivedAt: string, id: string]): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

function decode(cursor: string): readonly [string, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof at === 'string' && typeof id === 'string') return [at, id];
  } catch {
    // answered below, like any other text that is no cursor
  }
  throw new LoketFailure({ code: 'bad_request', kind: 'permanent', field: 'cursor' });
}

/** Complaints over all branches. */
export const complaints: Routes = (app, { db, now }) => {
  app.get(
    '/api/headoffice/complaints',
    {
      config: { access: 'head-office' },
      schema: {
        summary: 'Complaints of all branches',
        querystring: ComplaintQuery,
        response: { 200: ComplaintPage },
      },
    },
    async (request) => {
      const { branchId, status, state, divisionId, cursor, limit } = request.query;
      const size = Number(limit ?? '50');
      const [at, id] = cursor === undefined ? [null, null] : decode(cursor);
      const open = STATUSES.filter(isOpen);
      const rows = await db.query<Row>(
        `${FROM}
         AND ($2::text IS NULL OR d.data::jsonb ->> 'branchId' = $2)
         AND ($3::text IS NULL OR d.data::jsonb ->> 'status' = $3)
         AND ($4::text IS NULL OR d.data::jsonb ->> 'divisionId' = $4)
         AND ($5::text IS NULL OR ($5 = 'done') <> (d.data::jsonb ->> 'status' = ANY ($6::text[])))
         AND ($5::text IS DISTINCT FROM 'overdue' OR (d.data::jsonb ->> 'dueAt' <> '' AND d.data::jsonb ->> 'dueAt' < $7))
         AND ($8::text IS NULL OR (d.data::jsonb ->> 'receivedAt', d.id) < ($8, $9))
         ORDER BY d.data::jsonb ->> 'receivedAt' DESC, d.id DESC LIMIT $10`,
        [
          TRUSTED.has(personOf(request).actor.role),
          branchId ?? null,
          status ?? null,
          divisionId ?? null,
          state ?? null,
          open,
          now().toISOString(),
          at,
          id,
          size + 1,
        ],
      );
      const page = rows.slice(0, size).map(listed);
      const last = page.at(-1);
      return {
        complaints: page,
        ...(rows.length > size && last ? { cursor: encode([last.receivedAt, last.id]) } : {}),
      };
    },
  );

  app.get(
    '/api/headoffice/complaints/:id',
    {
      config: { access: 'head-office' },
      schema: {
        summary: 'One complaint with its timeline',
        params: Type.Object({ id: Id }),
        response: { 200: ComplaintDetail },
      },
    },
    async (request) => {
      const [row] = await db.query<Row>(`${FROM} AND d.id = $2`, [
        TRUSTED.has(personOf(request).actor.role),
        request.params.id,
      ]);
      if (!row) throw notFound();
      const activities = await db.query<{ data: string }>(
        `SELECT data FROM documents WHERE complaint_id = $1 AND collection = 'activities' AND NOT deleted
         ORDER BY data::jsonb ->> 'at', id`,
        [row.id],
      );
      return {
        complaint: listed(row),
        activities: activities.map(({ data }) => JSON.parse(data) as Detail['activities'][number]),
      };
    },
  );
};
