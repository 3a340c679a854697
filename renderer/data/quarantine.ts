/** What a person decides on a change that head office refused. */
import { v7 as newId } from 'uuid';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { contentOf, discard, retry, stamp } from '#shared/sync/replica.ts';
import { change, type Store } from '#shared/sync/store.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { QuarantineItem } from './desk-types.ts';
import type { DeskDatabase } from './journal/database.ts';

type Item = Pick<QuarantineItem, 'collection' | 'id'>;

/** Sends the change again as it stands. `not_found` when it is not in the quarantine any more. */
export async function retryItem(store: Store | undefined, item: Item): Promise<Result<void>> {
  let done = false;
  if (store) {
    await change(store, item.id, (doc) => {
      done = doc?.unsent === 3;
      return doc && done ? retry(doc, newId()) : null;
    });
  }
  return done ? ok(undefined) : fail('not_found');
}

/** @returns whether the document waits only for another number: head office has none of it. */
const lacksNumber = (doc: StoredDoc | undefined): doc is StoredDoc =>
  doc?.unsent === 3 &&
  !doc._deleted &&
  doc.sync?.problem?.code === 'number_taken' &&
  !doc.sync.base &&
  !doc.sync.master;

/**
 * Sends what was refused for its number under another one.
 * @param number of `takeNewNumber`; @param seen the refused one
 */
export async function renumberItem(
  store: Store | undefined,
  item: Item,
  { seen, number }: { readonly seen: string; readonly number: string },
): Promise<Result<void>> {
  let done = false;
  if (store) {
    await change(store, item.id, (doc) => {
      done = lacksNumber(doc) && doc['number'] === seen;
      return doc && done ? stamp(doc, { ...contentOf(doc), number }, false, newId()) : null;
    });
  }
  return done ? ok(undefined) : fail('changed_meanwhile', 'retryable');
}

/** Gives the change up. What was given up is noted first, so that no text is ever gone without a trace. */
export async function discardItem(
  store: Store | undefined,
  db: DeskDatabase,
  item: Item,
  decision: { readonly at: string; readonly by: string; readonly reason: string },
): Promise<Result<void>> {
  const refused = (await store?.get([item.id]))?.get(item.id);
  if (!store || refused?.unsent !== 3) return fail('not_found');
  const note = await db.notes.add({
    ...decision,
    kind: 'discarded',
    collection: item.collection,
    documentId: item.id,
    value: contentOf(refused),
  });
  let done = false;
  await change(store, item.id, (doc) => {
    done = doc?.unsent === 3 && doc.rev === refused.rev;
    return doc && done ? discard(doc) : null;
  });
  if (done) return ok(undefined);
  // nothing was given up: there is nothing to have on record
  await db.notes.delete(note);
  return fail('changed_meanwhile', 'retryable');
}
