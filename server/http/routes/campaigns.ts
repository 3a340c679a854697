import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  CampaignChanges,
  CampaignFields,
  CampaignList,
  CampaignSaved,
  ResponseList,
} from '#shared/api/head-office.ts';
import { Id } from '#shared/domain/base.ts';
import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import { openOfficeDesk, type OfficeDesk } from '../../jobs/office-desk.ts';
import { notFound } from '../failures.ts';
import { personOf, requireRole } from '../guard.ts';
import type { Routes } from './routes.ts';

/** Campaigns make no numbers on paper; no desk has this code. */
const NO_DESK = 'D0';

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new LoketFailure(result.error);
  return result.value;
};

/** Campaigns of head office, written like at a desk, so that they travel to the branches. */
export const campaigns: Routes = (app, { db, rules, feed, now }) => {
  const desk = (request: FastifyRequest): Promise<OfficeDesk> =>
    openOfficeDesk({
      db,
      rules,
      actor: personOf(request).actor,
      deskCode: NO_DESK,
      now,
      onStored: (streams) => feed.announce(streams),
    });
  const config = { access: 'head-office' } as const;
  const params = Type.Object({ id: Id });

  app.get(
    '/api/headoffice/campaigns',
    { config, schema: { summary: 'All campaigns, newest first', response: { 200: CampaignList } } },
    async () => {
      const rows = await db.query<{ data: string; responses: number }>(
        `SELECT d.data, (SELECT count(*)::int FROM documents r
           WHERE r.campaign_id = d.id AND r.collection = 'responses' AND NOT r.deleted) AS responses
         FROM documents d WHERE d.collection = 'campaigns' AND NOT d.deleted ORDER BY d.data::jsonb ->> 'start' DESC, d.id DESC`,
      );
      type Listed = Type.Static<typeof CampaignList>['campaigns'][number];
      return {
        campaigns: rows.map(
          ({ data, responses }) => ({ ...(JSON.parse(data) as object), responses }) as Listed,
        ),
      };
    },
  );
  app.post(
    '/api/headoffice/campaigns',
    {
      config,
      schema: { summary: 'Make a campaign', body: CampaignFields, response: { 201: CampaignSaved } },
    },
    async (request, reply) => {
      requireRole(request, 'headoffice', 'admin');
      const office = await desk(request);
      const made = valueOf(await office.run('makeCampaign', request.body));
      valueOf(await office.flush());
      return reply.status(201).send(made);
    },
  );
  app.put(
    '/api/headoffice/campaigns/:id',
    {
      config,
      schema: {
        summary: 'Change a campaign',
        params,
        body: CampaignChanges,
        response: { 200: CampaignSaved },
      },
    },
    async (request) => {
      requireRole(request, 'headoffice', 'admin');
      const office = await desk(request);
      const changed = valueOf(
        await office.run('changeCampaign', { id: request.params.id, changes: request.body }),
      );
      valueOf(await office.flush());
      return changed;
    },
  );
  app.get(
    '/api/headoffice/campaigns/:id/responses',
    { config, schema: { summary: 'What came back', params, response: { 200: ResponseList } } },
    async (request) => {
      const { id } = request.params;
      const [campaign] = await db.query(
        `SELECT 1 FROM documents WHERE collection = 'campaigns' AND id = $1`,
        [id],
      );
      if (!campaign) throw notFound();
      const rows = await db.query<{ data: string }>(
        `SELECT data FROM documents WHERE campaign_id = $1 AND collection = 'responses' AND NOT deleted
         ORDER BY data::jsonb ->> 'createdAt' DESC, id DESC`,
        [id],
      );
      type Answer = Type.Static<typeof ResponseList>['responses'][number];
      return { responses: rows.map(({ data }) => JSON.parse(data) as Answer) };
    },
  );
};
