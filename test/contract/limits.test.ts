/** What head office takes and gives compressed, and what it says when there is too much of anything. */
import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SignedIn } from '#shared/api/auth.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import type { Database } from '#server/db/database.ts';
import { startServer } from '#server/start.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';

interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly error: { readonly code: string; readonly kind: string; readonly field?: string } | undefined;
}

let office: HeadOffice;
let token: string;
let by: { id: string; name: string };
beforeAll(async () => {
  office = await startHeadOffice({ postgres: 'embedded' });
  const rina = await office.createUser({ username: 'rina', branchId: 'NGW' });
  by = { id: rina.id, name: rina.name };
  token = (await office.signIn('rina')).accessToken;
});
afterAll(() => office.close());

/** `fetch` inflates by itself: here the bytes are wanted as they come. */
const ask = (
  url: string,
  path: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = {},
  bearer = token,
): Promise<Said> =>
  new Promise((done, failed) => {
    const call = request(
      new URL(path, url),
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'loket-protocol': String(PROTOCOL_VERSION),
          authorization: `Bearer ${bearer}`,
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', failed);
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const { error } = (text.startsWith('{"error"') ? JSON.parse(text) : {}) as Pick<Said, 'error'>;
          done({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, error });
        });
      },
    );
    call.on('error', failed);
    call.end(body);
  });
const GZIP = { 'content-encoding': 'gzip' };

const customer = (id: string, more: object = {}) => {
  const at = '2026-03-05T07:00:00.000Z';
  const content = {
    id,
    branchId: 'NGW',
    kind: 'person',
    number: `P-NGW-D1-${id}`,
    name: 'Budi',
    stage: 'active',
    phones: [],
    contacts: [],
    source: 'walk_in',
    consents: {},
    tags: [],
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    ...more,
  };
  return { id, rev: `rev-${id}`, base: null, doc: { ...content, rev: `rev-${id}`, ver: 0, _deleted: false } };
};
const numbers = Array.from({ length: 120 }, (_, n) => String(1000 + n));
const answersOf = (said: Said) =>
  (JSON.parse(said.bytes.toString()) as { answers: { status: string; code?: string }[] }).answers;

test('takes a push compressed, and gives pulls and blocks compressed, each in less than the text', async () => {
  const text = JSON.stringify({ rows: numbers.map((n) => customer(n)) });
  const body = gzipSync(text);
  expect(body.length).toBeLessThan(text.length / 5);
  const pushed = await ask(office.url, '/api/sync/customers/push', body, GZIP);
  expect(answersOf(pushed).map((a) => a.status)).toEqual(numbers.map(() => 'accepted'));
  for (const [path, question] of [
    ['pull', { checkpoint: null, limit: 1000 }],
    ['snapshot', { after: null, limit: 1000 }],
    ['fetch', { ids: numbers }],
  ] as const)
    for (const [encoding, inflate] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
    ] as const) {
      const said = await ask(office.url, `/api/sync/customers/${path}`, gzipSync(JSON.stringify(question)), {
        ...GZIP,
        'accept-encoding': encoding,
      });
      expect(said.headers['content-encoding']).toBe(encoding);
      const inflated = inflate(said.bytes).toString();
      expect(said.bytes.length).toBeLessThan(inflated.length / 5);
      expect((JSON.parse(inflated) as { rows: unknown[] }).rows).toHaveLength(numbers.length);
    }
});

test('says that a body is too large, as it is sent or as it inflates to, and keeps no memory of it', async () => {
  const plain = await ask(office.url, '/api/sync/customers/pull', Buffer.alloc(400_000, ' '));
  expect(plain).toMatchObject({ status: 400, error: { code: 'body_too_large', kind: 'permanent' } });
  // 300 MB of nothing in 300 kB
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, ' '));
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 5);
  for (const path of ['pull', 'push']) {
    const said = await ask(office.url, `/api/sync/customers/${path}`, bomb, GZIP);
    expect(said).toMatchObject({ status: 400, error: { code: 'body_too_large', kind: 'permanent' } });
  }
  clearInterval(watch);
  expect(most - before).toBeLessThan(64 * 1024 * 1024);
});

