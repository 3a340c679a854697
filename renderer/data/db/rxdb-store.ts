/**
 * The replicator's store over an RxDB collection. Writes go to the storage below RxDB's wrapper, whose insert over a
 * tombstone is a silent overwrite and so no compare-and-set; events and queries work as always. Semi-internal:
 * rxdb-store.test.ts holds what is relied on.
 */
import {
  createRevision,
  normalizeMangoQuery,
  now,
  prepareQuery,
  type BulkWriteRow,
  type MangoQuerySelector,
  type RxDocumentData,
} from 'rxdb';
import type { StoredDoc } from '#shared/sync/document.ts';
import { fail, LoketFailure } from '#shared/errors/errors.ts';
import { knownOf } from '#shared/sync/replica.ts';
import { equal } from '#shared/sync/same.ts';
import { type Position, START, type Store, type WriteRow } from '#shared/sync/store.ts';
import { isFull } from '../storage-errors.ts';
import type { DocCollection } from './database.ts';

type Row = RxDocumentData<StoredDoc>;

export interface DeskStore extends Store {
  /** Documents in states 1 to 3, tombstones included. */
  pending(): Promise<readonly StoredDoc[]>;
}

/**
 * The position lives in the collection's own database, so that it is lost together with the documents that it speaks
 * of. A tombstone, so that no query shows it.
 */
const POSITION_ID = '~position';
const PAGE = 5000;
/** Read in the background while people work: none of them is to notice. */
const SMALL_PAGE = 1000;
const ALL = Number.MAX_SAFE_INTEGER;
const CONFLICT = 409;

