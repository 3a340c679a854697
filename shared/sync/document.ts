/**
 * The replication envelope of every document (see SPEC.md, "State").
 * The sync state of a document lives in the document itself.
 */

/** 0 clean, 1 edited while an older own revision (`flight`) is unanswered, 2 unsent, 3 rejected (quarantine). */
export type Unsent = 0 | 1 | 2 | 3;

/** Content fields of any collection: everything that is not part of the envelope. */
export interface Content {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What head office owns and sets; it changes with `ver` and takes no part in merges. */
export interface ServerOwned {
  /** ISO 8601 UTC: when head office stored this version. */
  readonly at?: string;
  /** Streams in which the document stands, as far as the reader may know. */
  readonly streams?: readonly string[];
}

/** One version of a document as it travels and as it is kept as base, flight or master. */
export interface Snapshot extends Content {
  /** Token of this write, made by its writer; one rev has one content for ever. */
  readonly rev: string;
  /** Head office's counter for this document; 0 = never stored there. */
  readonly ver: number;
  readonly _deleted: boolean;
  readonly server?: ServerOwned;
}

export interface Problem {
  readonly code: string;
  readonly field?: string;
}

export interface SyncState {
  /** Newest head-office version that the local state descends from; null when the document was made here. */
  readonly base: Snapshot | null;
  /** An older own revision that may have reached head office and has no answer yet. Present exactly in state 1. */
  readonly flight: Snapshot | null;
  /** A head-office version newer than `base` seen by a pull and not merged yet. */
  readonly master: Snapshot | null;
  readonly problem: Problem | null;
  /**
   * An own version that was unanswered when the document had left this desk's scope: head office may have it. It is asked
   * for first when the document is here again, lest an own change be taken for another's (rule 15). Null once that was done.
   */
  readonly doubt?: Snapshot | null;
  /** Epoch since which `base` and `master` count: in it, head office was asked what became of the document (rule 24). */
  readonly asked?: string;
}

/** A document as the desk stores it. */
export interface StoredDoc extends Snapshot {
  readonly unsent: Unsent;
  /** Absent when clean. */
  readonly sync?: SyncState;
}

/** Who wrote a version, and at which desk where that is on record. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly desk?: string;
}

/** What a merge did not take: kept for the history, so that no typed value ever disappears without a trace. */
export interface NotTaken {
  /** Derived from the document and both revs: the same merge made twice gives the same entry. */
  readonly id: string;
  readonly documentId: string;
  readonly field: string;
  /** Whose value lost. */
  readonly side: 'local' | 'master';
  readonly value: unknown;
  readonly taken: unknown;
  /** What both sides began with; null when that is not known. */
  readonly base: unknown;
  readonly localRev: string;
  readonly masterRev: string;
  /** `updatedBy` and `updatedAt` of the side that lost. */
  readonly by?: Author;
  readonly at?: string;
  /** The same of the side whose value was taken. */
  readonly takenBy?: Author;
  readonly takenAt?: string;
  /** The clocks do not decide: a person should look at it. */
  readonly uncertain: boolean;
}

export interface Merged {
  readonly content: Content;
  readonly deleted: boolean;
  readonly history: readonly NotTaken[];
}

/** Pure, repeatable three-way merge; `base` is null when both sides made the document or the base is unknown. */
export type Merge = (base: Snapshot | null, local: Snapshot, master: Snapshot) => Merged;
