/** Commands on complaints, questions and requests. */
import Type from 'typebox';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { Id, Instant, Line } from '../base.ts';
import {
  canBecome,
  CHANNELS,
  COMPLAINT_KINDS,
  isOpen,
  REFERENCE_KINDS,
  type Complaint,
  type Status,
} from '../complaint.ts';
import { promiseFor } from '../promise.ts';
import { UNDONE, type Said } from '../said.ts';
import {
  activity,
  change,
  command,
  insert,
  need,
  newBase,
  type CommandContext,
  type CommandOutcome,
  type Write,
} from './command.ts';
import { customerWrites, makeCustomer, NewCustomer } from './customers.ts';

/** A receipt time in the future is a mistyped one; clocks may differ by a little. */
const FUTURE_TOLERANCE = 5 * 60_000;

export const registerComplaint = command({
  args: Type.Object({
    kind: Type.Enum([...COMPLAINT_KINDS]),
    /** One of the two: a customer of the book, or a new one. */
    customerId: Type.Optional(Id),
    newCustomer: Type.Optional(NewCustomer),
    channel: Type.Enum([...CHANNELS]),
    category: Line(32),
    divisionId: Type.Optional(Line(32)),
    description: Type.String({ maxLength: 8000 }),
    references: Type.Optional(
      Type.Array(Type.Object({ kind: Type.Enum([...REFERENCE_KINDS]), value: Line(80) }), { maxItems: 20 }),
    ),
    receivedAt: Type.Optional(Instant),
    confidential: Type.Optional(Type.Boolean()),
  }),
  reads: (args) => (args.customerId ? [{ collection: 'customers', id: args.customerId }] : []),
  run(context, args) {
    const description = args.description.trim();
    if (!description) return fail('description_missing', 'person', { field: 'description' });
    const category = context.reference.category(args.category);
    if (!category) return fail('category_unknown', 'person', { field: 'category' });
    const receivedAt = args.receivedAt ?? context.now;
    if (Date.parse(receivedAt) > Date.parse(context.now) + FUTURE_TOLERANCE)
      return fail('received_in_future', 'person', { field: 'receivedAt' });
    const writes: Write[] = [];
    let customer = args.customerId ? context.read('customers', args.customerId) : undefined;
    if (!customer) {
      if (!args.newCustomer?.name.trim()) return fail('customer_missing', 'person', { field: 'customerId' });
      customer = makeCustomer(context, args.newCustomer);
      writes.push(...customerWrites(context, customer));
    }
    const base = newBase(context);
    const promised = promiseFor(context.reference, {
      kind: args.kind,
      channel: args.channel,
      category: args.category,
      tier: customer.tier,
      branchId: base.branchId,
      from: receivedAt,
    });
    const complaint: Complaint = {
      ...base,
      kind: args.kind,
      number: context.number('K'),
      customerId: customer.id,
      channel: args.channel,
      category: args.category,
      divisionId: args.divisionId ?? category.divisionId,
      description,
      references: args.references ?? [],
      status: 'new',
      receivedAt,
      promised,
      dueAt: promised[0]?.dueAt ?? '',
      confidential: args.confidential ?? false,
      prints: 0,
    };
    writes.push(
      insert('complaints', complaint),
      activity(context, 'complaint_registered', about(complaint), { to: complaint.number }),
    );
    return ok({
      writes,
      result: { id: complaint.id, number: complaint.number, customerId: customer.id, dueAt: complaint.dueAt },
    });
  },
});

const about = (complaint: Complaint) => ({
  customerId: complaint.customerId,
  complaintId: complaint.id,
  branchId: complaint.branchId,
});

type Outcome = Result<CommandOutcome<{ id: string; status: Status }>>;

/** One step of the state machine with its entry in the timeline. */
function step(
  context: CommandContext,
  id: string,
  to: Status,
  kind: 'status_changed' | 'resolved' | 'reopened' | 'cancelled' | 'withdrawn' | 'closed',
  text: string | undefined,
  changes: (complaint: Complaint) => Parameters<typeof change<'complaints'>>[3],
  said?: Said,
): Outcome {
  const found = need(context, 'complaints', id);
  if (!found.ok) return found;
  const before = found.value;
  if (!canBecome(before.status, to))
    return fail('status_unreachable', 'person', { field: 'status', detail: { from: before.status, to } });
  return ok({
    writes: [
      change(context, 'complaints', before, { status: to, ...changes(before) }),
      activity(context, kind, about(before), { from: before.status, to, ...(text ? { text } : {}) }, said),
    ],
    result: { id, status: to },
  });
}

const byId = (args: { id: string }) => [{ collection: 'complaints', id: args.id } as const];
const Words = Type.String({ maxLength: 8000 });

