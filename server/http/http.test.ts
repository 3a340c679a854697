import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '#shared/api/auth.ts';
import { ADMIN, PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';

interface Failed {
  readonly error: {
    readonly code: string;
    readonly field?: string;
    readonly detail?: Record<string, number>;
  };
}

let office: HeadOffice;
beforeAll(async () => {
  office = await startHeadOffice();
  await office.createUser({ username: 'rina', branchId: 'NGW' });
});
afterAll(() => office.close());

const raw = (path: string, init: RequestInit): Promise<Response> => fetch(new URL(path, office.url), init);

test('answers whoever is not signed in with 401 and a code, on every route that is not public', async () => {
  const document = (await (await raw('/openapi.json', {})).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const open: string[] = [];
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of Object.keys(methods)) {
      const answer = await raw(path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
      if (answer.status === 401) {
        expect(await answer.json()).toMatchObject({ error: { code: 'unauthenticated' } });
      } else open.push(`${method} ${path}`);
    }
  expect(open.sort()).toEqual([
    'get /api/setup',
    'get /health',
    'get /metrics',
    'get /openapi.json',
    'post /api/auth/refresh',
    'post /api/auth/sign-in',
    'post /api/devices/enrol',
    'post /api/devices/{id}/standing',
    'post /api/devices/{id}/wiped',
    'post /api/setup',
  ]);
});

test.each([
  ['/api/auth/sign-in', '{"username":', 'malformed_json', undefined],
  ['/api/auth/sign-in', '{"username":"a","password":1}', 'bad_request', 'password'],
  ['/api/auth/sign-in', '{"username":"a","password":"b","role":"admin"}', 'bad_request', undefined],
  [
    '/api/auth/sign-in',
    JSON.stringify({ username: 'a', password: 'x'.repeat(300_000) }),
    'body_too_large',
    undefined,
  ],
  ['/api/auth/sign-in', '', 'malformed_json', undefined],
])('says what is wrong with a body: %s %.30s', async (path, body, code, field) => {
  const answer = await raw(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(answer.status).toBe(400);
  const { error } = (await answer.json()) as Failed;
  expect(error.code).toBe(code);
  if (field) expect(error.field).toBe(field);
});

test('answers an unknown path, another content type and another host in the same form', async () => {
  expect(await (await raw('/api/nothing', {})).json()).toEqual({
    error: { code: 'not_found', kind: 'person' },
  });
  const typed = await raw('/api/auth/sign-in', {
    method: 'POST',
    body: 'a=b',
    headers: { 'content-type': 'text/html' },
  });
  expect(await typed.json()).toMatchObject({ error: { code: 'bad_request', field: 'content-type' } });
});

test('tells nothing apart: unknown name, wrong password, and a person without access', async () => {
  const answers = [];
  for (const username of ['nobody', 'rina'])
    answers.push(
      await office.api<Failed>('POST', '/api/auth/sign-in', { username, password: 'wrong wrong' }),
    );
  expect(answers.map((a) => [a.status, a.body])).toEqual([
    [401, { error: { code: 'wrong_credentials', kind: 'person' } }],
    [401, { error: { code: 'wrong_credentials', kind: 'person' } }],
  ]);
});

test('makes whoever guesses wait, the same for names that do not exist, and says how long', async () => {
  for (const username of ['rina', 'ghost']) {
    const statuses = [];
    for (let n = 0; n < 7; n++) {
      const answer = await office.api<Failed>('POST', '/api/auth/sign-in', {
        username,
        password: 'wrong wrong',
      });
      statuses.push(answer.status);
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(answer.body.error.code).toBe('too_many_attempts');
      }
    }
    expect(statuses.slice(-1)).toEqual([429]);
    // the right password does not help while one waits
    const right = await office.api<Failed>('POST', '/api/auth/sign-in', { username, password: PASSWORD });
    expect(right.status).toBe(429);
  }
});

test('sets head office up once', async () => {
  const body = {
    company: { name: 'Lain', sector: 'post' },
    branches: [{ code: 'XXX', name: 'X', zone: 'Asia/Jakarta' }],
    admin: { name: 'Lain', username: 'lain', password: PASSWORD },
  };
  expect((await office.api<Failed>('POST', '/api/setup', body)).body.error.code).toBe('setup_done');
  expect((await office.api<{ setupNeeded: boolean }>('GET', '/api/setup')).body).toEqual({
    setupNeeded: false,
    setupCodeNeeded: false,
    company: 'Contoh Nusantara',
    demo: false,
  });
});

test('lets one of two racing set-ups win', async () => {
  const fresh = await startHeadOffice({ branches: null });
  const setUp = (username: string) =>
    fresh.api('POST', '/api/setup', {
      company: { name: username, sector: 'finance' },
      branches: [{ code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' }],
      admin: { name: username, username, password: PASSWORD },
    });
  const answers = await Promise.all([setUp('satu'), setUp('dua')]);
  expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([201, 409]);
  expect(await fresh.db.query('SELECT count(*)::int AS n FROM users')).toEqual([{ n: 1 }]);
  await fresh.close();
});

test('sends data compressed, uncached, under our policy', async () => {
  const { accessToken } = (await office.api<SignedIn>('POST', '/api/auth/sign-in', ADMIN)).body;
  const answer = await raw('/api/sync/reference/pull', {
    method: 'POST',
    body: JSON.stringify({ checkpoint: null, limit: 1000 }),
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'loket-protocol': '1',
      'accept-encoding': 'br',
    },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  const page = (await answer.json()) as { rows: { kind: string }[]; more: boolean };
  expect(page.more).toBe(false);
  expect(new Set(page.rows.map((row) => row.kind))).toContain('branch');
});

test('refuses desks that speak a version it does not', async () => {
  const { accessToken } = (await office.api<SignedIn>('POST', '/api/auth/sign-in', ADMIN)).body;
  const ask = (protocol: string) =>
    raw('/api/sync/reference/pull', {
      method: 'POST',
      body: JSON.stringify({ checkpoint: null, limit: 1 }),
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        'loket-protocol': protocol,
      },
    }).then(async (answer) => ((await answer.json()) as Failed).error.code);
  expect(await ask('0')).toBe('protocol_too_old');
  expect(await ask('999')).toBe('protocol_too_new');
  expect(await ask('abc')).toBe('bad_request');
});

test('limits requests and says how long to wait', async () => {
  const busy = await startHeadOffice({ branches: null, http: { signInsPerMinute: 2 } });
  const statuses = [];
  for (let n = 0; n < 3; n++) {
    const answer = await busy.api<Failed>(
      'POST',
      '/api/devices/enrol',
      { code: 'ABCD-EFGH', name: 'X' },
      `t${n}`,
    );
    statuses.push(answer.status);
    if (answer.status === 429) {
      expect(answer.body.error.code).toBe('too_many_requests');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }
  expect(statuses).toEqual([400, 400, 429]);
  await busy.close();
});
