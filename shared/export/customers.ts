/** Customers as a list that leaves the product, under headings that the import reads back. */
import type { Agreement } from '../domain/agreement.ts';
import {
  consentOf,
  type ConsentChannel,
  type ConsentPurpose,
  type Customer,
  type PhoneEntry,
  type Stage,
} from '../domain/customer.ts';
import { agreementList, type AgreementWords } from '../domain/agreement-list.ts';
import { contactList } from '../domain/contact-list.ts';
import { labelList } from '../domain/label-list.ts';
import { formatPhone } from '../domain/phone.ts';
import type { Zone } from '../domain/reference.ts';
import { localText } from './local-text.ts';
import type { ExportField } from './table.ts';

export interface CustomerRow {
  readonly customer: Customer;
  /** The one that runs longest. */
  readonly agreement: Agreement | undefined;
  /** The others, those of the records that were joined into the customer as well. */
  readonly otherAgreements?: readonly Agreement[];
  /** Complaints that are not closed, as far as the person may see them; undefined where nobody asked. */
  readonly openComplaints?: number;
}

/** What the codes of the documents are called. */
export interface CustomerWords extends AgreementWords {
  stage(stage: Stage): string;
  tier(tier: NonNullable<Customer['tier']>): string;
  kind(kind: Customer['kind']): string;
  source(source: Customer['source']): string;
  channel(channel: ConsentChannel): string;
  purpose(purpose: ConsentPurpose): string;
  /** Name of a user id; empty while unknown. */
  person(userId: string): string;
  zone(branchId: string): Zone;
}

/** Phones with a column each; those that are left share one. */
const PHONES = [0, 1, 2];
const field = (
  key: string,
  id: string,
  en: string,
  value: (row: CustomerRow) => string | number | null | undefined,
  kind: ExportField<CustomerRow>['kind'] = 'text',
): ExportField<CustomerRow> => ({ key, title: { id, en }, kind, value: (row) => value(row) ?? null });

