import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { schemaOf } from './schema.ts';

export type DocCollection = RxCollection<StoredDoc>;
export type Collections = Readonly<Record<CollectionName, DocCollection>>;

export interface CollectionDatabase {
  readonly collections: Collections;
  close(): Promise<void>;
  /** Deletes everything of this database from the disk. */
  remove(): Promise<void>;
}

/**
 * Opens the collections of one PC and branch; at most 13 collections fit into one page.
 * @param name the same for the same desk and branch; letters, digits and hyphens
 */
export async function openCollections(
  name: string,
  storage: RxStorage<unknown, unknown>,
): Promise<CollectionDatabase> {
  const db: RxDatabase = await createRxDatabase({
    name,
    storage,
    // one window only (Web Lock): electing a leader would cost 0.2 s and win nothing
    multiInstance: false,
    eventReduce: true,
  });
  const collections = (await db.addCollections(
    Object.fromEntries(COLLECTION_NAMES.map((collection) => [collection, { schema: schemaOf(collection) }])),
  )) as unknown as Collections;
  return {
    collections,
    async close() {
      await db.close();
    },
    async remove() {
      await db.remove();
    },
  };
}