export function rxdbStore(collection: DocCollection): DeskStore {
  const { storageInstance, internalStorageInstance, database, schema } = collection;
  const blank = Object.fromEntries(
    schema.jsonSchema.required
      ?.filter((field) => typeof field === 'string' && field !== 'id' && field !== 'unsent')
      .map((field) => [field, '']) ?? [],
  );

  const query = async (selector: MangoQuerySelector<Row>, index: string[], limit: number): Promise<Row[]> => {
    const sort = index.filter((field) => field !== '_deleted').map((field) => ({ [field]: 'asc' as const }));
    const wanted = { selector, sort: sort as never, index, skip: 0, limit };
    const prepared = prepareQuery(
      storageInstance.schema,
      normalizeMangoQuery(storageInstance.schema, wanted as never),
    );
    return (await storageInstance.query(prepared as never)).documents as Row[];
  };
  /** Behind a document, within its state: the order of the index. */
  const unsentBehind = (deleted: boolean, unsent: number, after: string, limit: number): Promise<Row[]> =>
    query(
      {
        _deleted: { $eq: deleted },
        unsent: { $eq: unsent },
        id: { $gt: after },
      } as unknown as MangoQuerySelector<Row>,
      ['_deleted', 'unsent', 'id'],
      limit,
    );
  const unsentRange = (deleted: boolean, to: number, limit: number): Promise<Row[]> =>
    query(
      { _deleted: { $eq: deleted }, unsent: { $gte: 1, $lte: to } } as unknown as MangoQuerySelector<Row>,
      ['_deleted', 'unsent', 'id'],
      limit,
    );

  /** Index fields have to be there, also in a tombstone that has no content. */
  const rowOf = ({ prev, next }: WriteRow): BulkWriteRow<StoredDoc> => {
    const previous = prev && (withoutSync(prev) as Row);
    const document = {
      ...blank,
      ...next,
      _attachments: {},
      _meta: { ...previous?._meta, lwt: now() },
      _rev: createRevision(database.token, previous),
    } as Row;
    if (document.sync === undefined) delete (document as { sync?: unknown }).sync;
    return previous ? { previous, document } : { document };
  };

  const cas = async (rows: readonly WriteRow[]): Promise<Map<string, StoredDoc>> => {
    const writes = rows.map(rowOf);
    const answer = await database
      .lockedRun(() => internalStorageInstance.bulkWrite(writes as never, 'replica'))
      .catch((thrown: unknown) => {
        // no room comes wrapped in the storage's own error, which is text from the Worker
        throw isFull(thrown) ? new LoketFailure(fail('storage_full').error) : thrown;
      });
    const written = new Map<string, StoredDoc>(
      writes.map(({ document }) => [document.id, document as StoredDoc]),
    );
    for (const error of answer.error) {
      if (error.status !== CONFLICT) throw new Error(`storage refused a write with ${error.status}`);
      written.delete(error.documentId);
    }
    return written;
  };

  const get = async (ids: readonly string[]): Promise<Map<string, StoredDoc>> => {
    const found = (await storageInstance.findDocumentsById([...ids], true)) as unknown as StoredDoc[];
    return new Map(found.map((doc) => [doc.id, doc]));
  };

  return {
    get,
    cas,
    async unsent(limit, after) {
      if (!after) {
        const [live, gone] = await Promise.all([unsentRange(false, 2, limit), unsentRange(true, 2, limit)]);
        return [...live, ...gone].slice(0, limit);
      }
      const found = await unsentBehind(after._deleted, after.unsent, after.id, limit);
      if (found.length < limit && after.unsent === 1)
        found.push(...(await unsentBehind(after._deleted, 2, '', limit - found.length)));
      if (found.length < limit && !after._deleted)
        found.push(...(await unsentRange(true, 2, limit - found.length)));
      return found;
    },
    async pending() {
      const found: Row[] = [];
      for (const deleted of [false, true])
        for (const unsent of [1, 2, 3])
          for (let page = await unsentBehind(deleted, unsent, '', SMALL_PAGE); page.length > 0;) {
            found.push(...page);
            const last = page.at(-1)?.id ?? '';
            page = page.length < SMALL_PAGE ? [] : await unsentBehind(deleted, unsent, last, SMALL_PAGE);
          }
      return found;
    },
    async held() {
      const held: { id: string; rev: string }[] = [];
      for await (const page of pagesOf(collection)) held.push(...page.map(({ id, rev }) => ({ id, rev })));
      const gone = await query(
        { _deleted: { $eq: true } } as unknown as MangoQuerySelector<Row>,
        ['_deleted', 'unsent', 'id'],
        ALL,
      );
      // without a version it has left the scope; the position is one of them
      const tombstones = gone.filter(({ unsent, ver }) => unsent !== 0 || ver > 0);
      return [...held, ...tombstones.map(({ id, rev }) => ({ id, rev }))];
    },
    async *known() {
      for await (const page of pagesOf(collection, SMALL_PAGE))
        yield page.flatMap((doc) => knownOf(doc) ?? []);
      const tombstones = await unsentRange(true, 3, ALL);
      yield tombstones.flatMap((doc) => knownOf(doc) ?? []);
    },
    async position() {
      const doc = (await get([POSITION_ID])).get(POSITION_ID);
      return (doc?.['position'] as Position | undefined) ?? null;
    },
    async savePosition(from, position) {
      for (;;) {
        const prev = (await get([POSITION_ID])).get(POSITION_ID);
        if (!equal((prev?.['position'] as Position | undefined) ?? START, from)) return false;
        const next: StoredDoc = {
          id: POSITION_ID,
          rev: 'position',
          ver: 0,
          _deleted: true,
          unsent: 0,
          position,
        };
        // a lost race is looked at again: what came between may be the same
        if ((await cas([prev ? { prev, next } : { next }])).has(POSITION_ID)) return true;
      }
    },
  };
}

/** Of what is replaced only its revision is compared; base and flight need not travel to the Worker and back. */
function withoutSync(doc: StoredDoc): StoredDoc {
  const { sync: _sync, ...rest } = doc;
  return rest;
}

/**
 * All live documents of a collection, page by page. What changes its state meanwhile may come twice or not at all: who
 * needs it whole also listens to the changes.
 */
export async function* pagesOf(collection: DocCollection, size = PAGE): AsyncGenerator<StoredDoc[]> {
  const { storageInstance } = collection;
  for (const unsent of [0, 1, 2, 3]) {
    let after = '';
    for (;;) {
      const wanted = {
        selector: { _deleted: { $eq: false }, unsent: { $eq: unsent }, id: { $gt: after } },
        sort: [{ unsent: 'asc' }, { id: 'asc' }],
        index: ['_deleted', 'unsent', 'id'],
        skip: 0,
        limit: size,
      };
      const filled = normalizeMangoQuery(storageInstance.schema, wanted as never);
      const prepared = prepareQuery(storageInstance.schema, filled) as never;
      const page = (await storageInstance.query(prepared)).documents as unknown as StoredDoc[];
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < size) break;
      after = last.id;
    }
  }
}
