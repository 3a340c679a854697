/** Two servers on one database are one head office. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '#server/db/pg.ts';
import { startServer, type RunningServer } from '#server/start.ts';
import type { PullResponse, PushAnswer } from '#shared/sync/messages.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';

let office: HeadOffice;
let other: RunningServer;
let by: { readonly id: string; readonly name: string };
let token: string;
beforeAll(async () => {
  office = await startHeadOffice({ postgres: 'embedded' });
  other = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      dataFolder: '',
      http: { perMinute: 1_000_000, signInsPerMinute: 1_000_000 },
    },
    { db: openPostgres(office.databaseUrl ?? ''), log: pino({ level: 'silent' }) },
  );
  const rina = await office.createUser({ username: 'rina', branchId: 'NGW' });
  by = { id: rina.id, name: rina.name };
  token = (await office.signIn('rina')).accessToken;
});
afterAll(async () => {
  await other.close();
  await office.close();
});

const at = '2026-03-05T07:00:00.000Z';
const task = (id: string, rev: string, base: string | null, title: string) => ({
  id,
  rev,
  base,
  doc: {
    id,
    branchId: 'NGW',
    kind: 'visit',
    customerId: 'not-here-yet',
    complaintId: '',
    title,
    dueAt: at,
    status: 'open',
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    rev,
    ver: 0,
    _deleted: false,
  },
});
const headers = () => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  'loket-protocol': '2',
});
async function ask<T>(url: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(new URL(`/api/sync/tasks/${path}`, url), {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}
const push = async (url: string, ...rows: unknown[]) =>
  (await ask<{ answers: PushAnswer[] }>(url, 'push', { rows })).answers;
const pull = (url: string) => ask<PullResponse>(url, 'pull', { checkpoint: null, limit: 5000 });

test('rule 39: what is pushed at one is told at the other, and pulled there; the sign-in counts at both', async () => {
  const gone = new AbortController();
  const stream = await fetch(new URL('/api/sync/stream', other.url), {
    headers: headers(),
    signal: gone.signal,
  });
  const events = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const heard = async (): Promise<string> => (await events?.read())?.value ?? '';
  expect(await heard()).toContain('RESYNC');
  for (const id of ['t1', 't1b', 't1c']) {
    const told = heard();
    expect(await push(office.url, task(id, 'a', null, id))).toMatchObject([{ status: 'accepted', ver: 1 }]);
    // the heartbeat comes every 15 seconds: this is not one
    expect(await told).toContain('RESYNC');
    expect((await pull(other.url)).rows.at(-1)).toMatchObject({ id, rev: 'a', title: id });
  }
  gone.abort();
  await events?.cancel().catch(() => undefined);
  const here = await pull(office.url);
  const there = await pull(other.url);
  expect({ ...there, now: '' }).toEqual({ ...here, now: '' });
});

test('rule 21: of pushes to one document at both at the same time, one is accepted and the other told of it', async () => {
  await push(office.url, task('t2', 'a', null, 'start'));
  let base = 'a';
  for (let round = 0; round < 25; round++) {
    const [one, two] = await Promise.all([
      push(office.url, task('t2', `x${round}`, base, 'x')),
      push(other.url, task('t2', `y${round}`, base, 'y')),
    ]);
    const both = [...one, ...two];
    expect(both.map((a) => a.status).sort()).toEqual(['accepted', 'conflict']);
    const won = both.find((a) => a.status === 'accepted');
    const lost = both.find((a) => a.status === 'conflict');
    expect(won).toMatchObject({ ver: round + 2 });
    expect(lost).toMatchObject({ master: { rev: won?.rev, ver: round + 2 } });
    base = won?.rev ?? '';
  }
});

test('rule 21a: a push that is answered at one gets the same answer at the other, also when both get it at once', async () => {
  for (let round = 0; round < 10; round++) {
    const row = task(`t3-${round}`, 'a', null, 'once');
    const [one, two] = await Promise.all([push(office.url, row), push(other.url, row)]);
    expect(two).toEqual(one);
    expect(await push(other.url, row)).toEqual(one);
  }
  const { rows } = await pull(other.url);
  const thrice = rows.filter(({ id }) => id.startsWith('t3-'));
  expect(thrice).toHaveLength(10);
  expect(thrice.every(({ ver }) => ver === 1)).toBe(true);
});
