/** Takes rows of a customer book into the branch's book, block by block, and takes them out again. */
import Type, { type Static } from 'typebox';
import { ok } from '#shared/errors/errors.ts';
import type { Role } from '../actor.ts';
import { AGREEMENT_KINDS, AGREEMENT_STATUSES, type Agreement } from '../agreement.ts';
import { Day, Id, Line, Phone, Rupiah, Text } from '../base.ts';
import { Address, CUSTOMER_KINDS, SOURCES, STAGES, Tags, type Customer } from '../customer.ts';
import { importedContactId, MOST_IMPORTED_AGREEMENTS } from '../import-id.ts';
import { contentDigest, importMarks, markedExt, valueDigest, type ImportMark } from '../import-mark.ts';
import {
  activity,
  change,
  command,
  insert,
  newBase,
  type CommandContext,
  type DocumentRef,
  type Write,
} from './command.ts';
import { makeCustomer } from './customers.ts';

/** Who may take a whole book in, and out again. */
export const BOOK_IMPORTERS: readonly Role[] = ['ae', 'supervisor', 'headoffice', 'admin'];
/** Rows of one block: one journal entry, one task of the window. */
export const MAX_IMPORT_ROWS = 100;

export const Batch = Type.String({ pattern: '^[0-9a-f]{32}$' });

export const ImportRow = Type.Object({
  /** Of the customer: made here, or filled where it is in the book. */
  id: Id,
  /** In the file, 1 = first row below the header. */
  row: Type.Integer({ minimum: 1 }),
  /** Line of the sheet, as the worksheet program shows it; rows that were planned by an earlier version have none. */
  line: Type.Optional(Type.Integer({ minimum: 1 })),
  how: Type.Enum(['make', 'fill']),
  name: Line(200),
  kind: Type.Enum([...CUSTOMER_KINDS]),
  stage: Type.Enum([...STAGES]),
  phones: Type.Array(Phone, { maxItems: 20 }),
  contacts: Type.Array(
    Type.Object({
      name: Line(120),
      salutation: Type.Optional(Line(20)),
      role: Type.Optional(Line(80)),
      phones: Type.Array(Phone, { maxItems: 10 }),
      email: Type.Optional(Line(120)),
    }),
    { maxItems: 50 },
  ),
  salutation: Type.Optional(Line(20)),
  birthDate: Type.Optional(Day),
  email: Type.Optional(Line(120)),
  nik: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
  npwp: Type.Optional(Type.String({ pattern: '^\\d{15,16}$' })),
  address: Type.Optional(Address),
  commodity: Type.Optional(Line(80)),
  /** Where the customer came from, as the book says it. */
  broughtBy: Type.Optional(Line(120)),
  tags: Type.Optional(Tags),
  remarks: Type.Optional(Text),
  externalIds: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 80 }))),
  agreements: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum([...AGREEMENT_KINDS]),
      number: Type.Optional(Line(80)),
      subject: Type.Optional(Line(160)),
      start: Type.Optional(Day),
      end: Type.Optional(Day),
      monthlyAmount: Type.Optional(Rupiah),
      /** As the book says it; without a word it is active. */
      status: Type.Optional(Type.Enum([...AGREEMENT_STATUSES])),
    }),
    { maxItems: MOST_IMPORTED_AGREEMENTS },
  ),
});
export type ImportRow = Static<typeof ImportRow>;

/** What became of the rows of a block. */
export interface RowsImported {
  readonly made: number;
  readonly filled: number;
  /** Nothing was empty that the row could fill, or the block was written before. */
  readonly unchanged: number;
  /** Lines (rows, where no line is known) whose customer is not in the book any more. */
  readonly gone: readonly number[];
}

const refsOf = (
  rows: readonly { readonly id: string; readonly agreements: readonly (string | { id: string })[] }[],
) =>
  rows.flatMap(({ id, agreements }): DocumentRef[] => [
    { collection: 'customers', id },
    ...agreements.map((of): DocumentRef => ({
      collection: 'agreements',
      id: typeof of === 'string' ? of : of.id,
    })),
  ]);

type Values = Pick<
  Customer,
  | 'phones'
  | 'contacts'
  | 'salutation'
  | 'birthDate'
  | 'email'
  | 'nik'
  | 'npwp'
  | 'address'
  | 'commodity'
  | 'broughtBy'
  | 'tags'
  | 'remarks'
  | 'externalIds'
>;

