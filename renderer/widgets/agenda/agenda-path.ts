/** Addresses in the agenda, for links from other screens. */
import type { Zone } from '#shared/domain/reference.ts';
import type { Task } from '#shared/domain/task.ts';
import { localTime } from '#shared/domain/time.ts';

/** Of the customer for whom a visit is to be planned. */
export const PLAN_FOR = 'pelanggan';

/** @returns the address of a task: it is open beside the days around it, whoever looks and whosever it is. */
export function taskPath(
  task: Pick<Task, 'id' | 'dueAt' | 'assigneeId'>,
  zone: Zone,
  userId: string,
): string {
  const search = new URLSearchParams({ hari: localTime(task.dueAt, zone).day });
  if (task.assigneeId !== userId) search.set('siapa', 'semua');
  return `/agenda/${encodeURIComponent(task.id)}?${search.toString()}`;
}

/** @returns the address at which a visit of this customer is planned. */
export const planVisitPath = (customerId: string): string =>
  `/agenda?${new URLSearchParams({ [PLAN_FOR]: customerId }).toString()}`;
