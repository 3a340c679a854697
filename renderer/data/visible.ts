/** The reading layer's answer to a shared PC: of what is stored here, what the signed-in person may see. */
import type { Actor } from '#shared/domain/actor.ts';
import { type CollectionName, isCollection } from '#shared/domain/collections.ts';
import { complaintFacts, type ComplaintFacts, mayRead, readsAll } from '#shared/domain/may-read.ts';
import type { Content, StoredDoc } from '#shared/sync/document.ts';
import type { Store } from '#shared/sync/store.ts';
import type { DiscardedItem, QuarantineItem, UnsentItem } from './desk-types.ts';
import type { EntryDoc } from './journal/entry.ts';

/** Where the complaint stands on which a document hangs. */
export interface ComplaintSource {
  readonly waiting: (collection: string, id: string) => Pick<EntryDoc, 'after' | 'deleted'> | undefined;
  readonly complaints: Pick<Store, 'get'>;
}

const complaintIdOf = (doc: StoredDoc): string =>
  typeof doc['complaintId'] === 'string' ? doc['complaintId'] : '';

/** @returns whether the document has to be looked at at all; most need no question to the store. */
const hangsOn = (collection: CollectionName, doc: StoredDoc): boolean =>
  collection !== 'complaints' && complaintIdOf(doc) !== '';

async function factsOf(
  source: ComplaintSource,
  ids: ReadonlySet<string>,
): Promise<Map<string, ComplaintFacts>> {
  const facts = new Map<string, ComplaintFacts>();
  const stored = new Set<string>();
  for (const id of ids) {
    const waiting = source.waiting('complaints', id);
    if (waiting && !waiting.deleted) facts.set(id, complaintFacts(waiting.after));
    else stored.add(id);
  }
  if (stored.size > 0) {
    for (const [id, doc] of await source.complaints.get([...stored])) {
      if (!doc._deleted) facts.set(id, complaintFacts(doc));
    }
  }
  return facts;
}

/**
 * @param actor undefined while nobody is signed in: nothing is visible
 * @returns the documents that `actor` may see, in their order; at once when nothing has to be looked up
 */
export function visibleTo(
  actor: Actor | undefined,
  collection: CollectionName,
  docs: readonly StoredDoc[],
  source: ComplaintSource,
): readonly StoredDoc[] | Promise<readonly StoredDoc[]> {
  if (!actor) return [];
  if (readsAll(actor)) return docs;
  const select = (facts: ReadonlyMap<string, ComplaintFacts>): readonly StoredDoc[] =>
    docs.filter((doc) => mayRead(actor, collection, doc, (id) => facts.get(id)));
  const wanted = new Set(docs.filter((doc) => hangsOn(collection, doc)).map(complaintIdOf));
  return wanted.size === 0 ? select(new Map()) : factsOf(source, wanted).then(select);
}

/**
 * @param stored what the collection holds of it
 * @returns whether the person may work on a document: what they may not see is to a command as if it were not there
 */
export async function canSee(
  actor: Actor,
  collection: CollectionName,
  id: string,
  stored: StoredDoc | undefined,
  source: ComplaintSource,
): Promise<boolean> {
  const waiting = source.waiting(collection, id);
  const doc = waiting ? ({ ...waiting.after, unsent: 2 } as unknown as StoredDoc) : stored;
  return !doc || (await visibleTo(actor, collection, [doc], source)).length > 0;
}

type Waiting = Pick<UnsentItem, 'collection'> & { readonly doc: Content };

/** Everybody's on this PC for the supervisor, otherwise one's own: another's is still sent, and shown to its author. */
function mineOf(actor: Actor | undefined, { collection, doc }: Waiting): boolean {
  if (!actor || !isCollection(collection)) return false;
  if (readsAll(actor)) return true;
  return (doc['updatedBy'] as { readonly id?: unknown } | undefined)?.id === actor.userId;
}

/** @returns what of the unsent work the person may see. */
export const unsentOf = (actor: Actor | undefined, items: readonly UnsentItem[]): readonly UnsentItem[] =>
  items.filter((item) => mineOf(actor, item));

/** @returns what of the refused work the person may see and decide on. */
export const quarantineOf = (
  actor: Actor | undefined,
  items: readonly QuarantineItem[],
): readonly QuarantineItem[] =>
  items.filter((item) => mineOf(actor, { collection: item.collection, doc: item.mine }));

/** @returns what of the discarded work the person may see: whoever wrote it or gave it up, and the supervisor. */
export const discardedOf = (
  actor: Actor | undefined,
  items: readonly DiscardedItem[],
): readonly DiscardedItem[] =>
  items.filter(
    (item) =>
      (actor !== undefined && item.by === actor.userId) ||
      mineOf(actor, { collection: item.collection, doc: item.content }),
  );
