import { expect, test } from 'vitest';
import type { SignedIn } from '#shared/api/auth.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { Authorized } from './authorized.ts';
import type { Requests } from './requests.ts';

const signedIn = (n: number): SignedIn => ({
  accessToken: `a${n}`,
  refreshToken: `r${n}`,
  actor: { userId: 'u1', name: 'Sri', role: 'cs', branchId: 'NGW' },
  expiresAt: '2026-03-05T07:15:00.000Z',
  leaseUntil: '2026-03-12T07:00:00.000Z',
  now: '2026-03-05T07:00:00.000Z',
});

/** Head office that takes the newest access token only. */
function world({ refused }: { readonly refused?: string } = {}) {
  const log: string[] = [];
  let newest = 1;
  let gate: Promise<void> = Promise.resolve();
  let disk: 'well' | 'full' = 'well';
  let stored: string | undefined = 'r0';
  const requests: Requests = {
    async send(_, path, body, token): Promise<Result<unknown>> {
      log.push(path === '/api/auth/refresh' ? `refresh ${JSON.stringify(body)}` : `${path} ${token}`);
      if (path !== '/api/auth/refresh')
        return token === `a${newest}` ? ok({ path }) : fail('token_expired', 'retryable');
      await gate;
      return refused ? fail(refused) : ok(signedIn(newest));
    },
    open: () => Promise.resolve(fail('network', 'retryable')),
    interrupt: () => undefined,
  };
  const expired: string[] = [];
  const authorized = new Authorized(requests, {
    refreshToken: () => Promise.resolve(stored),
    async renewed(answer) {
      if (disk === 'full') throw new Error('QuotaExceededError');
      stored = answer.refreshToken;
      log.push(`stored ${stored}`);
    },
    expired: (code) => expired.push(code),
  });
  return {
    authorized,
    log,
    expired,
    stored: () => stored,
    expire: () => (newest += 1),
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return () => open();
    },
    fill: () => (disk = 'full'),
  };
}

test('a token that ends in mid-sync is renewed once for all, stored, and the requests are repeated', async () => {
  const { authorized, log, expired } = world();
  authorized.use('a0');
  const answers = await Promise.all(['/1', '/2', '/3'].map((path) => authorized.send('GET', path)));
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
  expect(log.filter((line) => line.startsWith('refresh'))).toEqual(['refresh {"refreshToken":"r0"}']);
  expect(log.indexOf('stored r1')).toBeLessThan(log.indexOf('/1 a1'));
  expect(expired).toEqual([]);
});

test('a refused renewal ends the sign-in and nothing else', async () => {
  const ended = world({ refused: 'session_ended' });
  expect(await ended.authorized.send('GET', '/1')).toMatchObject({ error: { code: 'sign_in_expired' } });
  expect(ended.expired).toEqual(['session_ended']);
  const cloned = world({ refused: 'device_cloned' });
  await cloned.authorized.send('GET', '/1');
  expect(cloned.expired).toEqual(['device_cloned']);
});

test('an answer that comes after the sign-out is nobody’s', async () => {
  const { authorized, hold, log } = world();
  const open = hold();
  const late = authorized.send('GET', '/1');
  authorized.use('b1');
  open();
  expect(await late).toMatchObject({ error: { code: 'sign_in_expired' } });
  expect(log).not.toContain('stored r1');
  await authorized.send('GET', '/2');
  expect(log).toContain('/2 b1');
});

test('a full disk keeps the old refresh token and still sends', async () => {
  const { authorized, fill, stored } = world();
  fill();
  expect(await authorized.send('GET', '/1')).toMatchObject({ ok: true });
  expect(stored()).toBe('r0');
});
