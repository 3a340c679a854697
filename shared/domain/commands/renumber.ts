/**
 * Another number for what head office could not take under its own, because another document has it: a copied PC gave
 * it out a second time. The number is used up in the desk's counter and stands in the timeline; the quarantine then
 * sends the document under it. Only what head office never had may get one: there a number never changes.
 */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id } from '../base.ts';
import { activity, command, need } from './command.ts';

export const takeNewNumber = command({
  args: Type.Object({
    collection: Type.Enum(['customers', 'complaints']),
    documentId: Id,
    /** The number that was refused. */
    seen: Type.String({ minLength: 1, maxLength: 60 }),
  }),
  reads: (args) => [{ collection: args.collection, id: args.documentId }],
  run(context, { collection, documentId, seen }) {
    const found = need(context, collection, documentId);
    if (!found.ok) return found;
    const { number: from, branchId } = found.value;
    if (from !== seen) return fail('changed_meanwhile', 'person', { field: 'number' });
    const number = context.number(collection === 'complaints' ? 'K' : 'P');
    if (number.split('-')[1] !== branchId)
      return fail('number_of_other_branch', 'person', { field: 'number' });
    const about =
      'customerId' in found.value
        ? { customerId: found.value.customerId, complaintId: documentId, branchId }
        : { customerId: documentId, branchId };
    return ok({
      writes: [activity(context, 'customer_changed', about, { field: 'number', from, to: number })],
      result: { id: documentId, number },
    });
  },
});
