import { expect, test } from 'vitest';
import { fail, ok } from '#shared/errors/errors.ts';
import { atWork, DAY, enrolment, pc, right, URL, wrong } from '#test/support/sessions-pc.ts';

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
