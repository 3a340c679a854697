/** RxDB schemas of the collections: only open fields are declared, the rest is content that the store does not look at. */
import type { RxJsonSchema } from 'rxdb';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import type { StoredDoc } from '#shared/sync/document.ts';

const bounded = (maximum: number) => ({ type: 'integer', minimum: 0, maximum, multipleOf: 1 }) as const;

/** Envelope fields that stay readable, beside the collection's own open fields. */
export const OPEN_ENVELOPE = {
  id: { type: 'string', maxLength: 64 },
  unsent: bounded(3),
} as const;

/** @returns the fields of a collection that may be named in a query or an index. */
export const openFieldsOf = (collection: CollectionName): ReadonlySet<string> =>
  new Set([...Object.keys(OPEN_ENVELOPE), ...Object.keys(COLLECTIONS[collection].openFields)]);

/** @param schemas versions to open by; the product's own unless said. @returns the schema of a collection; every index field is required, as Dexie demands. */
export function schemaOf(collection: CollectionName, schemas: Schemas = SCHEMAS): RxJsonSchema<StoredDoc> {
  const { openFields, indexes } = COLLECTIONS[collection];
  const { version } = schemas[collection];
  const properties = { ...OPEN_ENVELOPE, ...openFields };
  const schema = {
    title: collection,
    version,
    primaryKey: 'id',
    type: 'object',
    properties,
    required: Object.keys(properties),
    indexes: [['unsent'], ...indexes.map((index) => [...index])],
  };
  return schema as unknown as RxJsonSchema<StoredDoc>;
}
