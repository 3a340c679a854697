import { v7 } from 'uuid';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { EnrolRequest } from '#shared/api/devices.ts';
import type { Database, Queryable } from '../db/database.ts';
import { clearCode, hashOf, newToken, sameHash } from './secrets.ts';

const CODE_LENGTH = 8;
/** How long an enrolment code may be used; milliseconds. */
export const CODE_LIFE_MS = 24 * 3600 * 1000;

export interface Device {
  readonly id: string;
  readonly branchId: string;
  readonly deskCode: string;
}

const normalCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** @returns a new one-time code with which one PC becomes a desk of the branch, as in `7KQM-X2RD`. */
export async function makeCode(
  db: Queryable,
  branchId: string,
  by: string,
  now: Date,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const code = clearCode(CODE_LENGTH);
  const expiresAt = new Date(now.getTime() + CODE_LIFE_MS).toISOString();
  await db.query(
    'INSERT INTO enrolment_codes (code_hash, branch_id, created_by, expires_at) VALUES ($1, $2, $3, $4)',
    [hashOf(code), branchId, by, expiresAt],
  );
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt };
}

/**
 * @returns the next desk code of a branch: `D1`, `D2`, … None is ever given twice, nor after a restore, which leaves
 *   some out (jobs/epoch.ts). Holds a lock until the commit.
 */
export async function nextDeskCode(tx: Queryable, branchId: string): Promise<string> {
  const [row] = await tx.query<{ last: number }>(
    `INSERT INTO desk_codes AS d (branch_id, last)
       SELECT $1, coalesce((SELECT value::int FROM settings WHERE key = 'desk_code_floor'), 0) + 1
     ON CONFLICT (branch_id) DO UPDATE SET last = d.last + 1 RETURNING last`,
    [branchId],
  );
  return `D${row?.last ?? 1}`;
}

/** Uses a one-time code up. */
async function branchOfCode(tx: Queryable, given: string, now: Date): Promise<string> {
  const [code] = await tx.query<{ branch_id: string }>(
    `UPDATE enrolment_codes SET used_at = $2::timestamptz
     WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2::timestamptz RETURNING branch_id`,
    [hashOf(normalCode(given)), now.toISOString()],
  );
  if (!code) throw new LoketFailure({ code: 'code_invalid', kind: 'person', field: 'code' });
  return code.branch_id;
}

/**
 * Makes a PC a desk.
 * @param options `openBranch`: a branch of the demo, which takes desks without a one-time code
 * @throws LoketFailure `code_invalid` for a code that is unknown, used or expired alike
 */
export function enrol(
  db: Database,
  request: EnrolRequest,
  now: Date,
  options: { readonly openBranch?: string | undefined } = {},
): Promise<Device & { readonly secret: string }> {
  return db.tx(async (tx) => {
    const branchId = options.openBranch ?? (await branchOfCode(tx, request.code, now));
    const deskCode = await nextDeskCode(tx, branchId);
    const secret = newToken();
    const device = { id: v7(), branchId, deskCode };
    await tx.query(
      `INSERT INTO devices (id, branch_id, desk_code, name, machine, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        device.id,
        device.branchId,
        deskCode,
        request.name,
        request.machine ?? null,
        hashOf(secret),
        now.toISOString(),
      ],
    );
    return { ...device, secret };
  });
}

/**
 * @returns the desk that proves itself by its secret
 * @throws LoketFailure `device_unknown`, `device_cloned` (enrol anew), `device_revoked`
 */
export async function proveDevice(db: Queryable, id: string, secret: string): Promise<Device> {
  const [row] = await db.query<{
    branch_id: string;
    desk_code: string;
    secret_hash: string;
    flag: string | null;
  }>('SELECT branch_id, desk_code, secret_hash, flag FROM devices WHERE id = $1', [id]);
  if (!row || !sameHash(row.secret_hash, hashOf(secret)))
    throw new LoketFailure({ code: 'device_unknown', kind: 'person' });
  if (row.flag) throw new LoketFailure({ code: `device_${row.flag}`, kind: 'person' });
  return { id, branchId: row.branch_id, deskCode: row.desk_code };
}

/** Two PCs use one identity: no one knows which is the copy, so both have to enrol anew. Ends their sessions. */
export async function flagCloned(db: Queryable, deviceId: string, now: Date): Promise<void> {
  await db.query(`UPDATE devices SET flag = 'cloned' WHERE id = $1 AND flag IS NULL`, [deviceId]);
  await db.query(
    `UPDATE sessions SET ended_at = $2, reason = 'cloned' WHERE device_id = $1 AND ended_at IS NULL`,
    [deviceId, now.toISOString()],
  );
}
