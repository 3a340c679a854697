/** Making a PC a desk of a branch. */
import Type, { type Static } from 'typebox';
import { BranchId, Line } from '#shared/domain/base.ts';
import { ZONES } from '#shared/domain/reference.ts';

/** `POST /api/devices/codes`. */
export const CodeRequest = Type.Object({ branchId: BranchId }, { additionalProperties: false });
export const EnrolmentCode = Type.Object({
  /** Eight characters, in two groups for reading aloud: `7KQM-X2RD`. */
  code: Type.String(),
  branchId: BranchId,
  expiresAt: Type.String(),
});

/** `POST /api/devices/enrol`. */
export const EnrolRequest = Type.Object(
  {
    /** In any case, with or without the hyphen. */
    code: Type.String({ minLength: 1, maxLength: 40 }),
    name: Line(80),
    machine: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export const Enrolled = Type.Object({
  deviceId: Type.String(),
  deviceSecret: Type.String(),
  /** Part of every number on paper; given once for ever within the branch: `D1`, `D2`, … */
  deskCode: Type.String(),
  branch: Type.Object({
    code: BranchId,
    name: Type.String(),
    zone: Type.Enum([...ZONES]),
    address: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
  }),
  company: Type.String(),
  demo: Type.Boolean(),
});

export type CodeRequest = Static<typeof CodeRequest>;
export type EnrolmentCode = Static<typeof EnrolmentCode>;
export type EnrolRequest = Static<typeof EnrolRequest>;
export type Enrolled = Static<typeof Enrolled>;
