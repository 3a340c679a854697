/** Desks as head office sees them: when they were there, how their clocks go, and how one is ended. */
import { CLOCK_LIMIT_MS, type DeviceView } from '#shared/api/devices.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Database, Queryable } from '../db/database.ts';
import { hashOf, sameHash } from './secrets.ts';

/** A desk is written down at most this often, in milliseconds. */
const SEEN_EVERY_MS = 60_000;
/** Desks that one server remembers having written down; beyond it forgets, which costs one statement each. */
const REMEMBERED = 10_000;
const APP_VERSION = /^[\w.+-]{1,40}$/;
const RAW_CLOCK = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

export interface Sightings {
  /**
   * Notes that a desk asked for something; at most once a minute, and never at the cost of the request.
   * @param clock its own clock, uncorrected, ISO 8601 UTC; anything else is ignored
   */
  seen(deviceId: string, clock: string | undefined, appVersion: string | undefined): Promise<void>;
}

export function openSightings(db: Database, now: () => Date): Sightings {
  const noted = new Map<string, number>();
  return {
    async seen(deviceId, clock, appVersion) {
      const at = now();
      const before = noted.get(deviceId);
      if (before !== undefined && at.getTime() - before < SEEN_EVERY_MS) return;
      if (noted.size >= REMEMBERED) noted.clear();
      noted.set(deviceId, at.getTime());
      const raw = clock !== undefined && RAW_CLOCK.test(clock) ? Date.parse(clock) : Number.NaN;
      const offset = Number.isNaN(raw) ? null : raw - at.getTime();
      const version = appVersion !== undefined && APP_VERSION.test(appVersion) ? appVersion : null;
      try {
        // another server may have done it within this minute
        await db.query(
          `UPDATE devices SET last_seen_at = $2::timestamptz, app_version = coalesce($5, app_version),
             clock_offset_ms = coalesce($3::bigint, clock_offset_ms),
             clock_flag = CASE WHEN $3::bigint IS NULL THEN clock_flag ELSE abs($3::bigint) > $4::bigint END
           WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at <= $2::timestamptz - make_interval(secs => $6))`,
          [deviceId, at.toISOString(), offset, CLOCK_LIMIT_MS, version, SEEN_EVERY_MS / 1000],
        );
      } catch {
        noted.delete(deviceId);
      }
    },
  };
}

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly branch_id: string;
  readonly desk_code: string;
  readonly name: string;
  readonly flag: 'cloned' | 'revoked' | null;
  readonly created_at: string;
  readonly last_seen_at: string | null;
  readonly clock_offset_ms: number | null;
  readonly clock_flag: boolean;
  readonly app_version: string | null;
  readonly revoked_at: string | null;
  readonly revoker: string | null;
  readonly revoke_reason: string | null;
  readonly wiped_at: string | null;
}

const SELECT = `SELECT d.id, d.branch_id, d.desk_code, d.name, d.flag, d.created_at, d.last_seen_at, d.clock_offset_ms,
    d.clock_flag, d.app_version, d.revoked_at, u.name AS revoker, d.revoke_reason, d.wiped_at
  FROM devices d LEFT JOIN users u ON u.id = d.revoked_by`;

const stateOf = ({ flag, wiped_at }: Pick<Row, 'flag' | 'wiped_at'>): DeviceView['state'] =>
  flag === 'revoked' && wiped_at !== null ? 'wiped' : (flag ?? 'active');

/** A field for what is known, none for what is not. */
const known = <K extends string, V>(name: K, value: V | null): { readonly [P in K]?: V } =>
  (value === null ? {} : { [name]: value }) as { readonly [P in K]?: V };

const viewOf = (row: Row): DeviceView => ({
  id: row.id,
  branchId: row.branch_id,
  deskCode: row.desk_code,
  name: row.name,
  state: stateOf(row),
  enrolledAt: row.created_at,
  clockFlag: row.clock_flag,
  ...known('lastSeenAt', row.last_seen_at),
  ...known('appVersion', row.app_version),
  ...known('clockOffsetMs', row.clock_offset_ms),
  ...known('revokedAt', row.revoked_at),
  ...known('revokedBy', row.revoker),
  ...known('reason', row.revoke_reason),
  ...known('wipedAt', row.wiped_at),
});

/** @returns every desk there ever was, of one branch if said, by branch and in the order of their codes. */
export async function listDevices(db: Queryable, branchId?: string): Promise<DeviceView[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE $1::text IS NULL OR d.branch_id = $1
     ORDER BY d.branch_id, length(d.desk_code), d.desk_code`,
    [branchId ?? null],
  );
  return rows.map(viewOf);
}

/**
 * Ends a desk and its sessions. From now on it hears `device_revoked`, and deletes its data on its next contact.
 * @param branchId only a desk of this branch; undefined = of any
 * @returns the desk; undefined where there is none such
 */
export function revokeDevice(
  db: Database,
  id: string,
  branchId: string | undefined,
  { by, reason }: { readonly by: string; readonly reason: string },
  now: Date,
): Promise<DeviceView | undefined> {
  return db.tx(async (tx) => {
    const at = now.toISOString();
    const mine = 'id = $1 AND ($2::text IS NULL OR branch_id = $2)';
    await tx.query(
      `UPDATE devices SET flag = 'revoked', revoked_at = $3, revoked_by = $4, revoke_reason = $5
       WHERE ${mine} AND flag IS DISTINCT FROM 'revoked'`,
      [id, branchId ?? null, at, by, reason.trim()],
    );
    await tx.query(
      `UPDATE sessions SET ended_at = $3, reason = 'revoked'
       WHERE ended_at IS NULL AND device_id IN (SELECT id FROM devices WHERE ${mine})`,
      [id, branchId ?? null, at],
    );
    const [row] = await tx.query<Row>(
      `${SELECT} WHERE d.id = $1 AND ($2::text IS NULL OR d.branch_id = $2)`,
      [id, branchId ?? null],
    );
    return row && viewOf(row);
  });
}

/**
 * @returns how the desk that proves itself by its secret stands
 * @throws LoketFailure `device_unknown` for a desk that is not there and for a wrong secret alike
 */
export async function standingOf(db: Queryable, id: string, secret: string): Promise<DeviceView['state']> {
  const [row] = await db.query<Pick<Row, 'flag' | 'wiped_at'> & { readonly secret_hash: string }>(
    'SELECT secret_hash, flag, wiped_at FROM devices WHERE id = $1',
    [id],
  );
  if (!row || !sameHash(row.secret_hash, hashOf(secret)))
    throw new LoketFailure({ code: 'device_unknown', kind: 'person' });
  return stateOf(row);
}

/**
 * A desk says that its data is gone.
 * @returns whether it was revoked, and is noted now or was before
 * @throws LoketFailure as `standingOf`
 */
export async function acknowledgeWipe(
  db: Queryable,
  id: string,
  secret: string,
  now: Date,
): Promise<boolean> {
  await standingOf(db, id, secret);
  const noted = await db.query(
    `UPDATE devices SET wiped_at = coalesce(wiped_at, $2::timestamptz) WHERE id = $1 AND flag = 'revoked' RETURNING 1`,
    [id, now.toISOString()],
  );
  return noted.length > 0;
}
