import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SignedIn } from '#shared/api/auth.ts';
import { NGAWI, PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { ACCESS_SECONDS } from './access.ts';
import { CODE_LIFE_MS } from './devices.ts';
import { REFRESH_MS } from './refresh.ts';
import { tokenKey } from './secrets.ts';
import { LEASE_MS } from './sessions.ts';

interface Failed {
  readonly error: { readonly code: string };
}

let office: HeadOffice;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-03-05T01:00:00.000Z');
  office = await startHeadOffice({ branches: [NGAWI], clock: () => new Date(now) });
  await office.createUser({ username: 'rina', branchId: 'NGW' });
});
afterEach(() => office.close());

const me = async (token: string): Promise<string> => {
  const { status, body } = await office.api<Failed>('GET', '/api/auth/me', undefined, token);
  return status === 200 ? 'ok' : body.error.code;
};
const refresh = async (refreshToken: string): Promise<SignedIn & Partial<Failed>> =>
  (await office.api<SignedIn & Failed>('POST', '/api/auth/refresh', { refreshToken })).body;
const codeOf = (answer: SignedIn & Partial<Failed>): string => answer.error?.code ?? 'ok';

test('signs a desk in: who, which desk, until when without head office', async () => {
  const device = await office.enrol('NGW');
  const session = await office.signIn('RINA', device);
  expect(session.actor).toMatchObject({
    name: 'rina',
    role: 'frontliner',
    branchId: 'NGW',
    deviceId: device.deviceId,
    deskCode: 'D1',
  });
  expect(Date.parse(session.leaseUntil) - now).toBe(LEASE_MS);
  expect(Date.parse(session.expiresAt) - now).toBe(ACCESS_SECONDS * 1000);
  expect(await me(session.accessToken)).toBe('ok');
});

