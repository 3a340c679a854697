/**
 * Row 15: a collection whose database is damaged. What can still be read is copied into a database beside it, the
 * damaged one goes, and the collection is filled anew from head office and the journal.
 */
import { Dexie, type Table } from 'dexie';
import { directoryDatabase } from '../directory/database-name.ts';

export const RESCUE_DATABASE = 'loket-rescue';
const DOCS = 'docs';

interface Rescued {
  readonly n?: number;
  /** ISO UTC. */
  readonly at: string;
  readonly database: string;
  /** As the storage kept it. */
  readonly row: unknown;
}

class RescueDatabase extends Dexie {
  declare readonly rows: Table<Rescued, number>;

  constructor() {
    super(RESCUE_DATABASE, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ rows: '++n, database' });
  }
}

const collectionDatabase = (name: string, collection: string): RegExp =>
  new RegExp(`^rxdb-dexie-${name}--\\d+--${collection}$`);

const databaseNames = async (): Promise<string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) => name ?? []);

/** @returns whether any collection of this name is on the disk. */
export const hasCollections = async (name: string): Promise<boolean> =>
  (await databaseNames()).some((found) => found.startsWith(`rxdb-dexie-${name}--`));

/** Deletes the collections of this name from the disk, whatever state they are in, and the directory made from them. */
export async function removeCollections(name: string): Promise<void> {
  for (const found of await databaseNames())
    if (found.startsWith(`rxdb-dexie-${name}--`) || found === directoryDatabase(name))
      await Dexie.delete(found);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result), { once: true });
    request.addEventListener('error', () => reject(request.error ?? new Error('unreadable')), { once: true });
  });

/** @returns every row, or as many as could be read before the damage, and whether there is any. */
async function readable(name: string): Promise<{ readonly rows: unknown[]; readonly damaged: boolean }> {
  const rows: unknown[] = [];
  let db: IDBDatabase | undefined;
  try {
    db = await settled(indexedDB.open(name));
    const store = db.transaction(DOCS, 'readonly').objectStore(DOCS);
    const request = store.openCursor();
    for (let cursor = await settled(request); cursor; cursor = await next(request, cursor))
      rows.push(cursor.value);
    return { rows, damaged: false };
  } catch {
    return { rows, damaged: true };
  } finally {
    db?.close();
  }
}

function next(
  request: IDBRequest<IDBCursorWithValue | null>,
  cursor: IDBCursorWithValue,
): Promise<IDBCursorWithValue | null> {
  const wanted = settled(request);
  cursor.continue();
  return wanted;
}

/**
 * @param name of the collections' database
 * @param now ISO UTC
 * @returns the collections that were damaged and are gone now, with the number of rows that a copy was kept of. None:
 *   every one can be read, and nothing was touched.
 */
export async function rescueDamaged(
  name: string,
  collections: readonly string[],
  now: string,
): Promise<readonly { readonly collection: string; readonly kept: number }[]> {
  const damaged: { collection: string; kept: number }[] = [];
  const all = await databaseNames();
  for (const collection of collections) {
    for (const database of all.filter((found) => collectionDatabase(name, collection).test(found))) {
      const found = await readable(database);
      if (!found.damaged) continue;
      const copies = new RescueDatabase();
      try {
        await copies.rows.bulkAdd(found.rows.map((row) => ({ at: now, database, row })));
      } finally {
        copies.close();
      }
      await Dexie.delete(database);
      damaged.push({ collection, kept: found.rows.length });
    }
  }
  return damaged;
}
