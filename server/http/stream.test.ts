import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { ACCESS_SECONDS } from '../auth/access.ts';

let office: HeadOffice;
let now = Date.parse('2026-03-05T01:00:00.000Z');
beforeAll(async () => {
  office = await startHeadOffice({ clock: () => new Date(now), http: { heartbeatMs: 20 } });
  await office.createUser({ username: 'rina', branchId: 'NGW' });
});
afterAll(() => office.close());

/** Opens the stream; `next` waits for an event of the name and says whether it came before the end. */
async function listen(): Promise<{ next(event: string): Promise<boolean> }> {
  const { accessToken } = await office.signIn('rina');
  const response = await fetch(new URL('/api/sync/stream', office.url), {
    headers: { authorization: `Bearer ${accessToken}`, 'loket-protocol': '1', 'accept-encoding': 'br, gzip' },
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(response.headers.get('content-encoding')).toBeNull();
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  return {
    next: async (event) => {
      for (;;) {
        const at = buffer.indexOf(`data: ${event}\n\n`);
        if (at >= 0) {
          buffer = buffer.slice(at + event.length + 8);
          return true;
        }
        const part = await reader?.read();
        if (!part || part.done) return false;
        buffer += decoder.decode(part.value, { stream: true });
      }
    },
  };
}

test('rule 38: says RESYNC on connecting and when something of the reader moved, heartbeats in between', async () => {
  const stream = await listen();
  expect(await stream.next('RESYNC')).toBe(true);
  expect(await stream.next('heartbeat')).toBe(true);
  await office.api(
    'POST',
    '/api/headoffice/staff',
    { username: 'budi', name: 'Budi', password: PASSWORD, role: 'cs', branchId: 'NGW' },
    await office.adminToken(),
  );
  expect(await stream.next('RESYNC')).toBe(true);
});

test('rule 38: ends with the access token', async () => {
  const stream = await listen();
  expect(await stream.next('heartbeat')).toBe(true);
  now += (ACCESS_SECONDS + 1) * 1000;
  expect(await stream.next('never')).toBe(false);
});

test('ends its streams before it closes', async () => {
  const stream = await listen();
  expect(await stream.next('RESYNC')).toBe(true);
  await office.close();
  expect(await stream.next('never')).toBe(false);
});