test('refuses what is not what it says to be, as something to try again or not, and lives on', async () => {
  const body = gzipSync(JSON.stringify({ rows: [customer('2000')] }));
  const cut = await ask(office.url, '/api/sync/customers/push', body.subarray(0, body.length - 20), GZIP);
  expect(cut).toMatchObject({ status: 400, error: { kind: 'retryable', field: 'content-encoding' } });
  const noise = await ask(office.url, '/api/sync/customers/push', randomBytes(500), GZIP);
  expect(noise).toMatchObject({ status: 400, error: { kind: 'retryable', field: 'content-encoding' } });
  const other = await ask(office.url, '/api/sync/customers/push', body, { 'content-encoding': 'zstd' });
  expect(other).toMatchObject({ status: 400, error: { kind: 'permanent', field: 'content-encoding' } });
  expect(answersOf(await ask(office.url, '/api/sync/customers/push', body, GZIP))).toMatchObject([
    { status: 'accepted' },
  ]);
});

test('rule 36: more rows than a push may carry are refused as a whole, by a code', async () => {
  const rows = Array.from({ length: 1001 }, (_, n) => customer(`x${n}`));
  const said = await ask(office.url, '/api/sync/customers/push', gzipSync(JSON.stringify({ rows })), GZIP);
  expect(said).toMatchObject({ status: 400, error: { code: 'bad_request', field: 'rows' } });
});

/** A second server on the same database, whose statements do what the test wants. */
async function beside(db: Database, http: object) {
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      dataFolder: '',
      http: { perMinute: 1_000_000, signInsPerMinute: 1_000_000, ...http },
    },
    { db, log: pino({ level: 'silent' }) },
  );
  const answer = await fetch(new URL('/api/auth/sign-in', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'rina', password: PASSWORD }),
  });
  return { server, bearer: ((await answer.json()) as SignedIn).accessToken };
}

