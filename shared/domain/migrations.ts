/**
 * From one version of a collection's schema to the next. The same functions go over what the desk stores, over base,
 * flight and master beneath it (rule 25) and over what the journal still holds.
 */
import type { Content, Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from './collections.ts';

/** Content of version _n_ into content of version _n_ + 1. Pure, and it never loses what a person typed. */
export type Migration = (content: Content) => Content;

export interface SchemaVersion {
  readonly version: number;
  /** `migrations[n]` leads from version n to n + 1: exactly `version` of them. */
  readonly migrations: readonly Migration[];
}

export type Schemas = Readonly<Record<CollectionName, SchemaVersion>>;

/** None so far: every collection is at its first version. */
const MIGRATIONS: Partial<Record<CollectionName, readonly Migration[]>> = {};

export const SCHEMAS = Object.fromEntries(
  COLLECTION_NAMES.map((name) => [
    name,
    { version: COLLECTIONS[name].version, migrations: MIGRATIONS[name] ?? [] },
  ]),
) as unknown as Schemas;

/** @returns `content` in the newest version. What has left the scope and has no content stays as it is. */
export function migrateContent(schema: SchemaVersion, content: Content, from: number): Content {
  if (content['createdAt'] === undefined) return content;
  return schema.migrations.slice(from).reduce((before, migrate) => migrate(before), content);
}

/** @returns a version in the newest schema; its envelope (`rev`, `ver`, `unsent`, the storage's own) is untouched. */
export function migrateVersion<V extends Snapshot>(schema: SchemaVersion, version: V, from: number): V {
  const content = contentOf(version);
  const envelope = Object.fromEntries(Object.entries(version).filter(([field]) => !(field in content)));
  return { ...migrateContent(schema, content, from), ...envelope, id: version.id } as V;
}

/** Rule 25. @returns the stored document with every version that it keeps in the newest schema. */
export function migrateStored(schema: SchemaVersion, doc: StoredDoc, from: number): StoredDoc {
  const next = migrateVersion(schema, doc, from);
  if (!doc.sync) return next;
  const version = (snapshot: Snapshot | null): Snapshot | null =>
    snapshot && migrateVersion(schema, snapshot, from);
  const { base, flight, master, doubt } = doc.sync;
  const sync = {
    ...doc.sync,
    base: version(base),
    flight: version(flight),
    master: version(master),
    ...(doubt ? { doubt: migrateVersion(schema, doubt, from) } : {}),
  };
  return { ...next, sync };
}
