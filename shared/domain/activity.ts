/** The timeline of everything: append-only. */
import Type, { type Static } from 'typebox';
import { documentSchema, Instant, Line, OptionalId, personal } from './base.ts';
import { MergeNote } from './merge-note.ts';

export const ACTIVITY_KINDS = [
  'customer_created',
  'customer_changed',
  'complaint_registered',
  'note',
  'call',
  'visit',
  'message',
  'status_changed',
  'handed_over',
  'resolved',
  'reopened',
  'cancelled',
  'withdrawn',
  'closed',
  'receipt_printed',
  'consent_changed',
  'campaign_response',
  'task_done',
  'merged',
  'imported',
  'customers_joined',
  'customers_separated',
  'customer_transferred',
  'customer_deleted',
  'field_merged',
  'merge_resolved',
  'tier_changed',
  'agreement_added',
  'agreement_changed',
  'agreement_decided',
  'visit_planned',
  'task_moved',
  'task_cancelled',
  'need_found',
  'need_closed',
  'offer_made',
  'offer_answered',
  'identity_revealed',
  'exported',
  'import_updated',
  'import_undone',
  'change_discarded',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const Activity = documentSchema({
  kind: Type.Enum([...ACTIVITY_KINDS]),
  /** When it happened; `createdAt` says when it was recorded. */
  at: Instant,
  customerId: OptionalId,
  complaintId: OptionalId,
  campaignId: Type.Optional(OptionalId),
  /** What a person wrote. */
  text: Type.Optional(personal(Type.String({ maxLength: 8000 }))),
  /** Old and new value of what changed: a status, a division, a field. */
  from: Type.Optional(Type.String({ maxLength: 2000 })),
  to: Type.Optional(Type.String({ maxLength: 2000 })),
  field: Type.Optional(Line(80)),
  /** Both values of a field that was changed in two places, and what was decided. */
  merge: Type.Optional(personal(MergeNote)),
});
export type Activity = Static<typeof Activity>;
