/** A complaint, a question or a request of a customer, and its state machine. */
import Type, { type Static } from 'typebox';
import { By, documentSchema, Id, Instant, Line, OptionalId, personal, Text } from './base.ts';

export const COMPLAINT_KINDS = ['complaint', 'question', 'request'] as const;
export const CHANNELS = ['walk_in', 'phone', 'whatsapp', 'email', 'social', 'letter', 'website'] as const;
export const STATUSES = [
  'new',
  'in_progress',
  'waiting_customer',
  'resolved',
  'closed',
  'reopened',
  'cancelled',
  'withdrawn',
] as const;
export const REFERENCE_KINDS = ['contract', 'receipt', 'invoice', 'customer_id', 'other'] as const;
export const PROMISE_BASES = ['working_days', 'working_hours', 'calendar_hours'] as const;

export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];
export type Channel = (typeof CHANNELS)[number];
export type Status = (typeof STATUSES)[number];
export type PromiseBasis = (typeof PROMISE_BASES)[number];

/**
 * What the customer was promised, under which rule. It stays with the rule that the complaint started
 * under, whatever the pack says later (rules-indonesia.md).
 */
export const Promised = Type.Object({
  packId: Id,
  packVersion: Type.Integer({ minimum: 1 }),
  ruleId: Line(40),
  basis: Type.Enum([...PROMISE_BASES]),
  amount: Type.Integer({ minimum: 1, maximum: 10000 }),
  /** Where the clock started. */
  from: Instant,
  dueAt: Instant,
});
export type Promised = Static<typeof Promised>;

export const Complaint = documentSchema({
  kind: Type.Enum([...COMPLAINT_KINDS]),
  /** Number on paper, K-branch-desk-counter: the paper is the contract. */
  number: Type.String({ maxLength: 40, pattern: '^K-[A-Z0-9]+-[A-Z0-9]+-\\d+$' }),
  customerId: Id,
  channel: Type.Enum([...CHANNELS]),
  /** Code of a category of the reference. */
  category: Line(32),
  divisionId: OptionalId,
  handlerId: Type.Optional(Id),
  description: personal(Type.String({ minLength: 1, maxLength: 8000 })),
  references: Type.Array(Type.Object({ kind: Type.Enum([...REFERENCE_KINDS]), value: Line(80) }), {
    maxItems: 20,
  }),
  status: Type.Enum([...STATUSES]),
  /** Received at the counter, as the person says; `createdAt` is the desk's record; `server.at` head office's. */
  receivedAt: Instant,
  /** All clocks that run on it; `dueAt` is the earliest. */
  promised: Type.Array(Promised, { maxItems: 5 }),
  dueAt: Type.String({ maxLength: 24 }),
  confidential: Type.Boolean(),
  /**
   * When somebody said last whether it is confidential; absent while what was said at the registration stands. Whoever
   * changes it says it anew, so that the same word said twice is not taken for one.
   */
  confidentialAt: Type.Optional(Instant),
  resolution: Type.Optional(
    Type.Object({ text: Type.String({ minLength: 1, maxLength: 8000 }), at: Instant, by: By }),
  ),
  /** Why it was reopened, cancelled or withdrawn last. */
  reason: Type.Optional(Text),
  /** Receipts printed so far; from the second on they are marked as reprints. */
  prints: Type.Integer({ minimum: 0, maximum: 1000 }),
});
export type Complaint = Static<typeof Complaint>;

const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  new: ['in_progress', 'waiting_customer', 'resolved', 'cancelled', 'withdrawn'],
  in_progress: ['waiting_customer', 'resolved', 'cancelled', 'withdrawn'],
  waiting_customer: ['in_progress', 'resolved', 'cancelled', 'withdrawn'],
  resolved: ['closed', 'reopened'],
  closed: ['reopened'],
  reopened: ['in_progress', 'waiting_customer', 'resolved', 'cancelled', 'withdrawn'],
  cancelled: [],
  withdrawn: [],
};

/** @returns the states that follow `status` in one step. */
export const nextStatuses = (status: Status): readonly Status[] => NEXT[status];

/** @returns whether `to` follows `from` in one step. */
export const canBecome = (from: Status, to: Status): boolean => NEXT[from].includes(to);

/**
 * Several offline steps may reach head office as one write, so it asks whether `to` is reachable.
 * @returns whether some path of the state machine leads from `from` to `to` (a state reaches itself).
 */
export function canReach(from: Status, to: Status): boolean {
  const seen = new Set<Status>([from]);
  const queue: Status[] = [from];
  for (let status = queue.shift(); status; status = queue.shift()) {
    if (status === to) return true;
    for (const next of NEXT[status]) {
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return false;
}

/** Somebody still has to do something. */
export const isOpen = (status: Status): boolean =>
  status === 'new' || status === 'in_progress' || status === 'waiting_customer' || status === 'reopened';
