/**
 * Messages between a desk and head office (SPEC.md). One schema each; types are inferred.
 * A change here needs a new `PROTOCOL_VERSION` (messages.test.ts holds the hash of these schemas).
 */
import Type, { type Static } from 'typebox';

/** Sent by the desk in the header `loket-protocol`. Head office speaks this and `PROTOCOL_FLOOR` onwards. */
export const PROTOCOL_VERSION = 2;
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

/** Blocks of everything that the reader may see, in the order of ids: the first filling of an empty desk (rule 41). */
export const SnapshotRequest = Type.Object(
  {
    /** Last id of the block before; null = from the beginning. */
    after: Type.Union([Id, Type.Null()]),
    limit: Type.Integer({ minimum: 1, maximum: MAX_PULL_ROWS }),
  },
  { additionalProperties: false },
);
export const SnapshotResponse = Type.Object({
  /** Versions that are not deleted, in the order of ids. */
  rows: Type.Array(WireDocument),
  /** Where the next block begins; null = that was all. */
  next: Type.Union([Id, Type.Null()]),
  /** Positions read before the rows: who has the blocks asks on from that of the first one. */
  checkpoint: Checkpoint,
  /** Documents of the whole snapshot, as counted for this block. */
  total: Type.Integer({ minimum: 0 }),
  epoch: Type.String({ maxLength: 64 }),
  scope: Type.String({ maxLength: 64 }),
  now: Type.String({ maxLength: 32 }),
});

/** Parts into which a collection's documents are summed up by id (rule 26, summary.ts). */
export const SUMMARY_BUCKETS = 64;

export const DigestRequest = Type.Object(
  {
    /** Where the asking desk stands; a summary is given only when head office stands there too. */
    checkpoint: Checkpoint,
    /** Buckets of which ids and revs are wanted. */
    list: Type.Array(Type.Integer({ minimum: 0, maximum: SUMMARY_BUCKETS - 1 }), {
      maxItems: SUMMARY_BUCKETS,
    }),
  },
  { additionalProperties: false },
);
export const DigestResponse = Type.Object({
  /** False: the desk is behind, and nothing else is said. */
  level: Type.Boolean(),
  /** `summaryOf` each bucket, `SUMMARY_BUCKETS` of them; none when not level. */
  buckets: Type.Array(Type.String({ maxLength: 32 }), { maxItems: SUMMARY_BUCKETS }),
  /** What stands in the listed buckets. */
  entries: Type.Array(Type.Object({ id: Id, rev: Rev })),
  epoch: Type.String({ maxLength: 64 }),
  scope: Type.String({ maxLength: 64 }),
  now: Type.String({ maxLength: 32 }),
});

/** Largest number of documents that are asked for by id. */
export const MAX_FETCH_IDS = 500;
export const FetchRequest = Type.Object(
  { ids: Type.Array(Id, { minItems: 1, maxItems: MAX_FETCH_IDS }) },
  { additionalProperties: false },
);
export const FetchResponse = Type.Object({
  /** One for each id, in their order: the version, or a scope tombstone for what is not there or not the reader's. */
  rows: Type.Array(WireDocument),
  epoch: Type.String({ maxLength: 64 }),
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
export type SnapshotRequest = Static<typeof SnapshotRequest>;
export type SnapshotResponse = Static<typeof SnapshotResponse>;
export type DigestRequest = Static<typeof DigestRequest>;
export type DigestResponse = Static<typeof DigestResponse>;
export type FetchRequest = Static<typeof FetchRequest>;
export type FetchResponse = Static<typeof FetchResponse>;
