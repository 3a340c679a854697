/** Commands on the agenda: plan, move, cancel, complete (domain.md, stages 1, 4 and 7). */
import Type, { type Static } from 'typebox';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { rhythmFrom } from '../agenda-rhythm.ts';
import { Day, Id, Instant, Line, Text } from '../base.ts';
import type { Customer } from '../customer.ts';
import { renewalTaskId } from '../renewal-day.ts';
import { stepSaid, UNDONE } from '../said.ts';
import { Rhythm, type Task } from '../task.ts';
import { localTime } from '../time.ts';
import {
  activity,
  byOf,
  change,
  command,
  need,
  newBase,
  type CommandContext,
  type Write,
} from './command.ts';
import { MOST_NEEDS } from './needs.ts';
import { lateStep, newTask, nextOfRhythm, nextStep, plannedEntryId } from './renewal-writes.ts';

const Minutes = Type.Integer({ minimum: 5, maximum: 1440 });

/** With its complaint, so that what is said of a confidential one stays as confidential. */
const aboutTask = ({ customerId, branchId, complaintId }: Task) => ({ customerId, branchId, complaintId });

function openTask(context: CommandContext, id: string): Result<Task> {
  const found = need(context, 'tasks', id);
  if (!found.ok) return found;
  return found.value.status === 'open' ? found : fail('task_not_open', 'person', { field: 'status' });
}

/** A visit, once or in a rhythm. With an agreement it is the visit by which that one is renewed. */
export const planVisit = command({
  args: Type.Object({
    customerId: Id,
    agreementId: Type.Optional(Id),
    title: Line(200),
    dueAt: Instant,
    minutes: Type.Optional(Minutes),
    place: Type.Optional(Line(200)),
    assigneeId: Type.Optional(Id),
    rhythm: Type.Optional(Rhythm),
  }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, { customerId, title, rhythm, assigneeId, ...rest }) {
    const found = need(context, 'customers', customerId);
    if (!found.ok) return found;
    if (!title.trim()) return fail('title_missing', 'person', { field: 'title' });
    const { branchId } = found.value;
    const zone = context.reference.branch(branchId)?.zone ?? 'Asia/Jakarta';
    const task: Task = {
      ...newBase(context, branchId),
      kind: 'visit',
      customerId,
      complaintId: '',
      title: title.trim(),
      ...rest,
      assigneeId: assigneeId ?? context.actor.userId,
      ...(rhythm ? { rhythm: rhythmFrom(rhythm, localTime(rest.dueAt, zone).day) } : {}),
      status: 'open',
    };
    return ok({ writes: newTask(context, task), result: { id: task.id } });
  },
});

const Move = Type.Object({
  id: Id,
  /** What is left out stays as it is. */
  dueAt: Type.Optional(Instant),
  minutes: Type.Optional(Minutes),
  place: Type.Optional(Line(200)),
  assigneeId: Type.Optional(Id),
  /** Names of fields to empty. */
  clear: Type.Optional(Type.Array(Type.Enum(['minutes', 'place', 'assigneeId']))),
  reason: Type.Optional(Line(500)),
  /** Takes a move back, in place of a reason. */
  undone: Type.Optional(Type.Literal(true)),
  /** The task's, where it has one: a step of its renewal is not moved behind its end. */
  agreementId: Type.Optional(Id),
});
type Move = Static<typeof Move>;
interface Moved {
  readonly id: string;
  /** The move that takes it back, where anything was moved. */
  readonly inverse?: Move;
}
const MOVED = ['dueAt', 'minutes', 'place', 'assigneeId'] as const;

/** @returns the move that takes `fields` back to what a task says. */
function moveBack(task: Task, fields: readonly (typeof MOVED)[number][]): Move {
  const had = fields.filter((field) => task[field] !== undefined);
  const clear = fields.filter((field) => field !== 'dueAt').filter((field) => task[field] === undefined);
  return {
    id: task.id,
    ...Object.fromEntries(had.map((field) => [field, task[field]])),
    ...(clear.length > 0 ? { clear } : {}),
  };
}

/** Another time, place or person. What belongs to a renewal stays on its side of the agreement's end. */
export const moveTask = command({
  args: Move,
  reads: ({ id, agreementId }) => [
    { collection: 'tasks', id },
    ...(agreementId ? [{ collection: 'agreements', id: agreementId } as const] : []),
  ],
  run(context, { id, reason, undone, agreementId = '', clear = [], ...moved }) {
    const found = openTask(context, id);
    if (!found.ok) return found;
    const task = found.value;
    const agreement = task.agreementId === agreementId ? context.read('agreements', agreementId) : undefined;
    if (agreement && moved.dueAt !== undefined && moved.dueAt !== task.dueAt) {
      const late = lateStep(context, task, agreement, moved.dueAt);
      if (late) return fail(late, 'person', { field: 'dueAt' });
    }
    const wanted: Partial<Task> = {
      ...moved,
      ...Object.fromEntries(clear.map((field) => [field, undefined])),
    };
    const changed = MOVED.filter((field) => field in wanted && wanted[field] !== task[field]);
    const result: Moved = changed.length > 0 ? { id, inverse: moveBack(task, changed) } : { id };
    if (changed.length === 0) return ok({ writes: [], result });
    const text = undone ? UNDONE : reason?.trim();
    const step = stepSaid(task);
    return ok({
      writes: [
        change(context, 'tasks', task, wanted),
        activity(
          context,
          'task_moved',
          aboutTask(task),
          {
            field: task.title.slice(0, 80),
            from: task.dueAt,
            to: moved.dueAt ?? task.dueAt,
            ...(text ? { text } : {}),
          },
          undone ? (step ? { ...step, undone } : { what: 'undo' }) : step,
        ),
      ],
      result,
    });
  },
});

