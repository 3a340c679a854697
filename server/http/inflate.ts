/** Bodies that come compressed, and how much memory all bodies together may take. */
import type { FastifyReply, FastifyRequest, preParsingAsyncHookHandler } from 'fastify';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LoketFailure } from '#shared/errors/errors.ts';

const tooLarge = (): LoketFailure => new LoketFailure({ code: 'body_too_large', kind: 'permanent' });
/** A proxy cut or changed it: the same body sent again may well arrive whole. */
const broken = (): LoketFailure =>
  new LoketFailure({ code: 'bad_request', kind: 'retryable', field: 'content-encoding' });
const otherEncoding = (): LoketFailure =>
  new LoketFailure({ code: 'bad_request', kind: 'permanent', field: 'content-encoding' });
const full = (): LoketFailure => new LoketFailure({ code: 'unavailable', kind: 'retryable' });

/** Counts what has been inflated, chunk by chunk, so that nothing large is ever made of something small. */
class Meter extends Transform {
  /** Fastify compares it with the content-length. */
  receivedEncodedLength = 0;
  readonly #count: (bytes: number) => LoketFailure | undefined;

  constructor(count: (bytes: number) => LoketFailure | undefined) {
    super();
    this.#count = count;
    // Fastify stops listening when it refuses a body; an error after that is nobody's
    this.on('error', () => undefined);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const failure = this.#count(chunk.length);
    if (failure) done(failure);
    else done(null, chunk);
  }
}

/**
 * A `preParsing` hook: bodies may come with `content-encoding: gzip`. The route's body limit holds for what they
 * inflate to.
 * @param budget bytes of all bodies at work in this process; what is beyond is `unavailable`
 */
export function inflating(budget: number): preParsingAsyncHookHandler {
  let held = 0;
  return async (request: FastifyRequest, reply: FastifyReply, payload) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'gzip' && encoding !== 'identity') throw otherEncoding();
    const limit = request.routeOptions.bodyLimit;
    let mine = 0;
    reply.raw.once('close', () => (held -= mine));
    const meter = new Meter((bytes) => {
      mine += bytes;
      held += bytes;
      if (mine > limit) return tooLarge();
      return held > budget ? full() : undefined;
    });
    const body: Readable = payload;
    body.on('data', (chunk: Buffer) => (meter.receivedEncodedLength += chunk.length));
    body.once('error', (error) => meter.destroy(error));
    if (encoding === 'identity') {
      meter.once('error', () => body.unpipe(meter));
      return body.pipe(meter);
    }
    const gunzip = createGunzip();
    gunzip.once('error', () => meter.destroy(broken()));
    meter.once('error', () => {
      body.unpipe(gunzip);
      gunzip.destroy();
    });
    return body.pipe(gunzip).pipe(meter);
  };
}
