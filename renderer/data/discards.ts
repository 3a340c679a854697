/** What people on this PC gave up of what head office had refused, with the reason: the desk's own record of it. */
import type { Content } from '#shared/sync/document.ts';
import type { DiscardedItem } from './desk-types.ts';
import type { DeskDatabase, Note } from './journal/database.ts';
import { Cell } from './live.ts';

const itemOf = ({ n, collection, documentId, at, by, reason, value }: Note): DiscardedItem => ({
  key: String(n),
  collection,
  id: documentId,
  at,
  by,
  reason,
  content: value as Content,
});

export class Discards {
  /** Newest first, everybody's on this PC. */
  readonly all = new Cell<readonly DiscardedItem[]>([]);
  readonly #db: Pick<DeskDatabase, 'notes'>;

  constructor(db: Pick<DeskDatabase, 'notes'>) {
    this.#db = db;
  }

  /** To be called when the desk is open and after each discard. A database that cannot be read leaves the list. */
  async load(): Promise<void> {
    const notes = await this.#db.notes.toArray().catch(() => undefined);
    if (!notes) return;
    this.all.set(
      notes
        .filter(({ kind }) => kind === 'discarded')
        .reverse()
        .map(itemOf),
    );
  }
}
