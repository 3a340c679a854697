/** Views that a person made: name, filter, sort, columns. Kept with the person on this PC. */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { useCallback, useEffect, useState } from 'react';
import type { Facet, View } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { COLUMN_NAMES, SORTS } from './views.ts';

/** Facets that the list can be filtered by, in the order of the form. */
export const FILTER_FACETS = [
  'stage',
  'kind',
  'tier',
  'ownerId',
  'area',
  'commodity',
  'tags',
  'consent',
] as const satisfies readonly Facet[];
export type FilterFacet = (typeof FILTER_FACETS)[number];

const Filter = Type.Partial(
  Type.Object(
    Object.fromEntries(
      FILTER_FACETS.map((facet) => [facet, Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 })]),
    ) as Record<FilterFacet, ReturnType<typeof Type.Array<ReturnType<typeof Type.String>>>>,
  ),
);
export type CustomerFilter = Readonly<Partial<Record<FilterFacet, readonly string[]>>>;

export const OwnView = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 40 }),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  /** The view of the branch that it narrows down. */
  within: Type.String({ maxLength: 40 }),
  filter: Filter,
  text: Type.String({ maxLength: 200 }),
  sort: Type.Enum([...SORTS]),
  columns: Type.Array(Type.Enum([...COLUMN_NAMES])),
});
export type OwnView = Static<typeof OwnView>;

const KEY = 'customers.views';

/** @returns what of a stored preference is still a view. */
export const viewsIn = (stored: unknown): readonly OwnView[] =>
  Array.isArray(stored) ? stored.filter((one) => Value.Check(OwnView, one)) : [];

/** @returns a filter from an address; nothing where it is none. */
export function filterIn(text: string | null): CustomerFilter {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(Filter, value) ? value : {};
  } catch {
    return {};
  }
}

/** @returns the filter without facets that ask for nothing. */
export const filledFilter = (filter: CustomerFilter): CustomerFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, values]) => values.length > 0));

/** @returns the conditions of a view together with a filter. */
export function viewWith(view: View, filter: CustomerFilter, text = ''): View {
  const is: Partial<Record<Facet, readonly string[]>> = { ...view.is };
  for (const [facet, values] of Object.entries(filledFilter(filter)) as [FilterFacet, readonly string[]][]) {
    const before = is[facet];
    is[facet] = before ? values.filter((value) => before.includes(value)) : values;
  }
  return {
    ...view,
    ...(Object.keys(is).length > 0 ? { is } : {}),
    ...(text.trim() ? { text: text.trim() } : {}),
  };
}

/** @returns the person's own views, and how to keep others. */
export function useOwnViews(): readonly [readonly OwnView[], (views: readonly OwnView[]) => void] {
  const desk = useDesk();
  const [views, setViews] = useState<readonly OwnView[]>([]);
  useEffect(() => {
    let current = true;
    void desk.preference<unknown>(KEY).then((stored) => {
      if (current) setViews(viewsIn(stored));
    });
    return () => {
      current = false;
    };
  }, [desk]);
  const keep = useCallback(
    (next: readonly OwnView[]) => {
      setViews(next);
      void desk.setPreference(KEY, next);
    },
    [desk],
  );
  return [views, keep];
}
