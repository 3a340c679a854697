/**
 * A change that head office refused and that a person gave up, told in the timeline of what it belonged to. The text
 * that was given up stays with the desk (`DeskSync.discarded`); the entry says whose decision it was, of what, and why.
 */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Line, OptionalId } from '../base.ts';
import { COLLECTION_NAMES } from '../collections.ts';
import { activity, command } from './command.ts';

/** An entry of the timeline takes no longer list. */
const LONGEST = 2000;

/**
 * Writes nothing where the complaint, or without one the customer, is not here or not this branch's any more: there is no
 * timeline to tell it in, and head office would refuse the entry as well.
 */
export const recordDiscard = command({
  args: Type.Object({
    collection: Type.Enum([...COLLECTION_NAMES]),
    /** What it hangs on: the customer, and the complaint where it is of one. */
    customerId: OptionalId,
    complaintId: OptionalId,
    /** Fields that were given up; none for a document that head office never had. */
    fields: Type.Array(Line(80), { maxItems: 200 }),
    /** On the paper of a document that is nowhere any more. */
    number: Type.Optional(Line(60)),
    reason: Line(500),
  }),
  reads: ({ customerId, complaintId }) => [
    ...(complaintId ? [{ collection: 'complaints', id: complaintId } as const] : []),
    ...(customerId ? [{ collection: 'customers', id: customerId } as const] : []),
  ],
  run(context, { collection, customerId, complaintId, fields, number, reason }) {
    const text = reason.trim();
    if (!text) return fail('reason_missing', 'person', { field: 'reason' });
    const of = complaintId ? context.read('complaints', complaintId) : context.read('customers', customerId);
    const { branchId } = context.actor;
    if (of?.branchId !== branchId) return ok({ writes: [], result: { told: false } });
    const about = { customerId, complaintId, branchId };
    const values = {
      field: collection,
      from: fields.join(', ').slice(0, LONGEST),
      ...(number ? { to: number } : {}),
      text,
    };
    return ok({ writes: [activity(context, 'change_discarded', about, values)], result: { told: true } });
  },
});
