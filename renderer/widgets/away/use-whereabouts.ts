/** What a desk knows of customers whose documents it does not have: where they went, or that they went. */
import { useEffect, useState } from 'react';
import type { Fate } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { useDesk } from '../desk-context.tsx';
import { useReference } from '../hooks/documents.ts';
import { useMoved, type Moved } from './moved.ts';

/** @returns by id what became of customers that are not here; empty before the first answer. */
export function useFates(ids: readonly string[]): ReadonlyMap<string, Fate> {
  const desk = useDesk();
  const key = JSON.stringify(ids);
  const [fates, setFates] = useState<ReadonlyMap<string, Fate>>(new Map());
  useEffect(() => {
    let current = true;
    const asked = JSON.parse(key) as string[];
    void Promise.all(asked.map(async (id) => [id, await desk.fate('customers', id)] as const)).then(
      (answers) => {
        if (current) setFates(new Map(answers));
      },
    );
    return () => {
      current = false;
    };
  }, [desk, key]);
  return fates;
}

/** `moved` names the branch: the PC from which it was handed over remembers it, no other one may know (rule 23). */
export type Whereabouts =
  { readonly kind: 'moved'; readonly moved: Moved } | { readonly kind: Exclude<Fate, 'here'> };

/** @returns what is known of a customer that is not here; undefined before the answer, and for `''`. */
export function useWhereabouts(id: string): Whereabouts | undefined {
  const fate = useFates(id ? [id] : []).get(id);
  const moved = useMoved(id);
  if (!fate || fate === 'here') return undefined;
  return moved && fate === 'left' ? { kind: 'moved', moved } : { kind: fate };
}

/**
 * @param id `''` asks nothing
 * @returns words in the place of a customer's name; undefined where the desk never had it
 */
export function useAwayWords(id: string): string | undefined {
  const t = useT();
  const reference = useReference();
  const found = useWhereabouts(id);
  if (!found || found.kind === 'unknown') return undefined;
  return found.kind === 'moved'
    ? t('away.movedTo', { branch: reference.branch(found.moved.to)?.name ?? found.moved.to })
    : t(`away.title.${found.kind}`);
}
