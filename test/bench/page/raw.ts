/** What IndexedDB itself takes, with the durability that the product asks for. */
import type { SnapshotResponse } from '#shared/sync/messages.ts';
import { ask, timed } from './office.ts';

const BLOCK = 2000;

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });

export interface Raw {
  /** Fetches and stores all blocks. @returns ms */
  fill(): Promise<number>;
  /** One document in a transaction of its own. @returns ms */
  write(doc: { readonly id: string; readonly [field: string]: unknown }): Promise<number>;
  remove(): Promise<void>;
}

export async function openRaw(name: string): Promise<Raw> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('docs', { keyPath: 'id' }),
    );
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
  });
  const put = async (docs: readonly unknown[]): Promise<void> => {
    const transaction = db.transaction('docs', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('docs');
    for (const doc of docs) store.put(doc);
    await ended(transaction);
  };
  return {
    fill: () =>
      timed(async () => {
        let after: string | null = null;
        do {
          const block: SnapshotResponse = await ask('/api/sync/customers/snapshot', { after, limit: BLOCK });
          await put(block.rows);
          after = block.next;
        } while (after !== null);
      }),
    write: (doc) => timed(() => put([doc])),
    async remove() {
      db.close();
      indexedDB.deleteDatabase(name);
    },
  };
}