test('ends an access token after its time, and refuses what is not one', async () => {
  const { accessToken } = await office.signIn('rina');
  const key = await tokenKey(office.db);
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    string
  >;
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${accessToken.split('.')[1]}.`;
  const other = await new SignJWT({ ...claims, aud: 'elsewhere' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key);
  const longer = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS384' })
    .sign(Buffer.concat([key, key]));
  for (const token of [none, other, longer, 'x', `${accessToken}x`])
    expect(await me(token)).toBe('unauthenticated');
  now += (ACCESS_SECONDS + 1) * 1000;
  expect(await me(accessToken)).toBe('token_expired');
});

test('signing out ends the session at once', async () => {
  const session = await office.signIn('rina');
  await office.api('POST', '/api/auth/sign-out', undefined, session.accessToken);
  expect(await me(session.accessToken)).toBe('session_ended');
  expect(codeOf(await refresh(session.refreshToken))).toBe('session_ended');
});

test('goes on for weeks by refreshing, and ends when nobody did', async () => {
  let session = await office.signIn('rina');
  for (let week = 0; week < 5; week++) {
    now += REFRESH_MS / 2;
    session = await refresh(session.refreshToken);
    expect(await me(session.accessToken)).toBe('ok');
  }
  now += REFRESH_MS + 1;
  expect(codeOf(await refresh(session.refreshToken))).toBe('session_ended');
});

test('a refresh whose answer was lost is repeated, at once and later, without harm', async () => {
  const first = await office.signIn('rina', await office.enrol('NGW'));
  const lost = await refresh(first.refreshToken);
  now += 5_000;
  const again = await refresh(first.refreshToken);
  expect(again.refreshToken).toBe(lost.refreshToken);
  now += 3600_000;
  const later = await refresh(first.refreshToken);
  expect(later.refreshToken).not.toBe(lost.refreshToken);
  expect(codeOf(await refresh(later.refreshToken))).toBe('ok');
});

test('a copied disk is found out when both copies go on, and its device has to enrol anew', async () => {
  const device = await office.enrol('NGW');
  const start = await office.signIn('rina', device);
  const original = await refresh(start.refreshToken);
  now += 900_000;
  const originalNext = await refresh(original.refreshToken);
  // the copy still has the token from before
  expect(codeOf(await refresh(start.refreshToken))).toBe('device_cloned');
  expect(await me(originalNext.accessToken)).toBe('device_cloned');
  expect(codeOf(await refresh(originalNext.refreshToken))).toBe('device_cloned');
  const denied = await office.api<Failed>('POST', '/api/auth/sign-in', {
    username: 'rina',
    password: PASSWORD,
    deviceId: device.deviceId,
    deviceSecret: device.deviceSecret,
  });
  expect([denied.status, denied.body.error.code]).toEqual([401, 'device_cloned']);
  const anew = await office.enrol('NGW');
  expect(anew.deskCode).toBe('D2');
  expect((await office.signIn('rina', anew)).actor.deskCode).toBe('D2');
});

test('two copies that take turns are found out too', async () => {
  const start = await office.signIn('rina', await office.enrol('NGW'));
  let one: SignedIn & Partial<Failed> = start;
  let two = one;
  const codes: string[] = [];
  for (let turn = 0; turn < 3; turn++) {
    now += 300_000;
    one = await refresh(one.refreshToken);
    codes.push(codeOf(one));
    now += 300_000;
    two = await refresh(two.refreshToken);
    codes.push(codeOf(two));
  }
  expect(codes).toContain('device_cloned');
});

test('an enrolment code works once, in any writing, until it ends; desk codes are never given twice', async () => {
  const enrol = async (code: string): Promise<string> =>
    (await office.api<Failed & { deskCode?: string }>('POST', '/api/devices/enrol', { code, name: 'PC' }))
      .body.deskCode ?? 'refused';
  const code = await office.enrolmentCode('NGW');
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(await enrol(code.toLowerCase().replace('-', ' '))).toBe('D1');
  expect(await enrol(code)).toBe('refused');
  const late = await office.enrolmentCode('NGW');
  now += CODE_LIFE_MS + 1;
  expect(await enrol(late)).toBe('refused');
  expect(await enrol(await office.enrolmentCode('NGW'))).toBe('D2');
  await office.db.query('DELETE FROM devices');
  expect(await enrol(await office.enrolmentCode('NGW'))).toBe('D3');
});

test('a clerk makes no codes, a supervisor for the own branch only', async () => {
  await office.createUser({ username: 'boss', branchId: 'NGW', role: 'supervisor' });
  const make = async (username: string, branchId: string): Promise<number> =>
    (
      await office.api(
        'POST',
        '/api/devices/codes',
        { branchId },
        (await office.signIn(username)).accessToken,
      )
    ).status;
  expect([await make('rina', 'NGW'), await make('boss', 'NGW'), await make('boss', 'PST')]).toEqual([
    403, 201, 403,
  ]);
});

test('rule 37: what is taken from a person counts at the next request', async () => {
  const rina = await office.createUser({ username: 'rini', branchId: 'NGW', role: 'supervisor' });
  const session = await office.signIn('rini');
  const change = async (body: object) =>
    office.api('PUT', `/api/headoffice/staff/${rina.id}`, body, await office.adminToken());
  expect((await change({ role: 'frontliner' })).status).toBe(200);
  expect(await me(session.accessToken)).toBe('session_ended');
  expect((await office.signIn('rini')).actor.role).toBe('frontliner');
  await change({ active: false });
  const gone = await office.api<Failed>('POST', '/api/auth/sign-in', {
    username: 'rini',
    password: PASSWORD,
  });
  expect(gone.body.error.code).toBe('wrong_credentials');
});

test('a desk of one branch is not for people of another', async () => {
  await office.createUser({ username: 'pusat', branchId: 'PST', role: 'cs' });
  const device = await office.enrol('PST');
  const denied = await office.api<Failed>('POST', '/api/auth/sign-in', {
    username: 'rina',
    password: PASSWORD,
    deviceId: device.deviceId,
    deviceSecret: device.deviceSecret,
  });
  expect([denied.status, denied.body.error.code]).toEqual([403, 'other_branch']);
  const guest = await office.signIn('pusat', await office.enrol('NGW'));
  expect(guest.actor.deskCode).toBeUndefined();
});

test('rule 35: a number printed by two profiles of one desk makes that desk enrol anew', async () => {
  const device = await office.enrol('NGW');
  const session = await office.signIn('rina', device);
  const customer = (id: string) => ({
    id,
    branchId: 'NGW',
    createdBy: { id: session.actor.userId, name: 'rina' },
    createdAt: '2026-03-05T01:00:00.000Z',
    updatedBy: { id: session.actor.userId, name: 'rina' },
    updatedAt: '2026-03-05T01:00:00.000Z',
    clock: { offset: 0, uncertainty: 0 },
    kind: 'person',
    number: 'P-NGW-D1-1',
    name: 'Budi',
    stage: 'prospect',
    phones: [],
    contacts: [],
    source: 'walk_in',
    consents: {},
    tags: [],
  });
  const push = (id: string) =>
    office.api<{ answers: { status: string; code?: string }[] }>(
      'POST',
      '/api/sync/customers/push',
      {
        rows: [
          {
            id,
            rev: `r-${id}`,
            base: null,
            doc: { ...customer(id), rev: `r-${id}`, ver: 0, _deleted: false },
          },
        ],
      },
      session.accessToken,
    );
  expect((await push('c1')).body.answers[0]?.status).toBe('accepted');
  expect((await push('c2')).body.answers[0]?.code).toBe('number_taken');
  expect(await me(session.accessToken)).toBe('device_cloned');
});
