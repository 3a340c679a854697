/** The directory as React values. Old answers stay on screen until the new one is there: nothing flickers. */
import { useEffect, useState } from 'react';
import type {
  DirectoryCollection,
  DirectoryHit,
  DirectoryListQuery,
  DirectoryPage,
  View,
} from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';

/** Rows in each view, as far as they are known. */
export type Counts<Name extends string> = Readonly<Partial<Record<Name, number>>>;

/** @returns rows in each view by its name; nothing before the first answer. */
export function useViewCounts<Name extends string>(
  collection: DirectoryCollection,
  views: Readonly<Partial<Record<Name, View>>>,
): Counts<Name> {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(views);
  const [counts, setCounts] = useState<Counts<Name>>();
  useEffect(() => {
    let current = true;
    void desk.directory.counts(collection, JSON.parse(key) as Readonly<Record<Name, View>>).then((found) => {
      if (current) setCounts(found);
    });
    return () => {
      current = false;
    };
  }, [desk, version, collection, key]);
  return counts ?? ({} as Counts<Name>);
}

/** @returns the first rows of a view and how many there are, for short lists; undefined before the first answer. */
export function useDirectoryRows(query: DirectoryListQuery): DirectoryPage | undefined {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(query);
  const [page, setPage] = useState<DirectoryPage>();
  useEffect(() => {
    let current = true;
    void desk.directory.list(JSON.parse(key) as DirectoryListQuery).then((found) => {
      if (current) setPage(found);
    });
    return () => {
      current = false;
    };
  }, [desk, version, key]);
  return page;
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
