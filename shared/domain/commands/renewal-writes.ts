/** The documents by which a renewal or a routine visit goes on. Shared by the commands on agreements and on tasks. */
import { digest } from '#shared/sync/merge/digest.ts';
import { nextVisit, rhythmFrom } from '../agenda-rhythm.ts';
import type { Agreement } from '../agreement.ts';
import { isRenewable } from '../renewal.ts';
import { branchCalendar, renewalDue, renewalTaskId, type RenewalStep } from '../renewal-day.ts';
import type { Task } from '../task.ts';
import { localTime } from '../time.ts';
import { activity, change, insert, newBase, type CommandContext, type Write } from './command.ts';

const TITLE: Readonly<Record<RenewalStep, (name: string) => string>> = {
  visit: (name) => `Kunjungan perpanjangan ${name}`,
  evaluation: (name) => `Evaluasi ${name}`,
  decision: (name) => `Keputusan ${name}`,
};

/** @returns how an agreement is called in a title or a timeline. */
export const agreementName = ({
  kind,
  number,
  subject,
}: Pick<Agreement, 'kind' | 'number' | 'subject'>): string =>
  `${kind === 'pks' ? 'PKS' : 'Kontrak'} ${number ?? subject ?? ''}`.trim();

/** The entry has an id of the task's, so that a task that two desks planned is told once, and its first day is known. */
export const plannedEntryId = (taskId: string): string => `${taskId}.planned`;

const aboutCustomer = ({ customerId, branchId }: Pick<Task, 'customerId' | 'branchId'>) => ({
  customerId,
  branchId,
});

function planned(context: CommandContext, task: Task): Write[] {
  const about = { ...aboutCustomer(task), complaintId: task.complaintId };
  const entry = activity(context, 'visit_planned', about, { from: task.title, to: task.dueAt });
  const id = plannedEntryId(task.id);
  return [insert('tasks', task), { ...entry, id, after: { ...entry.after, id } }];
}

/**
 * @param assigneeId who does it; the actor unless said
 * @returns the writes that plan a step of the agreement's renewal; none where the agreement is not renewed that way, the
 *   step was planned before (the caller has to name its task in `reads` to know), or it is a visit to an agreement that
 *   is over: what is left there is the decision
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
  const calendar = branchCalendar(context.reference, agreement.branchId, context.now);
  if (step === 'visit' && agreement.end < localTime(context.now, calendar.zone).day) return [];
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
    title: TITLE[step](agreementName(agreement)),
    dueAt: renewalDue(agreement.end, context.now, calendar, step),
    assigneeId: assigneeId ?? context.actor.userId,
    status: 'open',
  });
}

/** @returns which step of a renewal a task is. */
export const stepOfTask = ({ kind }: Pick<Task, 'kind'>): RenewalStep =>
  kind === 'evaluation' || kind === 'decision' ? kind : 'visit';

/** @returns a step of a renewal that moves with the agreement's new end; a cancelled one where there is no end more. */
export function movedStep(context: CommandContext, agreement: Agreement, task: Task): Write[] {
  const about = aboutCustomer(task);
  if (!isRenewable(agreement))
    return [
      change(context, 'tasks', task, { status: 'cancelled' }),
      activity(context, 'task_cancelled', about, { from: task.title }),
    ];
  const step = stepOfTask(task);
  const calendar = branchCalendar(context.reference, agreement.branchId, context.now);
  const dueAt = renewalDue(agreement.end, context.now, calendar, step);
  if (dueAt === task.dueAt) return [];
  return [
    change(context, 'tasks', task, { dueAt }),
    activity(context, 'task_moved', about, { field: task.title.slice(0, 80), from: task.dueAt, to: dueAt }),
  ];
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

/** @returns what follows on a step that is done: the evaluation on a visit, the decision on an evaluation. */
export function nextStep(context: CommandContext, task: Task, agreement: Agreement | undefined): Write[] {
  if (!agreement || (task.kind !== 'visit' && task.kind !== 'renewal' && task.kind !== 'evaluation'))
    return [];
  const step = task.kind === 'evaluation' ? 'decision' : 'evaluation';
  return renewalStep(context, agreement, step, task.assigneeId);
}
