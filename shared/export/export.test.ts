import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { Agreement } from '#shared/domain/agreement.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { readBook, type BookRow } from '#shared/import/index.ts';
import { plainText, safeText, toCsv } from './csv.ts';
import { customerFields, mainAgreement, type CustomerRow, type CustomerWords } from './customers.ts';
import { cellsOf, type ExportTable } from './table.ts';
import { toXlsx } from './xlsx.ts';

const WORDS: CustomerWords = {
  stage: (stage) =>
    ({ prospect: 'Prospek', active: 'Aktif', dormant: 'Tidak aktif', lost: 'Berhenti' })[stage],
  tier: (tier) => tier,
  channel: (channel) => channel,
  person: () => '',
};

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

function makeRow(n: number): CustomerRow {
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
    kind: 'company',
    number: `P-NGW-D1-${n}`,
    name: `${pick(NAMES)} ${n}`,
    stage: pick(['prospect', 'active', 'dormant', 'lost']),
    phones: Array.from({ length: Math.floor(random() * 4) }, mobile),
    contacts: random() < 0.5 ? [{ id: 'k', name: `PIC ${n}`, role: 'Manajer', phones: [mobile()] }] : [],
    source: 'book',
    consents: {},
    tags: [],
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
    ...maybe(() => ({ remarks: pick(REMARKS) })),
    ...maybe(() => ({ externalIds: { customer: `000${n}` } })),
  } as unknown as Customer;
  const agreement = {
    ...base,
    id: `g${n}`,
    kind: 'pks',
    customerId: customer.id,
    facilities: [],
    number: `00${n}/PKS/2026`,
    start: '2026-01-31',
    end: '2027-01-30',
    monthlyAmount: Math.floor(random() * 1e8),
  } as unknown as Agreement;
  return { customer, agreement: random() < 0.6 ? agreement : undefined };
}

const fields = customerFields(WORDS);
const tableOf = (rows: readonly CustomerRow[]): ExportTable => ({
  title: 'Pelanggan',
  subtitle: '',
  columns: fields.map(({ title, kind }) => ({ title: title.id, kind })),
  rows: rows.map((row) => cellsOf(fields, row)),
});

/** What of a customer a book can carry. */
const wanted = ({ customer, agreement }: CustomerRow) => ({
  name: customer.name,
  stage: customer.stage,
  phones: customer.phones.map(({ number }) => number),
  contacts: customer.contacts.map(({ name, role, phones }) => ({
    name,
    role,
    phones: phones.map((p) => p.number),
  })),
  email: customer.email,
  nik: customer.nik,
  address: customer.address ?? {},
  commodity: customer.commodity,
  remarks: customer.remarks,
  externalIds: customer.externalIds ?? {},
  agreement: agreement && {
    number: agreement.number,
    start: agreement.start,
    end: agreement.end,
    monthlyRevenue: agreement.monthlyAmount,
  },
});
const read = (row: BookRow) => ({
  name: row.name,
  stage: row.stage,
  phones: row.phones.filter(({ of }) => of === 'customer').map(({ number }) => number),
  contacts: row.contacts.map(({ name, role, phones }) => ({ name, role, phones })),
  email: row.email,
  nik: row.nik,
  address: Object.fromEntries(Object.entries(row.address).filter(([, value]) => value)),
  commodity: row.commodity,
  remarks: row.remarks,
  externalIds: row.externalIds,
  agreement: row.agreement,
});

const ROWS = Array.from({ length: 5000 }, (_, n) => makeRow(n + 1));

test.each(['xlsx', 'csv'] as const)('5,000 customers come back from .%s as they went', async (format) => {
  const table = tableOf(ROWS);
  const content = format === 'csv' ? toCsv(table) : await toXlsx(table);
  const book = await readBook([{ name: `pelanggan.${format}`, content }], {
    breathe: () => Promise.resolve(),
  });
  if (!book.ok) throw new Error(book.error.code);
  expect(book.value.unknownColumns).toEqual(['Nomor Loket', 'Kelas', 'AE', 'Label', 'Boleh dihubungi']);
  expect(book.value.rows.length).toBe(ROWS.length);
  for (const [index, row] of book.value.rows.entries()) {
    const was = ROWS[index] as CustomerRow;
    // a line break within a remark is the only thing that a worksheet may write another way
    expect(read(row), was.customer.id).toEqual(wanted(was));
    expect(row.problems, was.customer.id).toEqual([]);
  }
});

test('every text cell of the workbook is a text, and none is a formula', async () => {
  const workbook = await readXlsx(await toXlsx(tableOf(ROWS.slice(0, 200))));
  const rows = workbook.sheets[0]?.rows ?? [];
  const remarks = rows[0]?.indexOf('Keterangan') ?? -1;
  const nik = rows[0]?.indexOf('NIK') ?? -1;
  expect(rows.slice(1).map((row) => row[remarks])).toContain('=1+1');
  for (const row of rows.slice(1)) if (row[nik] !== null) expect(row[nik]).toMatch(/^\d{16}$/);
});

test('text that a worksheet program would run or cut is kept from it, and read back', () => {
  for (const text of ['=1+1', '+6281', '-1', '@a', '0812', '3512345678901234']) {
    expect(safeText(text)).toBe(`'${text}`);
    expect(plainText(safeText(text))).toBe(text);
  }
  for (const text of ['Sri', '12', '2026-03-05', "'kutip", '0812-3456-7890'.slice(1)])
    expect(plainText(safeText(text))).toBe(text);
});

test('of several agreements the active one that ends last stands in the line', () => {
  const agreement = (id: string, more: object) => ({ id, ...more }) as unknown as Agreement;
  const list = [
    agreement('a', { status: 'ended', end: '2030-01-01' }),
    agreement('b', { end: '2027-01-01' }),
    agreement('c', { end: '2026-01-01' }),
  ];
  expect(mainAgreement(list)?.id).toBe('b');
});
