import { expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { DeskClock } from '../sync/clock.ts';
import type { Requests } from '../sync/requests.ts';
import { Sessions } from './sessions.ts';

const DAY = 24 * 3600_000;
const URL = 'https://pusat.example.id';

/** A PC whose disk outlives its runs, and a head office that can be cut off. */
function pc() {
  let wall = Date.parse('2026-03-05T07:00:00Z');
  let steady = 0;
  let held = 0;
  let full = false;
  let machine: string | undefined = 'm1';
  let devices = 0;
  let answer: (path: string, body: unknown) => Result<unknown> | undefined = () => undefined;
  const disk = new Map<string, unknown>();
  const settings = new Map<string, string>();
  const chosen: string[] = [];
  const iso = (ms: number): string => new Date(ms).toISOString();
  const db = {
    setting: async (key: string) => disk.get(key),
    set: async (key: string, value: unknown) => {
      if (full) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      disk.set(key, value);
    },
    settings: { delete: async (key: string) => void disk.delete(key) },
    transaction: (_: string, _table: unknown, run: () => Promise<void>) => run(),
  } as unknown as DeskDatabase;
  const office = (path: string, body: unknown): Result<unknown> => {
    const given = body as Record<string, string> | undefined;
    if (path === '/api/setup')
      return ok({ setupNeeded: false, setupCodeNeeded: false, company: 'PT Contoh', demo: false });
    if (path === '/api/devices/enrol')
      return ok({
        deviceId: `d${++devices}`,
        deviceSecret: `s${devices}`,
        deskCode: `D${devices}`,
        branch: { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
        company: 'PT Contoh',
        demo: false,
      });
    if (given?.['password'] !== 'rahasia123') return fail('wrong_credentials');
    return ok({
      accessToken: 'a1',
      refreshToken: 'r1',
      actor: {
        userId: 'u1',
        name: 'Sri',
        role: 'cs',
        branchId: 'NGW',
        deviceId: given['deviceId'],
        deskCode: `D${devices}`,
      },
      expiresAt: iso(wall + 900_000),
      leaseUntil: iso(wall + 7 * DAY),
      now: iso(wall),
    });
  };
  const run = async (): Promise<Sessions> => {
    const sessions = new Sessions({
      db,
      secrets: {
        get: async (key) => settings.get(key),
        set: async (key, value) => void settings.set(key, value),
        delete: async (key) => void settings.delete(key),
      },
      clock: new DeskClock({ wall: () => wall, steady: () => steady }),
      steady: () => steady,
      unsent: async () => held,
      requestsTo: (): Requests => ({
        send: async (_, path, body) => answer(path, body) ?? office(path, body),
        open: () => Promise.resolve(fail('network', 'retryable')),
      }),
      choose: async (origin) => {
        chosen.push(origin);
        return ok(undefined);
      },
      machineId: async () => machine,
      hash: async (password, salt) => new Uint8Array([...salt, ...new TextEncoder().encode(password)]),
    });
    await sessions.load();
    return sessions;
  };
  return {
    run,
    settings,
    chosen,
    pass: (ms: number) => {
      wall += ms;
      steady += Math.max(0, ms);
    },
    setClock: (ms: number) => (wall += ms),
    holds: (count: number) => (held = count),
    fill: (on: boolean) => (full = on),
    moveTo: (id: string) => (machine = id),
    office: (next: typeof answer) => (answer = next),
    cut: (code = 'network') => (answer = () => fail(code, 'retryable')),
  };
}

const enrolment = { url: URL, code: '7KQM-X2RD', deskName: 'Loket 1' };
const right = { username: ' Sri ', password: 'rahasia123' };
const wrong = { username: 'sri', password: 'salah' };

async function atWork() {
  const made = pc();
  const sessions = await made.run();
  await sessions.enrol(enrolment);
  await sessions.signIn(right);
  return { ...made, sessions };
}

test('connect tells head office from what is not, and leaves a desk at work where it was', async () => {
  const { run, office, chosen } = pc();
  const sessions = await run();
  expect(await sessions.connect('pusat.example.id')).toMatchObject({
    ok: true,
    value: { company: 'PT Contoh' },
  });
  expect(await sessions.connect('http://pusat.example.id')).toMatchObject({
    error: { code: 'address_insecure' },
  });
  office(() => ok({ hello: 'world' }));
  expect(await sessions.connect(URL)).toMatchObject({ error: { code: 'not_head_office' } });
  office(() => fail('portal', 'retryable'));
  expect(await sessions.connect(URL)).toMatchObject({ error: { code: 'portal' } });
  office(() => undefined);
  await sessions.enrol(enrolment);
  office(() => fail('network', 'retryable'));
  await sessions.connect('https://lain.example.id');
  expect(chosen.slice(-2)).toEqual(['https://lain.example.id', URL]);
});

test('a session outlives a restart, but neither its lease nor a sign-out', async () => {
  const { run, pass, sessions, cut, settings } = await atWork();
  cut();
  expect((await run()).session.get()).toMatchObject({ actor: { userId: 'u1' }, tokens: true });
  await sessions.signOut();
  expect((await run()).session.get()).toBeUndefined();
  expect([...settings.values()]).toEqual(['s1']);
  expect(await sessions.signIn(right)).toMatchObject({ ok: true, value: { offline: true, tokens: false } });
  pass(8 * DAY);
  const later = await run();
  expect(later.session.get()).toBeUndefined();
  expect(await later.signIn(right)).toMatchObject({ error: { code: 'lease_ended' } });
});

test('without head office the stored verifier decides; the first sign-in has to be online', async () => {
  const { sessions, cut } = await atWork();
  cut('portal');
  expect(await sessions.signIn(wrong)).toMatchObject({ error: { code: 'wrong_credentials' } });
  expect(await sessions.signIn(right)).toMatchObject({ ok: true, value: { offline: true } });
  expect(await sessions.signIn({ username: 'budi', password: 'x' })).toMatchObject({
    error: { code: 'portal' },
  });
});

test('what head office refuses is not tried against the verifier', async () => {
  const { sessions, office } = await atWork();
  office(() => fail('too_many_attempts', 'retryable', { detail: { retryAfter: 30 } }));
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'too_many_attempts' } });
  office(() => fail('wrong_credentials'));
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'wrong_credentials' } });
});

