import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { migrateAll, strategiesOf } from './migrating.ts';
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
 * Opens the collections of one PC and branch, and brings them to the newest schema; at most 13 collections fit into
 * one page. Rejects when that fails, with everything closed and nothing lost.
 * @param name the same for the same desk and branch; letters, digits and hyphens
 */
export async function openCollections(
  name: string,
  storage: RxStorage<unknown, unknown>,
  schemas: Schemas = SCHEMAS,
): Promise<CollectionDatabase> {
  const db: RxDatabase = await createRxDatabase({
    name,
    storage,
    // one window only (Web Lock): electing a leader would cost 0.2 s and win nothing
    multiInstance: false,
    eventReduce: true,
  });
  const definitions = COLLECTION_NAMES.map((collection) => {
    const schema = schemaOf(collection, schemas);
    const migrationStrategies = strategiesOf(collection, schemas);
    return [collection, { schema, migrationStrategies, autoMigrate: false }] as const;
  });
  let collections: Collections;
  try {
    const added = await db.addCollections(Object.fromEntries(definitions));
    await migrateAll(added);
    collections = added as unknown as Collections;
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
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
