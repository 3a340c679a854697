/** Commands on whole customers: joining two records of one customer, separating them again, deleting a mistake. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import type { Role } from '../actor.ts';
import { Id, Line } from '../base.ts';
import type { Content } from '#shared/sync/document.ts';
import { valueAt, withValueAt } from '#shared/sync/merge/paths.ts';
import { MERGE_RULES } from '#shared/sync/merge/tables.ts';
import { equal } from '#shared/sync/same.ts';
import type { Customer } from '../customer.ts';
import { joinNoteOf } from '../join-note.ts';
import { CHOSEN_FIELDS, joined, type ChosenField } from '../joining.ts';
import { UNDONE } from '../said.ts';
import { activity, change, command, need, remove } from './command.ts';

const BOOK_KEEPERS: readonly Role[] = ['supervisor', 'ae', 'cs'];

/** By field whose value counts; of what is not named the survivor takes what it lacks. */
const Whose = Type.Enum(['survivor', 'merged']);
const Choices = Type.Partial(
  Type.Object(
    Object.fromEntries(CHOSEN_FIELDS.map((field) => [field, Whose])) as Record<ChosenField, typeof Whose>,
  ),
  { additionalProperties: false },
);

/**
 * The survivor takes over what it lacks or what was chosen; what hangs on the other record keeps its `customerId` and is shown with the
 * survivor, so that nothing has to be moved back when the join was a mistake. The joined record remembers what the
 * survivor got from it.
 */
export const joinCustomers = command({
  args: Type.Object({ survivorId: Id, mergedId: Id, choices: Type.Optional(Choices) }),
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
    const { changes, note } = joined(survivor.value, merged.value, args.choices ?? {});
    const kept =
      Object.keys(changes).length > 0 ? [change(context, 'customers', survivor.value, changes)] : [];
    const said = note.left.length + note.taken.length > 0;
    const { branchId } = survivor.value;
    const numbers = { from: merged.value.number, to: survivor.value.number };
    return ok({
      writes: [
        ...kept,
        change(context, 'customers', merged.value, {
          mergedInto: survivor.value.id,
          ...(said ? { ext: { ...merged.value.ext, join: note } } : {}),
        }),
        activity(context, 'customers_joined', { customerId: survivor.value.id, branchId }, numbers),
      ],
      result: { id: survivor.value.id },
    });
  },
});

/** What the join put into the survivor goes back, except where somebody has changed it since. */
function givenBack(survivor: Customer, merged: Customer): Partial<Customer> {
  const table = MERGE_RULES.customers;
  let content = survivor as unknown as Content;
  for (const { path, was, now } of joinNoteOf(merged).taken)
    if (equal(valueAt(table, content, path), now)) content = withValueAt(table, content, path, was);
  const old = survivor as unknown as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(old), ...Object.keys(content)])];
  return Object.fromEntries(
    fields.filter((field) => !equal(content[field], old[field])).map((field) => [field, content[field]]),
  );
}

/** The record stands for itself again, and so does the survivor where it is named. */
export const separateCustomers = command({
  args: Type.Object({
    mergedId: Id,
    /** The record that it was joined into: gets back what it had before. */
    survivorId: Type.Optional(Id),
    reason: Type.Optional(Line(500)),
    /** Takes a join back at once, in place of a reason. */
    undone: Type.Optional(Type.Literal(true)),
  }),
  roles: BOOK_KEEPERS,
  reads: (args) =>
    [args.mergedId, ...(args.survivorId ? [args.survivorId] : [])].map(
      (id) => ({ collection: 'customers', id }) as const,
    ),
  run(context, args) {
    const found = need(context, 'customers', args.mergedId);
    if (!found.ok) return found;
    const { mergedInto, branchId, number } = found.value;
    if (!mergedInto) return fail('not_joined');
    const text = args.undone ? UNDONE : args.reason?.trim();
    if (!text) return fail('reason_missing', 'person', { field: 'reason' });
    if (args.survivorId !== undefined && args.survivorId !== mergedInto)
      return fail('changed_meanwhile', 'person', { field: 'mergedInto' });
    const survivor = args.survivorId && context.read('customers', args.survivorId);
    const back = survivor ? givenBack(survivor, found.value) : {};
    const { join: _note, ...ext } = found.value.ext ?? {};
    return ok({
      writes: [
        ...(survivor && Object.keys(back).length > 0 ? [change(context, 'customers', survivor, back)] : []),
        change(context, 'customers', found.value, {
          mergedInto: '',
          ...(found.value.ext ? { ext: Object.keys(ext).length > 0 ? ext : undefined } : {}),
        }),
        // in both timelines: from now on they are two people's
        ...[mergedInto, args.mergedId].map((customerId) =>
          activity(
            context,
            'customers_separated',
            { customerId, branchId },
            { from: number, text },
            args.undone && { what: 'undo' },
          ),
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
