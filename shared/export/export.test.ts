import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { Agreement } from '#shared/domain/agreement.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { runCommand } from '#shared/domain/commands/index.ts';
import { agreementKey } from '#shared/domain/import-id.ts';
import { isRenewable } from '#shared/domain/renewal.ts';
import {
  BookIndex,
  planImport,
  readBook,
  SAFE_CHOICES,
  standings,
  type BookRow,
} from '#shared/import/index.ts';
import { breathing } from '#test/support/books.ts';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { makeRow, tableOf } from '#test/support/export-rows.ts';
import { plainText, safeText, toCsv } from './csv.ts';
import { mainAgreement, type CustomerRow } from './customers.ts';
import { toXlsx } from './xlsx.ts';

/** One that is in force has no word in a book. */
const statusOf = ({ status = 'active' }: Agreement) => (status === 'active' ? undefined : status);

/** What of a customer a book can carry. */
const wanted = ({ customer, agreement, otherAgreements = [] }: CustomerRow) => ({
  name: customer.name,
  stage: customer.stage,
  phones: customer.phones.map(({ number }) => number),
  kind: customer.kind,
  salutation: customer.salutation,
  birthDate: customer.birthDate,
  contacts: customer.contacts.map(({ name, role, phones, email }) => ({
    name,
    role,
    phones: phones.map((p) => p.number),
    email,
  })),
  broughtBy: customer.broughtBy,
  email: customer.email,
  nik: customer.nik,
  address: customer.address ?? {},
  commodity: customer.commodity,
  remarks: customer.remarks,
  externalIds: customer.externalIds ?? {},
  agreement: agreement && {
    kind: agreement.kind,
    number: agreement.number,
    subject: agreement.subject,
    start: agreement.start,
    end: agreement.end,
    monthlyRevenue: agreement.monthlyAmount,
    status: statusOf(agreement),
  },
  tags: customer.tags,
  agreements: otherAgreements
    .filter((one) => !agreement || agreementKey(one) !== agreementKey(agreement))
    .map((one) => ({
      kind: one.kind,
      number: one.number,
      subject: one.subject,
      start: one.start,
      end: one.end,
      monthlyRevenue: one.monthlyAmount,
      status: statusOf(one),
    })),
});
const read = (row: BookRow) => ({
  name: row.name,
  stage: row.stage,
  phones: row.phones.filter(({ of }) => of === 'customer').map(({ number }) => number),
  kind: row.kind,
  salutation: row.salutation,
  birthDate: row.birthDate,
  contacts: row.contacts.map(({ name, role, phones, email }) => ({ name, role, phones, email })),
  broughtBy: row.source,
  email: row.email,
  nik: row.nik,
  address: Object.fromEntries(Object.entries(row.address).filter(([, value]) => value)),
  commodity: row.commodity,
  remarks: row.remarks,
  externalIds: row.externalIds,
  agreement: row.agreement,
  tags: row.tags ?? [],
  agreements: row.agreements ?? [],
});

/** Of the agreement that has columns of its own. */
const END = '2027-01-30';
const ROWS = Array.from({ length: 5000 }, (_, n) => makeRow(n + 1));
const UNREAD = {
  id: [
    'Nomor Loket',
    'Kelas',
    'AE',
    'Diperoleh lewat',
    'Boleh dihubungi',
    'Tidak mau dihubungi',
    'Pengaduan terbuka',
    'Terakhir diubah',
  ],
  en: [
    'Loket number',
    'Tier',
    'AE',
    'Acquired through',
    'May be contacted',
    'Not to be contacted',
    'Open complaints',
    'Last updated',
  ],
} as const;

test.each([
  ['xlsx', 'id'],
  ['csv', 'id'],
  ['xlsx', 'en'],
  ['csv', 'en'],
] as const)(
  '5,000 customers come back from .%s in %s as they went',
  { timeout: 120_000 },
  async (format, language) => {
    const table = tableOf(ROWS, language);
    const content = format === 'csv' ? toCsv(table) : await toXlsx(table);
    const book = await readBook([{ name: `pelanggan.${format}`, content }], breathing);
    if (!book.ok) throw new Error(book.error.code);
    expect(book.value.unknownColumns).toEqual(UNREAD[language]);
    expect(book.value.rows.length).toBe(ROWS.length);
    for (const [index, row] of book.value.rows.entries()) {
      const was = ROWS[index] as CustomerRow;
      // a line break within a remark is the only thing that a worksheet may write another way
      expect(read(row), was.customer.id).toEqual(wanted(was));
      expect(row.problems, was.customer.id).toEqual([]);
    }
  },
);

