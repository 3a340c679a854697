import { useMemo } from 'react';
import { useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';

/**
 * @param ids of the customer and of the records that were joined into it
 * @returns what is still to be done for it, the nearest first
 */
export function useOpenTasks(ids: readonly string[]): {
  readonly loading: boolean;
  readonly tasks: readonly DocOf<'tasks'>[];
} {
  const { value, loading } = useList('tasks', { where: { customerId: ids } });
  const tasks = useMemo(
    () =>
      value
        .filter((task) => task.status === 'open')
        .sort((a, b) => (a.dueAt === b.dueAt ? (a.id < b.id ? -1 : 1) : a.dueAt < b.dueAt ? -1 : 1)),
    [value],
  );
  return { loading, tasks };
}
