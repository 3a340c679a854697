/** The documents by which a renewal or a routine visit goes on. Shared by the commands on agreements and on tasks. */
import { digest } from '#shared/sync/merge/digest.ts';
import { nextVisit, rhythmFrom } from '../agenda-rhythm.ts';
import type { Agreement } from '../agreement.ts';
import { isRenewable } from '../renewal.ts';
import {
  branchCalendar,
  renewalDue,
  renewalTaskId,
  stepAfter,
  taskIdAgain,
  type RenewalStep,
} from '../renewal-day.ts';
import { plannedTitle, stepSaid } from '../said.ts';
import type { Task } from '../task.ts';
import { localTime } from '../time.ts';
import { activity, change, insert, newBase, type CommandContext, type Write } from './command.ts';

/** The entry has an id of the task's, so that a task that two desks planned is told once, and its first day is known. */
export const plannedEntryId = (taskId: string): string => `${taskId}.planned`;

const aboutCustomer = ({ customerId, branchId }: Pick<Task, 'customerId' | 'branchId'>) => ({
  customerId,
  branchId,
});

function planned(context: CommandContext, task: Task): Write[] {
  const about = { ...aboutCustomer(task), complaintId: task.complaintId };
  const entry = activity(
    context,
    'visit_planned',
    about,
    { from: task.title, to: task.dueAt },
    stepSaid(task),
  );
  const id = plannedEntryId(task.id);
  return [insert('tasks', task), { ...entry, id, after: { ...entry.after, id } }];
}

const todayAt = (context: CommandContext, branchId: string): string =>
  localTime(context.now, branchCalendar(context.reference, branchId, context.now).zone).day;

/** @returns whether the last day of an agreement has gone by at its branch. */
export const isOver = (
  context: CommandContext,
  { end, branchId }: Pick<Agreement, 'end' | 'branchId'>,
): boolean => end !== undefined && end < todayAt(context, branchId);

/**
 * @param assigneeId who does it; the actor unless said
 * @returns the writes that plan a step of the agreement's renewal; none where the agreement is not renewed that way, the
 *   step was planned before (the caller has to name its task in `reads` to know), or the agreement is over and it is
 *   not the decision: nothing else is left then
 */
export function renewalStep(
  context: CommandContext,
  agreement: Agreement,
  step: RenewalStep,
  assigneeId?: string,
): Write[] {
  if (!isRenewable(agreement)) return [];
  const id = renewalTaskId(agreement.id, agreement.end, step);
  if (context.read('tasks', id)) return [];
  if (step !== 'decision' && isOver(context, agreement)) return [];
  return plannedStep(context, agreement, step, { id, assigneeId });
}

/** @returns the writes that plan a step under the id given; the actor does it unless said. */
export function plannedStep(
  context: CommandContext,
  agreement: Agreement & { readonly end: string },
  step: RenewalStep,
  { id, assigneeId }: { readonly id: string; readonly assigneeId?: string | undefined },
): Write[] {
  const calendar = branchCalendar(context.reference, agreement.branchId, context.now);
  return planned(context, {
    ...newBase(context, agreement.branchId),
    id,
    kind: step,
    customerId: agreement.customerId,
    complaintId: '',
    agreementId: agreement.id,
    title: plannedTitle(step, agreement),
    dueAt: renewalDue(agreement.end, context.now, calendar, step),
    assigneeId: assigneeId ?? context.actor.userId,
    status: 'open',
  });
}

/** @returns which step of a renewal a task is. */
export const stepOfTask = ({ kind }: Pick<Task, 'kind'>): RenewalStep =>
  kind === 'evaluation' || kind === 'decision' ? kind : 'visit';

const cancelledStep = (context: CommandContext, task: Task): Write[] => [
  change(context, 'tasks', task, { status: 'cancelled' }),
  activity(context, 'task_cancelled', aboutCustomer(task), { from: task.title }, stepSaid(task)),
];

/**
 * @returns a step of a renewal that moves with the agreement's new end; a cancelled one where there is no end more, or
 *   where that lies behind and the step is not the decision
 */
function movedStep(context: CommandContext, agreement: Agreement, task: Task): Write[] {
  const step = stepOfTask(task);
  if (!isRenewable(agreement) || (step !== 'decision' && isOver(context, agreement)))
    return cancelledStep(context, task);
  const calendar = branchCalendar(context.reference, agreement.branchId, context.now);
  const dueAt = renewalDue(agreement.end, context.now, calendar, step);
  if (dueAt === task.dueAt) return [];
  return [
    change(context, 'tasks', task, { dueAt }),
    activity(
      context,
      'task_moved',
      aboutCustomer(task),
      { field: task.title.slice(0, 80), from: task.dueAt, to: dueAt },
      stepSaid(task),
    ),
  ];
}

