import type { CollectionName } from '#shared/domain/collections.ts';
import type { Queryable } from '../db/database.ts';
import { departure } from './pull.ts';

export interface FetchOptions {
  readonly collection: CollectionName;
  /** What the asking person may see. */
  readonly streams: readonly string[];
  readonly ids: readonly string[];
}

/**
 * @returns one wire document as JSON text for each of `ids`, in their order: the stored version, tombstones
 *   included, or the same departure for what is missing and for what is another's (rule 26)
 */
export async function fetchVersions(db: Queryable, options: FetchOptions): Promise<string[]> {
  const { collection, streams, ids } = options;
  // PostgreSQL has no text with the character 0, so nothing is stored under such an id
  const askable = ids.filter((id) => !id.includes('\0'));
  const rows = await db.query<{ id: string; data: string }>(
    `SELECT d.* FROM unnest($2::text[]) AS w (id) CROSS JOIN LATERAL (
       SELECT id, data FROM documents WHERE collection = $1 AND documents.id = w.id AND EXISTS (
         SELECT 1 FROM placements p
         WHERE p.stream = ANY ($3::text[]) AND p.collection = $1 AND p.id = w.id AND NOT p.gone) OFFSET 0) AS d`,
    [collection, askable, streams],
  );
  const found = new Map(rows.map(({ id, data }) => [id, data]));
  return ids.map((id) => found.get(id) ?? departure(id, ''));
}
