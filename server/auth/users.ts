import { v7 } from 'uuid';
import type { Role } from '#shared/domain/actor.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { NewStaff, StaffChanges, StaffMember } from '#shared/api/head-office.ts';
import type { Queryable } from '../db/database.ts';
import { hashPassword } from './passwords.ts';

interface UserRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly branch_id: string;
  readonly division_id: string | null;
  readonly password_hash: string;
  readonly disabled_at: string | null;
}

/** Names are compared without regard to case and to how a keyboard composes letters. */
export const normalName = (username: string): string => username.normalize('NFKC').trim().toLowerCase();

const memberOf = (row: UserRow): StaffMember => ({
  id: row.id,
  username: row.username,
  name: row.name,
  role: row.role,
  branchId: row.branch_id,
  ...(row.division_id === null ? {} : { divisionId: row.division_id }),
  active: row.disabled_at === null,
});

/** @throws LoketFailure `username_taken` */
export async function addUser(db: Queryable, person: NewStaff, now: Date): Promise<StaffMember> {
  const rows = await db.query<UserRow>(
    `INSERT INTO users (id, username, name, role, branch_id, division_id, password_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (username) DO NOTHING RETURNING *`,
    [
      v7(),
      normalName(person.username),
      person.name.trim(),
      person.role,
      person.branchId,
      person.divisionId ?? null,
      await hashPassword(person.password),
      now.toISOString(),
    ],
  );
  const [row] = rows;
  if (!row) throw new LoketFailure({ code: 'username_taken', kind: 'person', field: 'username' });
  return memberOf(row);
}

/** @returns the changed person, or undefined where there is none; all their sessions end unless only the name changed. */
export async function changeUser(
  db: Queryable,
  id: string,
  changes: StaffChanges,
  now: Date,
): Promise<StaffMember | undefined> {
  const password = changes.password === undefined ? null : await hashPassword(changes.password);
  const [row] = await db.query<UserRow>(
    `UPDATE users SET name = coalesce($2, name), role = coalesce($3, role), division_id = coalesce($4, division_id),
       password_hash = coalesce($5, password_hash),
       disabled_at = CASE WHEN $6::boolean IS NULL THEN disabled_at WHEN $6 THEN NULL ELSE coalesce(disabled_at, $7::timestamptz) END
     WHERE id = $1 RETURNING *`,
    [
      id,
      changes.name ?? null,
      changes.role ?? null,
      changes.divisionId ?? null,
      password,
      changes.active ?? null,
      now.toISOString(),
    ],
  );
  if (!row) return undefined;
  const { name: _name, ...others } = changes;
  if (Object.keys(others).length > 0)
    await db.query(
      `UPDATE sessions SET ended_at = $2, reason = 'changed' WHERE user_id = $1 AND ended_at IS NULL`,
      [id, now.toISOString()],
    );
  return memberOf(row);
}

/** @returns everybody, or one branch's people, in order of name. */
export async function listUsers(db: Queryable, branchId?: string): Promise<StaffMember[]> {
  const rows = await db.query<UserRow>(
    'SELECT * FROM users WHERE $1::text IS NULL OR branch_id = $1 ORDER BY name, id',
    [branchId ?? null],
  );
  return rows.map(memberOf);
}

/** @returns the person with what proves their password, active or not. */
export async function findUser(
  db: Queryable,
  username: string,
): Promise<{ readonly person: StaffMember; readonly passwordHash: string } | undefined> {
  const [row] = await db.query<UserRow>('SELECT * FROM users WHERE username = $1', [normalName(username)]);
  return row && { person: memberOf(row), passwordHash: row.password_hash };
}

/** @returns whether head office has been set up. */
export async function anyUser(db: Queryable): Promise<boolean> {
  return (await db.query('SELECT 1 FROM users LIMIT 1')).length > 0;
}
