import type { StoredDoc } from './document.ts';
import type { Transition } from './replica.ts';
import type { ReplicatorOptions } from './replicator-options.ts';
import { equal } from './same.ts';
import { type Position, START, type Store, type WriteRow } from './store.ts';

type Key = { readonly id: string };

/** The document to store instead of the one that was looked at, or null to leave it. */
export type Decide<K extends Key> = (doc: StoredDoc | undefined, key: K) => Transition | null;

/** Whether what a request was answered still counts for this desk. */
export type Counts = () => Promise<boolean>;

/**
 * For answers of a pull: whether the collection still stands where it stood when head office was asked. If not, another
 * pull has gone on meanwhile, and over what it brought this answer may be older, of another database or another scope.
 */
export const standsAt =
  (store: Store, position: Position): Counts =>
  async () =>
    equal((await store.position()) ?? START, position);

/** For single answers about documents: whether the desk still speaks to the same database with the same rights. */
export const underSame =
  (store: Store, { epoch, scope }: Position): Counts =>
  async () => {
    const now = await store.position();
    return now?.epoch === epoch && now.scope === scope && !now.resync;
  };

/** For answers of a push: whether the desk still speaks to the same database. */
export const isOfEpoch =
  (store: Store, epoch: string): Counts =>
  async () =>
    (await store.position())?.epoch === epoch;

/**
 * Rule 4: read, decide, write; again for the rows that lost the race. `counts` is asked after the documents were read:
 * who makes an answer void changes the position first and the documents then, so that one of them is noticed.
 * @param known the documents, when they were read already
 * @returns what was written; null when the answer does not count any more, and what was not written stays as it is
 */
export async function update<K extends Key>(
  { store, events }: Pick<ReplicatorOptions, 'store' | 'events'>,
  keys: readonly K[],
  known: Map<string, StoredDoc> | null,
  decide: Decide<K>,
  counts: Counts,
): Promise<readonly StoredDoc[] | null> {
  const all: StoredDoc[] = [];
  let todo = keys;
  for (let docs = known; todo.length > 0; docs = null) {
    docs ??= await store.get(todo.map((key) => key.id));
    if (!(await counts())) return null;
    const wanted = new Map<string, Transition>();
    const rows: WriteRow[] = [];
    for (const key of todo) {
      const prev = docs.get(key.id);
      const transition = decide(prev, key);
      if (!transition) continue;
      wanted.set(key.id, transition);
      rows.push(prev ? { prev, next: transition.next } : { next: transition.next });
    }
    const written = rows.length > 0 ? await store.cas(rows) : new Map<string, StoredDoc>();
    for (const [id, transition] of wanted) {
      const doc = written.get(id);
      if (doc) all.push(doc);
      if (doc && transition.history.length > 0) events?.merged?.(doc, transition.history);
    }
    todo = todo.filter((key) => wanted.has(key.id) && !written.has(key.id));
  }
  return all;
}
