/** Customers that worksheet programs like to harm, and the table that an export makes of them. */
import { agreements } from '#renderer/i18n/agreements.ts';
import { common } from '#renderer/i18n/common.ts';
import { domain } from '#renderer/i18n/domain.ts';
import type { Language } from '#renderer/i18n/wording.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import type { Agreement } from '#shared/domain/agreement.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { customerFields, type CustomerRow, type CustomerWords } from '#shared/export/customers.ts';
import { cellsOf, type ExportTable } from '#shared/export/table.ts';

/** @returns the words that the screens have. */
const wordsOf = (language: Language): CustomerWords => ({
  stage: (stage) => domain[language].stage[stage],
  tier: (tier) => common[language].tier[tier],
  kind: (kind) => domain[language].customerKind[kind],
  source: (source) => domain[language].source[source],
  agreement: (kind) => domain[language].agreement[kind],
  agreementStatus: (status) => agreements[language].status[status],
  monthly: (rupiah) => agreements[language].money.replace('{{money}}', formatMoney(rupiah)),
  channel: (channel) => channel,
  purpose: (purpose) => purpose,
  person: () => '',
  zone: () => 'Asia/Jakarta',
});

let state = 20261122;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
};
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const digits = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const maybe = <T extends object>(value: () => T): T | object => (random() < 0.7 ? value() : {});

/** Names and remarks that worksheet programs like to harm. */
const NAMES = [
  'PT Maju Jaya',
  'Sri',
  "CV O'Neil & Co",
  'UD "Berkah"',
  'Toko = Baru',
  'Andi, S.E.',
  '007 Motor',
];
const REMARKS = [
  '=1+1',
  '+62 bukan nomor',
  '-5 hari',
  '@besok',
  '00123',
  'baris satu\nbaris dua',
  "'kutip",
  '3512345678901234',
];

/** Labels and agreements that a cell with several of them likes to harm. */
const LABELS: readonly (readonly string[])[] = [
  [],
  ['VIP'],
  ['Solo, Jateng', 'ekspor; impor', 'si "besar"', 'VIP'],
  ['-', '12', '=1+1', "'kutip"],
  ['"', ' depan', 'a'.repeat(40)],
];
const FURTHER: readonly (readonly Partial<Agreement>[])[] = [
  [],
  [
    {
      number: '12/PKS/2024',
      subject: 'Antar harian',
      start: '2024-01-01',
      end: '2024-12-31',
      monthlyAmount: 0,
    },
    { kind: 'contract', number: '=7', subject: 'Toyota "Avanza", 2019; putih', monthlyAmount: 1_500_000 },
  ],
  [
    { subject: 'PKS No. 5, lama', end: '2024-12-31', status: 'ended' },
    { subject: 'Rp 5 juta', start: '2024-02-29' },
    { subject: '2024-01-01 – 2024-12-31' },
    { subject: 'L-300', monthlyAmount: 1e15 },
    { number: 'No. 1, "a"; b', status: 'renewed' },
    { number: '17', start: '2020-01-01' },
  ],
  [
    { number: '" 12' },
    { start: '2024-01-01', end: '2024-01-01' },
    { subject: 'Berakhir', end: '2024-01-01' },
  ],
];

/** What became of the agreement that has columns of its own. */
const STATUSES = [undefined, 'ended', 'renewed', 'active'] as const;

/** @returns one customer, now with this and now with that; the same for the same course of calls. */
export function makeRow(n: number): CustomerRow {
  const base = {
    branchId: 'NGW',
    createdBy: { id: 'a', name: 'A' },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedBy: { id: 'a', name: 'A' },
    updatedAt: '2026-01-01T00:00:00.000Z',
    clock: { offset: 0, uncertainty: 0 },
  };
  const mobile = (): { number: string } => ({ number: `+628${pick(['12', '21', '57'])}${digits(8)}` });
  const customer = {
    ...base,
    id: `c${n}`,
    kind: pick(['person', 'company']),
    number: `P-NGW-D1-${n}`,
    name: `${pick(NAMES)} ${n}`,
    stage: pick(['prospect', 'active', 'dormant', 'lost']),
    phones: Array.from({ length: Math.floor(random() * 6) }, mobile),
    contacts:
      random() < 0.5
        ? [
            {
              id: 'k',
              name: `PIC ${n}`,
              role: 'Manajer',
              phones: [mobile(), mobile()],
              ...maybe(() => ({ email: `pic${n}@contoh.id` })),
            },
            ...(random() < 0.5
              ? [
                  { id: 'l', name: `Kedua ${n}, S.E.`, role: 'Gudang (malam)', phones: [mobile(), mobile()] },
                  { id: 'm', name: `Ketiga ${n}`, phones: [], email: `ketiga${n}@contoh.id` },
                ]
              : []),
          ]
        : [],
    salutation: 'Bapak',
    ...maybe(() => ({ birthDate: pick(['1979-08-17', '2001-02-28', '1945-12-01']) })),
    tier: pick(['bronze', 'silver', 'gold']),
    source: 'book',
    consents: {},
    tags: LABELS[n % LABELS.length],
    ...maybe(() => ({
      nik: `3521011${pick(['0', '2'])}0${pick(['1', '9'])}9${digits(1)}000${pick(['1', '7'])}`,
    })),
    ...maybe(() => ({
      address: {
        street: `Jl. Mawar No. 0${n}`,
        village: 'Beran',
        district: 'Ngawi',
        regency: 'Ngawi',
        province: 'Jawa Timur',
        postalCode: '63216',
      },
    })),
    ...maybe(() => ({ email: `p${n}@contoh.id` })),
    ...maybe(() => ({ commodity: 'Beras' })),
    ...maybe(() => ({ broughtBy: 'Pameran Ngawi' })),
    ...maybe(() => ({ remarks: pick(REMARKS) })),
    ...maybe(() => ({ externalIds: { customer: `000${n}` } })),
  } as unknown as Customer;
  const agreement = {
    ...base,
    id: `g${n}`,
    kind: n % 3 === 0 ? 'contract' : 'pks',
    customerId: customer.id,
    facilities: [],
    ...(n % 7 === 0 ? { subject: 'Antar harian' } : { number: `00${n}/PKS/2026` }),
    ...(STATUSES[n % STATUSES.length] ? { status: STATUSES[n % STATUSES.length] } : {}),
    start: '2026-01-31',
    end: '2027-01-30',
    monthlyAmount: Math.floor(random() * 1e8),
  } as unknown as Agreement;
  return random() < 0.6
    ? {
        customer,
        agreement,
        otherAgreements: [
          // a joined record has the same one
          { ...agreement, id: `h${n}` },
          ...(FURTHER[n % FURTHER.length] ?? []).map(
            (more, at) =>
              ({ ...base, kind: 'pks', id: `h${n}-${at}`, facilities: [], ...more }) as unknown as Agreement,
          ),
        ],
        openComplaints: n % 3,
      }
    : { customer, agreement: undefined };
}

/** @returns every column that a list of customers can have, under the headings of the language. */
export function tableOf(rows: readonly CustomerRow[], language: Language = 'id'): ExportTable {
  const fields = customerFields(wordsOf(language));
  return {
    title: 'Pelanggan',
    subtitle: '',
    columns: fields.map(({ title, kind }) => ({ title: title[language], kind })),
    rows: rows.map((row) => cellsOf(fields, row)),
  };
}
