/** What of a timeline is shown. */
import type { ActivityKind } from '#shared/domain/activity.ts';

export const TIMELINE_GROUPS = ['all', 'contact', 'complaints', 'agenda', 'needs', 'data'] as const;
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number];

/** Every kind belongs to one group: a new one does not compile until it has its place. */
const GROUP: Readonly<Record<ActivityKind, Exclude<TimelineGroup, 'all'>>> = {
  customer_created: 'data',
  customer_changed: 'data',
  complaint_registered: 'complaints',
  note: 'contact',
  call: 'contact',
  visit: 'contact',
  message: 'contact',
  status_changed: 'complaints',
  handed_over: 'complaints',
  resolved: 'complaints',
  reopened: 'complaints',
  cancelled: 'complaints',
  withdrawn: 'complaints',
  closed: 'complaints',
  receipt_printed: 'complaints',
  consent_changed: 'data',
  campaign_response: 'contact',
  task_done: 'agenda',
  merged: 'data',
  imported: 'data',
  customers_joined: 'data',
  customers_separated: 'data',
  customer_transferred: 'data',
  customer_deleted: 'data',
  field_merged: 'data',
  merge_resolved: 'data',
  tier_changed: 'data',
  agreement_added: 'agenda',
  agreement_changed: 'agenda',
  agreement_decided: 'agenda',
  visit_planned: 'agenda',
  task_moved: 'agenda',
  task_cancelled: 'agenda',
  need_found: 'needs',
  need_closed: 'needs',
  offer_made: 'needs',
  offer_answered: 'needs',
  identity_revealed: 'data',
  exported: 'data',
  import_updated: 'data',
  import_undone: 'data',
  change_discarded: 'data',
};

const folded = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** @returns whether an entry belongs to the group; one of a newer version belongs to all of them only. */
export const inGroup = (kind: string, group: TimelineGroup): boolean =>
  group === 'all' || (GROUP as Readonly<Record<string, string>>)[kind] === group;

/** @returns whether every word of `text` stands somewhere in what is shown of an entry. */
export function hasText(shown: readonly string[], text: string): boolean {
  const hay = folded(shown.join(' '));
  return folded(text)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
