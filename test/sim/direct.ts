/** Writes that the domain allows and no command makes yet: journalled in the way of the product's runner. */
import type { Actor } from '#shared/domain/actor.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { contentOf, snapshotOf } from '#shared/sync/replica.ts';
import type { Store } from '#shared/sync/store.ts';
import type { Applier } from '#renderer/data/journal/applier.ts';
import type { SimulatedJournal } from './disk.ts';
import type { SimCollection } from './people.ts';

export interface Direct {
  readonly collection: SimCollection;
  readonly id: string;
  /** What to change, at a time that the desk's clock says. */
  readonly changes: Readonly<Record<string, unknown>> | ((at: string) => Readonly<Record<string, unknown>>);
  readonly deleted?: boolean;
}

interface Parts {
  readonly journal: SimulatedJournal;
  readonly applier: Applier;
  readonly stores: ReadonlyMap<string, Store>;
  readonly newId: () => string;
  readonly now: () => string;
  readonly actor: () => Actor;
}

/** @returns a writer of single documents; it gives the id of the saved entry, or null when nothing is there to change. */
export function writeDirectly({ journal, applier, stores, newId, now, actor }: Parts) {
  return async ({ collection, id, changes, deleted = false }: Direct): Promise<string | null> => {
    await applier.queued();
    const waiting = applier.waiting(collection, id);
    const stored = waiting ? undefined : (await stores.get(collection)?.get([id]))?.get(id);
    const base: Snapshot | undefined = waiting
      ? { ...waiting.after, rev: waiting.rev, ver: 0, _deleted: waiting.deleted }
      : stored && snapshotOf(stored);
    if (!base || base._deleted) return null;
    const [at, entryId, { userId, name }] = [now(), newId(), actor()];
    const after: Content = {
      ...contentOf(base),
      ...(typeof changes === 'function' ? changes(at) : changes),
      id,
      updatedBy: { id: userId, name },
      updatedAt: at,
      command: { id: entryId, parts: 1 },
    };
    const doc = { collection, id, rev: newId(), base, after, deleted };
    const entry = { id: entryId, command: 'direct', userId, at, docs: [doc] };
    try {
      applier.enqueue(await journal.save({ entry, counters: new Map() }));
    } catch (thrown) {
      applier.doubt();
      if (!(await journal.has(entryId).catch(() => false))) throw thrown;
    }
    return entryId;
  };
}
