/** What happens in a collection, event by event. */
import type { RxChangeEventBulk, RxStorageChangeEvent } from 'rxdb';
import { mergeMap, type Observable } from 'rxjs';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DocCollection } from './database.ts';

/**
 * In place of RxDB's `collection.$`: RxDB 17.6 keeps every event that it ever handed out there (`EVENT_BULK_CACHE`), and
 * with it both versions of each document that changed, until the window closes; also for whoever signs in next.
 *
 * @returns every change of the collection's documents, from now on
 */
export const changesOf = (collection: DocCollection): Observable<RxStorageChangeEvent<StoredDoc>> =>
  collection.eventBulks$.pipe(mergeMap((bulk: RxChangeEventBulk<StoredDoc>) => bulk.events));