/** @returns every column that a list of customers can have, in the order of a customer book. */
export function customerFields(words: CustomerWords): readonly ExportField<CustomerRow>[] {
  return [
    field('number', 'Nomor Loket', 'Loket number', ({ customer }) => customer.number),
    // a heading with `jenis` or `tipe` would be read back as the status
    field('kind', 'Perorangan atau perusahaan', 'Person or company', ({ customer }) =>
      words.kind(customer.kind),
    ),
    field('salutation', 'Sapaan', 'Salutation', ({ customer }) => customer.salutation),
    field('name', 'Nama pelanggan', 'Customer name', ({ customer }) => customer.name),
    ...PHONES.map((at) =>
      field(`phone${at}`, `HP ${at + 1}`, `Phone ${at + 1}`, ({ customer }) =>
        phones(customer.phones.slice(at, at + 1)),
      ),
    ),
    field('phones', 'HP lainnya', 'Other phones', ({ customer }) =>
      phones(customer.phones.slice(PHONES.length)),
    ),
    field('email', 'Surel', 'E-mail', ({ customer }) => customer.email),
    field('birthDate', 'Tanggal lahir', 'Birth date', ({ customer }) => customer.birthDate, 'day'),
    field('contact', 'Nama PIC', 'PIC name', ({ customer }) => customer.contacts[0]?.name),
    field('contactRole', 'Jabatan PIC', 'Position', ({ customer }) => customer.contacts[0]?.role),
    field('contactPhone', 'HP PIC', 'PIC phone', ({ customer }) => phones(customer.contacts[0]?.phones)),
    field('contactEmail', 'Surel PIC', 'PIC email', ({ customer }) => customer.contacts[0]?.email),
    field('contacts', 'PIC lainnya', 'Other PICs', ({ customer }) => contactList(customer.contacts.slice(1))),
    field('nik', 'NIK', 'NIK', ({ customer }) => customer.nik),
    field('npwp', 'NPWP', 'NPWP', ({ customer }) => customer.npwp),
    field('street', 'Alamat', 'Address', ({ customer }) => customer.address?.street),
    field('village', 'Kelurahan', 'Village', ({ customer }) => customer.address?.village),
    field('district', 'Kecamatan', 'District', ({ customer }) => customer.address?.district),
    field('regency', 'Kabupaten', 'Regency', ({ customer }) => customer.address?.regency),
    field('province', 'Provinsi', 'Province', ({ customer }) => customer.address?.province),
    field('postalCode', 'Kode pos', 'Postal code', ({ customer }) => customer.address?.postalCode),
    field('commodity', 'Komoditas', 'Commodity', ({ customer }) => customer.commodity),
    field('stage', 'Tahap', 'Stage', ({ customer }) => words.stage(customer.stage)),
    field('tier', 'Kelas', 'Tier', ({ customer }) => (customer.tier ? words.tier(customer.tier) : '')),
    field('owner', 'AE', 'AE', ({ customer }) => (customer.ownerId ? words.person(customer.ownerId) : '')),
    field('source', 'Diperoleh lewat', 'Acquired through', ({ customer }) => words.source(customer.source)),
    field('broughtBy', 'Sumber', 'Source', ({ customer }) => customer.broughtBy),
    field('tags', 'Label', 'Tags', ({ customer }) => labelList(customer.tags)),
    field('consents', 'Boleh dihubungi', 'May be contacted', ({ customer }) =>
      consents(customer, true, words),
    ),
    field('refusals', 'Tidak mau dihubungi', 'Not to be contacted', ({ customer }) =>
      consents(customer, false, words),
    ),
    field(
      'complaints',
      'Pengaduan terbuka',
      'Open complaints',
      ({ openComplaints }) => openComplaints,
      'number',
    ),
    field('agreementKind', 'Jenis perjanjian', 'Agreement kind', ({ agreement }) =>
      agreement ? words.agreement(agreement.kind) : '',
    ),
    field('agreementNumber', 'No PKS', 'Agreement number', ({ agreement }) => agreement?.number),
    field('subject', 'Layanan', 'Service', ({ agreement }) => agreement?.subject),
    field('start', 'PKS mulai', 'Agreement start', ({ agreement }) => agreement?.start, 'day'),
    field('end', 'PKS berakhir', 'Agreement end', ({ agreement }) => agreement?.end, 'day'),
    field(
      'monthly',
      'Pendapatan per bulan',
      'Revenue per month',
      ({ agreement }) => agreement?.monthlyAmount,
      'money',
    ),
    // as in the list of the others: one that nobody ended or renewed may be over, and has no word
    field('agreementStatus', 'Status PKS', 'Agreement status', ({ agreement }) =>
      agreement?.status && agreement.status !== 'active' ? words.agreementStatus(agreement.status) : '',
    ),
    field('agreements', 'PKS lainnya', 'Other agreements', ({ otherAgreements = [] }) =>
      agreementList(otherAgreements, words),
    ),
    field('customerId', 'ID pelanggan', 'Customer ID', ({ customer }) => customer.externalIds?.['customer']),
    field('remarks', 'Keterangan', 'Remarks', ({ customer }) => customer.remarks),
    field('updatedAt', 'Terakhir diubah', 'Last updated', ({ customer }) =>
      localText(customer.updatedAt, words.zone(customer.branchId)),
    ),
  ];
}

/** Several stand in one cell with commas, which the import takes apart again. */
const phones = (entries: readonly PhoneEntry[] = []): string =>
  entries.map(({ number }) => formatPhone(number)).join(', ');

/** Offers are what is usually asked about: the other purposes are named. */
function consents({ consents: all }: Customer, given: boolean, words: CustomerWords): string {
  return Object.entries(all)
    .flatMap(([key, consent]) => (consent.given === given ? (consentOf(key) ?? []) : []))
    .map(({ channel, purpose }) =>
      purpose === 'offers' ? words.channel(channel) : `${words.channel(channel)} (${words.purpose(purpose)})`,
    )
    .sort()
    .join(', ');
}

/** @returns the agreement that is shown with a customer in one line: of those still active the one that ends last. */
export function mainAgreement(agreements: readonly Agreement[]): Agreement | undefined {
  const isActive = ({ status = 'active' }: Agreement): number => (status === 'active' ? 1 : 0);
  return [...agreements].sort(
    (a, b) =>
      isActive(b) - isActive(a) ||
      (b.end ?? '9999').localeCompare(a.end ?? '9999') ||
      a.id.localeCompare(b.id),
  )[0];
}
