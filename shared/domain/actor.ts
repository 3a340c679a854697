import Type, { type Static } from 'typebox';

/** Roles of domain.md, "People". */
export const ROLES = [
  'frontliner',
  'cs',
  'ae',
  'marketing',
  'division',
  'supervisor',
  'headoffice',
  'admin',
] as const;
export const Role = Type.Enum([...ROLES]);
export type Role = (typeof ROLES)[number];

/** Who acts, as head office knows it. The desk's copy is never trusted by the server. */
export const Actor = Type.Object({
  userId: Type.String({ maxLength: 64 }),
  name: Type.String({ maxLength: 120 }),
  role: Role,
  /** Code of the branch, as in `NGW`; head office itself is `PST`. */
  branchId: Type.String({ maxLength: 16 }),
  /** Code of the division whose queue the person works on. */
  divisionId: Type.Optional(Type.String({ maxLength: 32 })),
  deviceId: Type.Optional(Type.String({ maxLength: 64 })),
  deskCode: Type.Optional(Type.String({ maxLength: 8 })),
});
export type Actor = Static<typeof Actor>;

export const HEAD_OFFICE = 'PST';

/** @returns whether the person works over all branches (asked of the server by endpoints of its own). */
export const isHeadOffice = (actor: Pick<Actor, 'role' | 'branchId'>): boolean =>
  actor.branchId === HEAD_OFFICE || actor.role === 'headoffice' || actor.role === 'admin';

export const GLOBAL_STREAM = 'global';
export const branchStream = (branchId: string): string => `b:${branchId}`;
export const confidentialStream = (branchId: string): string => `c:${branchId}`;
export const divisionStream = (divisionId: string): string => `d:${divisionId}`;

/**
 * The streams that an actor may read. Confidential complaints of a branch reach its supervisor, and the division
 * that handles them; the queue
 * of a division over all branches reaches that division's people at head office; other head-office people
 * replicate `global` only. Division people in a branch see what their branch sees.
 */
export function streamsOf(actor: Actor): string[] {
  const streams = [GLOBAL_STREAM];
  if (!isHeadOffice(actor)) {
    streams.push(branchStream(actor.branchId));
    if (actor.role === 'supervisor') streams.push(confidentialStream(actor.branchId));
  }
  if (actor.role === 'division' && actor.divisionId && actor.branchId === HEAD_OFFICE)
    streams.push(divisionStream(actor.divisionId));
  return streams.sort();
}