interface NewEnd {
  readonly before: Agreement;
  readonly after: Agreement;
  /** Open steps of the renewal. */
  readonly open: readonly Task[];
  readonly assigneeId: string | undefined;
}

/** @returns the tasks that `stepsAtNewEnd` has to know for this end. */
export const stepsOfEnd = (agreementId: string, end: string): string[] => {
  const visit = renewalTaskId(agreementId, end, 'visit');
  return [visit, taskIdAgain(visit), renewalTaskId(agreementId, end, 'decision')];
};

/**
 * @returns the writes by which open steps follow an agreement's new end. Where none is open the visit is planned; an end
 *   that is put behind today leaves the decision alone, and one that comes to lie ahead again begins with the visit.
 */
export function stepsAtNewEnd(context: CommandContext, { before, after, open, assigneeId }: NewEnd): Write[] {
  const moved = open.flatMap((task) => movedStep(context, after, task));
  if (!isRenewable(after)) return moved;
  const decides = open.some(({ kind }) => kind === 'decision');
  const who = open[0]?.assigneeId ?? assigneeId;
  if (isOver(context, after))
    return open.length === 0 || decides ? moved : [...moved, ...renewalStep(context, after, 'decision', who)];
  const isAhead = isOver(context, before) && open.every(({ kind }) => kind === 'decision');
  if (open.length > 0 && !isAhead) return moved;
  const id = renewalTaskId(after.id, after.end, 'visit');
  const visit = context.read('tasks', id);
  const free = !visit ? id : isAhead && visit.status === 'cancelled' ? taskIdAgain(id) : undefined;
  if (!free || context.read('tasks', free)) return moved;
  return [
    ...open.flatMap((task) => cancelledStep(context, task)),
    ...plannedStep(context, after, 'visit', { id: free, assigneeId: who }),
  ];
}

/**
 * @param dueAt ISO UTC
 * @returns why a step may not be moved there: its agreement has ended and only the decision is left, or it would come
 *   after the end; undefined where it may, and for what is no step of a renewal
 */
export function lateStep(
  context: CommandContext,
  task: Task,
  agreement: Agreement,
  dueAt: string,
): 'agreement_over' | 'step_after_end' | undefined {
  if (task.kind === 'follow_up' || !isRenewable(agreement)) return undefined;
  if (isOver(context, agreement)) return stepOfTask(task) === 'decision' ? undefined : 'agreement_over';
  const { zone } = branchCalendar(context.reference, agreement.branchId, context.now);
  return localTime(dueAt, zone).day > agreement.end ? 'step_after_end' : undefined;
}

/**
 * A visit that was moved leaves the rhythm where it stands: the next one is counted from the day that the timeline says
 * this one was planned for (the caller has to name `plannedEntryId` in `reads`), and from the task where it says none.
 * @returns the writes that plan the next of a routine visit; none where the visit has no rhythm
 */
export function nextOfRhythm(context: CommandContext, task: Task): Write[] {
  if (!task.rhythm) return [];
  const plannedFor = context.read('activities', plannedEntryId(task.id))?.to ?? task.dueAt;
  const zone = context.reference.branch(task.branchId)?.zone ?? 'Asia/Jakarta';
  const { minutes, place, assigneeId, customerId, kind, title } = task;
  const rhythm = rhythmFrom(task.rhythm, localTime(plannedFor, zone).day);
  return planned(context, {
    ...newBase(context, task.branchId),
    id: `routine:${digest(`${task.id}|next`)}`,
    kind,
    customerId,
    complaintId: '',
    title,
    dueAt: nextVisit(plannedFor, rhythm, context.now, zone),
    ...(minutes === undefined ? {} : { minutes }),
    ...(place === undefined ? {} : { place }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    rhythm,
    status: 'open',
  });
}

/** @returns a new task and the entry that tells of it. */
export const newTask = (context: CommandContext, task: Task): Write[] => planned(context, task);

/**
 * The caller has to name the tasks of both steps in `reads`, so that neither is planned twice.
 * @returns the writes that plan what follows on a step that is done
 */
export function nextStep(context: CommandContext, task: Task, agreement: Agreement | undefined): Write[] {
  if (!agreement?.end) return [];
  const step = stepAfter(task.kind, agreement.end, todayAt(context, agreement.branchId));
  return step ? renewalStep(context, agreement, step, task.assigneeId) : [];
}
