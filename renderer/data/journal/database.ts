/**
 * The desk's own database, apart from the collections: what was saved and is not at head office yet, the counters of
 * numbers on paper, drafts, notes on the quarantine, preferences, and who this desk is.
 */
import { Dexie, type Table } from 'dexie';
import type { Draft } from '../desk-types.ts';
import type { Entry } from './entry.ts';

export interface Counter {
  /** `<branch>-<desk>-<prefix>`, as in `NGW-D1-K`. */
  readonly key: string;
  /** The last number given out. */
  readonly last: number;
}

/** A draft with its owner: one person's are never read for another. */
export interface StoredDraft extends Draft {
  readonly userId: string;
}

/** What a person decided on a refused change, or what a merge did not take. */
export interface Note {
  readonly n?: number;
  readonly at: string;
  readonly kind: 'discarded' | 'merged';
  readonly collection: string;
  readonly documentId: string;
  readonly by: string;
  readonly reason: string;
  /** The content that was given up. */
  readonly value: unknown;
  /** Of a merge: 0 intended, 1 stored, 2 stored and kept here because it may not be recorded in the timeline. */
  readonly landed?: 0 | 1 | 2;
}

export interface Setting {
  readonly key: string;
  readonly value: unknown;
}

export const DESK_DATABASE = 'loket-desk';

export class DeskDatabase extends Dexie {
  declare readonly entries: Table<Entry, number, Omit<Entry, 'seq'>>;
  declare readonly counters: Table<Counter, string>;
  declare readonly drafts: Table<StoredDraft, [string, string]>;
  declare readonly notes: Table<Note, number>;
  declare readonly settings: Table<Setting, string>;
  /** The newest version that this program knows. */
  readonly newest = 1;

  constructor(name = DESK_DATABASE) {
    // what is shown as saved has to be on the disk, not in the system's cache
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(this.newest).stores({
      entries: '++seq, id, applied',
      counters: 'key',
      drafts: '[userId+id], userId',
      notes: '++n, documentId',
      settings: 'key',
    });
  }

  /** @returns what was stored under `key`; its shape is the caller's to know. */
  async setting<T>(key: string): Promise<T | undefined> {
    return (await this.settings.get(key))?.value as T | undefined;
  }

  async set(key: string, value: unknown): Promise<void> {
    await this.settings.put({ key, value });
  }
}