/** Of a routine visit only this one is left out, unless the rhythm ends with it. */
export const cancelTask = command({
  args: Type.Object({ id: Id, reason: Line(500), endRhythm: Type.Optional(Type.Boolean()) }),
  reads: (args) => [
    { collection: 'tasks', id: args.id },
    { collection: 'activities', id: plannedEntryId(args.id) },
  ],
  run(context, { id, reason, endRhythm = false }) {
    const found = openTask(context, id);
    if (!found.ok) return found;
    const task = found.value;
    const text = reason.trim();
    if (!text) return fail('reason_missing', 'person', { field: 'reason' });
    return ok({
      writes: [
        change(context, 'tasks', task, { status: 'cancelled' }),
        activity(context, 'task_cancelled', aboutTask(task), { from: task.title, text }, stepSaid(task)),
        ...(endRhythm ? [] : nextOfRhythm(context, task)),
      ],
      result: { id },
    });
  },
});

const FOLLOWING = ['evaluation', 'decision'] as const;

const Following = Type.Object({
  title: Line(200),
  dueAt: Instant,
  kind: Type.Enum(['visit', 'follow_up']),
});

/**
 * What came of it: the outcome, needs that were found and offers that were made, what is done next. A routine visit
 * plans the next one; a renewal goes on to its next step. A decision is made by `decideRenewal`.
 */
export const completeVisit = command({
  args: Type.Object({
    id: Id,
    outcome: Text,
    /** Whose needs and offers are added to: the customer of the task, or the one that it was joined to. */
    customerId: Type.Optional(Id),
    /** The task's, where it has one. */
    agreementId: Type.Optional(Id),
    /** The agreement's, as the caller knows it: what follows on this step is not planned twice for one end. */
    end: Type.Optional(Day),
    needs: Type.Optional(Type.Array(Line(500), { maxItems: 20 })),
    offers: Type.Optional(Type.Array(Line(500), { maxItems: 20 })),
    next: Type.Optional(Following),
  }),
  reads: ({ id, customerId, agreementId, end }) => [
    { collection: 'tasks', id },
    { collection: 'activities', id: plannedEntryId(id) },
    ...(customerId ? [{ collection: 'customers', id: customerId } as const] : []),
    ...(agreementId ? [{ collection: 'agreements', id: agreementId } as const] : []),
    ...(agreementId && end
      ? FOLLOWING.map((step) => ({ collection: 'tasks', id: renewalTaskId(agreementId, end, step) }) as const)
      : []),
  ],
  run(context, args) {
    const found = openTask(context, args.id);
    if (!found.ok) return found;
    const task = found.value;
    if (task.kind === 'decision' && task.agreementId) return fail('decision_missing');
    if (task.agreementId && task.agreementId !== args.agreementId)
      return fail('invalid', 'person', { field: 'agreementId' });
    const outcome = args.outcome.trim();
    if (!outcome) return fail('outcome_missing', 'person', { field: 'outcome' });
    const learnt = whatWasLearnt(context, args);
    if (!learnt.ok) return learnt;
    const following = args.next ? followingTask(context, task, args.next) : [];
    const agreement = args.agreementId ? context.read('agreements', args.agreementId) : undefined;
    return ok({
      writes: [
        change(context, 'tasks', task, { status: 'done', outcome }),
        activity(
          context,
          'task_done',
          { ...aboutTask(task), complaintId: task.complaintId },
          { from: task.title, text: outcome },
          stepSaid(task),
        ),
        ...learnt.value,
        ...following,
        ...nextOfRhythm(context, task),
        ...nextStep(context, task, agreement),
      ],
      result: { id: task.id },
    });
  },
});

interface Learnt {
  readonly customerId?: string;
  readonly needs?: readonly string[];
  readonly offers?: readonly string[];
}

const said = (lines: readonly string[] = []): string[] => lines.map((line) => line.trim()).filter(Boolean);

function whatWasLearnt(context: CommandContext, args: Learnt): Result<Write[]> {
  const [needs, offers] = [said(args.needs), said(args.offers)];
  if (needs.length + offers.length === 0) return ok([]);
  if (!args.customerId) return fail('customer_missing', 'person', { field: 'customerId' });
  const found = need(context, 'customers', args.customerId);
  if (!found.ok) return found;
  const customer: Customer = found.value;
  const item = (text: string) => ({
    id: context.newId(),
    text,
    at: context.now,
    by: byOf(context),
    status: 'open' as const,
  });
  const after = {
    ...(needs.length > 0 ? { needs: [...(customer.needs ?? []), ...needs.map(item)] } : {}),
    ...(offers.length > 0 ? { offers: [...(customer.offers ?? []), ...offers.map(item)] } : {}),
  };
  if ((after.needs?.length ?? 0) > MOST_NEEDS) return fail('list_full', 'person', { field: 'needs' });
  if ((after.offers?.length ?? 0) > MOST_NEEDS) return fail('list_full', 'person', { field: 'offers' });
  const about = { customerId: customer.id, branchId: customer.branchId };
  return ok([
    change(context, 'customers', customer, after),
    ...needs.map((text) => activity(context, 'need_found', about, { text })),
    ...offers.map((text) => activity(context, 'offer_made', about, { text })),
  ]);
}

function followingTask(
  context: CommandContext,
  task: Task,
  {
    title,
    dueAt,
    kind,
  }: { readonly title: string; readonly dueAt: string; readonly kind: 'visit' | 'follow_up' },
): Write[] {
  return newTask(context, {
    ...newBase(context, task.branchId),
    kind,
    customerId: task.customerId,
    complaintId: task.complaintId,
    title,
    dueAt,
    ...(task.assigneeId ? { assigneeId: task.assigneeId } : {}),
    status: 'open',
  });
}
