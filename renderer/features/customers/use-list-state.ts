/** What the list shows: view, filter, words, order, columns; and which rows are marked. */
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { v7 } from 'uuid';
import type { View } from '#renderer/data/desk-types.ts';
import { VIEW_NAMES, type ViewName } from '#renderer/widgets/customers/view-names.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import {
  filledFilter,
  filterIn,
  useOwnViews,
  viewWith,
  type CustomerFilter,
  type OwnView,
} from './own-views.ts';
import { customerViews, USUAL_COLUMNS, type ColumnName, type SortName } from './views.ts';

/** A chip's name for a view of one's own. */
const OWN = 'own:';

export function useListState() {
  const actor = useActor();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SortName>('name');
  const [columns, setColumns] = useState<readonly ColumnName[]>(USUAL_COLUMNS);
  const [own, keepOwn] = useOwnViews();
  const views = useMemo(() => customerViews(actor), [actor]);

  const named = search.get('tampilan') ?? '';
  const chosenOwn = own.find(({ id }) => named === OWN + id);
  const within = chosenOwn?.within ?? named;
  const viewName: ViewName = VIEW_NAMES.find((name) => name === within) ?? 'all';
  const filter = useMemo(() => filterIn(search.get('saring')), [search]);
  const chosenId = search.get('pilih') ?? '';

  const put = (change: Readonly<Record<string, string>>, clean: boolean) => {
    setSearch(
      (before) => {
        const next = clean ? new URLSearchParams() : new URLSearchParams(before);
        for (const [key, value] of Object.entries(change)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        return next;
      },
      { replace: true },
    );
  };
  const inText = (next: CustomerFilter): string => {
    const filled = filledFilter(next);
    return Object.keys(filled).length > 0 ? JSON.stringify(filled) : '';
  };
  const chipViews: Readonly<Record<string, View>> = useMemo(() => {
    const mine = own.map((one) => {
      const base = VIEW_NAMES.find((name) => name === one.within) ?? 'all';
      return [OWN + one.id, viewWith(views[base], one.filter as CustomerFilter, one.text)] as const;
    });
    return { ...views, ...Object.fromEntries(mine) };
  }, [own, views]);

  return {
    text,
    setText,
    sort,
    setSort,
    columns,
    setColumns,
    own,
    viewName,
    /** Name of the chip that is chosen. */
    chip: chosenOwn ? OWN + chosenOwn.id : viewName,
    chosenOwn,
    chipViews,
    ownChip: (view: OwnView) => OWN + view.id,
    view: viewWith(views[viewName], filter, text),
    filter,
    setFilter: (next: CustomerFilter) => {
      put({ saring: inText(next) }, false);
    },
    chosenId,
    choose: (id: string) => {
      put({ pilih: id }, false);
    },
    chooseChip: (name: string) => {
      const mine = own.find(({ id }) => name === OWN + id);
      if (mine) {
        setText(mine.text);
        setSort(mine.sort);
        setColumns(mine.columns);
        put({ tampilan: name, saring: inText(mine.filter as CustomerFilter) }, true);
      } else put({ tampilan: name === 'all' ? '' : name }, true);
    },
    saveView: (name: string) => {
      const same = own.find((one) => one.name === name);
      const made: OwnView = {
        id: same?.id ?? v7(),
        name,
        within: viewName,
        filter: filter as OwnView['filter'],
        text: text.trim(),
        sort,
        columns: [...columns],
      };
      keepOwn(same ? own.map((one) => (one.id === made.id ? made : one)) : [...own, made]);
      put({ tampilan: OWN + made.id }, false);
    },
    removeView: (view: OwnView): (() => void) => {
      keepOwn(own.filter(({ id }) => id !== view.id));
      put({ tampilan: view.within === 'all' ? '' : view.within }, true);
      return () => {
        keepOwn(own);
      };
    },
  };
}

export type ListState = ReturnType<typeof useListState>;
