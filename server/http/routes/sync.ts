import { PassThrough } from 'node:stream';
import Type from 'typebox';
import { streamsOf } from '#shared/domain/actor.ts';
import { COLLECTION_NAMES, isCollection, type CollectionName } from '#shared/domain/collections.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import {
  MAX_PUSH_ROWS,
  PROTOCOL_FLOOR,
  PROTOCOL_VERSION,
  PullRequest,
  PullResponse,
  PushResponse,
} from '#shared/sync/messages.ts';
import { flagCloned } from '../../auth/devices.ts';
import { epochOf, pull, scopeOf } from '../../sync/pull.ts';
import { push } from '../../sync/push.ts';
import { notFound } from '../failures.ts';
import { personOf } from '../guard.ts';
import type { Routes } from './routes.ts';

/** Largest body of a push, in bytes. */
const PUSH_BYTES = 16 * 1024 * 1024;

const Collection = Type.Object({ collection: Type.Enum([...COLLECTION_NAMES]) });
const Protocol = Type.Object({ 'loket-protocol': Type.String({ pattern: '^\\d{1,6}$' }) });
/** Rows are judged one by one: a bad one must not hold the others up. */
const LoosePush = Type.Object(
  {
    rows: Type.Array(Type.Object({}, { additionalProperties: true }), {
      minItems: 1,
      maxItems: MAX_PUSH_ROWS,
    }),
  },
  { additionalProperties: false },
);

function speaks(protocol: string): void {
  const version = Number(protocol);
  if (version < PROTOCOL_FLOOR) throw new LoketFailure({ code: 'protocol_too_old', kind: 'person' });
  if (version > PROTOCOL_VERSION) throw new LoketFailure({ code: 'protocol_too_new', kind: 'retryable' });
}

const named = (collection: string): CollectionName => {
  if (!isCollection(collection)) throw notFound();
  return collection;
};

/** Push, pull and the event stream (shared/sync/SPEC.md). */
export const sync: Routes = (app, { db, feed, rules, metrics, config, now, log }) => {
  app.post(
    '/api/sync/:collection/push',
    {
      bodyLimit: PUSH_BYTES,
      schema: {
        summary: 'Hand rows in',
        params: Collection,
        headers: Protocol,
        body: LoosePush,
        response: { 200: PushResponse },
      },
    },
    async (request) => {
      speaks(request.headers['loket-protocol']);
      const collection = named(request.params.collection);
      const { actor } = personOf(request);
      const at = now();
      const writer = { actor, scope: new Set(streamsOf(actor)) };
      const pushed = await push(db, { collection, rows: request.body.rows, writer, rules, now: at });
      feed.announce(pushed.streams);
      if (pushed.deskCodeUsedTwice && actor.deviceId) {
        log.warn({ device: actor.deviceId }, 'a desk code is used by two profiles');
        await flagCloned(db, actor.deviceId, at);
      }
      metrics.pushes.inc({ collection });
      for (const answer of pushed.answers) {
        metrics.rows.inc({ collection, verdict: answer.status });
        if (answer.status === 'rejected') metrics.rejections.inc({ collection, code: answer.code });
      }
      return { answers: [...pushed.answers], epoch: await epochOf(db), now: at.toISOString() };
    },
  );

  app.post(
    '/api/sync/:collection/pull',
    {
      schema: {
        summary: 'Ask what is new',
        params: Collection,
        headers: Protocol,
        body: PullRequest,
        response: { 200: PullResponse },
      },
    },
    async (request, reply) => {
      speaks(request.headers['loket-protocol']);
      const collection = named(request.params.collection);
      const { actor } = personOf(request);
      const page = await pull(db, { collection, streams: streamsOf(actor), ...request.body });
      metrics.pulled.inc({ collection }, page.rows.length);
      const rest = {
        checkpoint: page.checkpoint,
        more: page.more,
        epoch: await epochOf(db),
        scope: scopeOf(actor),
        now: now().toISOString(),
      };
      // documents go out as the text that is stored
      void reply.type('application/json; charset=utf-8');
      return reply.send(`{"rows":[${page.rows.join(',')}],${JSON.stringify(rest).slice(1)}` as never);
    },
  );

  const open = new Set<PassThrough>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
  app.get(
    '/api/sync/stream',
    {
      compress: false,
      schema: { summary: 'Be told when to ask again (text/event-stream)', headers: Protocol },
    },
    (request, reply) => {
      speaks(request.headers['loket-protocol']);
      const { actor, expiresAt } = personOf(request);
      const stream = new PassThrough();
      const say = (event: 'RESYNC' | 'heartbeat'): void => {
        // who does not read is cut off instead of filling the memory; the desk connects again
        if (stream.writableLength > 64 * 1024) stream.destroy();
        else stream.write(`data: ${event}\n\n`);
      };
      const unsubscribe = feed.subscribe(streamsOf(actor), () => say('RESYNC'));
      const heartbeat = setInterval(() => {
        // with the token ends what it allowed; whoever connects again is looked at again
        if (now() >= expiresAt) stream.end();
        else say('heartbeat');
      }, config.heartbeatMs);
      open.add(stream);
      metrics.streams.set(open.size);
      stream.once('close', () => {
        unsubscribe();
        clearInterval(heartbeat);
        open.delete(stream);
        metrics.streams.set(open.size);
      });
      request.raw.once('close', () => stream.destroy());
      // something may have moved between the last pull and this connection
      say('RESYNC');
      void reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      return reply.send(stream);
    },
  );
};
