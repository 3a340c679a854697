/** Every error leaves as `{ error: LoketError }`, whatever threw it. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { LoketFailure, type LoketError } from '#shared/errors/errors.ts';
import { codeOf, isUnavailable } from '../db/database.ts';

const STATUS: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  wrong_credentials: 401,
  token_expired: 401,
  session_ended: 401,
  device_unknown: 401,
  device_cloned: 401,
  device_revoked: 401,
  not_allowed: 403,
  other_branch: 403,
  bad_host: 403,
  setup_code_wrong: 403,
  not_found: 404,
  setup_done: 409,
  username_taken: 409,
  conflict: 409,
  too_many_attempts: 429,
  too_many_requests: 429,
  unavailable: 503,
  unexpected: 500,
};

/** What the web server itself refuses. */
const OF_FASTIFY: Readonly<Record<string, LoketError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body_too_large', kind: 'permanent' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'malformed_json', kind: 'permanent' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'malformed_json', kind: 'permanent' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'bad_request', kind: 'permanent', field: 'content-type' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'bad_request', kind: 'permanent', field: 'content-length' },
  FST_ERR_BAD_URL: { code: 'bad_request', kind: 'permanent', field: 'url' },
};

/** Seconds until it is worth trying again, spread so that not everybody comes back at once. */
const RETRY_SECONDS = { least: 2, spread: 9 };
const retrySoon = (): number => RETRY_SECONDS.least + Math.floor(Math.random() * RETRY_SECONDS.spread);

/** @returns the answer to an error, and whether it was one that nobody expected. */
export function answerTo(thrown: unknown): { status: number; error: LoketError; unexpected: boolean } {
  if (thrown instanceof LoketFailure)
    return { status: STATUS[thrown.error.code] ?? 400, error: thrown.error, unexpected: false };
  const ofFastify = OF_FASTIFY[codeOf(thrown) ?? ''];
  if (ofFastify) return { status: 400, error: ofFastify, unexpected: false };
  if (isUnavailable(thrown))
    return { status: 503, error: { code: 'unavailable', kind: 'retryable' }, unexpected: true };
  const status = (thrown as Partial<FastifyError>).statusCode ?? 500;
  if (status < 500)
    return { status: 400, error: { code: 'bad_request', kind: 'permanent' }, unexpected: false };
  return { status: 500, error: { code: 'unexpected', kind: 'retryable' }, unexpected: true };
}

/** Fastify's error handler. What is logged names places in the program, never values. */
export function handleError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, error, unexpected } = answerTo(thrown);
  if (unexpected)
    request.log.error(
      { route: request.routeOptions.url, code: codeOf(thrown), frames: framesOf(thrown) },
      'a request failed',
    );
  const seconds =
    error.detail?.['retryAfter'] ?? (status === 503 || status === 429 ? retrySoon() : undefined);
  if (seconds !== undefined) void reply.header('retry-after', String(seconds));
  void reply.status(status).send({ error });
}

/** Messages of the database quote values, so only the places are kept. */
const framesOf = (thrown: unknown): string[] =>
  thrown instanceof Error
    ? (thrown.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
    : [];

export const notFound = (): LoketFailure => new LoketFailure({ code: 'not_found', kind: 'person' });
export const notAllowed = (): LoketFailure => new LoketFailure({ code: 'not_allowed', kind: 'person' });
