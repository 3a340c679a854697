/** People of the company: the account, and the reference document by which desks know their colleagues. */
import type { NewStaff, StaffChanges, StaffMember } from '#shared/api/head-office.ts';
import type { Actor } from '#shared/domain/actor.ts';
import type { Staff } from '#shared/domain/reference.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { addUser, changeUser } from '../auth/users.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { SyncRules } from '../sync/types.ts';
import { readReference } from './office-desk.ts';
import { writeReference } from './reference-document.ts';

export interface StaffOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** An administrator or head office. */
  readonly actor: Actor;
  readonly now: Date;
}

export interface StaffChanged {
  readonly member: StaffMember;
  /** Streams that moved, to be announced. */
  readonly streams: ReadonlyMap<string, number>;
}

/** @throws LoketFailure `username_taken`, `branch_unknown`, `division_unknown` */
export async function addStaff(options: StaffOptions, person: NewStaff): Promise<StaffChanged> {
  const { db, now } = options;
  const reference = await readReference(db);
  if (!reference.branch(person.branchId))
    throw new LoketFailure({ code: 'branch_unknown', kind: 'person', field: 'branchId' });
  if (person.divisionId !== undefined && !reference.division(person.divisionId))
    throw new LoketFailure({ code: 'division_unknown', kind: 'person', field: 'divisionId' });
  return db.tx(async (tx) => {
    const member = await addUser(tx, person, now);
    return { member, streams: await publish(tx, options, member) };
  });
}

/** @returns undefined where there is no such person. */
export function changeStaff(
  options: StaffOptions,
  id: string,
  changes: StaffChanges,
): Promise<StaffChanged | undefined> {
  const { db, now } = options;
  return db.tx(async (tx) => {
    const member = await changeUser(tx, id, changes, now);
    return member && { member, streams: await publish(tx, options, member) };
  });
}

const publish = (
  tx: Queryable,
  { actor, now, rules }: StaffOptions,
  member: StaffMember,
): Promise<ReadonlyMap<string, number>> =>
  writeReference<Staff>(tx, { rules, by: actor, writer: actor, now }, `staff:${member.id}`, {
    branchId: member.branchId,
    kind: 'staff',
    userId: member.id,
    name: member.name,
    role: member.role,
    ...(member.divisionId === undefined ? {} : { divisionId: member.divisionId }),
    active: member.active,
  });
