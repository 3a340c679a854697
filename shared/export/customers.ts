/** Customers as a list that leaves the product, under headings that the import reads back. */
import type { Agreement } from '../domain/agreement.ts';
import { CONSENT_CHANNELS, type ConsentChannel, type Customer, type Stage } from '../domain/customer.ts';
import { formatPhone } from '../domain/phone.ts';
import type { ExportField } from './table.ts';

export interface CustomerRow {
  readonly customer: Customer;
  /** The one that runs longest. */
  readonly agreement: Agreement | undefined;
}

/** What the codes of the documents are called. */
export interface CustomerWords {
  stage(stage: Stage): string;
  tier(tier: string): string;
  channel(channel: ConsentChannel): string;
  /** Name of a user id; empty while unknown. */
  person(userId: string): string;
}

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
    field('name', 'Nama pelanggan', 'Customer name', ({ customer }) => customer.name),
    ...PHONES.map((at) =>
      field(`phone${at}`, `HP ${at + 1}`, `Phone ${at + 1}`, ({ customer }) =>
        phone(customer.phones[at]?.number),
      ),
    ),
    field('email', 'Surel', 'E-mail', ({ customer }) => customer.email),
    field('contact', 'Nama PIC', 'PIC name', ({ customer }) => customer.contacts[0]?.name),
    field('contactRole', 'Jabatan PIC', 'Position', ({ customer }) => customer.contacts[0]?.role),
    field('contactPhone', 'HP PIC', 'PIC phone', ({ customer }) =>
      phone(customer.contacts[0]?.phones[0]?.number),
    ),
    field('nik', 'NIK', 'NIK', ({ customer }) => customer.nik),
    field('npwp', 'NPWP', 'NPWP', ({ customer }) => customer.npwp),
    field('street', 'Alamat', 'Address', ({ customer }) => customer.address?.street),
    field('village', 'Kelurahan', 'Village', ({ customer }) => customer.address?.village),
    field('district', 'Kecamatan', 'District', ({ customer }) => customer.address?.district),
    field('regency', 'Kabupaten', 'Regency', ({ customer }) => customer.address?.regency),
    field('province', 'Provinsi', 'Province', ({ customer }) => customer.address?.province),
    field('postalCode', 'Kode pos', 'Postal code', ({ customer }) => customer.address?.postalCode),
    field('commodity', 'Komoditas', 'Commodity', ({ customer }) => customer.commodity),
    field('stage', 'Status pelanggan', 'Customer status', ({ customer }) => words.stage(customer.stage)),
    field('tier', 'Kelas', 'Tier', ({ customer }) => (customer.tier ? words.tier(customer.tier) : '')),
    field('owner', 'AE', 'AE', ({ customer }) => (customer.ownerId ? words.person(customer.ownerId) : '')),
    field('tags', 'Label', 'Tags', ({ customer }) => customer.tags.join(', ')),
    field('consents', 'Boleh dihubungi', 'May be contacted', ({ customer }) =>
      CONSENT_CHANNELS.filter((channel) => customer.consents[channel]?.given)
        .map((channel) => words.channel(channel))
        .join(', '),
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
    field('customerId', 'ID pelanggan', 'Customer ID', ({ customer }) => customer.externalIds?.['customer']),
    field('remarks', 'Keterangan', 'Remarks', ({ customer }) => customer.remarks),
  ];
}

const phone = (number: string | undefined): string => (number === undefined ? '' : formatPhone(number));

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
