import type { Cell } from './types.ts';

/**
 * Headings by field, in Bahasa Indonesia, English and the API names of Salesforce, as `plain` leaves them.
 * Those of the studied branches come first.
 */
const HEADINGS = {
  ordinal: 'no|nomor|no urut|number',
  name: 'nama perusahaan instansi|nama nasabah|nama pelanggan|nama perusahaan|nama instansi|nama corporate|nama customer|nama konsumen|nama debitur|nama|pelanggan|nasabah|perusahaan|instansi|customer name|corporate name|company name|account name|company|customer|name',
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
  phone:
    'no hp|hp|hp 1|hp 2|hp 3|no hp 1|no hp 2|nomor hp|no handphone|handphone|telepon|no telepon|nomor telepon|telp|no telp|telp 1|telp 2|telepon kantor|no wa|wa|whatsapp|no whatsapp|phone|phone number|mobile|mobilephone|mobile phone|phone 1|phone 2|tlp|no tlp',
  email: 'email|e mail|surel|alamat email|email address',
  commodity: 'komoditi|komoditas|jenis barang|jenis usaha|bidang usaha|commodity|industry|industri',
  stage:
    'status pelanggan|status nasabah|status|tahap|stage|type|tipe pelanggan|jenis pelanggan|customer type|customer status',
  source: 'sumber|sumber data|asal|source|lead source|leadsource|sumber pelanggan',
  order: 'ro new|ro baru|new ro|ro|jenis order|ro or new',
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
  nik: 'nik|no ktp|nomor ktp|ktp|no nik|nik ktp|no identitas|nomor identitas|identity number',
  npwp: 'npwp|no npwp|nomor npwp|tax number|tax id',
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

/** The columns of a sheet by field. */
export interface Columns {
  readonly byField: ReadonlyMap<Field, readonly Column[]>;
  /** Headings without a field. */
  readonly unknown: readonly string[];
}

/**
 * Tries to read a line as the header. Letter case, marks and line breaks do not matter.
 *
 * @returns the columns when the line names the customer (or the account and last name of a contact) and at
 * least one more field besides the ordinal; undefined for any other line
 */
export function readHeader(cells: readonly Cell[]): Columns | undefined {
  const byField = new Map<Field, Column[]>();
  const unknown: string[] = [];
  cells.forEach((cell, index) => {
    if (typeof cell !== 'string' || cell.trim() === '') return;
    const column = { index, heading: cell.trim().replace(/\s+/g, ' ') };
    const field = FIELD_OF.get(plain(cell));
    const known = field === undefined ? undefined : (byField.get(field) ?? []);
    if (field === undefined || known === undefined || (known.length > 0 && !REPEATED.has(field))) {
      unknown.push(column.heading);
    } else {
      byField.set(field, [...known, column]);
    }
  });
  const named = byField.has('name') || (byField.has('accountId') && byField.has('lastName'));
  const fields = [...byField.keys()].filter((field) => field !== 'ordinal').length;
  return named && fields >= 2 ? { byField, unknown } : undefined;
}

/** Lower case, marks and blanks as one blank. `No. HP PIC` and `NO HP  PIC` are the same. */
function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
