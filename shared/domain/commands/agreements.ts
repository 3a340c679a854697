/** Commands on agreements: terms, and what is decided at their end (domain.md, stages 6 and 7). */
import Type from 'typebox';
import { fail, ok, type LoketError } from '#shared/errors/errors.ts';
import type { Role } from '../actor.ts';
import { RENEWAL_DECISIONS, type Agreement } from '../agreement.ts';
import { Day, Id, Line } from '../base.ts';
import { isRenewable } from '../renewal.ts';
import { branchCalendar, openDayAfter, renewalTaskId, successorId } from '../renewal-day.ts';
import { plannedTitle } from '../said.ts';
import type { Task } from '../task.ts';
import { instantOf, localTime } from '../time.ts';
import { AgreementFields, makeAgreement, settled } from './agreement-fields.ts';
import {
  activity,
  byOf,
  change,
  command,
  insert,
  need,
  newBase,
  type CommandContext,
  type DocumentRef,
  type Write,
} from './command.ts';
import { newTask, renewalStep, stepsAtNewEnd, stepsOfEnd } from './renewal-writes.ts';

/** Account executives negotiate and renew agreements, supervisors approve (domain.md, "People"). */
export const DECIDES_RENEWALS: readonly Role[] = ['ae', 'supervisor'];

const wrongTerm = ({ start, end }: Pick<AgreementFields, 'start' | 'end'>): LoketError | null =>
  start && end && end < start ? { code: 'end_before_start', kind: 'person', field: 'end' } : null;

const added = (context: CommandContext, agreement: Agreement): Write[] => [
  insert('agreements', agreement),
  activity(
    context,
    'agreement_added',
    { customerId: agreement.customerId, branchId: agreement.branchId },
    { to: agreement.number ?? agreement.subject ?? '' },
  ),
];

/** A PKS with an end plans its renewal visit at once, for whoever keeps the tie with the customer. */
export const addAgreement = command({
  args: Type.Object({ customerId: Id, agreement: AgreementFields }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const wrong = wrongTerm(args.agreement);
    if (wrong) return { ok: false, error: wrong };
    const agreement = makeAgreement(context, found.value, args.agreement);
    return ok({
      writes: [
        ...added(context, agreement),
        ...renewalStep(context, agreement, 'visit', found.value.ownerId),
      ],
      result: { id: agreement.id },
    });
  },
});

const AgreementChanges = Type.Partial(AgreementFields, { additionalProperties: false });

/** Open steps of the renewal, as the caller knows them: which there are cannot be known from the agreement. */
const OpenTasks = Type.Optional(Type.Array(Id, { maxItems: 20 }));
const taskRefs = (ids: readonly string[] | undefined): DocumentRef[] =>
  (ids ?? []).map((id) => ({ collection: 'tasks', id }));

const openTasks = (
  context: CommandContext,
  agreementId: string,
  ids: readonly string[] | undefined,
): Task[] =>
  (ids ?? []).flatMap((id) => {
    const task = context.read('tasks', id);
    return task?.agreementId === agreementId && task.status === 'open' ? [task] : [];
  });

const plain = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value).slice(0, 2000) : String(value);

/**
 * Whose it is and its id never change. A new end moves the open steps of the renewal, or plans the visit where there
 * is none; behind an end that lies back only the decision is left.
 */
export const changeAgreement = command({
  args: Type.Object({
    id: Id,
    changes: AgreementChanges,
    /** Names of fields to empty. */
    clear: Type.Optional(Type.Array(Type.KeyOf(AgreementChanges))),
    tasks: OpenTasks,
    /** Who does the renewal visit, where one is to be planned. */
    assigneeId: Type.Optional(Id),
  }),
  reads: (args) => [
    { collection: 'agreements', id: args.id },
    ...taskRefs(args.tasks),
    ...(args.changes.end ? taskRefs(stepsOfEnd(args.id, args.changes.end)) : []),
  ],
  run(context, args) {
    const found = need(context, 'agreements', args.id);
    if (!found.ok) return found;
    const before = found.value;
    const { sla, ...others } = args.changes;
    const wanted: Record<string, unknown> = {
      ...others,
      ...(sla ? settled(context, { kind: before.kind, sla }) : {}),
    };
    for (const field of args.clear ?? []) wanted[field] = field === 'facilities' ? [] : undefined;
    const old = before as unknown as Record<string, unknown>;
    const changed = Object.keys(wanted).filter((f) => JSON.stringify(wanted[f]) !== JSON.stringify(old[f]));
    if (changed.length === 0) return ok({ writes: [], result: { changed } });
    const write = change(context, 'agreements', before, wanted);
    const after = write.after as unknown as Agreement;
    const wrong = wrongTerm(after);
    if (wrong) return { ok: false, error: wrong };
    const about = { customerId: before.customerId, branchId: before.branchId };
    const entries = changed.map((field) =>
      activity(context, 'agreement_changed', about, {
        field,
        from: plain(old[field]),
        to: after.number ?? after.subject ?? '',
      }),
    );
    const open = openTasks(context, before.id, args.tasks);
    const ends = after.end !== before.end || after.kind !== before.kind;
    const steps = ends ? stepsAtNewEnd(context, { before, after, open, assigneeId: args.assigneeId }) : [];
    return ok({ writes: [write, ...entries, ...steps], result: { changed } });
  },
});