test.each(['id', 'en'] as const)(
  'an empty branch has the same customers after an export in %s',
  async (language) => {
    const was = ROWS.slice(0, 100);
    const content = toCsv(tableOf(was, language));
    const book = await readBook([{ name: 'pelanggan.csv', content }], breathing);
    if (!book.ok) throw new Error(book.error.code);
    const whose = { branchId: 'JAP', fileDigest: 'f' };
    const index = new BookIndex();
    const { items } = planImport(book.value.rows, {
      ...whose,
      index,
      standings: standings(book.value.rows, index, whose),
      // two of the made ones may have one NIK
      choices: { ...SAFE_CHOICES, file: 'new' },
    });
    const world = testWorld({ actor: { ...CLERK, role: 'ae', branchId: 'JAP' } });
    const taken = runCommand('importRows', world.context, {
      batch: 'a'.repeat(32),
      file: 'pelanggan.csv',
      source: 'book',
      rows: [...items],
    });
    if (!taken.ok) throw new Error(taken.error.code);
    world.keep(taken.value.writes);
    const known = ({ kind, name, salutation, birthDate, stage, contacts, tags }: Customer) => ({
      kind,
      name,
      salutation,
      birthDate,
      stage,
      tags,
      contacts: contacts.map(({ id: _, ...contact }) => contact),
    });
    expect(world.all('customers').map(known)).toEqual(was.map(({ customer }) => known(customer)));
    const terms = (one: Agreement) => {
      const { kind, number, subject, start, end, monthlyAmount } = one;
      return JSON.stringify([kind, number, subject, start, end, monthlyAmount, statusOf(one)]);
    };
    const agreementsOf = new Map(world.all('customers').map(({ id, name }) => [id, { name, terms: [''] }]));
    for (const one of world.all('agreements')) agreementsOf.get(one.customerId)?.terms.push(terms(one));
    expect([...agreementsOf.values()]).toEqual(
      was.map(({ customer: { name }, agreement, otherAgreements = [] }) => ({
        name,
        terms: ['', ...new Set([...(agreement ? [agreement] : []), ...otherAgreements].map(terms))],
      })),
    );
    const ending = world.all('agreements').filter(({ end }) => end === END);
    const planned = runCommand('planRenewals', world.context, {
      renewals: ending.map(({ id }) => ({ agreementId: id, end: END })),
    });
    if (!planned.ok) throw new Error(planned.error.code);
    const due = was.flatMap(({ agreement }) => (agreement && isRenewable(agreement) ? [agreement] : []));
    expect(due.length).toBeGreaterThan(0);
    expect(planned.value.result).toEqual({ planned: due.length });
  },
);

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

test('everything of a customer leaves in words', () => {
  const by = { id: 'a', name: 'A' };
  const consent = (given: boolean) => ({ given, at: '2026-01-01T00:00:00.000Z', by, proof: 'lisan' });
  const { customer } = makeRow(1);
  const table = tableOf([
    {
      customer: {
        ...customer,
        kind: 'company',
        birthDate: '1979-08-17',
        salutation: 'Ibu',
        tier: 'gold',
        tags: ['VIP', 'ekspor', 'Solo, Jateng'],
        updatedAt: '2026-03-05T07:07:00.000Z',
        phones: [1, 2, 3, 4, 5].map((n) => ({ number: `+62812000000${n}${n}` })),
        contacts: [
          { id: 'a', name: 'Sri', phones: [] },
          { id: 'b', name: 'Budi', role: 'Gudang', phones: [{ number: '+6281230011037' }], email: 'b@c.id' },
          { id: 'c', name: 'Ani', phones: [] },
        ],
        consents: {
          whatsapp: consent(true),
          'email:survey': consent(true),
          sms: consent(false),
        },
      },
      agreement: undefined,
      otherAgreements: [
        {
          kind: 'pks',
          number: '12/PKS/2024',
          subject: 'Antar harian',
          start: '2024-01-01',
          end: '2024-12-31',
          monthlyAmount: 1_500_000,
          status: 'renewed',
        } as unknown as Agreement,
        { kind: 'contract', subject: 'Avanza, putih' } as unknown as Agreement,
      ],
      openComplaints: 2,
    },
  ]);
  const cell = Object.fromEntries(table.columns.map(({ title }, at) => [title, table.rows[0]?.[at]]));
  expect(cell).toMatchObject({
    'Perorangan atau perusahaan': 'Perusahaan',
    Sapaan: 'Ibu',
    'HP 3': '0812-0000-0033',
    'HP lainnya': '0812-0000-0044, 0812-0000-0055',
    'Tanggal lahir': '1979-08-17',
    'PIC lainnya': 'Budi (Gudang), 0812-3001-1037, b@c.id; Ani',
    Kelas: 'Gold',
    'Diperoleh lewat': 'Buku pelanggan',
    Label: 'VIP, ekspor, "Solo, Jateng"',
    'Boleh dihubungi': 'email (survey), whatsapp',
    'Tidak mau dihubungi': 'sms',
    'Pengaduan terbuka': 2,
    'PKS lainnya':
      'PKS No. 12/PKS/2024, Antar harian, 2024-01-01 – 2024-12-31, Rp 1.500.000 per bulan, Diperpanjang; Kontrak, "Avanza, putih"',
    'Terakhir diubah': '2026-03-05 14.07',
  });
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
