/** The saved views of the list of customers. */
import type { Actor } from '#shared/domain/actor.ts';
import type { View } from '#renderer/data/desk-types.ts';
import type { ViewName } from '#renderer/widgets/customers/view-names.ts';

export const SORTS = ['name', 'updatedAt', 'tier', 'number'] as const;
export type SortName = (typeof SORTS)[number];

/** Columns that may be shown beside the name. */
export const COLUMN_NAMES = [
  'phone',
  'stage',
  'tier',
  'owner',
  'area',
  'commodity',
  'tags',
  'updatedAt',
  'complaints',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];
export const USUAL_COLUMNS: readonly ColumnName[] = ['phone', 'stage', 'tier', 'complaints'];

/** @returns every view; "my customers" are those that this person keeps the tie with. */
export const customerViews = ({ userId }: Pick<Actor, 'userId'>): Readonly<Record<ViewName, View>> => ({
  all: {},
  prospect: { is: { stage: ['prospect'] } },
  active: { is: { stage: ['active'] } },
  mine: { is: { ownerId: [userId] } },
  gold: { is: { tier: ['gold'] } },
  company: { is: { kind: ['company'] } },
  unsent: { unsent: true },
});
