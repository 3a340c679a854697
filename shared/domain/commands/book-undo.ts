/** Takes an import out of the book again: what it made goes, what it filled is empty again, what was edited stays. */
import Type from 'typebox';
import { ok } from '#shared/errors/errors.ts';
import type { Agreement } from '../agreement.ts';
import { Id, Line } from '../base.ts';
import type { Customer } from '../customer.ts';
import { importMarks, isAsImported, markedExt, valueDigest, type ImportMark } from '../import-mark.ts';
import { Batch, BOOK_IMPORTERS, MAX_IMPORT_ROWS } from './book.ts';
import {
  activity,
  change,
  command,
  remove,
  type CommandContext,
  type DocumentRef,
  type Write,
} from './command.ts';

/**
 * Why a record stays: somebody changed it; something hangs on it since (complaints, tasks, notes); another import
 * made it too; another import filled it since and has to be taken back first.
 */
export const KEPT_REASONS = ['edited', 'used', 'shared', 'filledSince'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

export interface KeptRow {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** Line in the file; the row below its header where no line is known. */
  readonly row: number;
  readonly reason: KeptReason;
}

export interface RowsUndone {
  readonly removed: number;
  /** Customers of the book that were filled and are as before. */
  readonly emptied: number;
  readonly kept: readonly KeptRow[];
}

const UndoRow = Type.Object({
  id: Id,
  /** Agreements of the customer that carry the batch's mark. */
  agreements: Type.Array(Id, { maxItems: 50 }),
  /** Open steps of their renewals, planned and never touched. */
  tasks: Type.Array(Id, { maxItems: 50 }),
  /** Something else hangs on the customer: which there is cannot be known from the customer. */
  used: Type.Boolean(),
});

/** The mark goes with the record: an edit that brings it back elsewhere does not bring back a finished import. */
function removed<C extends 'customers' | 'agreements'>(
  context: CommandContext,
  collection: C,
  before: C extends 'customers' ? Customer : Agreement,
  batch: string,
): Write {
  const write = remove(context, collection, before as never);
  const { ext: _ext, ...after } = write.after;
  const ext = markedExt(before.ext, batch, undefined);
  return { ...write, after: ext ? { ...after, ext } : (after as typeof write.after) };
}

const unmarked = <C extends 'customers' | 'agreements'>(
  context: CommandContext,
  collection: C,
  before: C extends 'customers' ? Customer : Agreement,
  batch: string,
): Write =>
  change(context, collection, before as never, { ext: markedExt(before.ext, batch, undefined) } as never);

/** Lists that a customer always has. */
const LISTS: ReadonlySet<string> = new Set(['phones', 'contacts', 'tags']);

function emptied(before: Customer, mark: ImportMark): { changes: Partial<Customer>; whole: boolean } {
  const now = before as unknown as Record<string, unknown>;
  const changes: Record<string, unknown> = {};
  const numbers: Record<string, string> = { ...before.externalIds };
  let whole = true;
  for (const [field, left] of Object.entries(mark.fields ?? {})) {
    const system = field.startsWith('externalIds.') ? field.slice('externalIds.'.length) : undefined;
    const value = system === undefined ? now[field] : numbers[system];
    if (valueDigest(value) !== left) whole = false;
    else if (system === undefined) changes[field] = LISTS.has(field) ? [] : undefined;
    else {
      delete numbers[system];
      changes['externalIds'] = numbers;
    }
  }
  if (changes['externalIds'] && Object.keys(numbers).length === 0) changes['externalIds'] = undefined;
  return { changes, whole };
}

/**
 * Repeatable: what has gone already is passed over. The caller names what hangs on each customer, block by block;
 * each record is judged here by its own content.
 */
export const undoImport = command({
  args: Type.Object({
    batch: Batch,
    file: Line(200),
    rows: Type.Array(UndoRow, { minItems: 1, maxItems: MAX_IMPORT_ROWS }),
  }),
  roles: BOOK_IMPORTERS,
  reads: (args) =>
    args.rows.flatMap(({ id, agreements, tasks }): DocumentRef[] => [
      { collection: 'customers', id },
      ...agreements.map((of): DocumentRef => ({ collection: 'agreements', id: of })),
      ...tasks.map((of): DocumentRef => ({ collection: 'tasks', id: of })),
    ]),
  run(context, { batch, file, rows }) {
    const writes: Write[] = [];
    const kept: KeptRow[] = [];
    let [gone, cleared] = [0, 0];
    for (const row of rows) {
      const customer = context.read('customers', row.id);
      const marks = customer && importMarks(customer);
      const mark = marks?.get(batch);
      if (!customer || !marks || !mark) continue;
      const keep = (reason: KeptReason): void => {
        const { id, name, number } = customer;
        kept.push({ id, name, number, row: mark.line ?? mark.row, reason });
      };
      const agreements = row.agreements
        .flatMap((id) => context.read('agreements', id) ?? [])
        .filter((one) => importMarks(one).has(batch));
      const own = agreements.filter(
        (one) => one.customerId === row.id && isAsImported('agreements', one, batch),
      );
      const wholeAgreements = own.length === agreements.length;
      const others = [...marks].filter(([of]) => of !== batch).map(([, { how }]) => how);
      const undone = (): Write =>
        activity(
          context,
          'import_undone',
          { customerId: customer.id, branchId: customer.branchId },
          { text: file },
        );
      const takeBack = (): void => {
        for (const one of own)
          writes.push(
            importMarks(one).size > 1
              ? unmarked(context, 'agreements', one, batch)
              : removed(context, 'agreements', one, batch),
          );
        const ids = new Set(own.map(({ id }) => id));
        for (const id of row.tasks) {
          const task = context.read('tasks', id);
          if (task?.status === 'open' && ids.has(task.agreementId ?? ''))
            writes.push(change(context, 'tasks', task, { status: 'cancelled' }));
        }
      };
      if (mark.how === 'filled') {
        const { changes, whole } = emptied(customer, mark);
        takeBack();
        writes.push(
          change(context, 'customers', customer, {
            ...changes,
            ext: markedExt(customer.ext, batch, undefined),
          }),
          undone(),
        );
        if (whole && wholeAgreements) cleared += 1;
        else keep('edited');
      } else if (others.includes('made')) {
        takeBack();
        writes.push(unmarked(context, 'customers', customer, batch), undone());
        keep('shared');
      } else if (!isAsImported('customers', customer, batch))
        keep(others.length > 0 ? 'filledSince' : 'edited');
      else if (others.length > 0) keep('filledSince');
      else if (!wholeAgreements) keep('edited');
      else if (row.used) keep('used');
      else {
        takeBack();
        writes.push(removed(context, 'customers', customer, batch));
        gone += 1;
      }
    }
    if (gone > 0)
      writes.push(activity(context, 'import_undone', { customerId: '' }, { text: file, to: String(gone) }));
    const result: RowsUndone = { removed: gone, emptied: cleared, kept };
    return ok({ writes, result });
  },
});
