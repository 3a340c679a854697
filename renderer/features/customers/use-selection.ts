/** Which rows of the list are marked, by id: they stay marked while the list scrolls and changes. */
import { useCallback, useMemo, useState } from 'react';
import type { DirectoryListQuery, DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { formatNumber, type ListSelection } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

const NONE: ReadonlySet<string> = new Set();

/** @param query what is listed; other words or another view begin anew. */
export function useSelection(query: DirectoryListQuery): {
  readonly ids: readonly string[];
  readonly clear: () => void;
  readonly all: () => void;
  readonly selection: ListSelection<DirectoryRow>;
} {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const key = JSON.stringify([query.view, query.collection]);
  const [marked, setMarked] = useState<{ readonly of: string; readonly ids: ReadonlySet<string> }>({
    of: key,
    ids: NONE,
  });
  const ids = marked.of === key ? marked.ids : NONE;
  const put = useCallback(
    (next: ReadonlySet<string>) => {
      setMarked({ of: key, ids: next });
      announce(t('customerList.selected', { count: next.size, shown: formatNumber(next.size, language) }));
    },
    [key, t, language],
  );
  const clear = useCallback(() => {
    put(NONE);
  }, [put]);
  const whole = JSON.stringify(query);
  const all = useCallback(() => {
    void desk.directory.ids(JSON.parse(whole) as DirectoryListQuery).then((found) => {
      put(new Set(found));
    });
  }, [desk, whole, put]);
  const selection = useMemo<ListSelection<DirectoryRow>>(
    () => ({
      size: ids.size,
      has: (row) => ids.has(row.id),
      label: (row) => t('customerList.selectRow', { name: row.name }),
      onToggle: (row) => {
        const next = new Set(ids);
        if (!next.delete(row.id)) next.add(row.id);
        put(next);
      },
      onExtend: (from, to) => {
        const [first, last] = from < to ? [from, to] : [to, from];
        const wanted = {
          ...(JSON.parse(whole) as DirectoryListQuery),
          offset: first,
          limit: last - first + 1,
        };
        void desk.directory.list(wanted).then(({ rows }) => {
          put(new Set([...ids, ...rows.map(({ id }) => id)]));
        });
      },
      onAll: all,
      onNone: clear,
    }),
    [ids, put, all, clear, desk, whole, t],
  );
  const list = useMemo(() => [...ids], [ids]);
  return { ids: list, clear, all, selection };
}
