/** Bringing collections to a newer schema, and refusing to touch what a newer Loket wrote. */
import { addRxPlugin, type MigrationStrategies, type RxCollection } from 'rxdb';
import { getOldCollectionMeta, RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import { migrateStored, type Schemas } from '#shared/domain/migrations.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { schemaOf } from './schema.ts';

addRxPlugin(RxDBMigrationSchemaPlugin);

const BATCH = 200;

/** Which version each collection has on this disk. */
export type Versions = Readonly<Record<string, number>>;

export interface Format {
  /** What this data may be opened by: written before a migration begins, so that nothing older opens half of it. */
  readonly collections: Versions;
  /** While a migration is under way: what it began from. */
  readonly from?: Versions;
}

export const versionsOf = (schemas: Schemas): Versions =>
  Object.fromEntries(COLLECTION_NAMES.map((name) => [name, schemas[name].version]));

/**
 * @param stored what stands on the disk; undefined before this was kept: the first version of everything
 * @returns `newer`: written by a newer Loket, not to be opened. `older`: a migration is due or was interrupted.
 */
export function compareFormat(stored: Format | undefined, schemas: Schemas): 'same' | 'newer' | 'older' {
  const now = versionsOf(schemas);
  const held = stored?.collections ?? {};
  if (Object.entries(held).some(([name, version]) => (now[name] ?? -1) < version)) return 'newer';
  const begun = stored?.from ?? held;
  return COLLECTION_NAMES.some((name) => (begun[name] ?? 0) < (now[name] ?? 0)) ? 'older' : 'same';
}

/** @returns RxDB's strategies for a collection: the document with base, flight and master (rule 25). */
export function strategiesOf(name: CollectionName, schemas: Schemas): MigrationStrategies<StoredDoc> {
  const schema = schemas[name];
  const { required = [] } = schemaOf(name, schemas);
  // an index field has to be there, also in a tombstone without content
  const blank = Object.fromEntries(
    required.filter((field) => field !== 'id' && field !== 'unsent').map((field) => [String(field), '']),
  );
  return Object.fromEntries(
    schema.migrations.map((_, index) => {
      const only = { version: index + 1, migrations: schema.migrations.slice(0, index + 1) };
      const strategy = (doc: StoredDoc): StoredDoc => ({ ...blank, ...migrateStored(only, doc, index) });
      return [index + 1, strategy];
    }),
  );
}

/** Rejects when one fails; what is done stays done, and the next start goes on. */
export async function migrateAll(collections: Readonly<Record<string, RxCollection>>): Promise<void> {
  for (const collection of Object.values(collections)) {
    if (!(await collection.migrationNeeded())) continue;
    const state = collection.getMigrationState();
    // not `migratePromise`: once a migration has failed, that one answers with the failure of then for ever
    await state.startMigration(BATCH);
    if (await getOldCollectionMeta(state)) throw new Error(`${collection.name} could not be migrated`);
  }
}
