import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpRelay } from './http-relay.ts';

let server: Server;
let origin = '';
const seen: { method: string; headers: Record<string, unknown>; body: string }[] = [];
let streamClosed: () => void = () => undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      });
      if (request.url === '/redirect') response.writeHead(302, { location: '/followed' }).end();
      else if (request.url === '/stream') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('RESYNC\n');
        response.on('close', () => streamClosed());
      } else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' }).write('half');
        setImmediate(() => response.destroy());
      } else response.writeHead(409, { 'x-head': 'office' }).end('answer');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const relayTo = (headOffice: string | undefined) =>
  createHttpRelay(
    fetch,
    () => headOffice,
    () => undefined,
  );
const id = (n: number): string => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

test('a request reaches head office as it was made, without headers of others, and its body comes back', async () => {
  const relay = relayTo(origin);
  const headers = { authorization: 'Bearer t', cookie: 'a=b', Origin: 'https://evil.id' };
  const head = await relay.open({
    id: id(1),
    method: 'POST',
    url: `${origin}/api`,
    headers,
    body: '{"a":1}',
  });
  expect(head).toMatchObject({ ok: true, value: { status: 409, headers: { 'x-head': 'office' } } });
  expect(seen.at(-1)).toMatchObject({
    method: 'POST',
    body: '{"a":1}',
    headers: { authorization: 'Bearer t' },
  });
  expect(seen.at(-1)?.headers).not.toHaveProperty('cookie');
  expect(seen.at(-1)?.headers).not.toHaveProperty('origin');
  const piece = await relay.read(id(1));
  expect(piece.ok && new TextDecoder().decode(piece.value)).toBe('answer');
  expect(await relay.read(id(1))).toEqual({ ok: true, value: undefined });
});

test.each(['https://evil.id/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'no url'])(
  '%s is not head office',
  async (url) => {
    expect(await relayTo(origin).open({ id: id(2), method: 'GET', url })).toMatchObject({
      ok: false,
      error: { code: 'host.notHeadOffice' },
    });
  },
);

test('before a head office is chosen nothing leaves', async () => {
  const answer = await relayTo(undefined).open({ id: id(3), method: 'GET', url: `${origin}/` });
  expect(answer).toMatchObject({ ok: false, error: { code: 'host.notHeadOffice' } });
});

test('a redirect is refused and not followed', async () => {
  const answer = await relayTo(origin).open({ id: id(4), method: 'GET', url: `${origin}/redirect` });
  expect(answer.ok).toBe(false);
});

test('a connection cut in mid-body is unreachable; nothing there is unreachable', async () => {
  const relay = relayTo(origin);
  await relay.open({ id: id(5), method: 'GET', url: `${origin}/cut` });
  let last = await relay.read(id(5));
  while (last.ok && last.value !== undefined) last = await relay.read(id(5));
  expect(last).toMatchObject({ ok: false, error: { code: 'host.unreachable', kind: 'retryable' } });
  const dead = relayTo('http://127.0.0.1:9');
  expect(await dead.open({ id: id(6), method: 'GET', url: 'http://127.0.0.1:9/' })).toMatchObject({
    ok: false,
  });
});

test('a stream is closed at head office when the page goes away, and a waiting read ends as aborted', async () => {
  const closed = new Promise<void>((resolve) => {
    streamClosed = resolve;
  });
  const relay = relayTo(origin);
  await relay.open({ id: id(7), method: 'GET', url: `${origin}/stream` });
  expect((await relay.read(id(7))).ok).toBe(true);
  const waiting = relay.read(id(7));
  relay.closeAll();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'host.aborted' } });
  await closed;
});

test('certificates that are not trusted are told apart from a dead line', async () => {
  const intercepted = createHttpRelay(
    () => Promise.reject(new Error('net::ERR_CERT_AUTHORITY_INVALID')),
    () => 'https://a.id',
    () => undefined,
  );
  expect(await intercepted.open({ id: id(8), method: 'GET', url: 'https://a.id/' })).toMatchObject({
    ok: false,
    error: { code: 'host.tlsRefused', kind: 'person' },
  });
});

test('a page gone wrong cannot open requests without bound', async () => {
  const relay = createHttpRelay(
    () => new Promise(() => undefined),
    () => 'https://a.id',
    () => undefined,
  );
  for (let n = 0; n < 32; n += 1) void relay.open({ id: id(100 + n), method: 'GET', url: 'https://a.id/' });
  expect(await relay.open({ id: id(200), method: 'GET', url: 'https://a.id/' })).toMatchObject({
    ok: false,
    error: { code: 'host.busy' },
  });
});
