import { useMemo } from 'react';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { useReference } from '#renderer/widgets/hooks/documents.ts';

/** @returns who of the branch can be given a visit, for a list to choose from; the person at work is always there. */
export function usePeople(): readonly { readonly value: string; readonly label: string }[] {
  const actor = useActor();
  const reference = useReference();
  return useMemo(() => {
    const people = reference.people
      .filter(
        (person) => person.active && person.branchId === actor.branchId && person.userId !== actor.userId,
      )
      .map((person) => ({ value: person.userId, label: person.name }));
    return [{ value: actor.userId, label: actor.name }, ...people];
  }, [reference, actor]);
}
