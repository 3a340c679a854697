/** What head office, the clock and the disk can do to a desk and to the person at it. */
import { expect, test, vi } from 'vitest';
import { fail, ok } from '#shared/errors/errors.ts';
import { atWork, DAY, enrolment, right, wrong } from '#test/support/sessions-pc.ts';

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
