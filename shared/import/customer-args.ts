/** From a row of a book to the arguments of the command that takes it in. */
import type { CommandArgs } from '../domain/commands/index.ts';
import type { BookRow } from './types.ts';

/** Longest value of each field in `shared/domain`; what a book writes beyond that stays in the book. */
const cut = (value: string, length: number): string => value.trim().slice(0, length);

function agreementOf(row: BookRow): CommandArgs<'importCustomer'>['agreement'] {
  const from = row.agreement;
  if (!from) return undefined;
  const monthly = from.monthlyRevenue ?? from.instalment;
  return {
    kind: row.kind === 'company' ? 'pks' : 'contract',
    ...(from.number ? { number: cut(from.number, 80) } : {}),
    ...(from.subject ? { subject: cut(from.subject, 160) } : {}),
    ...(from.start ? { start: from.start } : {}),
    ...(from.end ? { end: from.end } : {}),
    ...(monthly !== undefined ? { monthlyAmount: monthly } : {}),
  };
}

/**
 * @param row an accepted row (a refused one has no name to take in)
 * @param source `book` for a branch's workbook, `salesforce` for its export
 * @param file name of the file, kept in the customer's timeline
 * @returns arguments of `importCustomer`; phones of contact persons stay with their person.
 */
export function customerArgs(
  row: BookRow,
  source: 'book' | 'salesforce',
  file: string,
): CommandArgs<'importCustomer'> {
  const address = Object.fromEntries(Object.entries(row.address).filter(([, value]) => value));
  const agreement = agreementOf(row);
  return {
    name: cut(row.name, 200),
    kind: row.kind,
    stage: row.stage ?? 'active',
    source,
    phones: [...new Set(row.phones.filter((p) => p.of === 'customer').map((p) => p.number))],
    contacts: row.contacts.map((c) => ({
      name: cut(c.name, 120),
      ...(c.salutation ? { salutation: cut(c.salutation, 20) } : {}),
      ...(c.role ? { role: cut(c.role, 80) } : {}),
      phones: [...c.phones],
      ...(c.email ? { email: c.email } : {}),
    })),
    ...(row.email ? { email: row.email } : {}),
    ...(row.nik ? { nik: row.nik } : {}),
    ...(row.npwp ? { npwp: row.npwp } : {}),
    ...(Object.keys(address).length > 0 ? { address } : {}),
    ...(row.commodity ? { commodity: cut(row.commodity, 80) } : {}),
    ...(row.remarks?.trim() ? { remarks: row.remarks } : {}),
    ...(Object.keys(row.externalIds).length > 0 ? { externalIds: { ...row.externalIds } } : {}),
    ...(agreement ? { agreement } : {}),
    file: cut(file, 200),
    row: row.row,
  };
}
