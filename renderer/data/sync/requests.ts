/** Requests to head office: time limit, protocol version, and answers that are not head office's. */
import { fail, type LoketError, ok, type Result } from '#shared/errors/errors.ts';
import type { HostHttp, HostResponse } from '#shared/host/host.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import type { DeskClock } from './clock.ts';

/** Half-open connections are noticed after this long. */
export const TIME_LIMIT_MS = 30_000;

export type Method = 'GET' | 'POST' | 'PUT';

export interface Requests {
  /** `path` begins with `/api/`. A failure that only the connection is to blame for has kind `retryable`. */
  send(method: Method, path: string, body?: unknown, token?: string): Promise<Result<unknown>>;
  /** The answer's head is there; its body is read by the caller. */
  open(path: string, token: string, signal: AbortSignal): Promise<Result<HostResponse>>;
}

/** @returns requests to the head office at `origin()`. */
export function requestsTo(
  http: HostHttp,
  origin: () => string,
  clock: DeskClock,
  timeLimit = TIME_LIMIT_MS,
): Requests {
  const headers = (token: string | undefined): Record<string, string> => ({
    'loket-protocol': String(PROTOCOL_VERSION),
    accept: 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  });
  return {
    async send(method, path, body, token) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), timeLimit);
      const begun = performance.now();
      try {
        const answer = await http.request({
          method,
          url: `${origin()}${path}`,
          headers: {
            ...headers(token),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          signal: controller.signal,
        });
        if (!answer.ok) return { ok: false, error: connectionError(answer.error) };
        const roundTrip = performance.now() - begun;
        if (answer.value.status === 204) return ok(undefined);
        const text = await answer.value.text();
        if (!text.ok) return { ok: false, error: connectionError(text.error) };
        return read(answer.value, text.value, (now) => clock.measure(now, roundTrip));
      } finally {
        clearTimeout(timer);
      }
    },
    async open(path, token, signal) {
      const answer = await http.request({
        method: 'GET',
        url: `${origin()}${path}`,
        headers: { ...headers(token), accept: 'text/event-stream' },
        signal,
      });
      return answer.ok ? answer : { ok: false, error: connectionError(answer.error) };
    },
  };
}

function connectionError(error: LoketError): LoketError {
  const codes: Readonly<Record<string, string>> = { 'host.aborted': 'timeout', 'host.redirected': 'portal' };
  return { code: codes[error.code] ?? 'network', kind: 'retryable' };
}

/** A portal answers 200 with a page of its own: nothing counts that is not JSON. */
function read(head: HostResponse, text: string, measured: (now: string) => void): Result<unknown> {
  const portal = fail('portal', 'retryable');
  if (!(head.headers['content-type'] ?? '').includes('json')) {
    return head.status >= 500 ? fail('server_busy', 'retryable') : portal;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return portal;
  }
  if (head.status < 400) {
    const now = field(value, 'now');
    if (typeof now === 'string') measured(now);
    return ok(value);
  }
  const error = field(value, 'error');
  const code = field(error, 'code');
  if (typeof code !== 'string') return head.status >= 500 ? fail('server_busy', 'retryable') : portal;
  return {
    ok: false,
    error: head.status >= 500 ? { ...(error as LoketError), kind: 'retryable' } : (error as LoketError),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
