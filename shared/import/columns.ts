import type { Cell } from './types.ts';

/**
 * Headings by field, in Bahasa Indonesia, English and the API names of Salesforce, as `plain` leaves them.
 * Those of the studied branches come first.
 */
const HEADINGS = {
  ordinal: 'no|nomor|no urut|number',
  name: 'nama perusahaan instansi|nama nasabah|nama pelanggan|nama perusahaan|nama instansi|nama corporate|nama customer|nama konsumen|nama debitur|nama|pelanggan|nasabah|perusahaan|instansi|customer name|corporate name|company name|account name|company|customer|name',
  kind: 'perorangan atau perusahaan|perorangan perusahaan|person or company',
  birthDate: 'tanggal lahir|tgl lahir|birth date|birthdate|date of birth|personbirthdate',
  street:
    'alamat|alamat ktp|alamat lengkap|alamat perusahaan|alamat pelanggan|alamat domisili|jalan|address|street|street address|billingstreet|billing street',
  village: 'kelurahan|desa|kelurahan desa|desa kelurahan|kel|village',
  district: 'kecamatan|kec|district|subdistrict',
  regency:
    'kota|kabupaten|kota kabupaten|kabupaten kota|kab kota|kota kab|kab|city|regency|billingcity|billing city',
  province: 'provinsi|propinsi|province|state|billingstate|billing state',
  postalCode: 'kode pos|kodepos|postal code|postcode|zip|zip code|billingpostalcode|billing postal code',
  contactName:
    'nama pic|pic|contact person|nama kontak|kontak|nama cp|cp|narahubung|penanggung jawab|contact|contact name|pic name',
  contactRole: 'jabatan|jabatan pic|posisi|title|role|position|job title',
  contactPhone:
    'no hp pic|hp pic|no telp pic|telp pic|no telepon pic|no wa pic|wa pic|nomor hp pic|pic mobile number|pic phone|pic mobile|kontak pic|no kontak|nomor kontak|contact phone',
  contactEmail: 'email pic|e mail pic|surel pic|pic email|contact email',
  contacts: 'pic lainnya|pic lain|kontak lainnya|other pics|other contacts',
  phone:
    'no hp|hp|hp 1|hp 2|hp 3|no hp 1|no hp 2|nomor hp|no handphone|handphone|telepon|no telepon|nomor telepon|telp|no telp|telp 1|telp 2|telepon kantor|no wa|wa|whatsapp|no whatsapp|phone|phone number|mobile|mobilephone|mobile phone|phone 1|phone 2|phone 3|hp lainnya|other phones|tlp|no tlp',
  email: 'email|e mail|surel|alamat email|email address',
  commodity: 'komoditi|komoditas|jenis barang|jenis usaha|bidang usaha|commodity|industry|industri',
  stage:
    'status pelanggan|status nasabah|status|tahap|stage|type|tipe pelanggan|jenis pelanggan|customer type|customer status',
  source: 'sumber|sumber data|asal|source|lead source|leadsource|sumber pelanggan',
  order: 'ro new|ro baru|new ro|ro|jenis order|ro or new',
  agreementKind: 'jenis perjanjian|agreement kind',
  agreementNumber:
    'no kontrak|nomor kontrak|no pks|nomor pks|no perjanjian|nomor perjanjian|contract number|agreement number|contract no|agreement no',
  subject:
    'tipe unit|unit|type unit|jenis unit|kendaraan|layanan|jenis layanan|produk|service|product|vehicle',
  start:
    'pks mulai|mulai pks|tgl mulai|tanggal mulai|tgl akad|tanggal akad|tgl pks|tanggal pks|awal pks|mulai|tgl kontrak|tanggal kontrak|start|start date|agreement start|contract date',
  end: 'pks berakhir|berakhir pks|tgl berakhir|tanggal berakhir|akhir pks|jatuh tempo pks|berakhir|berlaku sampai|berlaku s d|masa berlaku|end|end date|agreement end|agreement ends|expiry date',
  monthlyRevenue:
    'pendapatan bln|pendapatan per bulan|pendapatan bulan|pendapatan perbulan|pendapatan|omzet|omset|omzet bln|omzet per bulan|revenue|monthly revenue|revenue month|revenue per month',
  instalment:
    'angsuran|cicilan|angsuran bln|angsuran per bulan|instalment|installment|monthly instalment|monthly installment',
  annualRevenue: 'annualrevenue|annual revenue|pendapatan per tahun|pendapatan tahunan|pendapatan thn',
  agreementStatus: 'status pks|status perjanjian|agreement status',
  nik: 'nik|no ktp|nomor ktp|ktp|no nik|nik ktp|no identitas|nomor identitas|identity number',
  npwp: 'npwp|no npwp|nomor npwp|tax number|tax id',
  agreements: 'pks lainnya|pks lain|kontrak lainnya|kontrak lain|other agreements|other contracts',
  tags: 'label|labels|tag|tags',
  remarks: 'keterangan|ket|catatan|remarks|remark|notes|note|description|deskripsi',
  customerId:
    'id pelanggan|kode pelanggan|no pelanggan|nomor pelanggan|customer id|customer number|customer no|cif|no cif|account number|accountnumber',
  salesforceId: 'id',
  accountId: 'accountid|account id',
  deleted: 'isdeleted|is deleted',
  salutation: 'salutation|sapaan|panggilan',
  firstName: 'firstname|first name|nama depan',
  lastName: 'lastname|last name|nama belakang',
} as const;

