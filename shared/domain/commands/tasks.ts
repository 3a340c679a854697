/** Commands on agreements and tasks, first form. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { AGREEMENT_KINDS, type Agreement } from '../agreement.ts';
import { Day, Id, Instant, Line, Rupiah, Text } from '../base.ts';
import { TASK_KINDS, type Task } from '../task.ts';
import { activity, change, command, insert, need, newBase } from './command.ts';

export const AgreementFields = Type.Object({
  kind: Type.Enum([...AGREEMENT_KINDS]),
  number: Type.Optional(Line(80)),
  subject: Type.Optional(Line(160)),
  start: Type.Optional(Day),
  end: Type.Optional(Day),
  monthlyAmount: Type.Optional(Rupiah),
  facilities: Type.Optional(Type.Array(Line(80), { maxItems: 20 })),
  remarks: Type.Optional(Text),
});

export const addAgreement = command({
  args: Type.Object({ customerId: Id, agreement: AgreementFields }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const { start, end } = args.agreement;
    if (start && end && end < start) return fail('end_before_start', 'person', { field: 'end' });
    const agreement: Agreement = {
      ...newBase(context, found.value.branchId),
      customerId: args.customerId,
      facilities: [],
      ...args.agreement,
    };
    return ok({ writes: [insert('agreements', agreement)], result: { id: agreement.id } });
  },
});

export const addTask = command({
  args: Type.Object({
    kind: Type.Enum([...TASK_KINDS]),
    customerId: Type.Optional(Id),
    complaintId: Type.Optional(Id),
    title: Line(200),
    dueAt: Instant,
    assigneeId: Type.Optional(Id),
  }),
  reads: () => [],
  run(context, args) {
    const task: Task = {
      ...newBase(context),
      kind: args.kind,
      customerId: args.customerId ?? '',
      complaintId: args.complaintId ?? '',
      title: args.title,
      dueAt: args.dueAt,
      assigneeId: args.assigneeId ?? context.actor.userId,
      status: 'open',
    };
    return ok({ writes: [insert('tasks', task)], result: { id: task.id } });
  },
});

export const completeTask = command({
  args: Type.Object({ id: Id, outcome: Type.Optional(Text) }),
  reads: (args) => [{ collection: 'tasks', id: args.id }],
  run(context, args) {
    const found = need(context, 'tasks', args.id);
    if (!found.ok) return found;
    const task = found.value;
    if (task.status !== 'open') return fail('task_not_open', 'person', { field: 'status' });
    const outcome = args.outcome?.trim();
    return ok({
      writes: [
        change(context, 'tasks', task, { status: 'done', ...(outcome ? { outcome } : {}) }),
        activity(
          context,
          'task_done',
          { customerId: task.customerId, complaintId: task.complaintId, branchId: task.branchId },
          { from: task.title, ...(outcome ? { text: outcome } : {}) },
        ),
      ],
      result: { id: task.id },
    });
  },
});
