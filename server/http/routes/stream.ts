import { PassThrough } from 'node:stream';
import Type from 'typebox';
import { streamsOf } from '#shared/domain/actor.ts';
import { personOf } from '../guard.ts';
import { checkProtocol, Protocol } from '../protocol.ts';
import type { Routes } from './routes.ts';

/** The event stream (shared/sync/SPEC.md, "Telling"). */
export const stream: Routes = (app, { feed, metrics, config, now }) => {
  const open = new Set<PassThrough>();
  app.addHook('preClose', async () => {
    for (const out of open) out.end();
  });
  app.get(
    '/api/sync/stream',
    {
      compress: false,
      preValidation: checkProtocol,
      schema: {
        summary: 'Be told when to ask again (text/event-stream)',
        headers: Type.Object(Protocol),
      },
    },
    (request, reply) => {
      const { actor, expiresAt } = personOf(request);
      const out = new PassThrough();
      const say = (event: 'RESYNC' | 'heartbeat'): void => {
        // who does not read is cut off instead of filling the memory; the desk connects again
        if (out.writableLength > 64 * 1024) out.destroy();
        else out.write(`data: ${event}\n\n`);
      };
      const unsubscribe = feed.subscribe(streamsOf(actor), () => say('RESYNC'));
      const heartbeat = setInterval(() => {
        // with the token ends what it allowed; whoever connects again is looked at again
        if (now() >= expiresAt) out.end();
        else say('heartbeat');
      }, config.heartbeatMs);
      open.add(out);
      metrics.streams.set(open.size);
      out.once('close', () => {
        unsubscribe();
        clearInterval(heartbeat);
        open.delete(out);
        metrics.streams.set(open.size);
      });
      request.raw.once('close', () => out.destroy());
      // something may have moved between the last pull and this connection
      say('RESYNC');
      void reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      return reply.send(out);
    },
  );
};
