import { useCallback, useEffect, useRef, useState } from 'react';
import type { DryRun, ImportReading, RowGroup, RowView } from '#renderer/data/desk-types.ts';

const PAGE = 100;

/** Rows of a group, read in pages as they come on screen; read anew when the choices change. */
export function useRows(reading: ImportReading, group: RowGroup | 'all', dry: DryRun) {
  const pages = useRef(new Map<number, readonly RowView[]>());
  const asked = useRef(new Set<number>());
  const turn = useRef(0);
  const [drawn, setDrawn] = useState({ total: -1, version: 0 });
  const read = useCallback(
    async (page: number): Promise<void> => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const mine = turn.current;
      const { total, rows } = await reading.rows(group, page * PAGE, PAGE);
      if (mine !== turn.current) return;
      pages.current.set(page, rows);
      setDrawn(({ version }) => ({ total, version: version + 1 }));
    },
    [reading, group],
  );
  useEffect(() => {
    turn.current += 1;
    asked.current = new Set();
    const known = [...pages.current.keys()];
    void read(0);
    for (const page of known) if (page > 0) void read(page);
  }, [read, dry]);
  useEffect(() => {
    pages.current = new Map();
    setDrawn(({ version }) => ({ total: -1, version: version + 1 }));
  }, [reading, group]);
  return {
    loading: drawn.total < 0,
    count: Math.max(0, drawn.total),
    rowAt: (index: number): RowView | undefined =>
      pages.current.get(Math.floor(index / PAGE))?.[index % PAGE],
    onRange: useCallback(
      (first: number, last: number) => {
        for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) void read(page);
      },
      [read],
    ),
  };
}
