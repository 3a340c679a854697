/** Who somebody is, from signing in to signing out. Head office's own knowledge is read for every request. */
import { v7 } from 'uuid';
import { isHeadOffice, type Actor, type Role } from '#shared/domain/actor.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { SignedIn, SignInRequest } from '#shared/api/auth.ts';
import type { Database, Queryable } from '../db/database.ts';
import { issueAccess, readAccess } from './access.ts';
import { openAttempts } from './attempts.ts';
import { proveDevice } from './devices.ts';
import { verifyPassword } from './passwords.ts';
import { firstRefresh, rotate } from './refresh.ts';
import { findUser, normalName } from './users.ts';

/** How long a person may work without head office, in milliseconds. */
export const LEASE_MS = 7 * 24 * 3600 * 1000;

export interface Authenticated {
  readonly sessionId: string;
  readonly actor: Actor;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

export interface Auth {
  /**
   * @param address where the request came from, for the limit on wrong passwords
   * @throws LoketFailure `wrong_credentials` (name or password, the same for both), `too_many_attempts`,
   *   `device_unknown`, `device_cloned`, `device_revoked`, `other_branch`
   */
  signIn(request: SignInRequest, address: string): Promise<SignedIn>;
  /** @throws LoketFailure `session_ended`, `device_cloned`, `device_revoked` */
  refresh(refreshToken: string): Promise<SignedIn>;
  signOut(sessionId: string): Promise<void>;
  /** @throws LoketFailure `unauthenticated`, `token_expired`, `session_ended`, `device_cloned`, `device_revoked` */
  authenticate(accessToken: string): Promise<Authenticated>;
}

interface SessionRow {
  readonly [column: string]: unknown;
  readonly ended_at: string | null;
  readonly reason: string | null;
  readonly user_id: string;
  readonly name: string;
  readonly role: Role;
  readonly branch_id: string;
  readonly division_id: string | null;
  readonly disabled_at: string | null;
  readonly device_id: string | null;
  readonly device_branch: string | null;
  readonly desk_code: string | null;
  readonly flag: string | null;
}

function actorOf(row: SessionRow): Actor {
  // a desk code counts within its branch; a guest from head office prints no numbers there
  const ownDesk = row.device_branch === row.branch_id && row.desk_code !== null;
  return {
    userId: row.user_id,
    name: row.name,
    role: row.role,
    branchId: row.branch_id,
    ...(row.division_id === null ? {} : { divisionId: row.division_id }),
    ...(row.device_id === null ? {} : { deviceId: row.device_id }),
    ...(ownDesk ? { deskCode: row.desk_code } : {}),
  };
}

async function readSession(db: Queryable, sessionId: string): Promise<Actor> {
  const [row] = await db.query<SessionRow>(
    `SELECT s.ended_at, s.reason, u.id AS user_id, u.name, u.role, u.branch_id, u.division_id, u.disabled_at,
       d.id AS device_id, d.branch_id AS device_branch, d.desk_code, d.flag
     FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN devices d ON d.id = s.device_id WHERE s.id = $1`,
    [sessionId],
  );
  if (row?.flag) throw new LoketFailure({ code: `device_${row.flag}`, kind: 'person' });
  if (!row || row.ended_at || row.disabled_at)
    throw new LoketFailure({ code: 'session_ended', kind: 'person' });
  return actorOf(row);
}

/** @param key of `tokenKey`; @param now the server's clock */
export function openAuth(db: Database, key: Uint8Array, now: () => Date): Auth {
  const attempts = openAttempts(db, now);

  const signedIn = async (sessionId: string, actor: Actor, refreshToken: string): Promise<SignedIn> => {
    const at = now();
    const access = await issueAccess(key, sessionId, at);
    return {
      accessToken: access.token,
      refreshToken,
      actor,
      expiresAt: access.expiresAt,
      leaseUntil: new Date(at.getTime() + LEASE_MS).toISOString(),
      now: at.toISOString(),
    };
  };

  return {
    async signIn(request, address) {
      const who = ['sign-in', normalName(request.username), address];
      await attempts.allow(who);
      const found = await findUser(db, request.username);
      const right = await verifyPassword(found?.passwordHash, request.password);
      if (!found || !right || !found.person.active) {
        await attempts.failed(who);
        throw new LoketFailure({ code: 'wrong_credentials', kind: 'person' });
      }
      await attempts.succeeded(who);
      const { person } = found;
      const device =
        request.deviceId === undefined
          ? undefined
          : await proveDevice(db, request.deviceId, request.deviceSecret ?? '');
      if (device && device.branchId !== person.branchId && !isHeadOffice(person))
        throw new LoketFailure({ code: 'other_branch', kind: 'person' });
      const sessionId = v7();
      const refreshToken = await db.tx(async (tx) => {
        await tx.query('INSERT INTO sessions (id, user_id, device_id, created_at) VALUES ($1, $2, $3, $4)', [
          sessionId,
          person.id,
          device?.id ?? null,
          now().toISOString(),
        ]);
        return firstRefresh(tx, sessionId, now());
      });
      return signedIn(sessionId, await readSession(db, sessionId), refreshToken);
    },
    async refresh(refreshToken) {
      const rotation = await rotate(db, key, refreshToken, now());
      if (!rotation.ok) throw new LoketFailure({ code: rotation.code, kind: 'person' });
      return signedIn(rotation.sessionId, await readSession(db, rotation.sessionId), rotation.next);
    },
    async signOut(sessionId) {
      await db.query(
        `UPDATE sessions SET ended_at = $2, reason = 'signed_out' WHERE id = $1 AND ended_at IS NULL`,
        [sessionId, now().toISOString()],
      );
    },
    async authenticate(accessToken) {
      const { sessionId, expiresAt } = await readAccess(key, accessToken, now());
      return { sessionId, expiresAt, actor: await readSession(db, sessionId) };
    },
  };
}
