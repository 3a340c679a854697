/**
 * Messages between a desk and head office (SPEC.md). One schema each; types are inferred.
 * A change here needs a new `PROTOCOL_VERSION` (messages.test.ts holds the hash of these schemas).
 */
import Type, { type Static } from 'typebox';

/** Sent by the desk in the header `loket-protocol`. Head office speaks this and `PROTOCOL_FLOOR` onwards. */
export const PROTOCOL_VERSION = 1;
export const PROTOCOL_FLOOR = 1;

/** Largest number of rows of one push and of documents of one pull page. */
export const MAX_PUSH_ROWS = 1000;
export const MAX_PULL_ROWS = 5000;

const Rev = Type.String({ minLength: 1, maxLength: 64 });
const Id = Type.String({ minLength: 1, maxLength: 64 });

/** One version of one document. Unknown fields are kept on both sides. */
export const WireDocument = Type.Object(
  { id: Id, rev: Rev, ver: Type.Integer({ minimum: 0 }), _deleted: Type.Boolean() },
  { additionalProperties: true },
);

export const PushRow = Type.Object(
  {
    id: Id,
    rev: Rev,
    /** rev of the head-office version that the row was made from; null = made here. */
    base: Type.Union([Rev, Type.Null()]),
    doc: WireDocument,
  },
  { additionalProperties: false },
);
export const PushRequest = Type.Object(
  { rows: Type.Array(PushRow, { minItems: 1, maxItems: MAX_PUSH_ROWS }) },
  { additionalProperties: false },
);

export const PushAnswer = Type.Union([
  Type.Object({
    id: Id,
    rev: Rev,
    status: Type.Literal('accepted'),
    ver: Type.Integer({ minimum: 1 }),
    /** What head office owns of the stored version (`server`). */
    server: Type.Optional(Type.Object({}, { additionalProperties: true })),
    /** Present only when the stored version is newer than `ver`. */
    master: Type.Optional(WireDocument),
  }),
  Type.Object({
    id: Id,
    rev: Rev,
    status: Type.Literal('conflict'),
    /** The stored version, when it is in the scope of the writer. */
    master: WireDocument,
  }),
  Type.Object({
    id: Id,
    rev: Rev,
    status: Type.Literal('rejected'),
    code: Type.String({ maxLength: 64 }),
    field: Type.Optional(Type.String({ maxLength: 128 })),
    master: Type.Optional(WireDocument),
  }),
]);
export const PushResponse = Type.Object({
  answers: Type.Array(PushAnswer),
  /** Incarnation of the database. */
  epoch: Type.String({ maxLength: 64 }),
  /** ISO 8601 UTC, head office's clock when it answered: the desk measures its offset from it. */
  now: Type.String({ maxLength: 32 }),
});

/** Position in each stream: `{ "b:NGW": 1204, "global": 77 }`. */
export const Checkpoint = Type.Record(Type.String({ maxLength: 80 }), Type.Integer({ minimum: 0 }));

export const PullRequest = Type.Object(
  {
    checkpoint: Type.Union([Checkpoint, Type.Null()]),
    limit: Type.Integer({ minimum: 1, maximum: MAX_PULL_ROWS }),
  },
  { additionalProperties: false },
);
export const PullResponse = Type.Object({
  /** Versions and scope tombstones (`_left: true`, no content), in stream order. */
  rows: Type.Array(WireDocument),
  checkpoint: Checkpoint,
  more: Type.Boolean(),
  epoch: Type.String({ maxLength: 64 }),
  /** Hash of what the asking actor may see; when it changes the desk resyncs. */
  scope: Type.String({ maxLength: 64 }),
  now: Type.String({ maxLength: 32 }),
});

/** Events of `GET /api/sync/stream` (text/event-stream, read by fetch): nothing but "ask again" and a heartbeat. */
export const StreamEvent = Type.Union([Type.Literal('RESYNC'), Type.Literal('heartbeat')]);

export type WireDocument = Static<typeof WireDocument>;
export type PushRow = Static<typeof PushRow>;
export type PushRequest = Static<typeof PushRequest>;
export type PushAnswer = Static<typeof PushAnswer>;
export type PushResponse = Static<typeof PushResponse>;
export type Checkpoint = Static<typeof Checkpoint>;
export type PullRequest = Static<typeof PullRequest>;
export type PullResponse = Static<typeof PullResponse>;
export type StreamEvent = Static<typeof StreamEvent>;
