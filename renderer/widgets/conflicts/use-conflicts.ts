/** What waits for a person because it was changed in two places and the clocks do not decide. */
import { useMemo } from 'react';
import { CONFLICT_PREFIX, DECISION_PREFIX, type MergeNote } from '#shared/domain/merge-note.ts';
import type { Activity } from '#shared/domain/activity.ts';
import { useList } from '../hooks/documents.ts';

/** The fields of one document that wait. */
export interface OpenConflict {
  readonly key: string;
  readonly collection: string;
  readonly documentId: string;
  readonly fields: readonly MergeNote[];
  /** When the first of them was merged, ISO UTC. */
  readonly at: string;
}

/**
 * @param open entries `field_merged` that asked for a person
 * @param decided entries `merge_resolved`, of whichever desk
 * @returns what is not decided yet by document, oldest first
 */
export function openConflicts(
  open: readonly Activity[],
  decided: readonly Activity[],
): readonly OpenConflict[] {
  const done = new Set(decided.map(({ merge }) => merge?.id));
  const found = new Map<string, { fields: MergeNote[]; at: string }>();
  for (const { merge, at } of open.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    if (!merge || done.has(merge.id)) continue;
    const key = `${merge.collection}.${merge.documentId}`;
    const conflict = found.get(key);
    if (conflict) conflict.fields.push(merge);
    else found.set(key, { fields: [merge], at });
  }
  return [...found].map(([key, { fields, at }]) => ({
    key,
    collection: fields[0]?.collection ?? '',
    documentId: fields[0]?.documentId ?? '',
    fields,
    at,
  }));
}

/** @returns what waits in the branch, as far as the person may see it; it is decided everywhere at once. */
export function useConflicts(): readonly OpenConflict[] {
  const { value: open } = useList('activities', { prefix: CONFLICT_PREFIX });
  const { value: decided } = useList('activities', { prefix: DECISION_PREFIX });
  return useMemo(() => openConflicts(open, decided), [open, decided]);
}
