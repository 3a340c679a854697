/** What the replicator stands on: a store of documents with compare-and-set, and a way to head office. */
import type { StoredDoc } from './document.ts';
import type { Checkpoint, PushRow } from './messages.ts';

/** Where a collection stands in head office's streams, and under which circumstances it got there. */
export interface Position {
  readonly checkpoint: Checkpoint | null;
  readonly epoch: string | null;
  readonly scope: string | null;
  /**
   * A complete pull is under way: `epoch` because head office's database was restored, `scope` because other
   * documents may be seen than before. `run` tells one such pull from the next.
   */
  readonly resync: { readonly reason: 'epoch' | 'scope'; readonly run: string } | null;
  /** An empty desk is being filled by blocks: the last id it has, and where the first block stood (rule 41). */
  readonly snapshot?: { readonly after: string; readonly checkpoint: Checkpoint } | null;
}

export const START: Position = { checkpoint: null, epoch: null, scope: null, resync: null, snapshot: null };

export interface WriteRow {
  /** What was looked at; absent when nothing was there, not even a tombstone. */
  readonly prev?: StoredDoc | undefined;
  readonly next: StoredDoc;
}

export interface Store {
  /** Tombstones included. @returns what is stored, by id. */
  get(ids: readonly string[]): Promise<Map<string, StoredDoc>>;
  /**
   * Rule 8: documents in states 1 and 2 by index, tombstones included.
   * @param after what was the last one of the page before; what has changed its state since may stand before it
   */
  unsent(limit: number, after?: StoredDoc): Promise<readonly StoredDoc[]>;
  /** Every live document, and the tombstones that head office or nobody yet has answered; not what has left the scope. */
  held(): Promise<readonly { readonly id: string; readonly rev: string }[]>;
  /**
   * Rule 26: the versions of head office that the desk holds, page by page: clean documents, and under unsent or
   * refused ones the base. What head office never had, what is deleted there and what has left the scope is not in it.
   */
  known(): AsyncIterable<readonly { readonly id: string; readonly rev: string }[]>;
  /**
   * Rule 4: one transaction; a row is written when its `prev` is still what is stored.
   * @returns the documents written, as stored; a missing one lost the race.
   */
  cas(rows: readonly WriteRow[]): Promise<Map<string, StoredDoc>>;
  position(): Promise<Position | null>;
  /**
   * Only from `prev`, compared by content: a pull that has gone on meanwhile is not undone.
   * @param prev what was read, `START` when there was none
   * @returns whether it was written
   */
  savePosition(prev: Position, next: Position): Promise<boolean>;
}

/** Answers are `unknown` because they come from outside: the replicator validates them. Any failure throws. */
export interface Net {
  push(rows: readonly PushRow[]): Promise<unknown>;
  pull(checkpoint: Checkpoint | null, limit: number): Promise<unknown>;
  snapshot(after: string | null, limit: number): Promise<unknown>;
  digest(checkpoint: Checkpoint, list: readonly number[]): Promise<unknown>;
  fetch(ids: readonly string[]): Promise<unknown>;
}

/**
 * Rule 4: read, decide, write; again when another writer came between.
 * @param decide the wanted document, or null to leave it as it is
 * @returns what is stored now
 */
export async function change(
  store: Store,
  id: string,
  decide: (doc: StoredDoc | undefined) => StoredDoc | null,
): Promise<StoredDoc | undefined> {
  for (;;) {
    const prev = (await store.get([id])).get(id);
    const next = decide(prev);
    if (!next) return prev;
    const written = (await store.cas([prev ? { prev, next } : { next }])).get(id);
    if (written) return written;
  }
}
