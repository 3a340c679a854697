import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { streamsOf } from '#shared/domain/actor.ts';
import { COLLECTION_NAMES, isCollection, type CollectionName } from '#shared/domain/collections.ts';
import {
  DigestRequest,
  DigestResponse,
  FetchRequest,
  FetchResponse,
  MAX_PUSH_ROWS,
  PullRequest,
  PullResponse,
  PushResponse,
  SnapshotRequest,
  SnapshotResponse,
} from '#shared/sync/messages.ts';
import { flagCloned } from '../../auth/devices.ts';
import { digest, openSums } from '../../sync/digest.ts';
import { fetchVersions } from '../../sync/fetch.ts';
import { epochOf, pull, scopeOf } from '../../sync/pull.ts';
import { push } from '../../sync/push.ts';
import { openTotals, snapshot } from '../../sync/snapshot.ts';
import { Admission } from '../admission.ts';
import { notFound } from '../failures.ts';
import { personOf } from '../guard.ts';
import { inflating } from '../inflate.ts';
import { checkProtocol, Protocol } from '../protocol.ts';
import type { Routes } from './routes.ts';

/** Largest body of a push, in bytes, inflated. */
const PUSH_BYTES = 16 * 1024 * 1024;

const Collection = Type.Object({ collection: Type.Enum([...COLLECTION_NAMES]) });
const Headers = Type.Object(Protocol);
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

const named = (collection: string): CollectionName => {
  if (!isCollection(collection)) throw notFound();
  return collection;
};

/** Documents go out as the text that is stored. */
const asText = (reply: FastifyReply, rows: readonly string[], rest: object): never => {
  void reply.type('application/json; charset=utf-8');
  return `{"rows":[${rows.join(',')}],${JSON.stringify(rest).slice(1)}` as never;
};

/** What desks and head office tell each other (shared/sync/SPEC.md). */
export const sync: Routes = (app, { db, reads, feed, rules, metrics, config, now, log }) => {
  const sums = openSums();
  const totals = openTotals();
  const admission = new Admission({
    atOnce: config.syncAtOnce,
    waiting: config.syncWaiting,
    patienceMs: config.syncPatienceMs,
  });
  metrics.watchAdmission(admission);
  const inTurn = <T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> =>
    admission.run((gone) => reply.raw.once('close', gone), work);
  const open = { preParsing: inflating(config.syncBytes), preValidation: checkProtocol };

  app.post(
    '/api/sync/:collection/push',
    {
      ...open,
      bodyLimit: PUSH_BYTES,
      schema: {
        summary: 'Hand rows in',
        params: Collection,
        headers: Headers,
        body: LoosePush,
        response: { 200: PushResponse },
      },
    },
    (request, reply) =>
      inTurn(reply, async () => {
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
      }),
  );

  app.post(
    '/api/sync/:collection/pull',
    {
      ...open,
      schema: {
        summary: 'Ask what is new',
        params: Collection,
        headers: Headers,
        body: PullRequest,
        response: { 200: PullResponse },
      },
    },
    (request, reply) =>
      inTurn(reply, async () => {
        const collection = named(request.params.collection);
        const { actor } = personOf(request);
        const streams = streamsOf(actor);
        const since = request.body.checkpoint ?? {};
        const { page, epoch } = await reads({ streams, since }, async (view) => ({
          page: await pull(view, { collection, streams, ...request.body }),
          epoch: view.epoch,
        }));
        metrics.pulled.inc({ collection }, page.rows.length);
        const { checkpoint, more } = page;
        const scope = scopeOf(actor);
        return asText(reply, page.rows, { checkpoint, more, epoch, scope, now: now().toISOString() });
      }),
  );

  app.post(
    '/api/sync/:collection/snapshot',
    {
      ...open,
      schema: {
        summary: 'Fill an empty desk by blocks',
        params: Collection,
        headers: Headers,
        body: SnapshotRequest,
        response: { 200: SnapshotResponse },
      },
    },
    (request, reply) =>
      inTurn(reply, async () => {
        const collection = named(request.params.collection);
        const { actor } = personOf(request);
        const streams = streamsOf(actor);
        // a later block that is older than the first would leave out what came between
        const { block, epoch } = await reads({ streams, since: 'newest' }, async (view) => ({
          block: await snapshot(view, { collection, streams, ...request.body }, totals),
          epoch: view.epoch,
        }));
        metrics.pulled.inc({ collection }, block.rows.length);
        const { rows, ...rest } = block;
        return asText(reply, rows, { ...rest, epoch, scope: scopeOf(actor), now: now().toISOString() });
      }),
  );

  app.post(
    '/api/sync/:collection/digest',
    {
      ...open,
      schema: {
        summary: 'Compare a summary of what a desk holds',
        params: Collection,
        headers: Headers,
        body: DigestRequest,
        response: { 200: DigestResponse },
      },
    },
    (request, reply) =>
      inTurn(reply, async () => {
        const collection = named(request.params.collection);
        const { actor } = personOf(request);
        const streams = streamsOf(actor);
        const { checkpoint, list } = request.body;
        const { summed, epoch } = await reads({ streams, since: checkpoint }, async (view) => ({
          summed: await digest(view, { collection, streams, checkpoint, list }, sums),
          epoch: view.epoch,
        }));
        const { level, buckets, entries } = summed;
        return {
          level,
          buckets: [...buckets],
          entries: [...entries],
          epoch,
          scope: scopeOf(actor),
          now: now().toISOString(),
        };
      }),
  );

  app.post(
    '/api/sync/:collection/fetch',
    {
      ...open,
      schema: {
        summary: 'Ask for versions by id',
        params: Collection,
        headers: Headers,
        body: FetchRequest,
        response: { 200: FetchResponse },
      },
    },
    (request, reply) =>
      inTurn(reply, async () => {
        const collection = named(request.params.collection);
        const { actor } = personOf(request);
        const streams = streamsOf(actor);
        const { ids } = request.body;
        // an older answer would say of a new document that it has left
        const { rows, epoch } = await reads({ streams, since: 'newest' }, async (view) => ({
          rows: await fetchVersions(view, { collection, streams, ids }),
          epoch: view.epoch,
        }));
        return asText(reply, rows, { epoch, scope: scopeOf(actor), now: now().toISOString() });
      }),
  );
};
