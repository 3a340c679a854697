/** Looking at an identity number in full: allowed with a reason, and on record (UU PDP art. 32). */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id, Line } from '../base.ts';
import { activity, command, need } from './command.ts';

/** Changes nothing but the timeline. The number itself is neither in the entry nor in the result. */
export const revealIdentity = command({
  args: Type.Object({ customerId: Id, field: Type.Enum(['nik', 'npwp']), reason: Line(500) }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const reason = args.reason.trim();
    if (!reason) return fail('reason_missing', 'person', { field: 'reason' });
    const { id, branchId } = found.value;
    if (!found.value[args.field]) return fail('not_found', 'person', { field: args.field });
    const entry = activity(
      context,
      'identity_revealed',
      { customerId: id, branchId },
      { field: args.field, text: reason },
    );
    return ok({ writes: [entry], result: { id: entry.id } });
  },
});
