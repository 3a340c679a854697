import { useCallback } from 'react';
import { useActor } from '../desk-context.tsx';
import { useReference } from '../hooks/documents.ts';

/** @returns the name of a person by id; the id of one whom head office does not name (any more). */
export function usePersonName(): (id: string) => string {
  const actor = useActor();
  const reference = useReference();
  return useCallback(
    (id) => reference.staff(id)?.name ?? (id === actor.userId ? actor.name : id),
    [reference, actor],
  );
}
