/** A list that left the product is on record: personal data went with it (UU PDP art. 31). */
import Type from 'typebox';
import { ok } from '#shared/errors/errors.ts';
import { Line } from '../base.ts';
import { activity, command } from './command.ts';

export const recordExport = command({
  args: Type.Object({
    /** What was on screen: list, view, words that were searched for. */
    what: Line(300),
    format: Type.Enum(['xlsx', 'csv', 'pdf', 'ics']),
    count: Type.Integer({ minimum: 0 }),
  }),
  reads: () => [],
  run(context, { what, format, count }) {
    const entry = activity(
      context,
      'exported',
      { customerId: '' },
      { text: what, field: format, to: String(count) },
    );
    return ok({ writes: [entry], result: { id: entry.id } });
  },
});
