/** Requests to head office: time limit, protocol version, and answers that are not head office's. */
import { asError, fail, type LoketError, ok, type Result } from '#shared/errors/errors.ts';
import type { HostHttp, HostResponse } from '#shared/host/host.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import type { DeskClock } from './clock.ts';
import { gzip, pack, WORTH_PACKING } from './packing.ts';

/** Half-open connections are noticed after this long without a byte. */
export const TIME_LIMIT_MS = 30_000;
/** A long request needs time on a slow line: 16 KiB a second. */
const BYTES_PER_MS = 16;
const SYNC = '/api/sync/';

export type Method = 'GET' | 'POST' | 'PUT';

export interface Requests {
  /** `path` begins with `/api/`. When head office could not be asked at all, `isAway` says so. */
  send(method: Method, path: string, body?: unknown, token?: string): Promise<Result<unknown>>;
  /** The answer's head is there; its body is read by the caller. */
  open(path: string, token: string, signal: AbortSignal): Promise<Result<HostResponse>>;
  /** Ends the requests of the sync that are under way as timed out: the line that they went over is gone. */
  interrupt(): void;
}

const AWAY = new Set(['network', 'timeout', 'portal', 'server_busy', 'malformed_answer', 'host.tlsRefused']);

/** @returns whether head office could not be asked: nothing was refused, and the desk goes on without it. */
export const isAway = (error: LoketError): boolean => AWAY.has(error.code);

interface Answer {
  readonly result: Result<unknown>;
  /** Undefined when there was no answer. */
  readonly status?: number;
}

export interface RequestOptions {
  readonly timeLimit?: number;
  readonly compress?: (text: string) => Promise<Uint8Array>;
}

/**
 * @returns requests to the head office at `origin()`. Long bodies of the sync go compressed, until a head office (or
 *   a proxy before it) shows that it does not understand them.
 */
export function requestsTo(
  http: HostHttp,
  origin: () => string,
  clock: DeskClock,
  { timeLimit = TIME_LIMIT_MS, compress = gzip }: RequestOptions = {},
): Requests {
  /** Origins that refused a compressed body and took the same one as it is. */
  const plain = new Set<string>();
  const underWay = new Set<AbortController>();
  const headers = (path: string, token: string | undefined): Record<string, string> => ({
    'loket-protocol': String(PROTOCOL_VERSION),
    accept: 'application/json',
    ...(path.startsWith(SYNC) ? { 'loket-clock': clock.raw() } : {}),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  });

  async function once(
    method: Method,
    path: string,
    content: string | undefined,
    token: string | undefined,
    packing: RequestOptions['compress'] | undefined,
  ): Promise<Answer> {
    const controller = new AbortController();
    if (path.startsWith(SYNC)) underWay.add(controller);
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Counted from the last byte and not from the first: a page of documents may take minutes on a slow line.
    const allow = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), ms);
    };
    try {
      const packed = content === undefined ? undefined : await pack(content, packing);
      const begun = performance.now();
      allow(timeLimit + (packed?.bytes ?? 0) / BYTES_PER_MS);
      const answer = await http.request({
        method,
        url: `${origin()}${path}`,
        headers: { ...headers(path, token), ...packed?.headers },
        ...(packed === undefined ? {} : { body: packed.body }),
        signal: controller.signal,
      });
      if (!answer.ok) return { result: { ok: false, error: connectionError(answer.error) } };
      const roundTrip = performance.now() - begun;
      const { status } = answer.value;
      if (status === 204) return { result: ok(undefined), status };
      const decoder = new TextDecoder();
      let text = '';
      allow(timeLimit);
      for await (const piece of answer.value.stream()) {
        allow(timeLimit);
        text += decoder.decode(piece, { stream: true });
      }
      const measured = (now: string): void => clock.measure(now, roundTrip);
      return { result: read(answer.value, text + decoder.decode(), measured), status };
    } catch (thrown) {
      return { result: { ok: false, error: connectionError(asError(thrown)) } };
    } finally {
      clearTimeout(timer);
      underWay.delete(controller);
    }
  }

  return {
    async send(method, path, body, token) {
      const content = body === undefined ? undefined : JSON.stringify(body);
      const asked = origin();
      const packs = path.startsWith(SYNC) && (content?.length ?? 0) >= WORTH_PACKING && !plain.has(asked);
      const first = await once(method, path, content, token, packs ? compress : undefined);
      if (!packs || !isRefusalOfPacking(first)) return first.result;
      const second = await once(method, path, content, token, undefined);
      if (second.status !== undefined && second.status !== first.status) plain.add(asked);
      return second.result;
    },
    async open(path, token, signal) {
      const answer = await http.request({
        method: 'GET',
        url: `${origin()}${path}`,
        headers: { ...headers(path, token), accept: 'text/event-stream' },
        signal,
      });
      return answer.ok ? answer : { ok: false, error: connectionError(answer.error) };
    },
    interrupt() {
      for (const controller of underWay) controller.abort();
    },
  };
}

/** What a server says that took the compressed bytes for the content itself, or does not know the encoding. */
const NOT_UNDERSTOOD = new Set(['malformed_json', 'bad_request', 'portal']);
function isRefusalOfPacking({ status, result }: Answer): boolean {
  if ((status !== 415 && status !== 400) || result.ok) return false;
  const { code, kind } = result.error;
  // one that was spoilt on its way is asked for again, packed as before
  return NOT_UNDERSTOOD.has(code) && !(code === 'bad_request' && kind === 'retryable');
}

function connectionError({ code }: LoketError): LoketError {
  const codes: Readonly<Record<string, string>> = {
    'host.aborted': 'timeout',
    'host.redirected': 'portal',
    // Somebody reads along or the clock is wrong: a person has to hear that, and trying again may still help.
    'host.tlsRefused': 'host.tlsRefused',
    'host.notHeadOffice': 'host.notHeadOffice',
  };
  const kind = code === 'host.notHeadOffice' ? 'permanent' : 'retryable';
  return { code: codes[code] ?? 'network', kind };
}

/** Codes of head office that mean no more than "later". */
const BUSY = new Set(['unavailable', 'too_many_requests']);
const KINDS: readonly unknown[] = ['retryable', 'permanent', 'person'];

/** A portal answers 200 with a page of its own: nothing counts that is not JSON of head office's shape. */
function read(head: HostResponse, text: string, measured: (now: string) => void): Result<unknown> {
  const portal = fail('portal', 'retryable');
  const value = parse(text);
  if (head.status >= 200 && head.status < 300) {
    if (typeof value !== 'object' || value === null) return portal;
    const now = field(value, 'now');
    if (typeof now === 'string') measured(now);
    return ok(value);
  }
  const said = errorIn(value);
  const failing = head.status >= 500 && head.status !== 511;
  if (!said && head.status !== 429 && !failing) return portal;
  const asked = Number(said?.detail?.['retryAfter'] ?? head.headers['retry-after'] ?? Number.NaN);
  const wait = asked > 0 ? { retryAfter: Math.min(asked, 3600) } : {};
  const detail = { ...said?.detail, ...wait };
  const extra = Object.keys(detail).length > 0 ? { detail } : {};
  if (!said || BUSY.has(said.code)) return fail('server_busy', 'retryable', extra);
  return { ok: false, error: { ...said, ...extra, kind: failing ? 'retryable' : said.kind } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorIn(value: unknown): LoketError | undefined {
  const error = field(value, 'error');
  return typeof field(error, 'code') === 'string' && KINDS.includes(field(error, 'kind'))
    ? (error as LoketError)
    : undefined;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