export type Field = keyof typeof HEADINGS;

const FIELD_OF = new Map<string, Field>(
  Object.entries(HEADINGS).flatMap(([field, headings]) =>
    headings.split('|').map((heading) => [heading, field as Field]),
  ),
);

/** Fields that are read from every column that carries them; of the others only the first column counts. */
const REPEATED: ReadonlySet<Field> = new Set<Field>(['phone', 'contactPhone']);

export interface Column {
  readonly index: number;
  /** As written, in one line. */
  readonly heading: string;
}

/** What a table holds: a customer book, or one of the two tables of a Salesforce data export. */
export type TableKind = 'book' | 'account' | 'contact';

/** Fields that nothing of the customer comes from, by table; where a column means one, it is not imported. */
const LEFT_OUT: Readonly<Record<TableKind, ReadonlySet<Field>>> = {
  book: new Set(['ordinal', 'salesforceId', 'accountId', 'deleted', 'firstName', 'lastName']),
  account: new Set(['ordinal', 'accountId', 'firstName', 'lastName']),
  contact: new Set(
    (Object.keys(HEADINGS) as Field[]).filter(
      (field) =>
        ![
          'name',
          'firstName',
          'lastName',
          'salutation',
          'contactRole',
          'phone',
          'contactPhone',
          'email',
          'accountId',
          'deleted',
        ].includes(field),
    ),
  ),
};

/** @returns what a table with these fields holds. */
export function tableOf(has: (field: Field) => boolean): TableKind {
  if (has('accountId') && has('lastName')) return 'contact';
  return has('salesforceId') && has('deleted') && has('name') ? 'account' : 'book';
}

/** @returns whether what stands in a column of this field reaches the customer. */
export const isTaken = (table: TableKind, field: Field): boolean => !LEFT_OUT[table].has(field);

/** The columns of a sheet by field. */
export interface Columns {
  readonly byField: ReadonlyMap<Field, readonly Column[]>;
  /** Headings without a field. */
  readonly unknown: readonly string[];
}

/** A field for each column by its place; `''` leaves the column out. */
export type Fields = readonly (Field | '')[];

export const FIELDS = Object.keys(HEADINGS) as readonly Field[];
export const isField = (name: string): name is Field => Object.hasOwn(HEADINGS, name);
/** @returns whether several columns may carry the field. */
export const isRepeated = (field: Field): boolean => REPEATED.has(field);

/** @returns the heading in one line; empty for an empty cell. */
export const headingOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined || cell instanceof Date ? '' : String(cell).trim().replace(/\s+/g, ' ');

/** @returns the field of each heading by its name alone. Letter case, marks and line breaks do not matter. */
export function fieldsByName(cells: readonly Cell[]): (Field | '')[] {
  const taken = new Set<Field>();
  return cells.map((cell) => {
    const field = typeof cell === 'string' ? FIELD_OF.get(plain(cell)) : undefined;
    if (field === undefined || (taken.has(field) && !REPEATED.has(field))) return '';
    taken.add(field);
    return field;
  });
}

/** @returns the columns of a header line whose fields are known; a second column of a single field is left out. */
export function columnsOf(cells: readonly Cell[], fields: Fields): Columns {
  const byField = new Map<Field, Column[]>();
  const unknown: string[] = [];
  const width = Math.max(cells.length, fields.length);
  for (let index = 0; index < width; index++) {
    const written = headingOf(cells[index]);
    const field = fields[index] ?? '';
    const known = field === '' ? undefined : (byField.get(field) ?? []);
    if (field !== '' && known !== undefined && (known.length === 0 || REPEATED.has(field)))
      byField.set(field, [...known, { index, heading: written || columnName(index) }]);
    else if (written !== '') unknown.push(written);
  }
  return { byField, unknown };
}

/** @returns the name of a column as worksheet programs write it: A, B, … Z, AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** @returns whether the columns name the customer, or the account and last name of a contact. */
export const areNamed = ({ byField }: Columns): boolean =>
  byField.has('name') || (byField.has('accountId') && byField.has('lastName'));

/** @returns whether two header lines are the same form. */
export const sameHeadings = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((heading, index) => plain(heading) === plain(other[index] ?? ''));

/**
 * Tries to read a line as the header.
 *
 * @returns the columns when the line names the customer (or the account and last name of a contact) and at
 * least one more field besides the ordinal; undefined for any other line
 */
export function readHeader(cells: readonly Cell[]): Columns | undefined {
  const columns = columnsOf(
    cells.map((cell) => (typeof cell === 'string' ? cell : null)),
    fieldsByName(cells),
  );
  const fields = [...columns.byField.keys()].filter((field) => field !== 'ordinal').length;
  return areNamed(columns) && fields >= 2 ? columns : undefined;
}

/** Lower case, marks and blanks as one blank. `No. HP PIC` and `NO HP  PIC` are the same. */
function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
