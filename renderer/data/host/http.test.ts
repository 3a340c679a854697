import { expect, test } from 'vitest';
import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import type { HostBridge } from '#shared/host/bridge.ts';
import { hostFail } from '#shared/host/errors.ts';
import { browserHttp } from './browser-http.ts';
import { shellHttp } from './shell-http.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const request = { method: 'GET', url: 'https://pusat.example.id/api/sync/stream' } as const;

/** A bridge whose relay hands out `pieces`, then waits for ever where `hangs`. */
function bridgeDouble(pieces: Result<Uint8Array | undefined>[], hangs = false) {
  const closed: string[] = [];
  let wake = (_: Result<Uint8Array | undefined>): void => undefined;
  const calls = {
    'http.open': async () => ({ ok: true, value: { status: 200, headers: { 'x-a': 'b' } } }),
    'http.read': () => {
      const piece = pieces.shift();
      if (piece !== undefined) return Promise.resolve(piece);
      if (!hangs) return Promise.resolve({ ok: true, value: undefined });
      return new Promise<Result<Uint8Array | undefined>>((resolve) => {
        wake = resolve;
      });
    },
    'http.close': async ({ id }: { id: string }) => {
      closed.push(id);
      wake(hostFail('host.unreachable'));
      return { ok: true, value: undefined };
    },
  };
  return { bridge: { calls } as unknown as HostBridge, closed };
}

const piece = (text: string): Result<Uint8Array> => ({ ok: true, value: bytes(text) });

test('shell: a body is read to its end, also where a letter is cut between two pieces', async () => {
  const whole = bytes('Rp 12.500.000 · é');
  const cut = whole.length - 1;
  const { bridge, closed } = bridgeDouble([
    { ok: true, value: whole.slice(0, cut) },
    { ok: true, value: whole.slice(cut) },
  ]);
  const answer = await shellHttp(bridge, () => 'r1').request(request);
  expect(answer).toMatchObject({ ok: true, value: { status: 200, headers: { 'x-a': 'b' } } });
  expect(answer.ok && (await answer.value.text())).toEqual({ ok: true, value: 'Rp 12.500.000 · é' });
  expect(closed).toEqual([]);
});

test('shell: an abort closes the relay and ends a waiting stream as aborted', async () => {
  const { bridge, closed } = bridgeDouble([piece('RESYNC')], true);
  const controller = new AbortController();
  const answer = await shellHttp(bridge, () => 'r1').request({ ...request, signal: controller.signal });
  if (!answer.ok) throw new Error('no answer');
  const seen: string[] = [];
  const reading = (async () => {
    for await (const part of answer.value.stream()) {
      seen.push(new TextDecoder().decode(part));
      setImmediate(() => controller.abort());
    }
  })();
  await expect(reading).rejects.toMatchObject({ error: { code: 'host.aborted' } });
  expect(seen).toEqual(['RESYNC']);
  expect(closed).toContain('r1');
});

test('shell: leaving the loop early closes the relay; a cut connection is a thrown failure', async () => {
  const early = bridgeDouble([piece('a'), piece('b')]);
  const first = await shellHttp(early.bridge, () => 'r1').request(request);
  if (!first.ok) throw new Error('no answer');
  for await (const part of first.value.stream()) if (part.length > 0) break;
  expect(early.closed).toEqual(['r1']);

  const cut = bridgeDouble([piece('a'), hostFail('host.unreachable')]);
  const second = await shellHttp(cut.bridge, () => 'r2').request(request);
  if (!second.ok) throw new Error('no answer');
  const reading = async () => {
    for await (const part of second.value.stream()) expect(part.length).toBe(1);
  };
  await expect(reading()).rejects.toBeInstanceOf(LoketFailure);
});

test('browser: answers, dead connections, redirects and aborts are told apart', async () => {
  const seen: RequestInit[] = [];
  const http = browserHttp(async (_url, init) => {
    if (init !== undefined) seen.push(init);
    return new Response('{"ok":true}', { status: 200, headers: { 'x-a': 'b' } });
  });
  const answer = await http.request({ ...request, headers: { authorization: 'Bearer x' } });
  expect(answer.ok && (await answer.value.text())).toEqual({ ok: true, value: '{"ok":true}' });
  expect(seen[0]).toMatchObject({
    credentials: 'omit',
    redirect: 'manual',
    headers: { authorization: 'Bearer x' },
  });

  const dead = browserHttp(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await dead.request(request)).toMatchObject({
    ok: false,
    error: { code: 'host.unreachable', kind: 'retryable' },
  });

  const portal = browserHttp(async () => ({ type: 'opaqueredirect' }) as Response);
  expect(await portal.request(request)).toMatchObject({ ok: false, error: { code: 'host.redirected' } });

  const controller = new AbortController();
  controller.abort();
  expect(await dead.request({ ...request, signal: controller.signal })).toMatchObject({
    ok: false,
    error: { code: 'host.aborted' },
  });
});

test('browser: a stream gives its pieces, is cancelled when left, and throws when it is cut', async () => {
  let cancelled = false;
  const streamOf = (cut: boolean) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (cut) controller.error(new TypeError('network error'));
        else controller.enqueue(bytes('x'));
      },
      cancel() {
        cancelled = true;
      },
    });
  const open = async (cut: boolean) => {
    const answer = await browserHttp(async () => new Response(streamOf(cut))).request(request);
    if (!answer.ok) throw new Error('no answer');
    return answer.value.stream();
  };
  for await (const part of await open(false)) if (part.length === 1) break;
  expect(cancelled).toBe(true);
  const reading = async () => {
    for await (const part of await open(true)) expect(part).toBeUndefined();
  };
  await expect(reading()).rejects.toMatchObject({ error: { code: 'host.unreachable' } });
});
