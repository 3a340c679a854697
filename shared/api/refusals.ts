/** What head office refused: read by the author and the supervisor of the branch, settled when somebody gives it up. */
import Type, { type Static } from 'typebox';
import { COLLECTION_NAMES } from '#shared/domain/collections.ts';
import { BranchId, Id, Line } from '#shared/domain/base.ts';

const Collection = Type.Enum([...COLLECTION_NAMES]);

/** `open`: nobody has decided. `discarded`: somebody gave it up and said why; kept for 90 days. */
export const REFUSAL_STATES = ['open', 'discarded'] as const;

/** `GET /api/refusals`: open ones unless said, newest first. */
export const RefusalQuery = Type.Object(
  { branchId: Type.Optional(BranchId), state: Type.Optional(Type.Enum([...REFUSAL_STATES])) },
  { additionalProperties: false },
);
export const Refusal = Type.Object({
  collection: Collection,
  id: Type.String(),
  rev: Type.String(),
  branchId: BranchId,
  /** Whose change it was. */
  author: Type.String(),
  /** Desk that sent it; absent when it was none. */
  deskCode: Type.Optional(Type.String()),
  code: Type.String(),
  field: Type.Optional(Type.String()),
  /** The document as it was sent; absent for who may not see it, and where it could not be kept. */
  content: Type.Optional(Type.Object({}, { additionalProperties: true })),
  /** ISO 8601 UTC. */
  at: Type.String(),
  /** Of a discarded one: when, by whom, and why. */
  settled: Type.Optional(Type.Object({ at: Type.String(), by: Type.String(), reason: Type.String() })),
});
/** Most refusals of one answer. */
export const MAX_REFUSALS = 500;
export const RefusalList = Type.Object({
  refusals: Type.Array(Refusal),
  /** All of this state that the person may see. */
  total: Type.Integer(),
});

/** `POST /api/refusals/settle`: a person gives a refused change up. Doing it again changes nothing. */
export const SettleRequest = Type.Object(
  {
    collection: Collection,
    id: Id,
    rev: Type.String({ minLength: 1, maxLength: 64 }),
    reason: Line(500),
  },
  { additionalProperties: false },
);
export const Settled = Type.Object({
  /** ISO 8601 UTC. */
  settledAt: Type.String(),
});

export type RefusalState = (typeof REFUSAL_STATES)[number];
export type Refusal = Static<typeof Refusal>;
export type RefusalList = Static<typeof RefusalList>;
export type SettleRequest = Static<typeof SettleRequest>;
export type Settled = Static<typeof Settled>;
