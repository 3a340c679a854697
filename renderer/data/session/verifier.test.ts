import { expect, test } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import { checkVerifier, makeVerifier, renewLease } from './verifier.ts';

const actor: Actor = { userId: 'u1', name: 'Sri', role: 'cs', branchId: 'NGW' };
const hash = async (password: string, salt: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array([...salt, ...new TextEncoder().encode(password)]);
const day = (n: number): string => new Date(Date.UTC(2026, 2, n)).toISOString();
const made = () => makeVerifier('rahasia123', actor, day(30), day(1), hash);

test('the right password opens within seven days, whatever lease head office gave', async () => {
  const verifier = await made();
  expect((await checkVerifier(verifier, 'rahasia123', day(7), hash)).verdict).toEqual({
    ok: true,
    value: actor,
  });
  expect((await checkVerifier(verifier, 'rahasia123', day(8), hash)).verdict).toMatchObject({
    error: { code: 'lease_ended' },
  });
});

test('setting the clock back does not lengthen the lease', async () => {
  const { next } = await checkVerifier(await made(), 'rahasia123', day(20), hash);
  expect((await checkVerifier(next, 'rahasia123', day(2), hash)).verdict).toMatchObject({
    error: { code: 'lease_ended' },
  });
});

test('five wrong passwords make the next wait, also for the right one', async () => {
  let verifier = await made();
  for (let n = 0; n < 5; n++) {
    const { verdict, next } = await checkVerifier(verifier, 'salah', day(1), hash);
    expect(verdict).toMatchObject({ error: { code: 'wrong_credentials' } });
    verifier = next;
  }
  expect((await checkVerifier(verifier, 'rahasia123', day(1), hash)).verdict).toMatchObject({
    error: { code: 'too_many_attempts', detail: { retryAfter: 30 } },
  });
  expect((await checkVerifier(verifier, 'rahasia123', day(2), hash)).verdict.ok).toBe(true);
});

test('work with head office counts as seen time: a clock set back to before it wins nothing', async () => {
  const renewed = renewLease(await made(), actor, day(25), day(12));
  expect(renewed.leaseUntil).toBe(day(19));
  const { next } = await checkVerifier(renewed, 'salah', day(1), hash);
  expect(next.seen).toBe(day(12));
});
