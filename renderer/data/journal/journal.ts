/** Saved means that it stands here: entry, counters and consumed draft in one durable transaction. */
import { Dexie } from 'dexie';
import type { DeskDatabase } from './database.ts';
import type { Entry, EntryStore } from './entry.ts';
import { reached } from './steps.ts';

export interface SaveRequest {
  readonly entry: Omit<Entry, 'seq' | 'applied'>;
  /** Numbers given out, by counter: from which value, to which. */
  readonly counters: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  readonly draft?: { readonly userId: string; readonly id: string };
}

/** Another writer has used numbers meanwhile: form them anew and save again. */
export class CounterMoved extends Error {}

export class Journal implements EntryStore {
  readonly #db: DeskDatabase;

  constructor(db: DeskDatabase) {
    this.#db = db;
  }

  /** @returns the last number that `key` has given out; 0 when none. */
  async lastNumber(key: string): Promise<number> {
    return (await this.#db.counters.get(key))?.last ?? 0;
  }

  /**
   * All or nothing. Throws `CounterMoved`, or what IndexedDB throws; whether the entry stands is then to be asked by
   * `has`.
   */
  async save({ entry, counters, draft }: SaveRequest): Promise<Entry> {
    const db = this.#db;
    await reached('before saving');
    const saved = await db.transaction('rw', db.entries, db.counters, db.drafts, async () => {
      for (const [key, { from, to }] of counters) {
        const last = (await db.counters.get(key))?.last ?? 0;
        if (last !== from) throw new CounterMoved(key);
        await db.counters.put({ key, last: to });
        await Dexie.waitFor(reached(`counter ${key}`));
      }
      const row = { ...entry, applied: 0 as const };
      const seq = await db.entries.add(row);
      await Dexie.waitFor(reached('entry'));
      if (draft) {
        await db.drafts.delete([draft.userId, draft.id]);
        await Dexie.waitFor(reached('draft'));
      }
      return { ...row, seq };
    });
    await reached('saved');
    return saved;
  }

  /** @returns whether an entry of this id has been saved. */
  async has(id: string): Promise<boolean> {
    return (await this.#db.entries.where('id').equals(id).count()) > 0;
  }

  all(): Promise<readonly Entry[]> {
    return this.#db.entries.orderBy('seq').toArray();
  }

  async markApplied(entry: Entry): Promise<void> {
    await this.#db.entries.put(entry);
  }

  async remove(seqs: readonly number[]): Promise<void> {
    await this.#db.entries.bulkDelete([...seqs]);
  }
}
