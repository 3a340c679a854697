/** Something that somebody promised to do: a follow-up, a visit, the steps of a renewal. */
import Type, { type Static } from 'typebox';
import { documentSchema, Id, Instant, Line, OptionalId, personal } from './base.ts';

/** `visit` → `evaluation` → `decision` are the steps by which an agreement is renewed, where `agreementId` is set. */
export const TASK_KINDS = ['follow_up', 'visit', 'renewal', 'evaluation', 'decision'] as const;
export const TASK_STATUSES = ['open', 'done', 'cancelled'] as const;
export const RHYTHM_UNITS = ['week', 'month'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** A routine visit: when it is done, the next one is planned so much later. */
export const Rhythm = Type.Object({
  every: Type.Integer({ minimum: 1, maximum: 52 }),
  unit: Type.Enum([...RHYTHM_UNITS]),
  /** Day of the month that is meant, where a shorter month cut it: the 31st comes back in March. */
  day: Type.Optional(Type.Integer({ minimum: 29, maximum: 31 })),
});
export type Rhythm = Static<typeof Rhythm>;

export const Task = documentSchema({
  kind: Type.Enum([...TASK_KINDS]),
  customerId: OptionalId,
  complaintId: OptionalId,
  agreementId: Type.Optional(OptionalId),
  title: personal(Type.String({ minLength: 1, maxLength: 200 })),
  /** When it begins (a visit) or has to be done. */
  dueAt: Instant,
  /** How long a visit takes. */
  minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 1440 })),
  place: Type.Optional(personal(Line(200))),
  assigneeId: Type.Optional(Id),
  rhythm: Type.Optional(Rhythm),
  status: Type.Enum([...TASK_STATUSES]),
  outcome: Type.Optional(personal(Type.String({ maxLength: 8000 }))),
});
export type Task = Static<typeof Task>;
