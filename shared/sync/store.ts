/** What the replicator stands on: a store of documents with compare-and-set, and a way to head office. */
import type { Content, StoredDoc } from './document.ts';
import type { Checkpoint, PushRow } from './messages.ts';

/** Where a collection stands in head office's streams, and under which circumstances it got there. */
export interface Position {
  readonly checkpoint: Checkpoint | null;
  readonly epoch: string | null;
  readonly scope: string | null;
  /**
   * A complete pull is under way: `epoch` because head office's database was restored, `scope` because other
   * documents may be seen than before. `run` names the replicator that counts what it has seen.
   */
  readonly resync: { readonly reason: 'epoch' | 'scope'; readonly run: string } | null;
}

export const START: Position = { checkpoint: null, epoch: null, scope: null, resync: null };

export interface WriteRow {
  /** What was looked at; absent when nothing was there, not even a tombstone. */
  readonly prev?: StoredDoc | undefined;
  readonly next: StoredDoc;
}

export interface Store {
  /** Tombstones included. @returns what is stored, by id. */
  get(ids: readonly string[]): Promise<Map<string, StoredDoc>>;
  /** Rule 8: documents in states 1 and 2 by index, tombstones included. */
  unsent(limit: number): Promise<readonly StoredDoc[]>;
  /** Live documents in state 0. */
  clean(): Promise<readonly { readonly id: string; readonly rev: string }[]>;
  /**
   * Rule 4: one transaction; a row is written when its `prev` is still what is stored.
   * @returns the documents written, as stored; a missing one lost the race.
   */
  cas(rows: readonly WriteRow[]): Promise<Map<string, StoredDoc>>;
  position(): Promise<Position | null>;
  savePosition(position: Position): Promise<void>;
}

/** Answers are `unknown` because they come from outside: the replicator validates them. Any failure throws. */
export interface Net {
  push(rows: readonly PushRow[]): Promise<unknown>;
  pull(checkpoint: Checkpoint | null, limit: number): Promise<unknown>;
}

/** What a local write wants: content, or null to leave the document as it is. */
export type Wanted = { readonly content: Content; readonly deleted: boolean } | null;
