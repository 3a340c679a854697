/** A customer as one person, however many records of it there are: the record that stands for it, and those joined. */
import { useEffect, useMemo, useState } from 'react';
import type { Loaded } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useDoc, useList, type DocOf } from './documents.ts';

/** So long may a way from record to record be before it counts as a circle. */
const MAX_STEPS = 10;

/** @returns the record that stands for `id`: its own unless it was joined into another one that is here. */
export function useSurvivor(id: string): Loaded<DocOf<'customers'> | undefined> {
  const own = useDoc('customers', id);
  const next = own.value?.mergedInto ?? '';
  const [way, setWay] = useState<readonly string[]>([]);
  const [start, ...rest] = way;
  // another way begins where another record is asked for, or where the first one was separated
  const at = start === next && next !== '' ? (rest.at(-1) ?? next) : next;
  const last = useDoc('customers', at);
  const further = last.value?.mergedInto ?? '';
  useEffect(() => {
    if (next === '') setWay([]);
    else
      setWay((before) => {
        const known = before[0] === next ? before : [next];
        const again =
          further === '' || further === id || known.includes(further) || known.length >= MAX_STEPS;
        return again ? known : [...known, further];
      });
  }, [id, next, further]);
  if (next === '' || (!last.loading && !last.value)) return own;
  return last;
}

const NONE: readonly string[] = [];

/** @returns ids of the records that were joined into this one, straight or over others. */
export function useJoinedIds(id: string): readonly string[] {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const [found, setFound] = useState<{ readonly of: string; readonly ids: readonly string[] }>();
  useEffect(() => {
    let current = true;
    if (id)
      void desk.directory.joined(id).then((ids) => {
        if (!current) return;
        setFound((before) =>
          before?.of === id && before.ids.join() === ids.join() ? before : { of: id, ids },
        );
      });
    return () => {
      current = false;
    };
  }, [desk, version, id]);
  return found?.of === id ? found.ids : NONE;
}

/** @returns the ids under which things hang on a customer: its own first, then those joined into it. */
export function useWholeIds(id: string): readonly string[] {
  const joined = useJoinedIds(id);
  return useMemo(() => [id, ...joined], [id, joined]);
}

/** @returns the records that were joined into this one. */
export function useJoined(id: string): readonly DocOf<'customers'>[] {
  return useList('customers', { ids: useJoinedIds(id) }).value;
}
