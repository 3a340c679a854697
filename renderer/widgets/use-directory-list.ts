/** A view of the directory read in pages, so that a list of 30,000 customers is drawn at once. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DirectoryListQuery, DirectoryRow } from '../data/desk-types.ts';
import { useDesk, useLive } from './desk-context.tsx';

const PAGE = 200;

export interface DirectoryList {
  /** Nothing has been read yet. */
  readonly loading: boolean;
  readonly total: number;
  readonly rowAt: (index: number) => DirectoryRow | undefined;
  /** Goes to `ListPane.onRange`. */
  readonly onRange: (first: number, last: number) => void;
  /** Place of a row that has been read, or -1. */
  readonly indexOf: (id: string) => number;
}

interface Read {
  /** The question that was answered. */
  readonly key: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, DirectoryRow>;
}

/**
 * @param query without offset and limit; its identity may change on every draw, its content decides.
 * @returns the list; it reads again when the directory changes and keeps showing the rows before until then.
 */
export function useDirectoryList(query: Omit<DirectoryListQuery, 'offset' | 'limit'>): DirectoryList {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(query);
  const [read, setRead] = useState<Read | undefined>(undefined);
  const question = useRef('');
  const asked = useRef(new Set<number>());
  const visible = useRef<readonly [number, number]>([0, 0]);

  const fetchPages = useCallback(
    (fresh: boolean) => {
      const name = `${version} ${key}`;
      question.current = name;
      if (fresh) asked.current = new Set();
      const [first, last] = visible.current;
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        const wanted = { ...(JSON.parse(key) as DirectoryListQuery), offset: page * PAGE, limit: PAGE };
        void desk.directory.list(wanted).then(({ total, rows }) => {
          if (question.current !== name) return;
          setRead((before) => {
            // what answered another question stays until this one is answered, and no longer
            const merged = new Map(before?.key === key ? before.rows : undefined);
            rows.forEach((row, index) => merged.set(page * PAGE + index, row));
            for (const index of merged.keys()) if (index >= total) merged.delete(index);
            return { key, total, rows: merged };
          });
        });
      }
    },
    [desk, key, version],
  );

  /* Another view begins at its top; a new version of the same view stays where it is. */
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current !== key) visible.current = [0, 0];
    shown.current = key;
    fetchPages(true);
  }, [key, fetchPages]);

  const onRange = useCallback(
    (first: number, last: number) => {
      visible.current = [first, last];
      fetchPages(false);
    },
    [fetchPages],
  );
  return useMemo(
    () => ({
      loading: read === undefined,
      total: read?.total ?? 0,
      rowAt: (index) => read?.rows.get(index),
      onRange,
      indexOf: (id) => {
        for (const [index, row] of read?.rows ?? []) if (row.id === id) return index;
        return -1;
      },
    }),
    [read, onRange],
  );
}