test('tries side by side count one by one, and the wait outlives a restart', async () => {
  const { sessions, cut, run, pass } = await atWork();
  cut();
  const codes = await Promise.all(Array.from({ length: 7 }, () => sessions.signIn(wrong)));
  expect(codes.map((answer) => !answer.ok && answer.error.code)).toEqual([
    ...Array.from({ length: 5 }, () => 'wrong_credentials'),
    'too_many_attempts',
    'too_many_attempts',
  ]);
  const again = await run();
  expect(await again.signIn(right)).toMatchObject({ error: { code: 'too_many_attempts' } });
  pass(31_000);
  expect(await again.signIn(right)).toMatchObject({ ok: true });
});

test('setting the clock back after days at work does not lengthen the lease', async () => {
  const { sessions, cut, run, pass } = await atWork();
  pass(5 * DAY);
  await sessions.renewed({
    accessToken: 'a2',
    refreshToken: 'r2',
    actor: { userId: 'u1', name: 'Sri', role: 'cs', branchId: 'NGW', deviceId: 'd1' },
    expiresAt: '2026-03-10T07:15:00.000Z',
    leaseUntil: '2026-03-17T07:00:00.000Z',
    now: '2026-03-10T07:00:00.000Z',
  });
  cut();
  pass(8 * DAY);
  expect(await (await run()).signIn(right)).toMatchObject({ error: { code: 'lease_ended' } });
  pass(-8 * DAY);
  expect(await (await run()).signIn(right)).toMatchObject({ error: { code: 'lease_ended' } });
});

test('a disk in another machine gives out no numbers until it is enrolled again', async () => {
  const { run, moveTo, cut, office } = await atWork();
  moveTo('m2');
  const copy = await run();
  expect(copy.codeLost.get()).toBe(true);
  moveTo('m1');
  expect((await run()).codeLost.get()).toBe(true);
  await copy.enrol(enrolment);
  expect(copy.codeLost.get()).toBe(false);
  expect(copy.identity.get()).toMatchObject({ deviceId: 'd2', deskCode: 'D2' });
  // the verifier of the first enrolment would bring its desk code back
  cut();
  expect(await copy.signIn(right)).toMatchObject({ error: { code: 'network' } });
  office(() => undefined);
  expect(await copy.signIn(right)).toMatchObject({ ok: true, value: { actor: { deskCode: 'D2' } } });
});

test('head office says that the desk was cloned: numbers stop, nothing is wiped', async () => {
  const { sessions, run, settings } = await atWork();
  sessions.expired('device_cloned');
  await Promise.resolve();
  expect(sessions.session.get()).toMatchObject({ actor: { userId: 'u1' }, tokens: false });
  expect((await run()).codeLost.get()).toBe(true);
  expect(settings.get('device-secret')).toBe('s1');
});

