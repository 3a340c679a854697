import { readContactList } from '../domain/contact-list.ts';
import { readLabelList } from '../domain/label-list.ts';
import type { Stage } from '../domain/customer.ts';
import { parseNik } from '../domain/nik.ts';
import { parseNpwp } from '../domain/npwp.ts';
import type { Columns, Field } from './columns.ts';
import { soundsLikeCompany } from '../domain/names.ts';
import { readFurtherAgreements } from './further-agreements.ts';
import { readMainAgreement } from './main-agreement.ts';
import { MAX_CELL, rowReader, type RowReader } from './row-reader.ts';
import type { DataRow } from './table.ts';
import type { BookContact, BookPhone, BookRow } from './types.ts';

/** Words of a status column. The longer ones come first: `tidak aktif` holds `aktif`. */
const STAGE_WORDS: readonly (readonly [RegExp, Stage])[] = [
  [/tidak aktif|non ?aktif|pasif|dormant|inactive/, 'dormant'],
  [/berhenti|lost|churn|tutup/, 'lost'],
  [/prospe[ck]|calon|lead/, 'prospect'],
  [/customer|pelanggan|nasabah|aktif|active|existing/, 'active'],
];

/**
 * Reads one row of a book. Nothing is guessed: a value that cannot be read is left out and listed.
 *
 * @param data the cells
 * @param columns the columns of its sheet
 * @returns the row; without name it has `refused`. `duplicateOf` and `similarTo` are set by `markDuplicates`
 */
