import Type from 'typebox';
import type { Deps } from '../deps.ts';
import { notFound } from '../failures.ts';
import type { Routes } from './routes.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Routes for those who run the server. */
export const operation: Routes = (app, { db, metrics, config }: Deps) => {
  app.get(
    '/health',
    {
      config: { access: 'public' },
      schema: {
        summary: 'Whether head office can answer',
        response: { 200: Type.Object({ status: Type.Literal('ok') }) },
      },
    },
    async () => {
      await db.query('SELECT 1');
      return { status: 'ok' as const };
    },
  );
  app.get(
    '/metrics',
    {
      config: { access: 'public' },
      schema: { summary: 'Measurements (Prometheus); from this computer only' },
    },
    async (request, reply) => {
      // behind a balancer its agent asks the server directly
      if (
        !LOOPBACK.has(request.socket.remoteAddress ?? '') ||
        (config.trustProxy && request.headers['x-forwarded-for'])
      )
        throw notFound();
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
  app.get(
    '/openapi.json',
    { config: { access: 'public' }, schema: { summary: 'This document' } },
    async (_request, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())),
  );
};