/** Contacts have ids of the row's, so that two desks that take it in write the same ones. */
function valuesOf(row: ImportRow): Partial<Values> {
  const names = new Map<string, number>();
  const { salutation, birthDate, email, nik, npwp, address } = row;
  const { commodity, broughtBy, tags, remarks, externalIds } = row;
  return {
    phones: row.phones.map((number) => ({ number })),
    contacts: row.contacts.map(({ phones, ...contact }) => {
      const turn = (names.get(contact.name) ?? 0) + 1;
      names.set(contact.name, turn);
      const id = importedContactId(row.id, contact.name, turn);
      return { ...contact, id, phones: phones.map((number) => ({ number })) };
    }),
    ...(salutation ? { salutation } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(email ? { email } : {}),
    ...(nik ? { nik } : {}),
    ...(npwp ? { npwp } : {}),
    ...(address && Object.keys(address).length > 0 ? { address } : {}),
    ...(commodity ? { commodity } : {}),
    ...(broughtBy ? { broughtBy } : {}),
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(remarks ? { remarks } : {}),
    ...(externalIds && Object.keys(externalIds).length > 0 ? { externalIds } : {}),
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Where a record stands in the file. */
const placeOf = ({ row, line }: ImportRow) => (line === undefined ? { row } : { row, line });

const NO_EXT = { ext: undefined } as const;
const extOf = (ext: Record<string, unknown> | undefined) => (ext ? { ext } : NO_EXT);

function agreementsOf(context: CommandContext, row: ImportRow, batch: string, file: string): Write[] {
  return row.agreements.flatMap((of) => {
    if (context.read('agreements', of.id)) return [];
    const made: Agreement = { ...newBase(context), ...of, customerId: row.id, facilities: [] };
    const mark: ImportMark = {
      file,
      ...placeOf(row),
      how: 'made',
      digest: contentDigest('agreements', made),
    };
    return [insert('agreements', { ...made, ext: { ...markedExt(undefined, batch, mark) } })];
  });
}

interface Block {
  readonly batch: string;
  readonly file: string;
  readonly source: Customer['source'];
}

function makeRow(context: CommandContext, row: ImportRow, { batch, file, source }: Block): Write[] {
  const made: Customer = {
    ...makeCustomer(context, { name: row.name, kind: row.kind, source }),
    ...valuesOf(row),
    id: row.id,
    stage: row.stage,
  };
  const mark: ImportMark = {
    file,
    ...placeOf(row),
    how: 'made',
    digest: contentDigest('customers', made),
  };
  const about = { customerId: row.id, branchId: made.branchId };
  return [
    insert('customers', { ...made, ext: { ...markedExt(undefined, batch, mark) } }),
    ...agreementsOf(context, row, batch, file),
    activity(context, 'imported', about, { text: file }),
  ];
}

/** Only what is empty is filled; of external numbers those of systems that the customer has none of. */
function fillRow(context: CommandContext, before: Customer, row: ImportRow, { batch, file }: Block): Write[] {
  const { externalIds, ...values } = valuesOf(row);
  const filled: Record<string, unknown> = Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) => !isEmpty(value) && isEmpty(before[field as keyof Customer]),
    ),
  );
  const fields = Object.fromEntries(
    Object.entries(filled).map(([field, value]) => [field, valueDigest(value)]),
  );
  const numbers = Object.entries(externalIds ?? {}).filter(([system]) => !before.externalIds?.[system]);
  if (numbers.length > 0) {
    filled['externalIds'] = { ...before.externalIds, ...Object.fromEntries(numbers) };
    for (const [system, id] of numbers) fields[`externalIds.${system}`] = valueDigest(id);
  }
  const agreements = agreementsOf(context, row, batch, file);
  if (Object.keys(fields).length === 0 && agreements.length === 0) return [];
  const after = { ...before, ...filled };
  const mark: ImportMark = {
    file,
    ...placeOf(row),
    how: 'filled',
    digest: contentDigest('customers', after),
    fields,
  };
  return [
    change(context, 'customers', before, { ...filled, ...extOf(markedExt(before.ext, batch, mark)) }),
    ...agreements,
    activity(context, 'import_updated', { customerId: before.id, branchId: before.branchId }, { text: file }),
  ];
}

/**
 * Takes a block of rows in. Repeatable: a row that carries the batch's mark already is left alone, so a block whose
 * end was not heard is simply written again. A row to be made whose id is in the book by now (another desk took it
 * in) fills what is empty there.
 */
export const importRows = command({
  args: Type.Object({
    batch: Batch,
    file: Line(200),
    source: Type.Enum([...SOURCES]),
    rows: Type.Array(ImportRow, { minItems: 1, maxItems: MAX_IMPORT_ROWS }),
  }),
  roles: BOOK_IMPORTERS,
  reads: (args) => refsOf(args.rows),
  run(context, { rows, ...block }) {
    const writes: Write[] = [];
    const count = { made: 0, filled: 0, unchanged: 0 };
    const gone: number[] = [];
    for (const row of rows) {
      const before = context.read('customers', row.id);
      if (!before && row.how === 'fill') {
        gone.push(row.line ?? row.row);
        continue;
      }
      const again = before !== undefined && importMarks(before).has(block.batch);
      const made = again ? [] : before ? fillRow(context, before, row, block) : makeRow(context, row, block);
      count[made.length === 0 ? 'unchanged' : before ? 'filled' : 'made'] += 1;
      writes.push(...made);
    }
    const result: RowsImported = { ...count, gone };
    return ok({ writes, result });
  },
});