export function readBookRow(data: DataRow, columns: Columns): BookRow {
  const reader = rowReader(data, columns);
  const name = reader.text('name', 200);
  const nameColumn = reader.column('name');
  if (name === undefined && nameColumn !== undefined) reader.report('nameMissing', nameColumn, '');
  const nik = readNik(reader);
  const npwp = readNpwp(reader);
  const own = reader.phones('phone').map((phone): BookPhone => ({ ...phone, of: 'customer' }));
  const contactPhones = reader.phones('contactPhone');
  const contact = readContact(reader, contactPhones);
  // A number without a named person behind it would be lost: it becomes the customer's own.
  const of = contact === undefined ? 'customer' : 'contact';
  const ofContact = contactPhones.map((phone): BookPhone => ({ ...phone, of }));
  const further = readContactList(reader.longText('contacts', 8000));
  const furtherPhones = further.contacts.flatMap(({ phones }) =>
    phones.map((number): BookPhone => ({
      number,
      column: reader.column('contacts')?.heading ?? '',
      of: 'contact',
    })),
  );
  const salutation = reader.text('salutation', 20);
  const birthDate = reader.birthDay('birthDate');
  const kindText = reader.text('kind', 40);
  const writtenKind = kindWritten(kindText);
  const email = readEmail(reader, 'email');
  const main = readMainAgreement(reader);
  const { agreement } = main;
  const kind =
    writtenKind ??
    kindOf(name ?? '', nik !== undefined || columns.byField.has('nik'), nameColumn?.heading ?? '');
  const { agreements, left } = readFurtherAgreements(
    reader.longText('agreements', MAX_CELL),
    kind,
    agreement,
  );
  const tags = readLabelList(reader.longText('tags', MAX_CELL));
  const remarks = reader.longText('remarks', 8000);
  const commodity = reader.text('commodity', 80);
  const source = reader.text('source', 120);
  const stageText = reader.text('stage', 80);
  const stage = stageOf(stageText);
  const orderText = reader.text('order', 40);
  const order = orderOf(orderText);
  const annualRevenue = reader.rupiah('annualRevenue');
  const note = (field: Field, text: string | undefined): string[] =>
    text === undefined ? [] : [noteOf(reader.column(field)?.heading ?? '', text)];
  const notes = [
    ...note('kind', writtenKind === undefined ? kindText : undefined),
    ...further.unread.flatMap((text) => note('contacts', text)),
    ...main.left.flatMap(([field, text]) => note(field, text)),
    ...left.flatMap((text) => note('agreements', text)),
    ...tags.unread.flatMap((text) => note('tags', text)),
    ...note('order', orderText),
    ...note('stage', stage === undefined ? stageText : undefined),
    ...note('annualRevenue', annualRevenue ? rupiahText(annualRevenue) : undefined),
    // an agreement has one amount a month, and takes the revenue
    ...note(
      'instalment',
      agreement?.monthlyRevenue !== undefined && agreement.instalment
        ? rupiahText(agreement.instalment)
        : undefined,
    ),
  ];
  return {
    row: data.row,
    line: data.line,
    name: name ?? '',
    kind,
    phones: [...own, ...ofContact, ...furtherPhones],
    contacts: [...(contact === undefined ? [] : [contact]), ...further.contacts],
    address: readAddress(reader),
    externalIds: readExternalIds(reader),
    problems: reader.problems,
    ...(salutation === undefined ? {} : { salutation }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(email === undefined ? {} : { email }),
    ...(nik === undefined ? {} : { nik }),
    ...(npwp === undefined ? {} : { npwp }),
    ...(commodity === undefined ? {} : { commodity }),
    ...(stage === undefined ? {} : { stage }),
    ...(source === undefined ? {} : { source }),
    ...(order === undefined ? {} : { order }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(agreements.length === 0 ? {} : { agreements }),
    ...(tags.labels.length === 0 ? {} : { tags: tags.labels }),
    ...(annualRevenue === undefined ? {} : { annualRevenue }),
    ...(remarks === undefined ? {} : { remarks }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(name === undefined ? { refused: 'nameMissing' as const } : {}),
  };
}

/** A heading can be a whole sentence; a note is a line. */
const noteOf = (heading: string, text: string): string => `${heading.slice(0, 80)}: ${text}`;

/** The same words at every desk, whatever its language: they become part of a document. */
const rupiahText = (amount: number): string => `Rp ${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}`;

/** @returns the kind that a cell of its own says, in the words that people use; undefined for other words. */
function kindWritten(text = ''): BookRow['kind'] | undefined {
  if (/perusahaan|badan|instansi|company|corporate/i.test(text)) return 'company';
  return /perorangan|perseorangan|pribadi|individu|person/i.test(text) ? 'person' : undefined;
}

function kindOf(name: string, identified: boolean, heading: string): 'person' | 'company' {
  if (soundsLikeCompany(name)) return 'company';
  if (identified || /nasabah|konsumen|debitur/i.test(heading)) return 'person';
  return /perusahaan|instansi|corporate|company|account/i.test(heading) ? 'company' : 'person';
}

function readNik(reader: RowReader): string | undefined {
  const written = reader.digits('nik', 'nikDamaged');
  if (written === undefined) return undefined;
  const nik = parseNik(written.text);
  if (nik.ok) return nik.value.nik;
  reader.report('nikInvalid', written.column, written.text);
  return undefined;
}

function readNpwp(reader: RowReader): string | undefined {
  const written = reader.digits('npwp', 'npwpDamaged');
  if (written === undefined) return undefined;
  const npwp = parseNpwp(written.text);
  if (npwp.ok) return npwp.value;
  reader.report('npwpInvalid', written.column, written.text);
  return undefined;
}

/** @returns the address when it looks like one; anything else is reported. */
export function readEmail(reader: RowReader, field: 'email' | 'contactEmail'): string | undefined {
  const text = reader.text(field, 120);
  const column = reader.column(field);
  if (text === undefined || column === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
  reader.report('emailInvalid', column, text);
  return undefined;
}

/** Without a name there is no contact person. */
function readContact(
  reader: RowReader,
  phones: readonly { readonly number: string }[],
): BookContact | undefined {
  const name = reader.text('contactName', 120);
  const role = reader.text('contactRole', 80);
  const email = readEmail(reader, 'contactEmail');
  if (name === undefined) return undefined;
  return {
    name,
    phones: phones.map(({ number }) => number),
    ...(role === undefined ? {} : { role }),
    ...(email === undefined ? {} : { email }),
  };
}

function readAddress(reader: RowReader): BookRow['address'] {
  const parts = {
    street: reader.text('street', 200),
    village: reader.text('village', 80),
    district: reader.text('district', 80),
    regency: reader.text('regency', 80),
    province: reader.text('province', 80),
    postalCode: readPostalCode(reader),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function readPostalCode(reader: RowReader): string | undefined {
  const text = reader.text('postalCode', 40);
  const column = reader.column('postalCode');
  if (text === undefined || column === undefined || /^\d{5}$/.test(text)) return text;
  reader.report('postalCodeInvalid', column, text);
  return undefined;
}

function readExternalIds(reader: RowReader): Readonly<Record<string, string>> {
  const customer = reader.text('customerId', 80);
  return customer === undefined ? {} : { customer };
}

function stageOf(text: string | undefined): Stage | undefined {
  const written = text?.toLowerCase();
  return written === undefined ? undefined : STAGE_WORDS.find(([words]) => words.test(written))?.[1];
}

function orderOf(text: string | undefined): 'repeat' | 'new' | undefined {
  if (text === undefined) return undefined;
  if (/^(ro|repeat( order)?|lama)$/i.test(text)) return 'repeat';
  return /^(new|baru)$/i.test(text) ? 'new' : undefined;
}
