/** A list that left the product is on record: personal data went with it (UU PDP art. 31). */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Line } from '../base.ts';
import { ExportedView } from '../said.ts';
import { activity, command } from './command.ts';

/** Columns that are masked everywhere else: they leave for a reason that stays on record (UU PDP art. 32). */
export const IDENTITY_COLUMNS: readonly string[] = ['nik', 'npwp'];

/**
 * Writes the entry before the file leaves. `reason_missing` when identity numbers are to leave without a reason.
 * The entry keeps what was on screen and the reason as its text, the columns as `from`, the rows as `to`.
 */
export const recordExport = command({
  args: Type.Object({
    /** What was on screen: list, view, words that were searched for. */
    what: Line(300),
    format: Type.Enum(['xlsx', 'csv', 'pdf', 'ics']),
    count: Type.Integer({ minimum: 0 }),
    /** Keys of the columns in their order; all of them together fit into the entry. */
    columns: Type.Optional(Type.Array(Line(30), { maxItems: 60 })),
    reason: Type.Optional(Line(500)),
    /** What was on screen, in codes. */
    of: Type.Optional(ExportedView),
  }),
  reads: () => [],
  run(context, { what, format, count, columns = [], reason = '', of }) {
    const why = reason.trim();
    if (why === '' && columns.some((column) => IDENTITY_COLUMNS.includes(column)))
      return fail('reason_missing', 'person', { field: 'reason' });
    const entry = activity(
      context,
      'exported',
      { customerId: '' },
      {
        text: why === '' ? what : `${what}\nAlasan: ${why}`,
        field: format,
        ...(columns.length > 0 ? { from: columns.join(', ') } : {}),
        to: String(count),
      },
      of && { what: 'export', of, ...(why === '' ? {} : { reason: why }) },
    );
    return ok({ writes: [entry], result: { id: entry.id } });
  },
});
