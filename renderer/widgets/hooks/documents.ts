/** Documents of the desk with their domain types. What is read was checked when it was written. */
import { useMemo } from 'react';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import { referenceView, type ReferenceView } from '#shared/domain/reference-view.ts';
import type { Reference } from '#shared/domain/reference.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { ListQuery, Loaded } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';

/** A document as its collection's type, with its sync state. */
export type DocOf<C extends CollectionName> = ContentOf<C> &
  Pick<StoredDoc, 'unsent' | 'rev' | 'ver' | 'sync' | 'server'>;

const NONE: Loaded<StoredDoc | undefined> = { loading: false, value: undefined };

/** @param id `''` reads nothing. */
export function useDoc<C extends CollectionName>(collection: C, id: string): Loaded<DocOf<C> | undefined> {
  const desk = useDesk();
  const live = useMemo(() => desk.doc(collection, id || '-'), [desk, collection, id]);
  const loaded = useLive(live);
  return (id ? loaded : NONE) as Loaded<DocOf<C> | undefined>;
}

/** @param query may be a new object at every call; it counts as the same when it says the same. */
export function useList<C extends CollectionName>(
  collection: C,
  query: ListQuery,
): Loaded<readonly DocOf<C>[]> {
  const desk = useDesk();
  const key = JSON.stringify(query);
  const live = useMemo(() => desk.list(collection, JSON.parse(key) as ListQuery), [desk, collection, key]);
  return useLive(live) as unknown as Loaded<readonly DocOf<C>[]>;
}

const views = new WeakMap<readonly unknown[], ReferenceView>();

/** @returns look-ups over the reference; made once for all screens while it does not change. */
export function useReference(): ReferenceView {
  const { value } = useList('reference', {});
  let view = views.get(value);
  if (!view) {
    view = referenceView(value as unknown as readonly Reference[]);
    views.set(value, view);
  }
  return view;
}
