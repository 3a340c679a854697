/** What head office tells a reader (rules 23, 26, 29, 30 and 41), written apart from the server. */
import type { Actor } from '#shared/domain/actor.ts';
import type { Snapshot } from '#shared/sync/document.ts';
import type {
  Checkpoint,
  DigestResponse,
  FetchResponse,
  PullResponse,
  SnapshotResponse,
  WireDocument,
} from '#shared/sync/messages.ts';
import { bucketOf, Summary } from '#shared/sync/summary.ts';
import { placed, type State, streamsRead, streamsWith } from './state.ts';

export interface Reader {
  readonly state: State;
  readonly actor: Actor;
  readonly epoch: string;
}

/** Rule 30. */
export const scopeOf = ({ role, branchId, divisionId }: Actor): string =>
  `${role}|${branchId}|${divisionId ?? ''}`;

const stamp = ({ actor, epoch }: Reader) => ({ epoch, scope: scopeOf(actor), now: '' });
const departure = (id: string, rev: string): WireDocument =>
  ({ id, rev, ver: 0, _deleted: true, _left: true }) as WireDocument;

/** Rule 29. */
export function pull(
  reader: Reader,
  collection: string,
  checkpoint: Checkpoint | null,
  limit: number,
): PullResponse {
  const { state, actor } = reader;
  const streams = streamsRead(actor);
  const at: Record<string, number> = {};
  for (const stream of streams) at[stream] = checkpoint?.[stream] ?? 0;
  const rows = new Map<string, WireDocument>();
  let events = 0;
  for (const stream of streams) {
    const from = at[stream] ?? 0;
    for (const [id, { seq, gone, rev }] of placed(state, collection, stream)) {
      if (seq <= from) continue;
      if (++events > limit) break;
      at[stream] = seq;
      const stays = gone && streamsWith(state, collection, id).some((other) => streams.includes(other));
      const doc = state.docs.get(`${collection}/${id}`);
      if (!stays) rows.set(id, gone || !doc ? departure(id, rev) : doc);
    }
    if (events > limit) break;
  }
  return { rows: [...rows.values()], checkpoint: at, more: events > limit, ...stamp(reader) };
}

/** What a reader may see now and is not deleted, in the order of ids. */
export function visibleTo({ state, actor }: Reader, collection: string): Snapshot[] {
  const found = new Map<string, Snapshot>();
  for (const stream of streamsRead(actor)) {
    for (const [id, { gone }] of placed(state, collection, stream)) {
      const doc = state.docs.get(`${collection}/${id}`);
      if (!gone && doc && !doc._deleted) found.set(id, doc);
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rule 41. */
export function snapshot(
  reader: Reader,
  collection: string,
  after: string | null,
  limit: number,
): SnapshotResponse {
  const { state, actor } = reader;
  const all = visibleTo(reader, collection);
  const due = all.filter(({ id }) => after === null || id > after);
  const rows = due.slice(0, limit);
  const checkpoint = Object.fromEntries(streamsRead(actor).map((s) => [s, state.counters.get(s) ?? 0]));
  const next = due.length > rows.length ? (rows.at(-1)?.id ?? null) : null;
  return { rows, next, checkpoint, total: all.length, ...stamp(reader) };
}

/** @returns whether nothing has happened in the reader's streams after this checkpoint. */
export const isLevel = ({ state, actor }: Reader, collection: string, checkpoint: Checkpoint): boolean =>
  streamsRead(actor).every((stream) => {
    const last = [...placed(state, collection, stream).values()].at(-1);
    return (last?.seq ?? 0) <= (checkpoint[stream] ?? 0);
  });

/** Rule 26. */
export function digestOf(
  reader: Reader,
  collection: string,
  checkpoint: Checkpoint,
  list: readonly number[],
): DigestResponse {
  if (!isLevel(reader, collection, checkpoint))
    return { level: false, buckets: [], entries: [], ...stamp(reader) };
  const summary = new Summary();
  const all = visibleTo(reader, collection);
  for (const doc of all) summary.add(doc);
  const entries = all.filter(({ id }) => list.includes(bucketOf(id))).map(({ id, rev }) => ({ id, rev }));
  return { level: true, buckets: summary.buckets(), entries, ...stamp(reader) };
}

/** Rule 26: what is not there and what is not the reader's look alike. */
export function fetchOf(reader: Reader, collection: string, ids: readonly string[]): FetchResponse {
  const { state, actor } = reader;
  const streams = streamsRead(actor);
  const rows = ids.map((id) => {
    const mine = streamsWith(state, collection, id).some((stream) => streams.includes(stream));
    const doc = mine ? state.docs.get(`${collection}/${id}`) : undefined;
    return doc ?? departure(id, 'left');
  });
  return { rows, ...stamp(reader) };
}
