import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { bookFile, breathing } from '#test/support/books.ts';
import { isTaken, tableOf } from './columns.ts';
import { errorWorkbook } from './error-rows.ts';
import { lookAt, readBook, type BookFile, type LookedFile, type Mapping } from './index.ts';

const step = (): undefined => undefined;
async function look(file: BookFile, options = {}): Promise<LookedFile> {
  const looked = await lookAt(file, { step, ...options });
  if (!looked.ok) throw new Error(looked.error.code);
  return looked.value;
}
const mappingOf = ({ sheet, headerLine, columns }: LookedFile): Mapping => ({
  sheet,
  headerLine,
  fields: columns.map(({ field }) => field),
});
const fieldsOf = (looked: LookedFile): string[] => looked.columns.map(({ field }) => field);
const csv = (...lines: readonly string[]): BookFile => ({ name: 'buku.csv', content: lines.join('\n') });

test.each(['buku-ngawi.xlsx', 'buku-finance.xlsx'])(
  'the mapping of %s reads what the names read',
  async (name) => {
    const file = bookFile(name);
    const looked = await look(file);
    expect(looked.columns.every(({ by }) => by === 'name')).toBe(true);
    expect(looked.columns.some(({ samples }) => samples.length > 0)).toBe(true);
    const byName = await readBook([file], breathing);
    const mapped = await readBook([file], { ...breathing, mappings: [mappingOf(looked)] });
    expect(mapped).toEqual(byName);
  },
);

test('the tables of Salesforce are told apart', async () => {
  const files = [bookFile('salesforce-account.csv'), bookFile('salesforce-contact.csv')];
  const looked = await Promise.all(files.map((file) => look(file)));
  expect(looked.map(({ table }) => table)).toEqual(['account', 'contact']);
  const byName = await readBook(files, breathing);
  expect(await readBook(files, { ...breathing, mappings: looked.map(mappingOf) })).toEqual(byName);
});

test('columns with headings that nobody knows are found by what stands in them', async () => {
  const lines = Array.from({ length: 12 }, (_, at) => {
    const two = String(at + 10);
    return [
      `${at + 1}`,
      `35211122056170${two}`,
      `${['PT', 'CV', 'UD'][at % 3]} Maju ${'abcdefghijkl'[at]}aya`,
      `0812345678${two}`,
      `Jl. Merdeka ${at}`,
      `${at + 1} Januari 2025`,
      `31/12/20${27 + (at % 3)}`,
      `Rp 1.2${two}.000`,
      `pic${at}@contoh.co.id`,
      '63211',
      at % 2 ? 'merah' : 'biru',
    ].join(';');
  });
  const looked = await look(csv('#;K;Siapa;Hub;Lokasi;Dari;Hingga;Nilai;Surat;Zona;Warna', ...lines));
  expect(fieldsOf(looked)).toEqual([
    'ordinal',
    'nik',
    'name',
    'phone',
    'street',
    'start',
    'end',
    'monthlyRevenue',
    'email',
    'postalCode',
    '',
  ]);
  expect(looked.columns.map(({ by }) => by).slice(0, 10)).toEqual(Array(10).fill('content'));
  const book = await readBook([csv('#;K;Siapa;Hub;Lokasi;Dari;Hingga;Nilai;Surat;Zona;Warna', ...lines)], {
    ...breathing,
    mappings: [mappingOf(looked)],
  });
  expect(book).toMatchObject({
    ok: true,
    value: { summary: { rows: 12, refused: 0 }, unknownColumns: ['Warna'] },
  });
});

test('a NIK that lost its last digit is not taken for a phone, and few values say nothing', async () => {
  const rows = Array.from({ length: 5 }, (_, at) => `Budi ${at};352111220561${at}00;x`);
  expect(fieldsOf(await look(csv('Nama;Angka;Y', ...rows)))).toEqual(['name', '', '']);
  expect(fieldsOf(await look(csv('Nama;Angka', 'Budi;081234567890')))).toEqual(['name', '']);
});

test('a form that was mapped before is mapped the same way, whatever its columns hold', async () => {
  const file = csv('Nama,Warna', 'Budi,merah', 'Sri,biru');
  const forms = [{ headings: ['NAMA', 'warna '], fields: ['name', 'remarks'] }];
  expect(fieldsOf(await look(file, { forms }))).toEqual(['name', 'remarks']);
  // of another form, or without a name: not taken
  expect(
    fieldsOf(await look(file, { forms: [{ headings: ['Warna', 'Nama'], fields: ['remarks', 'name'] }] })),
  ).toEqual(['name', '']);
  expect(
    fieldsOf(await look(file, { forms: [{ headings: ['Nama', 'Warna'], fields: ['', 'remarks'] }] })),
  ).toEqual(['name', '']);
});

test('a person chooses another sheet or another line', async () => {
  const rows = (name: string) => [
    ['Nama', 'HP'],
    [name, '081234567890'],
  ];
  const content = await writeXlsx({
    sheets: [
      { name: 'Ngawi', rows: rows('Budi') },
      { name: 'Paron', rows: rows('Sri') },
    ],
  });
  const two: BookFile = { name: 'dua.xlsx', content };
  expect(await look(two)).toMatchObject({ sheet: 'Ngawi', sheets: ['Ngawi', 'Paron'] });
  expect(await look(two, { sheet: 'Paron' })).toMatchObject({
    sheet: 'Paron',
    columns: [{ samples: ['Sri'] }, {}],
  });
  const file = csv('Daftar,2026', 'Nama,HP', 'Budi,0812', 'Sri,0813');
  expect(await look(file)).toMatchObject({ headerLine: 2 });
  expect(await look(file, { headerLine: 1 })).toMatchObject({
    headerLine: 1,
    columns: [{ heading: 'Daftar' }, {}],
  });
});

test('rows come back as they were, as text, with their reason', async () => {
  const row = {
    row: 7,
    line: 12,
    name: '',
    kind: 'person',
    phones: [],
    contacts: [],
    address: {},
    externalIds: {},
    problems: [{ code: 'phoneInvalid', column: 'HP', raw: '0812' }],
  } as const;
  const bytes = await errorWorkbook(
    {
      headings: ['Nama', 'HP', 'Ket'],
      digits: new Set([1]),
      rows: [{ row, cells: ['=HYPERLINK("x")', 81234567890, '@x'], more: 'Sudah ada.' }],
    },
    'id',
  );
  const { sheets } = await readXlsx(bytes);
  expect(sheets[0]?.rows).toEqual([
    ['Nama', 'HP', 'Ket', 'Baris', 'Alasan'],
    [
      '=HYPERLINK("x")',
      '81234567890',
      '@x',
      12,
      'HP “0812”: Nomor telepon tidak sah; nomor ini ditinggalkan.\nSudah ada.',
    ],
  ]);
  const again = await lookAt({ name: 'x.xlsx', content: bytes }, { step });
  expect(again.ok).toBe(true);
});

test('what reaches no customer is not marked as imported', () => {
  expect(tableOf((field) => ['name', 'phone'].includes(field))).toBe('book');
  expect(tableOf((field) => ['name', 'salesforceId', 'deleted'].includes(field))).toBe('account');
  expect(tableOf((field) => ['accountId', 'lastName'].includes(field))).toBe('contact');
  expect(isTaken('book', 'order')).toBe(true);
  expect(isTaken('book', 'ordinal')).toBe(false);
  expect(isTaken('account', 'salesforceId')).toBe(true);
  expect([isTaken('book', 'lastName'), isTaken('contact', 'lastName')]).toEqual([false, true]);
  expect(isTaken('contact', 'remarks')).toBe(false);
});
