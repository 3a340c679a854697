/** Something that somebody promised to do: a follow-up, a visit, a renewal. */
import Type, { type Static } from 'typebox';
import { documentSchema, Id, Instant, OptionalId, personal } from './base.ts';

export const TASK_KINDS = ['follow_up', 'visit', 'renewal'] as const;
export const TASK_STATUSES = ['open', 'done', 'cancelled'] as const;

export const Task = documentSchema({
  kind: Type.Enum([...TASK_KINDS]),
  customerId: OptionalId,
  complaintId: OptionalId,
  title: personal(Type.String({ minLength: 1, maxLength: 200 })),
  dueAt: Instant,
  assigneeId: Type.Optional(Id),
  status: Type.Enum([...TASK_STATUSES]),
  outcome: Type.Optional(personal(Type.String({ maxLength: 8000 }))),
});
export type Task = Static<typeof Task>;
