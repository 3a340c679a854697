/** Commands on tasks that lead to nothing more: follow-ups of a complaint or a customer. The agenda's are in visits.ts. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id, Instant, Line, Text } from '../base.ts';
import { stepSaid } from '../said.ts';
import { TASK_KINDS, type Task } from '../task.ts';
import { activity, change, command, need, newBase } from './command.ts';
import { newTask } from './renewal-writes.ts';

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
    return ok({ writes: newTask(context, task), result: { id: task.id } });
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
    // what goes on after it needs more than the task (`completeVisit`)
    if (task.rhythm || task.agreementId) return fail('task_goes_on');
    const outcome = args.outcome?.trim();
    return ok({
      writes: [
        change(context, 'tasks', task, { status: 'done', ...(outcome ? { outcome } : {}) }),
        activity(
          context,
          'task_done',
          { customerId: task.customerId, complaintId: task.complaintId, branchId: task.branchId },
          { from: task.title, ...(outcome ? { text: outcome } : {}) },
          stepSaid(task),
        ),
      ],
      result: { id: task.id },
    });
  },
});
