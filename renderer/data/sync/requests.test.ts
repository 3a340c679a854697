import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoketFailure } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { HostHttp } from '#shared/host/host.ts';
import type { HttpRequest } from '#shared/host/types.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import { DeskClock } from './clock.ts';
import { gzip } from './packing.ts';
import { isAway, requestsTo } from './requests.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Given {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Pieces, each after this many ms. */
  readonly pieces: readonly (readonly [number, string])[];
}

/** A head office that answers slowly and piece by piece, and whose connection ends when it is aborted. */
function world(given: Given) {
  const seen: HttpRequest[] = [];
  const http: HostHttp = {
    async request(request) {
      seen.push(request);
      const { status = 200, headers = { 'content-type': 'application/json' }, pieces } = given;
      const pause = (ms: number) =>
        new Promise<void>((resolve, reject) => {
          setTimeout(resolve, ms);
          request.signal?.addEventListener('abort', () => {
            reject(new LoketFailure(hostFail('host.aborted').error));
          });
        });
      async function* stream() {
        for (const [ms, text] of pieces) {
          await pause(ms);
          yield bytes(text);
        }
      }
      return {
        ok: true,
        value: { status, headers, stream, text: () => Promise.reject(new Error('unused')) },
      };
    },
  };
  const clock = new DeskClock({ wall: () => Date.now(), steady: () => performance.now() });
  return { requests: requestsTo(http, () => 'https://pusat.example.id', clock), seen, clock };
}

const answered = (text: string, given: Omit<Given, 'pieces'> = {}) =>
  world({ ...given, pieces: [[0, text]] });
const get = async (made: ReturnType<typeof world>) => {
  const answer = made.requests.send('GET', '/api/x', undefined, 't1');
  await vi.runAllTimersAsync();
  return answer;
};

test('a request carries protocol and token; the answer measures the clock', async () => {
  vi.setSystemTime('2026-03-05T07:00:00Z');
  const made = answered('{"a":1,"now":"2026-03-05T07:05:00.000Z"}');
  expect(await get(made)).toMatchObject({ ok: true, value: { a: 1 } });
  expect(made.seen[0]?.headers).toMatchObject({
    'loket-protocol': String(PROTOCOL_VERSION),
    authorization: 'Bearer t1',
  });
  expect(made.seen[0]?.headers).not.toHaveProperty('loket-clock');
  expect(made.clock.state.get()).toMatchObject({ skewed: true });
  expect(Math.round(made.clock.state.get().offset / 60_000)).toBe(5);
});

test('a captive portal is not head office, whatever status its page has', async () => {
  const page = '<html>Masuk Wi-Fi</html>';
  for (const status of [200, 302, 401, 403, 404, 511]) {
    const answer = await get(answered(page, { status, headers: { 'content-type': 'text/html' } }));
    expect(answer).toMatchObject({ ok: false, error: { code: 'portal', kind: 'retryable' } });
  }
  expect(await get(answered('"hello"'))).toMatchObject({ ok: false, error: { code: 'portal' } });
  expect(await get(answered('{"message":"login"}', { status: 401 }))).toMatchObject({
    ok: false,
    error: { code: 'portal' },
  });
});

test('503 and 429 say when to come back, also from a proxy', async () => {
  const busy = { ok: false, error: { code: 'server_busy', kind: 'retryable', detail: { retryAfter: 7 } } };
  const headers = { 'retry-after': '7' };
  expect(await get(answered('<html>', { status: 503, headers }))).toEqual(busy);
  const ours = '{"error":{"code":"unavailable","kind":"retryable"}}';
  expect(await get(answered(ours, { status: 503, headers }))).toEqual(busy);
  expect(await get(answered('', { status: 429, headers }))).toEqual(busy);
  expect(await get(answered('<html>', { status: 502, headers: {} }))).toMatchObject({
    error: { code: 'server_busy' },
  });
});

test('what head office says passes through; it is not taken for an absence', async () => {
  for (const [status, code] of [
    [401, 'wrong_credentials'],
    [400, 'protocol_too_old'],
    [429, 'too_many_attempts'],
  ] as const) {
    const answer = await get(answered(`{"error":{"code":"${code}","kind":"person"}}`, { status }));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(!answer.ok && isAway(answer.error)).toBe(false);
  }
});

test('a dead connection is noticed after 30 s; a slow one goes on as long as bytes come', async () => {
  const dead = await get(world({ pieces: [[1_000_000, '{}']] }));
  expect(dead).toMatchObject({ ok: false, error: { code: 'timeout' } });
  const halfOpen = await get(
    world({
      pieces: [
        [10, '{"a":'],
        [31_000, '1}'],
      ],
    }),
  );
  expect(halfOpen).toMatchObject({ ok: false, error: { code: 'timeout' } });
  const slow = await get(
    world({
      pieces: [
        [25_000, '{"a"'],
        [25_000, ':'],
        [25_000, '1}'],
      ],
    }),
  );
  expect(slow).toMatchObject({ ok: true, value: { a: 1 } });
});

test('an intercepted line is told apart from a missing one', async () => {
  for (const [code, expected] of [
    ['host.tlsRefused', 'host.tlsRefused'],
    ['host.redirected', 'portal'],
    ['host.unreachable', 'network'],
  ] as const) {
    const http: HostHttp = { request: () => Promise.resolve(hostFail(code)) };
    const answer = await requestsTo(http, () => 'https://a.id', new DeskClock()).send('GET', '/api/x');
    expect(answer).toMatchObject({ ok: false, error: { code: expected, kind: 'retryable' } });
  }
});

