/** Signing in without head office: against what the last online sign-in left here, within the lease. */
import type { Actor } from '#shared/domain/actor.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';

export interface Verifier {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly actor: Actor;
  /** ISO UTC, given by head office. */
  readonly leaseUntil: string;
  /** Wrong passwords in a row. */
  readonly failures: number;
  /** No try before this (ISO UTC). */
  readonly blockedUntil: string;
  /** The latest time ever seen here: setting the clock back does not lengthen the lease. */
  readonly seen: string;
}

/** At most this long without head office, whatever it said. */
export const LEASE_DAYS = 7;
const FREE_FAILURES = 5;
const FIRST_BLOCK_MS = 30_000;
const LONGEST_BLOCK_MS = 60 * 60_000;

export type HashPassword = (password: string, salt: Uint8Array) => Promise<Uint8Array>;

/** @returns the verifier to keep after an online sign-in. `now` ISO UTC. */
export async function makeVerifier(
  password: string,
  actor: Actor,
  leaseUntil: string,
  now: string,
  hash: HashPassword,
): Promise<Verifier> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return {
    salt,
    hash: await hash(password, salt),
    actor,
    leaseUntil: shorter(leaseUntil, now),
    failures: 0,
    blockedUntil: '',
    seen: now,
  };
}

function shorter(leaseUntil: string, now: string): string {
  const longest = new Date(Date.parse(now) + LEASE_DAYS * 24 * 60 * 60_000).toISOString();
  return leaseUntil < longest ? leaseUntil : longest;
}

/** @returns the verifier after head office was heard of at `now` (ISO UTC): its word counts more than what was seen. */
export const renewLease = (verifier: Verifier, actor: Actor, leaseUntil: string, now: string): Verifier => ({
  ...verifier,
  actor,
  leaseUntil: shorter(leaseUntil, now),
  seen: now,
});

/** @returns the verifier of a person whom head office does not let in any more: no signing in without it. */
export const endLease = (verifier: Verifier, now: string): Verifier => ({
  ...verifier,
  leaseUntil: verifier.leaseUntil < now ? verifier.leaseUntil : now,
  seen: now > verifier.seen ? now : verifier.seen,
});

/** @returns whether it is the password of the last online sign-in; counts nothing. */
export const matches = async (verifier: Verifier, password: string, hash: HashPassword): Promise<boolean> =>
  equalBytes(await hash(password, verifier.salt), verifier.hash);

/**
 * @param count stores a try as a wrong one before the password is looked at, so that ending the program in the middle
 *   of it wins nothing
 * @returns the verdict (`wrong_credentials`, `too_many_attempts`, `lease_ended`) and the verifier to keep instead
 */
export async function checkVerifier(
  verifier: Verifier,
  password: string,
  now: string,
  hash: HashPassword,
  count: (verifier: Verifier) => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly verdict: Result<Actor>; readonly next: Verifier }> {
  const at = now > verifier.seen ? now : verifier.seen;
  if (at < verifier.blockedUntil) {
    const retryAfter = Math.ceil((Date.parse(verifier.blockedUntil) - Date.parse(at)) / 1000);
    // time that the clock does not show passing has to be waited for by the clock
    return { verdict: fail('too_many_attempts', 'person', { detail: { retryAfter } }), next: verifier };
  }
  const failures = verifier.failures + 1;
  const block =
    failures < FREE_FAILURES
      ? 0
      : Math.min(LONGEST_BLOCK_MS, FIRST_BLOCK_MS * 2 ** (failures - FREE_FAILURES));
  const blockedUntil = block === 0 ? '' : new Date(Date.parse(at) + block).toISOString();
  const wrong: Verifier = { ...verifier, failures, blockedUntil, seen: at };
  await count(wrong);
  if (!(await matches(verifier, password, hash))) return { verdict: fail('wrong_credentials'), next: wrong };
  const next = { ...verifier, failures: 0, blockedUntil: '', seen: at };
  return { verdict: at < verifier.leaseUntil ? ok(verifier.actor) : fail('lease_ended'), next };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
