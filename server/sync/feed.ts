/** Who is told that streams moved. Telling is a courtesy: every reader also asks by itself (SPEC.md, "Telling"). */
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { Database } from '../db/database.ts';

const CHANNEL = 'loket_streams';
/** Longest wait before a write is announced, in milliseconds: one NOTIFY for many commits. */
const COALESCE_MS = 20;
/** How often `streams` is looked at, for what a NOTIFY did not tell; milliseconds. */
export const POLL_MS = 1500;
/** Streams in one payload: PostgreSQL allows 8,000 bytes. */
const PER_PAYLOAD = 80;

const Payload = Type.Array(Type.Object({ stream: Type.String(), seq: Type.Integer() }));

export interface Feed {
  /** After a commit: streams with their newest number. */
  announce(moved: ReadonlyMap<string, number>): void;
  /** Calls `moved` when one of `streams` has moved. @returns a function that ends it */
  subscribe(streams: readonly string[], moved: () => void): () => void;
  /** @returns the newest number of a stream that this server has heard of; 0 if none. */
  newest(stream: string): number;
  readonly subscribers: number;
  close(): Promise<void>;
}

/** Opens the feed of one server process; processes on the same database hear each other. */
export async function openFeed(db: Database, pollMs = POLL_MS): Promise<Feed> {
  const readers = new Map<string, Set<() => void>>();
  const seen = new Map<string, number>();
  const dirty = new Map<string, number>();
  let subscribers = 0;
  let flush: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;

  const tell = (streams: Iterable<string>): void => {
    const called = new Set<() => void>();
    for (const stream of streams) for (const moved of readers.get(stream) ?? []) called.add(moved);
    for (const moved of called) moved();
  };
  const poll = async (): Promise<void> => {
    const rows = await db.query<{ stream: string; seq: number }>('SELECT stream, seq FROM streams');
    notice(rows);
  };
  const notice = (rows: readonly { readonly stream: string; readonly seq: number }[]): void => {
    const moved = rows.filter(({ stream, seq }) => seq > (seen.get(stream) ?? 0));
    for (const { stream, seq } of moved) seen.set(stream, seq);
    tell(moved.map(({ stream }) => stream));
  };
  const send = async (): Promise<void> => {
    const moved = [...dirty].map(([stream, seq]) => ({ stream, seq }));
    dirty.clear();
    for (let n = 0; n < moved.length; n += PER_PAYLOAD)
      await db.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(moved.slice(n, n + PER_PAYLOAD))]);
  };
  const heard = (payload: string): void => {
    const moved: unknown = JSON.parse(payload);
    if (Value.Check(Payload, moved)) notice(moved);
  };

  await poll();
  const stopListening = await db.listen(CHANNEL, heard);
  const timer = setInterval(() => {
    if (subscribers === 0 || polling) return;
    polling = poll()
      .catch(() => undefined)
      .finally(() => (polling = undefined));
  }, pollMs);
  timer.unref();

  return {
    announce: (moved) => {
      for (const [stream, seq] of moved) dirty.set(stream, Math.max(seq, dirty.get(stream) ?? 0));
      if (moved.size === 0) return;
      flush ??= setTimeout(() => {
        flush = undefined;
        // what is not told now is found by the next look at `streams`
        void send().catch(() => undefined);
      }, COALESCE_MS);
      flush.unref();
    },
    subscribe: (streams, moved) => {
      for (const stream of streams) readers.set(stream, (readers.get(stream) ?? new Set()).add(moved));
      subscribers += 1;
      return () => {
        for (const stream of streams) {
          const set = readers.get(stream);
          if (!set?.delete(moved)) continue;
          if (set.size === 0) readers.delete(stream);
        }
        subscribers -= 1;
      };
    },
    newest: (stream) => seen.get(stream) ?? 0,
    get subscribers() {
      return subscribers;
    },
    close: async () => {
      clearInterval(timer);
      clearTimeout(flush);
      await polling;
      await stopListening();
    },
  };
}
