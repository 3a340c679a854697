import { expect, test } from 'vitest';
import { breathing } from '#test/support/books.ts';
import {
  BookIndex,
  planImport,
  readBook,
  SAFE_CHOICES,
  standings,
  type BookRow,
  type Choices,
} from './index.ts';

async function rowsOf(...lines: readonly string[]): Promise<readonly BookRow[]> {
  const content = ['Nama,HP,NIK,Kecamatan,No Kontrak', ...lines].join('\n');
  const book = await readBook([{ name: 'b.csv', content }], breathing);
  if (!book.ok) throw new Error(book.error.code);
  return book.value.rows;
}
const whose = { branchId: 'NGW', fileDigest: 'f' };
function plan(rows: readonly BookRow[], choices: Partial<Choices> = {}, index = new BookIndex()) {
  return planImport(rows, {
    ...whose,
    index,
    standings: standings(rows, index, whose),
    choices: { ...SAFE_CHOICES, ...choices },
  });
}
const known = (id: string, more: object = {}) => ({
  id,
  name: `Customer ${id}`,
  number: `P-NGW-D1-${id}`,
  phones: [],
  contacts: [],
  ...more,
});

test('rows that repeat an earlier one are left out, fill it, or stand for themselves', async () => {
  const rows = await rowsOf('PT Maju,081234567890,,,K1', 'PT Maju Jaya,081234567890,,Paron,K2', ',,,,');
  expect(plan(rows)).toMatchObject({ made: 1, skippedFile: 1, folded: 0 });
  const filled = plan(rows, { file: 'update' });
  expect(filled).toMatchObject({ made: 1, folded: 1 });
  expect(filled.items[0]).toMatchObject({
    row: 1,
    name: 'PT Maju',
    address: { district: 'Paron' },
    agreements: [{ number: 'K1' }, { number: 'K2' }],
  });
  const own = plan(rows, { rows: { 2: 'new' } });
  expect(own).toMatchObject({ made: 2, skippedFile: 0 });
  expect(new Set(own.items.map(({ id }) => id)).size).toBe(2);
});

test('a customer of the book is known by phone, NIK, number or because its row was taken in before', async () => {
  const rows = await rowsOf(
    'Budi,081234567890,,,K1',
    'Sri,,3521112205617035,,',
    'Tono,,,Paron,',
    'Wati,,,Geneng,',
  );
  const index = new BookIndex();
  const [, , , wati] = plan(rows).items;
  index.put(
    [
      known('c1', { contacts: [{ phones: [{ number: '+6281234567890' }] }] }),
      known('c2', { nik: '3521112205617035' }),
      known('c3', { name: 'H. TONO', address: { district: 'paron' } }),
      known(wati?.id ?? '', { name: 'Wati Lain' }),
    ],
    [{ id: 'a1', customerId: 'c1', kind: 'contract', number: 'k1' }],
  );
  const found = standings(rows, index, whose);
  expect([...found].map(([row, { inBook, similarInBook }]) => [row, inBook?.key, similarInBook?.id])).toEqual(
    [
      [1, 'phone', undefined],
      [2, 'nik', undefined],
      [3, undefined, 'c3'],
      [4, 'row', undefined],
    ],
  );
  expect(plan(rows, {}, index)).toMatchObject({ made: 1, skippedBook: 3 });
  const update = plan(rows, { book: 'update' }, index);
  expect(update.items.map(({ id, how }) => [id, how]).slice(0, 2)).toEqual([
    ['c1', 'fill'],
    ['c2', 'fill'],
  ]);
  // the agreement is there already, whoever wrote it down
  expect(update.items[0]?.agreements).toEqual([]);
});

test('two persons with one phone are two, and a joined record leads to the one that stands for it', async () => {
  const rows = await rowsOf('Budi,081234567890,3521112205617035,,', 'Sri,081234567890,,,');
  const index = new BookIndex();
  index.put([
    known('c1', { nik: '3521050806665885', phones: [{ number: '+6281234567890' }], mergedInto: 'c2' }),
    known('c2'),
  ]);
  const found = standings(rows, index, whose);
  expect(found.get(1)).toBeUndefined();
  expect(found.get(2)?.inBook?.customer).toMatchObject({ id: 'c2', name: 'Customer c2' });
});

test('ids come out the same at two desks, and say nothing without the name', async () => {
  const rows = await rowsOf('Budi,081234567890,3521112205617035,,', 'Sri,,,,K9');
  const [one, two] = [plan(rows), plan(rows)];
  expect(one).toEqual(two);
  const renamed = plan(rows.map((row) => ({ ...row, name: `${row.name} x` })));
  expect(renamed.items[0]?.id).not.toBe(one.items[0]?.id);
  const blocked = new Set(one.items.map(({ id }) => id));
  const other = planImport(rows, {
    ...whose,
    index: new BookIndex(),
    standings: new Map(),
    choices: SAFE_CHOICES,
    blocked,
  });
  expect(other.items.some(({ id }) => blocked.has(id))).toBe(false);
});

test('what the book says of origin, RO or NEW and revenue reaches the customer', async () => {
  const content = [
    'Nama,HP,Sumber,RO/NEW,Status,Pendapatan Tahunan,Pendapatan / bln,Angsuran,Keterangan',
    'PT Maju,081234567890,Pameran Ngawi,RO,VIP,9.8E8,1000000,250000,=cek alamat',
    'PT Maju,081234567890,Radio,NEW,aktif,,,,=cek alamat',
    'Budi,,,,,,,,',
  ].join('\n');
  const book = await readBook([{ name: 'b.csv', content }], breathing);
  if (!book.ok) throw new Error(book.error.code);
  const [maju, budi] = plan(book.value.rows, { file: 'update' }).items;
  expect(maju).toMatchObject({
    row: 1,
    line: 2,
    broughtBy: 'Pameran Ngawi',
    remarks: [
      '=cek alamat',
      'RO/NEW: RO',
      'Status: VIP',
      'Pendapatan Tahunan: Rp 980.000.000',
      'Angsuran: Rp 250.000',
      'RO/NEW: NEW',
    ].join('\n'),
    agreements: [{ monthlyAmount: 1_000_000 }],
  });
  expect(budi).not.toHaveProperty('remarks');
});

test('long remarks leave room for what no field holds', async () => {
  const content = `Nama,Keterangan,RO/NEW\nBudi,${'x'.repeat(8000)},RO`;
  const book = await readBook([{ name: 'b.csv', content }], breathing);
  if (!book.ok) throw new Error(book.error.code);
  const remarks = plan(book.value.rows).items[0]?.remarks ?? '';
  expect([remarks.length, remarks.slice(-12)]).toEqual([8000, 'x\nRO/NEW: RO']);
});
