import type { Content, Snapshot } from '#shared/sync/document.ts';

/** One document of a command, as it is to be written. */
export interface EntryDoc {
  readonly collection: string;
  readonly id: string;
  /** Token of this write, given when it is journalled. */
  readonly rev: string;
  /** The version that the command read; null when it made the document. */
  readonly base: Snapshot | null;
  readonly after: Content;
  readonly deleted: boolean;
  /** Schema version of `after` and `base`; absent for the first one. */
  readonly version?: number;
  /** Rev under which it stands in the collection since it was applied; differs from `rev` after a merge. */
  readonly appliedAs?: string;
  /** Applied once, and the collection has lost it: to be applied again. */
  readonly lost?: true;
}

/** A command that has been saved. */
export interface Entry {
  /** Order of saving; given by the journal's store. */
  readonly seq: number;
  readonly id: string;
  readonly command: string;
  /** Who ran it. */
  readonly userId: string;
  /** ISO UTC. */
  readonly at: string;
  readonly docs: readonly EntryDoc[];
  /** 0: to be applied to the collections. 1: applied, head office may not have it yet. */
  readonly applied: 0 | 1;
}

/** An applied entry of which head office may not have everything: the journal has the rest of it. */
export interface Applied {
  readonly seq: number;
  readonly docs: readonly Pick<EntryDoc, 'collection' | 'id'>[];
}

/** @returns what is kept of an entry in memory until head office has it. */
export const unconfirmed = ({ seq, docs }: Entry): Applied => ({
  seq,
  docs: docs.map(({ collection, id }) => ({ collection, id })),
});

/** The journal's durable part that application needs. */
export interface EntryStore {
  /** Every entry, by `seq`. */
  all(): Promise<readonly Entry[]>;
  markApplied(entry: Entry): Promise<void>;
  remove(seqs: readonly number[]): Promise<void>;
}
