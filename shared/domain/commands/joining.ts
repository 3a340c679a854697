/** Commands on whole customers: joining two records of one customer, separating them again, deleting a mistake. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import type { Role } from '../actor.ts';
import { Id, Line } from '../base.ts';
import { absorb } from '../joining.ts';
import { activity, change, command, need, remove } from './command.ts';

const BOOK_KEEPERS: readonly Role[] = ['supervisor', 'ae', 'cs'];

/**
 * The survivor takes over what it lacks; what hangs on the other record keeps its `customerId` and is shown with the
 * survivor, so that nothing has to be moved back when the join was a mistake.
 */
export const joinCustomers = command({
  args: Type.Object({ survivorId: Id, mergedId: Id }),
  roles: BOOK_KEEPERS,
  reads: (args) => [
    { collection: 'customers', id: args.survivorId },
    { collection: 'customers', id: args.mergedId },
  ],
  run(context, args) {
    if (args.survivorId === args.mergedId) return fail('same_customer', 'person', { field: 'mergedId' });
    const survivor = need(context, 'customers', args.survivorId);
    if (!survivor.ok) return survivor;
    const merged = need(context, 'customers', args.mergedId);
    if (!merged.ok) return merged;
    // a chain of joins could close to a circle at two desks
    if (merged.value.mergedInto || survivor.value.mergedInto) return fail('already_joined');
    const taken = absorb(survivor.value, merged.value);
    const kept = Object.keys(taken).length > 0 ? [change(context, 'customers', survivor.value, taken)] : [];
    const { branchId } = survivor.value;
    const numbers = { from: merged.value.number, to: survivor.value.number };
    return ok({
      writes: [
        ...kept,
        change(context, 'customers', merged.value, { mergedInto: survivor.value.id }),
        activity(context, 'customers_joined', { customerId: survivor.value.id, branchId }, numbers),
      ],
      result: { id: survivor.value.id },
    });
  },
});

/** The record stands for itself again. What the survivor took over stays there and in its history. */
export const separateCustomers = command({
  args: Type.Object({ mergedId: Id, reason: Line(500) }),
  roles: BOOK_KEEPERS,
  reads: (args) => [{ collection: 'customers', id: args.mergedId }],
  run(context, args) {
    const found = need(context, 'customers', args.mergedId);
    if (!found.ok) return found;
    const { mergedInto, branchId, number } = found.value;
    if (!mergedInto) return fail('not_joined');
    return ok({
      writes: [
        change(context, 'customers', found.value, { mergedInto: '' }),
        activity(
          context,
          'customers_separated',
          { customerId: mergedInto, branchId },
          { from: number, text: args.reason },
        ),
      ],
      result: { id: args.mergedId },
    });
  },
});

/** For a record made by mistake. An edit at another desk that did not know of it brings the record back. */
export const deleteCustomer = command({
  args: Type.Object({ id: Id, reason: Line(500) }),
  roles: ['supervisor'],
  reads: (args) => [{ collection: 'customers', id: args.id }],
  run(context, args) {
    const found = need(context, 'customers', args.id);
    if (!found.ok) return found;
    const { id, branchId, number } = found.value;
    return ok({
      writes: [
        remove(context, 'customers', found.value),
        activity(
          context,
          'customer_deleted',
          { customerId: id, branchId },
          { from: number, text: args.reason },
        ),
      ],
      result: { id },
    });
  },
});
