/**
 * A proxy between a desk and head office that does to requests what bad networks, portals and well-meant middle boxes
 * do. Which request suffers what is said by the row that uses it.
 */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import { type KeyPair, type Line, openLine } from './line.ts';

/** A request as it came from the desk. */
export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it was sent. */
  readonly raw: Buffer;
  /** Unpacked. */
  readonly body: string;
}

export type Fault =
  /** The connection breaks before head office hears of it. */
  | { readonly kind: 'refuse' }
  /** Head office answers, and the connection breaks instead of carrying the answer. */
  | { readonly kind: 'swallow' }
  /** Head office gets it twice: one after the other, or at once. The desk gets the later answer. */
  | { readonly kind: 'twice'; readonly atOnce?: boolean }
  /** The connection breaks now; head office gets the request when `until` resolves. */
  | { readonly kind: 'late'; readonly until: Promise<unknown> }
  /** Head office answers now; the answer arrives when `until` resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** Neither an answer nor an end. */
  | { readonly kind: 'silence' }
  /** After so many bytes of the answer's body the connection breaks. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** The first part of the gzip body only, sent as if it were whole. */
  | { readonly kind: 'truncate'; readonly part: number }
  /** The gzip body with bytes turned over in its middle. */
  | { readonly kind: 'garble' }
  /** An answer that is not head office's. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly type?: string;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The answer's head goes through, its body is kept back for ever (a proxy that buffers a stream). */
  | { readonly kind: 'buffer' };

export type Rule = (request: Seen) => Fault | undefined;

export interface FaultProxy {
  readonly url: string;
  readonly line: Line;
  /** Every request, oldest first. */
  readonly seen: readonly Seen[];
  /** Asked for each request that no `next` is waiting for. */
  rule: Rule | undefined;
  /** The next request whose path matches suffers this. @returns when that has happened. */
  next(path: RegExp, fault: Fault): Promise<Seen>;
  close(): Promise<void>;
}

/** The page that stands between a hotel's guests and the network. */
export const PORTAL: Fault = {
  kind: 'answer',
  status: 200,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Wi-Fi</title><form>Masukkan nomor kamar <input name="room"></form>',
};

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

const collect = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};

/** @param target origin of head office. @param tls the certificate that desks are shown. */
export async function openProxy(target: string, tls?: KeyPair): Promise<FaultProxy> {
  const far = new URL(target);
  const seen: Seen[] = [];
  const waiting: { path: RegExp; fault: Fault; done: (request: Seen) => void }[] = [];
  const proxy: { rule: Rule | undefined } = { rule: undefined };

  const forward = async (request: Seen, gzip = false): Promise<IncomingMessage> => {
    const headers = { ...request.headers } as Record<string, string>;
    if (gzip) headers['accept-encoding'] = 'gzip';
    const { method, path } = request;
    const up = ask({ host: far.hostname, port: far.port, method, path, headers, agent: false });
    up.end(request.raw);
    const [answer] = (await once(up, 'response')) as [IncomingMessage];
    return answer;
  };
  const whole = async (request: Seen, gzip = false): Promise<Answer> => {
    const answer = await forward(request, gzip);
    const { statusCode = 502, headers } = answer;
    return { status: statusCode, headers, body: await collect(answer) };
  };
  const reply = (response: ServerResponse, { status, headers, body }: Answer): void => {
    const { 'transfer-encoding': _chunked, ...rest } = headers;
    response.writeHead(status, { ...rest, 'content-length': String(body.length) });
    response.end(body);
  };
  const reset = (response: ServerResponse): void => {
    const socket = response.socket as Socket | null;
    socket?.resetAndDestroy();
  };
  const pass = async (request: Seen, response: ServerResponse): Promise<void> => {
    const answer = await forward(request);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // an event stream has to start before it says anything
    response.flushHeaders();
    response.on('close', () => answer.destroy());
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  };

  const suffer = async (request: Seen, response: ServerResponse, fault: Fault): Promise<void> => {
    switch (fault.kind) {
      case 'refuse':
        reset(response);
        return;
      case 'swallow':
        await whole(request);
        reset(response);
        return;
      case 'twice': {
        const first = whole(request);
        if (!fault.atOnce) await first;
        const second = await whole(request);
        await first;
        reply(response, second);
        return;
      }
      case 'late':
        reset(response);
        await fault.until;
        await whole(request);
        return;
      case 'hold': {
        const answer = await whole(request);
        await fault.until;
        reply(response, answer);
        return;
      }
      case 'silence':
        return;
      case 'cut': {
        const { status, headers, body } = await whole(request);
        const { 'transfer-encoding': _chunked, ...rest } = headers;
        response.writeHead(status, { ...rest, 'content-length': String(body.length) });
        response.write(body.subarray(0, Math.min(fault.bytes, body.length - 1)), () => reset(response));
        return;
      }
      case 'truncate': {
        const answer = await whole(request, true);
        reply(response, {
          ...answer,
          body: answer.body.subarray(0, Math.floor(answer.body.length * fault.part)),
        });
        return;
      }
      case 'garble': {
        const answer = await whole(request, true);
        const body = Buffer.from(answer.body);
        for (let at = body.length >> 1; at < Math.min(body.length, (body.length >> 1) + 16); at++)
          body[at] = (body[at] ?? 0) ^ 0xa5;
        reply(response, { ...answer, body });
        return;
      }
      case 'answer':
        response.writeHead(fault.status, { 'content-type': fault.type ?? 'text/html', ...fault.headers });
        response.end(fault.body);
        return;
      case 'buffer': {
        const answer = await forward(request);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.resume();
        response.on('close', () => answer.destroy());
        return;
      }
    }
  };

  const server = createServer((incoming, response) => {
    const handle = async (): Promise<void> => {
      const raw = await collect(incoming);
      const { method = 'GET', url = '/', headers } = incoming;
      const packed = headers['content-encoding'] === 'gzip';
      const body = (packed ? gunzipSync(raw) : raw).toString('utf8');
      const request: Seen = { method, path: url, headers, raw, body };
      seen.push(request);
      const at = waiting.findIndex(({ path }) => path.test(url));
      const asked = at < 0 ? undefined : waiting.splice(at, 1)[0];
      const fault = asked?.fault ?? proxy.rule?.(request);
      if (fault) await suffer(request, response, fault);
      else await pass(request, response);
      asked?.done(request);
    };
    // head office is gone, or the desk is: to the other one the line broke
    handle().catch(() => reset(response));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = await openLine((server.address() as AddressInfo).port, tls);
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${line.port}`,
    line,
    seen,
    get rule() {
      return proxy.rule;
    },
    set rule(rule) {
      proxy.rule = rule;
    },
    next: (path, fault) => new Promise((done) => waiting.push({ path, fault, done })),
    async close() {
      await line.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