/**
 * What becomes of an agreement at its end. Renewed or changed: another agreement follows it, with a renewal visit of
 * its own. Ended: the customer's affairs are to be settled on the first open day after it. Either way the open steps
 * of the renewal are closed.
 */
export const decideRenewal = command({
  args: Type.Object({
    agreementId: Id,
    decision: Type.Enum([...RENEWAL_DECISIONS]),
    /** Why; required for an end. */
    reason: Type.Optional(Line(500)),
    /** The agreement that follows. */
    next: Type.Optional(AgreementFields),
    tasks: OpenTasks,
    assigneeId: Type.Optional(Id),
  }),
  roles: DECIDES_RENEWALS,
  reads: (args) => [
    { collection: 'agreements', id: args.agreementId },
    ...taskRefs(args.tasks),
    ...(args.next?.end
      ? taskRefs([renewalTaskId(successorId(args.agreementId), args.next.end, 'visit')])
      : []),
  ],
  run(context, args) {
    const found = need(context, 'agreements', args.agreementId);
    if (!found.ok) return found;
    const before = found.value;
    if (before.status === 'renewed' || before.status === 'ended') return fail('agreement_decided');
    const { decision: kind, next } = args;
    const reason = args.reason?.trim();
    if (kind === 'end' && !reason) return fail('reason_missing', 'person', { field: 'reason' });
    if (kind !== 'end' && next === undefined) return fail('next_missing', 'person', { field: 'next' });
    const wrong = next ? wrongTerm(next) : null;
    if (wrong) return { ok: false, error: { ...wrong, field: 'next.end' } };
    const open = openTasks(context, before.id, args.tasks);
    const assigneeId = args.assigneeId ?? open[0]?.assigneeId;
    const about = { customerId: before.customerId, branchId: before.branchId };
    const writes = [
      change(context, 'agreements', before, {
        status: kind === 'end' ? 'ended' : 'renewed',
        decision: { kind, at: context.now, by: byOf(context), ...(reason ? { reason } : {}) },
      }),
      activity(context, 'agreement_decided', about, {
        field: kind,
        from: before.number ?? before.subject ?? '',
        ...(reason ? { text: reason } : {}),
      }),
      ...open.map((task) =>
        change(context, 'tasks', task, {
          status: task.kind === 'decision' ? 'done' : 'cancelled',
          ...(reason ? { outcome: reason } : {}),
        }),
      ),
    ];
    if (kind === 'end' || next === undefined)
      return ok({
        writes: [...writes, ...settlement(context, before, assigneeId)],
        result: { id: before.id },
      });
    const after: Agreement = {
      ...makeAgreement(context, { id: before.customerId, branchId: before.branchId }, next),
      id: successorId(before.id),
      renewsId: before.id,
    };
    return ok({
      writes: [...writes, ...added(context, after), ...renewalStep(context, after, 'visit', assigneeId)],
      result: { id: after.id },
    });
  },
});

/** What is open between both when an agreement ended: bills, deposits, goods on the way. */
function settlement(
  context: CommandContext,
  agreement: Agreement,
  assigneeId = context.actor.userId,
): Write[] {
  const calendar = branchCalendar(context.reference, agreement.branchId, context.now);
  const today = localTime(context.now, calendar.zone).day;
  const last = agreement.end && agreement.end > today ? agreement.end : today;
  return newTask(context, {
    ...newBase(context, agreement.branchId),
    kind: 'follow_up',
    customerId: agreement.customerId,
    complaintId: '',
    agreementId: agreement.id,
    title: plannedTitle('settlement', agreement),
    dueAt: instantOf(openDayAfter(last, calendar), 16 * 60, calendar.zone),
    assigneeId,
    status: 'open',
  });
}

/** So many visits are planned by one command; more take several. */
export const MOST_PLANNED = 200;

/**
 * Plans the renewal visits of agreements that came without one: from a customer book, or from another branch. What was
 * planned before, is not renewed that way, or has another end by now is passed over.
 */
export const planRenewals = command({
  args: Type.Object({
    renewals: Type.Array(Type.Object({ agreementId: Id, end: Day, assigneeId: Type.Optional(Id) }), {
      minItems: 1,
      maxItems: MOST_PLANNED,
    }),
  }),
  roles: DECIDES_RENEWALS,
  reads: ({ renewals }) =>
    renewals.flatMap(({ agreementId, end }): DocumentRef[] => [
      { collection: 'agreements', id: agreementId },
      { collection: 'tasks', id: renewalTaskId(agreementId, end, 'visit') },
    ]),
  run(context, { renewals }) {
    const writes = renewals.flatMap(({ agreementId, end, assigneeId }) => {
      const agreement = context.read('agreements', agreementId);
      if (!agreement || agreement.end !== end || !isRenewable(agreement)) return [];
      return renewalStep(context, agreement, 'visit', assigneeId);
    });
    return ok({
      writes,
      result: { planned: writes.filter(({ collection }) => collection === 'tasks').length },
    });
  },
});
