/** The directory as React values. Old answers stay on screen until the new one is there: nothing flickers. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type {
  DirectoryCollection,
  DirectoryHit,
  DirectoryListQuery,
  DirectoryRow,
  View,
} from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/state/desk.ts';

const PAGE = 200;

/** A list that is read in pages of 200 rows as it is scrolled. */
export interface DirectoryList {
  /** Nothing has been read yet. */
  readonly loading: boolean;
  readonly total: number;
  readonly rowAt: (index: number) => DirectoryRow | undefined;
  /** Place of a row among those read; -1 when it is not there. */
  readonly indexOf: (id: string) => number;
  /** To be told which rows are on screen. */
  readonly onRange: (first: number, last: number) => void;
}

interface Pages {
  readonly key: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, DirectoryRow>;
}

/** @param query without `offset` and `limit`: these are the list's own. */
export function useDirectoryList(query: Omit<DirectoryListQuery, 'offset' | 'limit'>): DirectoryList {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(query);
  const [pages, setPages] = useState<Pages>();
  const [wanted, setWanted] = useState<readonly [first: number, last: number]>([0, 0]);
  const turn = useRef(0);
  const [firstPage, lastPage] = [Math.floor(wanted[0] / PAGE), Math.floor(wanted[1] / PAGE)];

  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    const parsed = JSON.parse(key) as DirectoryListQuery;
    const offset = firstPage * PAGE;
    const limit = (lastPage - firstPage + 1) * PAGE;
    void desk.directory.list({ ...parsed, offset, limit }).then((page) => {
      if (turn.current !== mine) return;
      const rows = page.rows.map((row, index) => [offset + index, row] as const);
      setPages({ key, total: page.total, rows: new Map(rows) });
    });
  }, [desk, version, key, firstPage, lastPage]);

  useEffect(() => {
    setWanted([0, 0]);
  }, [key]);

  const onRange = useCallback((first: number, last: number) => {
    setWanted([first, last]);
  }, []);
  return useMemo(
    () => ({
      loading: pages === undefined,
      total: pages?.total ?? 0,
      rowAt: (index) => pages?.rows.get(index),
      indexOf: (id) => {
        for (const [index, row] of pages?.rows ?? []) if (row.id === id) return index;
        return -1;
      },
      onRange,
    }),
    [pages, onRange],
  );
}

/** @returns rows in each view by its name; nothing before the first answer. */
export function useViewCounts<Name extends string>(
  collection: DirectoryCollection,
  views: Readonly<Record<Name, View>>,
): Readonly<Partial<Record<Name, number>>> {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(views);
  const [counts, setCounts] = useState<Readonly<Partial<Record<Name, number>>>>({});
  useEffect(() => {
    let current = true;
    void desk.directory
      .counts(collection, JSON.parse(key) as Readonly<Record<Name, View>>)
      .then((found) => {
        if (current) setCounts(found);
      });
    return () => {
      current = false;
    };
  }, [desk, version, collection, key]);
  return counts;
}

/** @returns the first rows of a view, for short lists; undefined before the first answer. */
export function useDirectoryRows(query: DirectoryListQuery): readonly DirectoryRow[] | undefined {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(query);
  const [rows, setRows] = useState<readonly DirectoryRow[]>();
  useEffect(() => {
    let current = true;
    void desk.directory.list(JSON.parse(key) as DirectoryListQuery).then((page) => {
      if (current) setRows(page.rows);
    });
    return () => {
      current = false;
    };
  }, [desk, version, key]);
  return rows;
}

/** An answer together with the text that it answers: typing is faster than searching. */
export interface SearchAnswer {
  readonly text: string;
  readonly hits: readonly DirectoryHit[];
}

/** @returns the newest answer; an empty text is answered with nothing at once. */
export function useSearch(
  text: string,
  collections: readonly DirectoryCollection[],
  limit = 8,
): SearchAnswer {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const [answer, setAnswer] = useState<SearchAnswer>({ text: '', hits: [] });
  const names = collections.join(',');
  useEffect(() => {
    if (!text.trim()) return undefined;
    let current = true;
    const wanted = names.split(',') as DirectoryCollection[];
    void desk.directory.search(text, { collections: wanted, limit }).then((hits) => {
      if (current) setAnswer({ text, hits });
    });
    return () => {
      current = false;
    };
  }, [desk, version, text, names, limit]);
  return text.trim() ? answer : NOTHING;
}

const NOTHING: SearchAnswer = { text: '', hits: [] };
