/** From a row of a book to a row of the command that takes it in. */
import { agreementKey, importedAgreementId, MOST_IMPORTED_AGREEMENTS } from '../domain/import-id.ts';
import type { ImportRow } from '../domain/commands/book.ts';
import { agreementKind } from './further-agreements.ts';
import type { BookAgreement, BookRow } from './types.ts';

/** Longest value of each field in `shared/domain`; what a book writes beyond that stays in the book. */
const cut = (value: string, length: number): string => value.trim().slice(0, length);

/** Longest remarks of a customer. */
const REMARKS = 8000;

/** What was written as a remark, and below it what no field of a customer holds. */
function remarksOf({ remarks = '', notes = [] }: Pick<BookRow, 'remarks' | 'notes'>): string {
  const below = notes.join('\n').slice(0, REMARKS);
  if (remarks.trim() === '') return below;
  if (below === '') return remarks;
  return `${remarks.slice(0, Math.max(0, REMARKS - below.length - 1))}\n${below}`.trim();
}

/** Two rows of one customer may say different things, of RO and NEW above all: each line counts, once. */
function joinedRemarks(first = '', second = ''): string {
  const said = new Set(first.split('\n'));
  const more = second.split('\n').filter((line) => !said.has(line));
  return [first, ...more].filter(Boolean).join('\n').slice(0, REMARKS);
}

type AgreementArgs = ImportRow['agreements'][number];

function agreementOf(id: string, kind: BookRow['kind'], from: BookAgreement): AgreementArgs {
  const monthly = from.monthlyRevenue ?? from.instalment;
  const made = {
    kind: agreementKind(from, kind),
    ...(from.number ? { number: cut(from.number, 80) } : {}),
    ...(from.subject ? { subject: cut(from.subject, 160) } : {}),
    ...(from.start ? { start: from.start } : {}),
    ...(from.end ? { end: from.end } : {}),
    ...(monthly !== undefined ? { monthlyAmount: monthly } : {}),
    ...(from.status ? { status: from.status } : {}),
  };
  return { ...made, id: importedAgreementId(id, made) };
}

/**
 * @param row an accepted row (a refused one has no name to take in)
 * @param how whether it makes the customer `id` or fills what is empty there
 * @returns a row of `importRows`; phones of contact persons stay with their person.
 */
export function rowArgs(row: BookRow, id: string, how: ImportRow['how']): ImportRow {
  const remarks = remarksOf(row);
  const address = Object.fromEntries(Object.entries(row.address).filter(([, value]) => value));
  return {
    id,
    row: row.row,
    line: row.line,
    how,
    name: cut(row.name, 200),
    kind: row.kind,
    stage: row.stage ?? 'active',
    phones: [...new Set(row.phones.filter((p) => p.of === 'customer').map((p) => p.number))].slice(0, 20),
    contacts: row.contacts.slice(0, 50).map((c) => ({
      name: cut(c.name, 120),
      ...(c.salutation ? { salutation: cut(c.salutation, 20) } : {}),
      ...(c.role ? { role: cut(c.role, 80) } : {}),
      phones: c.phones.slice(0, 10),
      ...(c.email ? { email: c.email } : {}),
    })),
    ...(row.salutation ? { salutation: cut(row.salutation, 20) } : {}),
    ...(row.birthDate ? { birthDate: row.birthDate } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.nik ? { nik: row.nik } : {}),
    ...(row.npwp ? { npwp: row.npwp } : {}),
    ...(Object.keys(address).length > 0 ? { address } : {}),
    ...(row.commodity ? { commodity: cut(row.commodity, 80) } : {}),
    ...(row.source ? { broughtBy: cut(row.source, 120) } : {}),
    ...(row.tags ? { tags: [...row.tags] } : {}),
    ...(remarks ? { remarks } : {}),
    ...(Object.keys(row.externalIds).length > 0 ? { externalIds: { ...row.externalIds } } : {}),
    agreements: [...(row.agreement ? [row.agreement] : []), ...(row.agreements ?? [])].map((one) =>
      agreementOf(id, row.kind, one),
    ),
  };
}

const FILLED = [
  'salutation',
  'birthDate',
  'email',
  'nik',
  'npwp',
  'address',
  'commodity',
  'broughtBy',
  'tags',
] as const;

/**
 * Two rows of one file that are one customer.
 * @returns `first` with what it lacks from `second`, and with its agreements
 */
export function foldRow(first: ImportRow, second: ImportRow): ImportRow {
  const filled = Object.fromEntries(
    FILLED.filter((field) => first[field] === undefined && second[field] !== undefined).map((field) => [
      field,
      second[field],
    ]),
  );
  const known = new Set(first.agreements.map(agreementKey));
  const more = second.agreements.filter((agreement) => !known.has(agreementKey(agreement)));
  const remarks = joinedRemarks(first.remarks, second.remarks);
  const numbers = { ...second.externalIds, ...first.externalIds };
  return {
    ...first,
    ...filled,
    ...(remarks ? { remarks } : {}),
    phones: first.phones.length > 0 ? first.phones : second.phones,
    contacts: first.contacts.length > 0 ? first.contacts : second.contacts,
    ...(Object.keys(numbers).length > 0 ? { externalIds: numbers } : {}),
    agreements: [...first.agreements, ...more].slice(0, MOST_IMPORTED_AGREEMENTS),
  };
}