test('requests of the sync say what the PC’s own clock says, not the corrected one', async () => {
  vi.setSystemTime('2026-03-08T07:00:00Z');
  const made = answered('{"now":"2026-03-05T07:00:00.000Z"}');
  for (const path of ['/api/sync/tasks/pull', '/api/sync/tasks/push']) {
    const answer = made.requests.send('POST', path, {}, 't1');
    await vi.runAllTimersAsync();
    await answer;
  }
  await made.requests.open('/api/sync/stream', 't1', new AbortController().signal);
  const raw = made.seen.map((request) => request.headers?.['loket-clock']);
  expect(raw).toEqual(Array.from({ length: 3 }, () => '2026-03-08T07:00:00.000Z'));
});

/** A head office that answers by what it is sent. */
function judging(judge: (request: HttpRequest) => readonly [number, string], origin = () => 'https://a.id') {
  const seen: HttpRequest[] = [];
  const http: HostHttp = {
    async request(request) {
      seen.push(request);
      const [status, text] = judge(request);
      async function* stream() {
        yield bytes(text);
      }
      const unused = () => Promise.reject(new Error('unused'));
      return { ok: true, value: { status, headers: {}, stream, text: unused } };
    },
  };
  const compress = async (text: string): Promise<Uint8Array> => bytes(`packed ${text.length}`);
  return { seen, requests: requestsTo(http, origin, new DeskClock(), { compress }) };
}
const encoded = (request: HttpRequest): boolean => request.headers?.['content-encoding'] === 'gzip';
const LONG = { rows: Array.from({ length: 200 }, (_, n) => ({ id: `d${n}` })) };

test('long bodies of the sync go compressed, short ones and those of other routes as they are', async () => {
  const { seen, requests } = judging(() => [200, '{}']);
  await requests.send('POST', '/api/sync/tasks/push', LONG);
  await requests.send('POST', '/api/sync/tasks/pull', { checkpoint: null });
  await requests.send('POST', '/api/headoffice/books', LONG);
  expect(seen.map(encoded)).toEqual([true, false, false]);
  expect(seen[0]?.body).toEqual(bytes(`packed ${JSON.stringify(LONG).length}`));
  expect(seen[0]?.headers?.['content-type']).toBe('application/json');
});

test('gzip is the one that everybody reads', async () => {
  const text = JSON.stringify(LONG);
  const packed = await gzip(text);
  expect(packed.byteLength).toBeLessThan(text.length / 4);
  expect(gunzipSync(packed).toString()).toBe(text);
});

test('a head office that does not understand compressed bodies gets plain ones from then on', async () => {
  for (const answer of [
    [415, '<html>'],
    [400, '{"error":{"code":"malformed_json","kind":"permanent"}}'],
    [400, 'bad request'],
  ] as const) {
    let origin = 'https://a.id';
    const { seen, requests } = judging(
      (request) => (encoded(request) ? answer : [200, '{"a":1}']),
      () => origin,
    );
    expect(await requests.send('POST', '/api/sync/tasks/push', LONG)).toMatchObject({ ok: true });
    expect(await requests.send('POST', '/api/sync/tasks/push', LONG)).toMatchObject({ ok: true });
    expect(seen.map(encoded)).toEqual([true, false, false]);
    origin = 'https://b.id';
    await requests.send('POST', '/api/sync/tasks/push', LONG);
    expect(encoded(seen[3] as HttpRequest)).toBe(true);
  }
});

test('a refusal that has nothing to do with the encoding is not repeated, and compression stays', async () => {
  const { seen, requests } = judging(() => [400, '{"error":{"code":"protocol_too_old","kind":"person"}}']);
  await requests.send('POST', '/api/sync/tasks/push', LONG);
  expect(seen.map(encoded)).toEqual([true]);
  const spoilt = judging(() => [400, '{"error":{"code":"bad_request","kind":"retryable"}}']);
  await spoilt.requests.send('POST', '/api/sync/tasks/push', LONG);
  expect(spoilt.seen.map(encoded)).toEqual([true]);
  const both = judging(() => [400, '{"error":{"code":"bad_request","kind":"permanent"}}']);
  await both.requests.send('POST', '/api/sync/tasks/push', LONG);
  await both.requests.send('POST', '/api/sync/tasks/push', LONG);
  expect(both.seen.map(encoded)).toEqual([true, false, true, false]);
});

test('row 18: requests of the sync that are under way can be ended; others are left alone', async () => {
  const { requests } = world({ pieces: [[20_000, '{}']] });
  const ended = requests.send('POST', '/api/sync/tasks/pull', {});
  const other = requests.send('GET', '/api/headoffice/staff');
  await vi.advanceTimersByTimeAsync(10);
  requests.interrupt();
  expect(await ended).toMatchObject({ ok: false, error: { code: 'timeout', kind: 'retryable' } });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await other).toMatchObject({ ok: true });
});

test('row 10: a body that is cut or broken is no answer', async () => {
  for (const broken of ['{"rows":[{"id":"a"', '{"rows":[],"more":fal']) {
    expect(await get(answered(broken))).toMatchObject({ ok: false, error: { kind: 'retryable' } });
  }
  const http: HostHttp = {
    async request() {
      async function* stream(): AsyncGenerator<Uint8Array> {
        yield bytes('{"rows":[');
        throw new LoketFailure(hostFail('host.unreachable').error);
      }
      return {
        ok: true,
        value: { status: 200, headers: {}, stream, text: () => Promise.reject(new Error('unused')) },
      };
    },
  };
  const made = requestsTo(http, () => 'https://a.id', new DeskClock());
  expect(await made.send('POST', '/api/sync/tasks/pull', {})).toMatchObject({ error: { code: 'network' } });
});
