/** What screens see of the way to head office: its state in words, and what waits or was refused. */
import type { LoketError, Result } from '#shared/errors/errors.ts';
import type { Content, StoredDoc } from '#shared/sync/document.ts';
import type { Live } from '../desk-types.ts';

/**
 * The status bar's one sentence (ux.md, "The language of sync"), the most pressing kind. `receiving`: there is more at
 * head office than one page, as after a long absence.
 */
export type SyncKind =
  | 'first-sync'
  | 'sign-in-expired'
  | 'protocol-too-old'
  | 'offline'
  | 'unreachable'
  | 'sending'
  | 'receiving'
  | 'synced';

/** A merge that needed no one: "Digabung otomatis dengan perubahan Budi". */
export interface MergeNote {
  readonly collection: string;
  readonly id: string;
  readonly at: string;
  /** Person of the other change; empty when unknown. */
  readonly by: string;
  /** Fields in which a value was not taken. */
  readonly fields: readonly string[];
}

/** What this desk holds was compared with head office's summaries (SPEC.md, rule 26). */
export interface Checked {
  readonly at: string;
  /** Documents that differed and were asked for anew: 0 when both held the same. */
  readonly repaired: number;
}

export interface SyncStatus {
  readonly kind: SyncKind;
  /** Changes saved here that head office does not have yet. */
  readonly pending: number;
  /** Rows in the request that is under way; 0 when none. */
  readonly sending: number;
  /** Changes that head office refused and nobody has decided on. */
  readonly rejected: number;
  /** Since when there is no connection (kinds `offline` and `unreachable`). */
  readonly since: string | null;
  /** When everything was last in agreement with head office; null before the first time. */
  readonly dataAsOf: string | null;
  /** Next automatic try (kind `unreachable`). */
  readonly retryAt: string | null;
  /** Why not connected: `network`, `timeout`, `portal` (an answer that is not head office's), `server_busy`, … */
  readonly reason: LoketError | null;
  /** Kinds `first-sync` and `receiving`: the collection that is being fetched. `total` is 0 while unknown. */
  readonly progress: { readonly collection: string; readonly done: number; readonly total: number } | null;
  /** Newest first, at most 20, of this window. */
  readonly merged: readonly MergeNote[];
  readonly storageLow: boolean;
  readonly clock: ClockState;
  /** The last comparison with head office's summaries; null before the first one of this window. */
  readonly checked: Checked | null;
}

/** Desk clock against head office's. */
export interface ClockState {
  /** Head office minus desk, ms. 0 before the first measurement. */
  readonly offset: number;
  /** Half of the round trip of the best measurement, ms; Infinity before the first one. */
  readonly uncertainty: number;
  /** Wrong by more than two minutes: say so. */
  readonly skewed: boolean;
}

export interface UnsentItem {
  readonly collection: string;
  readonly id: string;
  readonly unsent: 1 | 2;
  readonly deleted: boolean;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** What names it to a person, and who wrote it; not the whole document. */
  readonly doc: Content;
}

export interface QuarantineItem {
  readonly collection: string;
  readonly id: string;
  /** Head office's code, or `moved` when the document left this branch. */
  readonly code: string;
  readonly field?: string;
  /** The change that was refused. */
  readonly mine: StoredDoc;
  /** Head office's newest version that is known here; null when there is none. */
  readonly theirs: Content | null;
  readonly base: Content | null;
}

/** A refused change that a person gave up. */
export interface DiscardedItem {
  /** Tells two discards of the same document apart. */
  readonly key: string;
  readonly collection: string;
  readonly id: string;
  /** When, ISO UTC, and which user. */
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** What was given up. */
  readonly content: Content;
}

export interface DeskSync {
  readonly state: Live<SyncStatus>;
  readonly unsent: Live<readonly UnsentItem[]>;
  readonly quarantine: Live<readonly QuarantineItem[]>;
  /** What was given up on this PC, newest first: one's own, for the supervisor everybody's. */
  readonly discarded: Live<readonly DiscardedItem[]>;
  /** Online: starts a round now and resolves when it ended. */
  sendNow(): Promise<Result<void>>;
  /** Online: compares everything that is held here with head office, and mends what differs. */
  check(): Promise<Result<Checked>>;
  /** Sends a refused change again as it stands. */
  retry(item: Pick<QuarantineItem, 'collection' | 'id'>): Promise<Result<void>>;
  /**
   * Sends what head office refused for its number (`number_taken`) under the next number of this desk.
   * @returns the new number; `desk_code_needed` while this PC may form none
   */
  renumber(item: Pick<QuarantineItem, 'collection' | 'id'>): Promise<Result<string>>;
  /** Gives a refused change up for head office's version. The text given up stays in the journal's notes with its reason. */
  discard(item: Pick<QuarantineItem, 'collection' | 'id'>, reason: string): Promise<Result<void>>;
}
