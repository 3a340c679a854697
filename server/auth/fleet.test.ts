import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SignedIn } from '#shared/api/auth.ts';
import type { DeviceList, DeviceStanding, DeviceView, Enrolled } from '#shared/api/devices.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';

interface Failed {
  readonly error: { readonly code: string };
}

let office: HeadOffice;
let now = Date.parse('2026-03-05T01:00:00.000Z');
let boss: SignedIn;
beforeAll(async () => {
  office = await startHeadOffice({ clock: () => new Date(now) });
  await office.createUser({ username: 'rina', branchId: 'NGW' });
  await office.createUser({ username: 'boss', branchId: 'NGW', role: 'supervisor', name: 'Bu Boss' });
  await office.createUser({ username: 'lain', branchId: 'JAP', role: 'supervisor' });
});
beforeEach(async () => {
  now += 3600_000;
  boss = await office.signIn('boss');
});
afterAll(() => office.close());

async function pull(session: SignedIn, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(new URL('/api/sync/customers/pull', office.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${session.accessToken}`,
      'loket-protocol': String(PROTOCOL_VERSION),
      ...headers,
    },
    body: JSON.stringify({ checkpoint: null, limit: 1 }),
  });
  const body = (await answer.json()) as Partial<Failed>;
  return answer.status === 200 ? 'ok' : `${answer.status} ${body.error?.code}`;
}

const list = async (token: string, query = ''): Promise<readonly DeviceView[]> =>
  (await office.api<DeviceList>('GET', `/api/devices${query}`, undefined, token)).body.devices;
const view = async ({ deviceId }: Enrolled): Promise<DeviceView | undefined> =>
  (await list(await office.adminToken())).find(({ id }) => id === deviceId);
const revoke = (token: string, id: string, reason = 'PC dicuri') =>
  office.api<DeviceView & Failed>('POST', `/api/devices/${id}/revoke`, { reason }, token);
const wiped = ({ deviceId, deviceSecret }: Pick<Enrolled, 'deviceId' | 'deviceSecret'>) =>
  office.api<{ noted?: boolean } & Failed>('POST', `/api/devices/${deviceId}/wiped`, { deviceSecret });
const iso = (ms: number): string => new Date(ms).toISOString();

test('a desk is seen at most once a minute, with its clock, which is flagged beyond two minutes', async () => {
  const device = await office.enrol('NGW');
  const session = await office.signIn('rina', device);
  expect(await view(device)).toMatchObject({ state: 'active', clockFlag: false });
  expect(await view(device)).not.toHaveProperty('lastSeenAt');
  const first = iso(now);
  await pull(session, { 'loket-clock': iso(now + 119_000), 'loket-app': '1.2.0' });
  expect(await view(device)).toMatchObject({
    lastSeenAt: first,
    clockOffsetMs: 119_000,
    clockFlag: false,
    appVersion: '1.2.0',
  });
  now += 59_000;
  await pull(session, { 'loket-clock': iso(now - 600_000) });
  expect(await view(device)).toMatchObject({ lastSeenAt: first, clockOffsetMs: 119_000 });
  now += 1_000;
  await pull(session, { 'loket-clock': iso(now - 600_000) });
  expect(await view(device)).toMatchObject({
    lastSeenAt: iso(now),
    clockOffsetMs: -600_000,
    clockFlag: true,
  });
  // what is no instant says nothing about the clock, and never fails a request
  now += 60_000;
  expect(await pull(session, { 'loket-clock': `'; DROP TABLE devices`, 'loket-app': '<b>' })).toBe('ok');
  expect(await view(device)).toMatchObject({
    lastSeenAt: iso(now),
    clockOffsetMs: -600_000,
    appVersion: '1.2.0',
  });
});

test('a supervisor sees the desks of the own branch, head office all, a clerk none', async () => {
  await office.enrol('JAP', 'Loket Papua');
  const branches = async (token: string, query?: string) => [
    ...new Set((await list(token, query)).map(({ branchId }) => branchId)),
  ];
  expect(await branches(boss.accessToken)).toEqual(['NGW']);
  expect(await branches(await office.adminToken())).toEqual(['JAP', 'NGW']);
  expect(await branches(await office.adminToken(), '?branchId=JAP')).toEqual(['JAP']);
  const statuses = [];
  for (const branch of ['JAP', 'XXX'])
    statuses.push(
      (await office.api<Failed>('GET', `/api/devices?branchId=${branch}`, undefined, boss.accessToken)).body,
    );
  expect(statuses[0]).toEqual(statuses[1]);
  const { accessToken } = await office.signIn('rina');
  expect((await office.api('GET', '/api/devices', undefined, accessToken)).status).toBe(403);
});

test('a revoked desk hears it with every request, wipes itself and says so; its number is never given again', async () => {
  const device = await office.enrol('NGW');
  const session = await office.signIn('rina', device);
  const other = await office.signIn('rina', await office.enrol('NGW'));
  const answer = await revoke(boss.accessToken, device.deviceId);
  expect(answer.body).toMatchObject({
    state: 'revoked',
    reason: 'PC dicuri',
    revokedBy: 'Bu Boss',
    revokedAt: iso(now),
  });
  expect(await pull(session)).toBe('401 device_revoked');
  expect(await pull(other)).toBe('ok');
  const refresh = () =>
    office.api<Failed>('POST', '/api/auth/refresh', { refreshToken: session.refreshToken });
  const code = async (call: Promise<{ readonly status: number; readonly body: Failed }>): Promise<string> => {
    const { status, body } = await call;
    return `${status} ${body.error.code}`;
  };
  expect(await code(refresh())).toBe('401 device_revoked');
  // also after weeks, when its tokens have run out
  now += 30 * 24 * 3600_000;
  expect(await pull(session)).toBe('401 token_expired');
  expect(await code(refresh())).toBe('401 device_revoked');
  const { deviceId, deviceSecret } = device;
  const signIn = { username: 'rina', password: PASSWORD, deviceId, deviceSecret };
  expect(await code(office.api<Failed>('POST', '/api/auth/sign-in', signIn))).toBe('401 device_revoked');
  // a second word changes nothing
  expect((await revoke(await office.adminToken(), deviceId, 'lain')).body.reason).toBe('PC dicuri');
  const strangers = [
    await wiped({ deviceId, deviceSecret: 'wrong' }),
    await wiped({ deviceId: 'nobody', deviceSecret }),
  ];
  expect(strangers.map(({ status }) => status)).toEqual([401, 401]);
  expect(strangers[0]?.body).toEqual(strangers[1]?.body);
  expect(await view(device)).not.toHaveProperty('wipedAt');
  expect((await wiped(device)).body).toEqual({ noted: true });
  const noted = iso(now);
  now += 1000;
  await wiped(device);
  expect(await view(device)).toMatchObject({ state: 'wiped', wipedAt: noted });
  expect((await office.enrol('NGW')).deskCode).not.toBe(device.deskCode);
});

test('a desk with nobody signed in hears how it stands, for its own secret and its own question alone', async () => {
  const device = await office.enrol('NGW');
  const challenge = 'a-question-of-its-own';
  const ask = ({ deviceId, deviceSecret }: Pick<Enrolled, 'deviceId' | 'deviceSecret'>, asked = challenge) =>
    office.api<DeviceStanding & Failed>('POST', `/api/devices/${deviceId}/standing`, {
      deviceSecret,
      challenge: asked,
    });
  const { deviceId, deviceSecret } = device;
  expect((await ask(device)).body).toEqual({ deviceId, challenge, state: 'active' });
  await revoke(boss.accessToken, deviceId);
  expect((await ask(device, 'another-question-asked')).body).toEqual({
    deviceId,
    challenge: 'another-question-asked',
    state: 'revoked',
  });
  const strangers = [
    await ask({ deviceId, deviceSecret: 'wrong' }),
    await ask({ deviceId: 'nobody', deviceSecret }),
  ];
  expect(strangers.map(({ status, body }) => `${status} ${body.error.code}`)).toEqual([
    '401 device_unknown',
    '401 device_unknown',
  ]);
  expect((await ask(device, 'short')).status).toBe(400);
  // a disk that was put back from a copy after it had been emptied is emptied again
  await wiped(device);
  expect((await ask(device)).body.state).toBe('wiped');
});

test('what is not revoked cannot be noted as wiped', async () => {
  const device = await office.enrol('NGW');
  expect((await wiped(device)).body).toEqual({ noted: false });
  expect(await view(device)).toMatchObject({ state: 'active' });
});

test('nobody ends a desk of another branch, and the answer does not tell whether it is there', async () => {
  const device = await office.enrol('NGW');
  const { accessToken } = await office.signIn('lain');
  const foreign = await revoke(accessToken, device.deviceId);
  const missing = await revoke(accessToken, 'nobody');
  expect(foreign.status).toBe(404);
  expect(foreign.body).toEqual(missing.body);
  expect(await view(device)).toMatchObject({ state: 'active' });
  expect((await revoke((await office.signIn('rina')).accessToken, device.deviceId)).status).toBe(403);
  expect((await revoke(await office.adminToken(), device.deviceId)).status).toBe(200);
});

test('a cloned desk that enrols anew stays in the list beside its follower, and may be revoked', async () => {
  const device = await office.enrol('NGW', 'PC kasir');
  const start = await office.signIn('rina', device);
  const refresh = async (refreshToken: string) =>
    (await office.api<SignedIn>('POST', '/api/auth/refresh', { refreshToken })).body;
  const next = await refresh(start.refreshToken);
  now += 900_000;
  await refresh(next.refreshToken);
  await refresh(start.refreshToken);
  const anew = await office.enrol('NGW', 'PC kasir');
  // the token of before has run out by now
  const { accessToken } = await office.signIn('boss');
  const codes = (await list(accessToken)).filter(({ name }) => name === 'PC kasir');
  expect(codes.map(({ deskCode, state }) => [deskCode, state])).toEqual([
    [device.deskCode, 'cloned'],
    [anew.deskCode, 'active'],
  ]);
  await revoke(accessToken, device.deviceId);
  const refused = await office.api<Failed>('POST', '/api/auth/refresh', { refreshToken: start.refreshToken });
  expect(refused.body.error.code).toBe('device_revoked');
});
