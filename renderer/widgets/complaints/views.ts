/** The saved views of the list of complaints. */
import type { Actor } from '#shared/domain/actor.ts';
import { isOpen, STATUSES } from '#shared/domain/complaint.ts';
import type { DirectoryListQuery, View } from '#renderer/data/desk-types.ts';
import { NEAR_MS } from '../marks/due.ts';

export const VIEW_NAMES = ['open', 'mine', 'near', 'late', 'division', 'unsent', 'done', 'all'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

export const SORTS = ['dueAt', 'receivedAt', 'number', 'name'] as const;
export type SortName = (typeof SORTS)[number];

/** What is finished. Open is "not finished", so that a status of a newer version is never overlooked. */
const DONE = STATUSES.filter((status) => !isOpen(status));
const OPEN = { not: { status: DONE } } as const;
/** Before any promise: leaves out those without one. */
const EVER = '2000-01-01T00:00:00.000Z';

/**
 * @param now ISO UTC, to the minute
 * @returns the views that this person uses, in their order; "my division" only for somebody in a division
 */
export function complaintViews(
  actor: Pick<Actor, 'userId' | 'divisionId'>,
  now: string,
): Readonly<Partial<Record<ViewName, View>>> {
  const soon = new Date(Date.parse(now) + NEAR_MS).toISOString();
  return {
    open: OPEN,
    mine: { ...OPEN, is: { handlerId: [actor.userId] } },
    near: { ...OPEN, due: { from: now, before: soon } },
    late: { ...OPEN, due: { from: EVER, before: now } },
    ...(actor.divisionId ? { division: { ...OPEN, is: { divisionId: [actor.divisionId] } } } : {}),
    unsent: { unsent: true },
    done: { is: { status: DONE } },
    all: {},
  };
}

/** What a view is sorted by until somebody chooses: deadlines where something has to be done. */
export const usualSort = (view: ViewName): SortName =>
  view === 'unsent' || view === 'done' || view === 'all' ? 'receivedAt' : 'dueAt';

export const sortOf = (sort: SortName): NonNullable<DirectoryListQuery['sort']> => ({
  by: sort,
  descending: sort === 'receivedAt' || sort === 'number',
});