test('lets requests wait for their turn, sends away what is too much, each with a time of its own to come back', async () => {
  const db: Database = { ...office.db, close: async () => undefined };
  const { server, bearer } = await beside(db, { syncAtOnce: 3, syncWaiting: 5 });
  let inside = 0;
  let most = 0;
  let again = (): void => undefined;
  const gate = new Promise<void>((done) => (again = done));
  db.read = async (work) => {
    inside += 1;
    most = Math.max(most, inside);
    await gate;
    return office.db.read(work).finally(() => (inside -= 1));
  };
  const pull = () => ask(server.url, '/api/sync/customers/pull', '{"checkpoint":null,"limit":1}', {}, bearer);
  const all = Array.from({ length: 60 }, pull);
  const said: Said[] = [];
  for (const one of all) void one.then((answer) => said.push(answer));
  await vi.waitFor(() => expect(said).toHaveLength(52), 20_000);
  expect(most).toBe(3);
  again();
  const statuses = (await Promise.all(all)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(8);
  const refused = said.filter(({ status }) => status === 503);
  expect(refused).toHaveLength(52);
  expect(new Set(refused.map(({ error }) => error?.code))).toEqual(new Set(['unavailable']));
  const seconds = refused.map(({ headers }) => Number(headers['retry-after']));
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(15);
  // not everybody comes back at once
  expect(new Set(seconds).size).toBeGreaterThan(2);
  expect((await pull()).status).toBe(200);
  await server.close();
});

test('keeps the bodies that are in memory below a limit', async () => {
  const { server, bearer } = await beside(
    { ...office.db, close: async () => undefined },
    { syncBytes: 100_000 },
  );
  const body = JSON.stringify({ rows: [customer('3000', { remarks: 'x'.repeat(150_000) })] });
  for (const [bytes, headers] of [
    [body, {}],
    [gzipSync(body), GZIP],
  ] as const) {
    const said = await ask(server.url, '/api/sync/customers/push', bytes, headers, bearer);
    expect(said).toMatchObject({ status: 503, error: { code: 'unavailable', kind: 'retryable' } });
    expect(Number(said.headers['retry-after'])).toBeGreaterThan(0);
  }
  // what was counted is given back
  const small = JSON.stringify({ rows: [customer('3001', { remarks: 'x'.repeat(60_000) })] });
  for (let n = 0; n < 3; n++)
    expect((await ask(server.url, '/api/sync/customers/push', small, {}, bearer)).status).toBe(200);
  await server.close();
});

test.each(['53100', '53200', '53300', '53400', '57P03', '08006'])(
  'a database without disk, memory or connections (%s) is answered 503 with a time to come back',
  async (code) => {
    const fail = async (): Promise<never> => {
      throw Object.assign(new Error('could not extend file'), { code });
    };
    const db: Database = { ...office.db, close: async () => undefined };
    const { server, bearer } = await beside(db, {});
    db.tx = fail;
    db.read = fail;
    const body = JSON.stringify({ rows: [customer('4000')] });
    for (const [path, question] of [
      ['push', body],
      ['pull', '{"checkpoint":null,"limit":1}'],
      ['snapshot', '{"after":null,"limit":1}'],
      ['digest', '{"checkpoint":{},"list":[]}'],
      ['fetch', '{"ids":["a"]}'],
    ] as const) {
      const said = await ask(server.url, `/api/sync/customers/${path}`, question, {}, bearer);
      expect(said).toMatchObject({ status: 503, error: { code: 'unavailable', kind: 'retryable' } });
      expect(Number(said.headers['retry-after'])).toBeGreaterThan(0);
    }
    await server.close();
  },
);

test('rule 40: a desk of the version before goes on, others are told before their words are looked at', async () => {
  const said = async (version: string, body = '{"checkpoint":null,"limit":1}') => {
    const answer = await ask(office.url, '/api/sync/customers/pull', body, { 'loket-protocol': version });
    return answer.error?.code ?? answer.status;
  };
  expect(await said('1')).toBe(200);
  expect(await said('2')).toBe(200);
  const unknown = '{"checkpoint":null,"limit":1,"since":"later"}';
  expect(await said('0', unknown)).toBe('protocol_too_old');
  expect(await said('3', unknown)).toBe('protocol_too_new');
  expect(await said('2', unknown)).toBe('bad_request');
  expect(await said('two')).toBe('bad_request');
  for (const path of ['push', 'snapshot', 'digest', 'fetch']) {
    const answer = await ask(office.url, `/api/sync/customers/${path}`, '{}', { 'loket-protocol': '3' });
    expect(answer.error?.code).toBe('protocol_too_new');
  }
});

test('rule 40: a desk of the version before pushes and pulls; fields nobody knows yet come back as they went', async () => {
  const later = { ext: { later: { list: [1, 'two', null] } }, unheardOf: { deep: [{ a: 1 }] } };
  const old = { 'loket-protocol': '1' };
  const body = JSON.stringify({ rows: [customer('5000', later)] });
  expect(answersOf(await ask(office.url, '/api/sync/customers/push', body, old))).toMatchObject([
    { status: 'accepted' },
  ]);
  for (const [path, question, headers] of [
    ['pull', { checkpoint: null, limit: 5000 }, old],
    ['fetch', { ids: ['5000'] }, {}],
  ] as const) {
    const said = await ask(office.url, `/api/sync/customers/${path}`, JSON.stringify(question), headers);
    const { rows } = JSON.parse(said.bytes.toString()) as { rows: { id: string }[] };
    expect(rows.find(({ id }) => id === '5000')).toMatchObject(later);
  }
});
