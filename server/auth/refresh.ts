/**
 * Rotating refresh tokens. Each is used once and names its successor. A lost answer is repeated for a minute
 * with the same successor, and after that, while the successor is unused, with another one. Where a token
 * turns up whose successor was used, two holders exist: the session ends and its device counts as cloned.
 */
import type { Database, Queryable } from '../db/database.ts';
import { flagCloned } from './devices.ts';
import { hashOf, newToken, successorOf } from './secrets.ts';

/** Life of a refresh token that is not used, in milliseconds: longer than a lease without head office. */
export const REFRESH_MS = 14 * 24 * 3600 * 1000;
/** As long as a desk may still be repeating one request; milliseconds. */
const REPEAT_MS = 60_000;

interface TokenRow {
  readonly [column: string]: unknown;
  readonly session_id: string;
  readonly device_id: string | null;
  readonly flag: 'cloned' | 'revoked' | null;
  readonly ended_at: string | null;
  readonly reason: string | null;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly successor: string | null;
  readonly salt: string | null;
  readonly superseded: boolean;
}

export type Rotation =
  | { readonly ok: true; readonly sessionId: string; readonly next: string }
  | { readonly ok: false; readonly code: 'session_ended' | 'device_cloned' | 'device_revoked' };

async function store(tx: Queryable, token: string, sessionId: string, now: Date): Promise<void> {
  await tx.query('INSERT INTO refresh_tokens (hash, session_id, expires_at) VALUES ($1, $2, $3)', [
    hashOf(token),
    sessionId,
    new Date(now.getTime() + REFRESH_MS).toISOString(),
  ]);
}

/** @returns the first token of a session. */
export async function firstRefresh(tx: Queryable, sessionId: string, now: Date): Promise<string> {
  const token = newToken();
  await store(tx, token, sessionId, now);
  return token;
}

/** Uses a token up. Never throws for what a token may be. */
export function rotate(db: Database, key: Uint8Array, token: string, now: Date): Promise<Rotation> {
  return db.tx(async (tx): Promise<Rotation> => {
    const [row] = await tx.query<TokenRow>(
      `SELECT t.session_id, s.device_id, d.flag, s.ended_at, s.reason, t.expires_at, t.used_at, t.successor, t.salt,
         t.superseded
       FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id LEFT JOIN devices d ON d.id = s.device_id
       WHERE t.hash = $1 FOR UPDATE OF t, s`,
      [hashOf(token)],
    );
    // also for a token that has run out: the desk has to learn it to wipe itself
    if (row?.flag === 'revoked') return { ok: false, code: 'device_revoked' };
    if (!row || Date.parse(row.expires_at) <= now.getTime()) return { ok: false, code: 'session_ended' };
    if (row.ended_at) return { ok: false, code: row.reason === 'cloned' ? 'device_cloned' : 'session_ended' };
    if (row.superseded || (row.successor && (await isUsed(tx, row.successor)))) return reused(tx, row, now);

    const repeated = row.used_at !== null && now.getTime() - Date.parse(row.used_at) <= REPEAT_MS;
    if (repeated && row.salt)
      return { ok: true, sessionId: row.session_id, next: successorOf(key, token, row.salt) };
    if (row.successor)
      await tx.query('UPDATE refresh_tokens SET superseded = true WHERE hash = $1', [row.successor]);
    const salt = newToken();
    const next = successorOf(key, token, salt);
    await store(tx, next, row.session_id, now);
    await tx.query('UPDATE refresh_tokens SET used_at = $2, successor = $3, salt = $4 WHERE hash = $1', [
      hashOf(token),
      now.toISOString(),
      hashOf(next),
      salt,
    ]);
    return { ok: true, sessionId: row.session_id, next };
  });
}

async function isUsed(tx: Queryable, hash: string): Promise<boolean> {
  const [row] = await tx.query<{ used: boolean }>(
    'SELECT used_at IS NOT NULL AS used FROM refresh_tokens WHERE hash = $1',
    [hash],
  );
  return row?.used === true;
}

async function reused(tx: Queryable, row: TokenRow, now: Date): Promise<Rotation> {
  await tx.query(`UPDATE sessions SET ended_at = $2, reason = $3 WHERE id = $1`, [
    row.session_id,
    now.toISOString(),
    row.device_id ? 'cloned' : 'reused',
  ]);
  if (!row.device_id) return { ok: false, code: 'session_ended' };
  await flagCloned(tx, row.device_id, now);
  return { ok: false, code: 'device_cloned' };
}