test('row 24: refused as a copy, the desk keeps its database under a new code, also after a restart', async () => {
  const { sessions, run } = await atWork();
  const data = sessions.identity.get()?.data;
  expect(data).toBe('loket-ngw-d1');
  sessions.expired('device_cloned');
  await vi.waitFor(async () => expect((await run()).desk.mustEnrol.get()).toBe('device_cloned'));
  const copy = await run();
  expect(await copy.enrol(enrolment)).toMatchObject({
    ok: true,
    value: { deviceId: 'd2', deskCode: 'D2', data },
  });
  expect(copy.session.get()).toBeUndefined();
  expect((await run()).desk.mustEnrol.get()).toBeNull();
});

test('unsent work does not go to another branch: refused in words while there is any', async () => {
  const { sessions, office, holds } = await atWork();
  const elsewhere = {
    deviceId: 'd9',
    deviceSecret: 's9',
    deskCode: 'D1',
    branch: { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' },
    company: 'PT Contoh',
    demo: false,
  };
  office((path) => (path === '/api/devices/enrol' ? ok(elsewhere) : undefined));
  holds(3);
  expect(await sessions.enrol(enrolment)).toMatchObject({
    error: { code: 'unsent_work', detail: { count: 3, branch: 'Ngawi' } },
  });
  expect(sessions.identity.get()).toMatchObject({ deviceId: 'd1' });
  holds(0);
  expect(await sessions.enrol(enrolment)).toMatchObject({ ok: true, value: { data: 'loket-jap-d9' } });
});

test('a desk that has lost the secret which proves it is told to enrol anew', async () => {
  const { sessions, settings } = await atWork();
  await sessions.signOut();
  settings.delete('device-secret');
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'device_unknown' } });
  expect(sessions.desk.mustEnrol.get()).toBe('device_unknown');
  expect(sessions.codeLost.get()).toBe(true);
});

test('the lease ends while somebody works, and setting the clock back does not help', async () => {
  const { sessions, pass, cut, setClock } = await atWork();
  cut();
  pass(6 * DAY);
  expect(await sessions.checkLease()).toBe(false);
  setClock(-5 * DAY);
  pass(2 * DAY);
  expect(await sessions.checkLease()).toBe(true);
  expect(sessions.session.get()).toBeUndefined();
  expect(sessions.ended.get()).toBe('lease_ended');
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'lease_ended' } });
});

test('row 37: head office has ended the session: the lease goes with it, and only head office lets the person in', async () => {
  const { sessions, cut, office } = await atWork();
  sessions.expired('session_ended');
  await vi.waitFor(async () => expect(await sessions.checkLease()).toBe(true));
  expect(sessions.ended.get()).toBe('session_ended');
  cut();
  await vi.waitFor(async () =>
    expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'lease_ended' } }),
  );
  office(() => undefined);
  expect(await sessions.signIn(right)).toMatchObject({ ok: true });
});

test('row 37: the right password is refused by head office: it is of no use here any more either', async () => {
  const { sessions, cut, office } = await atWork();
  await sessions.signOut();
  office(() => fail('wrong_credentials'));
  expect(await sessions.signIn(wrong)).toMatchObject({ error: { code: 'wrong_credentials' } });
  cut();
  expect(await sessions.signIn(right)).toMatchObject({ ok: true });
  office(() => fail('wrong_credentials'));
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'wrong_credentials' } });
  cut();
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'lease_ended' } });
});

test('a revoked device is told apart: nothing but the wipe follows', async () => {
  const { sessions, office } = await atWork();
  let revoked = 0;
  sessions.onRevoked = () => revoked++;
  sessions.expired('device_revoked');
  office(() => fail('device_revoked'));
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'device_revoked' } });
  expect(revoked).toBe(2);
  expect(sessions.desk.mustEnrol.get()).toBeNull();
});

test('rows 13, 14: with a full disk people still sign in with head office, and nobody without it', async () => {
  const { sessions, fill, cut } = await atWork();
  await sessions.signOut();
  fill(true);
  expect(await sessions.signIn(right)).toMatchObject({ ok: true, value: { tokens: true } });
  expect(await sessions.checkLease()).toBe(false);
  await sessions.signOut();
  cut();
  expect(await sessions.signIn(right)).toMatchObject({ error: { code: 'storage_full' } });
});
