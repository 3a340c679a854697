/** Limits on wrong passwords and codes, by account and address; kept in the database for all servers. */
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Database } from '../db/database.ts';
import { hashOf } from './secrets.ts';

/** Wrong tries that cost nothing. */
export const FREE_TRIES = 5;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;
/** After this time without a try, everything is forgotten; seconds. */
const FORGET_S = 3600;

export interface Attempts {
  /** @throws LoketFailure `too_many_attempts` with `detail.retryAfter` in seconds while `who` has to wait */
  allow(who: readonly string[]): Promise<void>;
  failed(who: readonly string[]): Promise<void>;
  succeeded(who: readonly string[]): Promise<void>;
}

/** `who` is what is limited together, as in account and address; only its hash is stored. */
export function openAttempts(db: Database, now: () => Date): Attempts {
  const keyOf = (who: readonly string[]): string => hashOf(JSON.stringify(who));
  return {
    allow: async (who) => {
      const [row] = await db.query<{ until: string | null }>(
        'SELECT until FROM failed_sign_ins WHERE key = $1',
        [keyOf(who)],
      );
      const wait = row?.until ? Math.ceil((Date.parse(row.until) - now().getTime()) / 1000) : 0;
      if (wait > 0)
        throw new LoketFailure({
          code: 'too_many_attempts',
          kind: 'retryable',
          detail: { retryAfter: wait },
        });
    },
    failed: async (who) => {
      const at = now().toISOString();
      await db.query(
        `INSERT INTO failed_sign_ins AS f (key, count, last_at) VALUES ($1, 1, $2::timestamptz)
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN f.last_at < $2::timestamptz - make_interval(secs => $3) THEN 1 ELSE f.count + 1 END,
           last_at = $2::timestamptz,
           until = CASE WHEN f.last_at >= $2::timestamptz - make_interval(secs => $3) AND f.count + 1 >= $4 THEN
             $2::timestamptz + make_interval(secs => least($6::float8, $5::float8 * power(2, least(f.count + 1 - $4, 20)))) END`,
        [keyOf(who), at, FORGET_S, FREE_TRIES, FIRST_WAIT_S, LONGEST_WAIT_S],
      );
    },
    succeeded: async (who) => {
      await db.query('DELETE FROM failed_sign_ins WHERE key = $1', [keyOf(who)]);
    },
  };
}
