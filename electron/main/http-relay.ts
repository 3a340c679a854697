import type { Result } from '#shared/errors/errors.ts';
import type { CallArgument, CallValues } from '#shared/host/channels.ts';
import { hostFail } from '#shared/host/errors.ts';
import { reasonOf, type Log } from './log.ts';
import { hasOrigin } from './security.ts';

/** Chromium's network stack (`net.fetch`): it knows the system's proxy and certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface HttpRelay {
  open(request: CallArgument<'http.open'>): Promise<Result<CallValues['http.open']>>;
  /** The next piece of the body, undefined at its end. Nothing is read ahead of the page. */
  read(id: string): Promise<Result<Uint8Array | undefined>>;
  close(id: string): void;
  /** The page went away or was loaded anew: nobody will close what it opened. */
  closeAll(): void;
}

interface Open {
  readonly controller: AbortController;
  reader?: ReadableStreamDefaultReader<Uint8Array>;
}

const MOST_AT_ONCE = 32;

/** Headers that belong to the network stack, or would carry more than the page may say. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'cookie',
  'host',
  'origin',
  'proxy-authorization',
  'referer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Relays the page's requests to head office and to nowhere else.
 *
 * @param headOffice gives the origin of now; undefined refuses everything.
 */
export function createHttpRelay(fetch: Fetch, headOffice: () => string | undefined, log: Log): HttpRelay {
  const requests = new Map<string, Open>();

  const end = (id: string): void => {
    const request = requests.get(id);
    requests.delete(id);
    request?.controller.abort();
  };

  return {
    async open({ id, method, url, headers = {}, body }) {
      const origin = headOffice();
      if (origin === undefined || !hasOrigin(url, origin)) return hostFail('host.notHeadOffice');
      if (requests.size >= MOST_AT_ONCE || requests.has(id)) return hostFail('host.busy');
      const request: Open = { controller: new AbortController() };
      requests.set(id, request);
      try {
        const answer = await fetch(url, {
          method,
          headers: Object.fromEntries(
            Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
          ),
          redirect: 'error',
          credentials: 'omit',
          cache: 'no-store',
          signal: request.controller.signal,
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
        });
        if (answer.body === null) requests.delete(id);
        else request.reader = answer.body.getReader();
        return { ok: true, value: { status: answer.status, headers: Object.fromEntries(answer.headers) } };
      } catch (thrown) {
        requests.delete(id);
        return networkFailure(thrown, request.controller.signal.aborted, log);
      }
    },
    async read(id) {
      const request = requests.get(id);
      // Closed, or an answer without body: either way there is nothing more.
      if (request?.reader === undefined) return { ok: true, value: undefined };
      try {
        const piece = await request.reader.read();
        if (!piece.done) return { ok: true, value: piece.value };
        requests.delete(id);
        return { ok: true, value: undefined };
      } catch (thrown) {
        requests.delete(id);
        return networkFailure(thrown, request.controller.signal.aborted, log);
      }
    },
    close: end,
    closeAll() {
      for (const id of requests.keys()) end(id);
    },
  };
}

/** Chromium names its errors in the message, as in `net::ERR_CERT_AUTHORITY_INVALID`. */
function networkFailure(thrown: unknown, aborted: boolean, log: Log): ReturnType<typeof hostFail> {
  if (aborted) return hostFail('host.aborted');
  const message = thrown instanceof Error ? thrown.message : '';
  const name = /ERR_[A-Z0-9_]+/.exec(message)?.[0] ?? reasonOf(thrown);
  log(`head office: ${name}`);
  if (/^ERR_(CERT|SSL|BAD_SSL)/.test(name)) return hostFail('host.tlsRefused', { reason: name });
  if (/redirect/i.test(message)) return hostFail('host.redirected');
  return hostFail('host.unreachable', { reason: name });
}
