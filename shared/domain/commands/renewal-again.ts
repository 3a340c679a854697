/** A step of a renewal that was cancelled, planned again by a person (domain.md, stage 7). */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id } from '../base.ts';
import { isRenewable } from '../renewal.ts';
import { branchCalendar, taskIdAgain } from '../renewal-day.ts';
import { localTime } from '../time.ts';
import { DECIDES_RENEWALS } from './agreements.ts';
import { command, need } from './command.ts';
import { plannedStep, stepOfTask } from './renewal-writes.ts';

/** The cancelled one stays in the history. Two desks that do so without hearing of each other plan one. */
export const planStepAgain = command({
  args: Type.Object({
    agreementId: Id,
    /** The cancelled task. */
    taskId: Id,
    /** Who does it; the actor unless said. */
    assigneeId: Type.Optional(Id),
  }),
  roles: DECIDES_RENEWALS,
  reads: ({ agreementId, taskId }) => [
    { collection: 'agreements', id: agreementId },
    { collection: 'tasks', id: taskId },
    { collection: 'tasks', id: taskIdAgain(taskId) },
  ],
  run(context, { agreementId, taskId, assigneeId }) {
    const found = need(context, 'agreements', agreementId);
    if (!found.ok) return found;
    const cancelled = need(context, 'tasks', taskId);
    if (!cancelled.ok) return cancelled;
    const [agreement, task] = [found.value, cancelled.value];
    if (task.agreementId !== agreement.id) return fail('invalid', 'person', { field: 'taskId' });
    if (agreement.status === 'renewed' || agreement.status === 'ended') return fail('agreement_decided');
    const { zone } = branchCalendar(context.reference, agreement.branchId, context.now);
    if (!isRenewable(agreement) || agreement.end < localTime(context.now, zone).day)
      return fail('agreement_over', 'person', { field: 'end' });
    if (task.status !== 'cancelled') return fail('step_not_cancelled');
    const id = taskIdAgain(task.id);
    const writes = context.read('tasks', id)
      ? []
      : plannedStep(context, agreement, stepOfTask(task), { id, assigneeId });
    return ok({ writes, result: { id } });
  },
});
