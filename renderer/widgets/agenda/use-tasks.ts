/** Tasks of days and people, with the customers they are about. */
import { useMemo } from 'react';
import { stepSaid } from '#shared/domain/said.ts';
import type { Task } from '#shared/domain/task.ts';
import type { View } from '#renderer/data/desk-types.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { useDirectoryRows } from '../hooks/directory.ts';
import { useKept } from '../hooks/kept.ts';
import { useList, type DocOf } from '../hooks/documents.ts';
import { stepTitle } from '../timeline/said-words.ts';

export type TaskDoc = DocOf<'tasks'>;
export type CustomerDoc = DocOf<'customers'>;

const MOST = 500;
const NONE: readonly TaskDoc[] = [];

export interface Tasks {
  /** The first `MOST` of them. */
  readonly tasks: readonly TaskDoc[];
  /** How many the view holds. */
  readonly total: number;
  /** These are those from before: what the view asks for is being read. */
  readonly loading: boolean;
}

/** @returns the tasks of a view, the earliest first. The directory finds them; what it does not hold is read. */
export function useTasks(view: View): Tasks {
  const page = useDirectoryRows({ collection: 'tasks', view, sort: { by: 'dueAt' }, limit: MOST });
  const ids = useMemo(() => (page?.rows ?? []).map(({ id }) => id), [page]);
  const docs = useList('tasks', { ids });
  const loading = page === undefined || (ids.length > 0 && docs.loading);
  const tasks = useKept(loading ? undefined : docs.value);
  return { tasks: tasks ?? NONE, total: page?.total ?? 0, loading };
}

/** @returns customers by id; one that was joined to another stands for that one's name. */
export function useCustomers(ids: readonly string[]): ReadonlyMap<string, CustomerDoc> {
  const wanted = [...new Set(ids.filter(Boolean))].sort();
  const { value } = useList('customers', { ids: wanted });
  return useMemo(() => new Map(value.map((customer) => [customer.id, customer])), [value]);
}

/** @returns what a task is called: what is planned for an agreement in the language of the screen, others as they were written. */
export function taskTitle(task: Pick<Task, 'kind' | 'title' | 'agreementId'>, t: Translate): string {
  const said = stepSaid(task);
  return said ? stepTitle(said, t) : task.title;
}