export const followUp = command({
  args: Type.Object({
    id: Id,
    text: Words,
    /** Absent = a new or reopened one is taken up, any other keeps its state. */
    status: Type.Optional(Type.Enum(['in_progress', 'waiting_customer'])),
  }),
  reads: byId,
  run(context, args): Outcome {
    const text = args.text.trim();
    if (!text) return fail('text_missing', 'person', { field: 'text' });
    const found = need(context, 'complaints', args.id);
    if (!found.ok) return found;
    const before = found.value;
    if (!isOpen(before.status)) return fail('complaint_not_open', 'person', { field: 'status' });
    const taken = before.status === 'new' || before.status === 'reopened' ? 'in_progress' : before.status;
    const to: Status = args.status ?? taken;
    const note = activity(context, 'note', about(before), { text });
    if (to === before.status) return ok({ writes: [note], result: { id: args.id, status: to } });
    const moved = step(context, args.id, to, 'status_changed', undefined, () => ({}));
    if (!moved.ok) return moved;
    return ok({ writes: [...moved.value.writes, note], result: moved.value.result });
  },
});

export const handOver = command({
  args: Type.Object({
    id: Id,
    divisionId: Line(32),
    handlerId: Type.Optional(Id),
    text: Type.Optional(Words),
  }),
  reads: byId,
  run(context, args): Outcome {
    const found = need(context, 'complaints', args.id);
    if (!found.ok) return found;
    const before = found.value;
    if (!isOpen(before.status)) return fail('complaint_not_open', 'person', { field: 'status' });
    if (!context.reference.division(args.divisionId))
      return fail('division_unknown', 'person', { field: 'divisionId' });
    if (before.divisionId === args.divisionId && before.handlerId === args.handlerId)
      return fail('division_unchanged', 'person', { field: 'divisionId' });
    const status: Status =
      before.status === 'new' || before.status === 'reopened' ? 'in_progress' : before.status;
    return ok({
      writes: [
        change(context, 'complaints', before, {
          divisionId: args.divisionId,
          handlerId: args.handlerId,
          status,
        }),
        activity(context, 'handed_over', about(before), {
          from: before.divisionId,
          to: args.divisionId,
          ...(args.text?.trim() ? { text: args.text.trim() } : {}),
        }),
      ],
      result: { id: args.id, status },
    });
  },
});

export const resolveComplaint = command({
  args: Type.Object({ id: Id, resolution: Words }),
  reads: byId,
  run(context, args) {
    const text = args.resolution.trim();
    if (!text) return fail('resolution_missing', 'person', { field: 'resolution' });
    const by = { id: context.actor.userId, name: context.actor.name };
    return step(context, args.id, 'resolved', 'resolved', text, () => ({
      resolution: { text, at: context.now, by },
    }));
  },
});

export const closeComplaint = command({
  args: Type.Object({ id: Id }),
  reads: byId,
  run: (context, args) => step(context, args.id, 'closed', 'closed', undefined, () => ({})),
});

/** Reopen, cancel and withdraw differ in the state they lead to; each needs a reason on record. */
function stepWithReason(
  context: CommandContext,
  id: string,
  to: 'reopened' | 'cancelled' | 'withdrawn',
  given: string,
): Outcome {
  const reason = given.trim();
  if (!reason) return fail('reason_missing', 'person', { field: 'reason' });
  return step(context, id, to, to, reason, () => ({ reason }));
}

const withReason = (to: 'cancelled' | 'withdrawn') =>
  command({
    args: Type.Object({ id: Id, reason: Words }),
    reads: byId,
    run: (context, args) => stepWithReason(context, args.id, to, args.reason),
  });

export const reopenComplaint = command({
  args: Type.Object({
    id: Id,
    reason: Type.Optional(Words),
    /** Takes the closing back at once, in place of a reason. */
    undone: Type.Optional(Type.Literal(true)),
  }),
  reads: byId,
  run(context, { id, reason, undone }) {
    if (undone) return step(context, id, 'reopened', 'reopened', UNDONE, () => ({}), { what: 'undo' });
    return stepWithReason(context, id, 'reopened', reason ?? '');
  },
});
/** For a complaint registered by mistake, as for a wrong customer on a printed one: its number stays used. */
export const cancelComplaint = withReason('cancelled');
/** The customer takes it back. */
export const withdrawComplaint = withReason('withdrawn');

export const recordPrint = command({
  args: Type.Object({ id: Id, paper: Type.Enum(['80mm', 'A5']) }),
  reads: byId,
  run(context, args) {
    const found = need(context, 'complaints', args.id);
    if (!found.ok) return found;
    const prints = found.value.prints + 1;
    return ok({
      writes: [
        change(context, 'complaints', found.value, { prints }),
        activity(context, 'receipt_printed', about(found.value), { to: String(prints), field: args.paper }),
      ],
      result: { id: args.id, prints },
    });
  },
});
