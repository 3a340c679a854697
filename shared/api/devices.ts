/** Making a PC a desk of a branch, looking after desks, taking one away. */
import Type, { type Static } from 'typebox';
import { BranchId, Id, Line } from '#shared/domain/base.ts';
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

/** A desk sends its own clock, uncorrected, with each request of the sync: ISO 8601 UTC. */
export const CLOCK_HEADER = 'loket-clock';
/** Version of the program that the desk runs, as in `1.4.0`. */
export const APP_HEADER = 'loket-app';
/** A clock that is off by more than this is pointed out at head office; milliseconds. */
export const CLOCK_LIMIT_MS = 2 * 60_000;

/** `active`; `cloned`: two PCs used it, it has to enrol anew; `revoked`: it wipes itself on its next contact. */
export const DEVICE_STATES = ['active', 'cloned', 'revoked', 'wiped'] as const;

export const DeviceQuery = Type.Object(
  { branchId: Type.Optional(BranchId) },
  { additionalProperties: false },
);
export const DeviceView = Type.Object({
  id: Id,
  branchId: BranchId,
  deskCode: Type.String(),
  name: Type.String(),
  state: Type.Enum([...DEVICE_STATES]),
  /** Instants are ISO 8601 UTC. */
  enrolledAt: Type.String(),
  lastSeenAt: Type.Optional(Type.String()),
  appVersion: Type.Optional(Type.String()),
  /** Desk's clock minus head office's, in milliseconds, network included. */
  clockOffsetMs: Type.Optional(Type.Integer()),
  /** The clock is off by more than `CLOCK_LIMIT_MS`. */
  clockFlag: Type.Boolean(),
  revokedAt: Type.Optional(Type.String()),
  revokedBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  /** When the desk said that its data is gone. */
  wipedAt: Type.Optional(Type.String()),
});
/** `GET /api/devices`: by branch and desk code. */
export const DeviceList = Type.Object({ devices: Type.Array(DeviceView) });

/** `POST /api/devices/:id/revoke`. Revoking again changes nothing. */
export const RevokeRequest = Type.Object({ reason: Line(300) }, { additionalProperties: false });
/** `POST /api/devices/:id/wiped`: a revoked desk has deleted its data. Answers 401 `device_unknown` to anybody else. */
export const WipedRequest = Type.Object(
  { deviceSecret: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
export const Wiped = Type.Object({
  /** False for a desk that was not revoked: nothing was noted. */
  noted: Type.Boolean(),
});

/** `POST /api/devices/:id/standing`: a desk asks whether it still stands, with nobody signed in. */
export const StandingRequest = Type.Object(
  {
    deviceSecret: Type.String({ minLength: 1, maxLength: 200 }),
    /** Made for this question alone. */
    challenge: Type.String({ minLength: 16, maxLength: 64 }),
  },
  { additionalProperties: false },
);
/** Answers 401 `device_unknown` to anybody but the desk itself. */
export const DeviceStanding = Type.Object({
  deviceId: Id,
  /** That of the question: an answer that is kept, made up or another's does not have it. */
  challenge: Type.String(),
  state: Type.Enum([...DEVICE_STATES]),
});

export type DeviceView = Static<typeof DeviceView>;
export type DeviceStanding = Static<typeof DeviceStanding>;
export type DeviceList = Static<typeof DeviceList>;
export type RevokeRequest = Static<typeof RevokeRequest>;
export type WipedRequest = Static<typeof WipedRequest>;
export type Wiped = Static<typeof Wiped>;
export type CodeRequest = Static<typeof CodeRequest>;
export type EnrolmentCode = Static<typeof EnrolmentCode>;
export type EnrolRequest = Static<typeof EnrolRequest>;
export type Enrolled = Static<typeof Enrolled>;
