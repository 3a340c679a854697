import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { BookFile } from '#shared/import/index.ts';
import { ImportReader } from './reader.ts';

const csv = (name: string, ...lines: readonly string[]): BookFile => ({ name, content: lines.join('\n') });

async function read(...files: readonly BookFile[]) {
  const reader = new ImportReader();
  const looked = await reader.look(files, [], []);
  if (!looked.ok) throw new Error(looked.error.code);
  const mappings = looked.value.map(({ sheet, headerLine, columns }) => ({
    sheet,
    headerLine,
    fields: columns.map(({ field }) => field),
  }));
  const done = await reader.read(mappings, { branchId: 'NGW' }, () => undefined);
  if (!done.ok) throw new Error(done.error.code);
  return { reader, dry: reader.compared() };
}

const ACCOUNTS = csv(
  'account.csv',
  'Id,IsDeleted,Name,Phone,Rating',
  '001A,false,PT Maju,12,Hot',
  '001B,true,PT Hapus,,',
);
const CONTACTS = csv(
  'contact.csv',
  'LastName,AccountId,Id,IsDeleted,MobilePhone',
  'Sari,001A,003A,false,081234567890',
  'Budi,001B,003B,false,081234567891',
);

test.each([
  ['first', [CONTACTS, ACCOUNTS]],
  ['last', [ACCOUNTS, CONTACTS]],
])(
  'with the contacts chosen %s every cell of the error file stands under its own heading',
  async (_, files) => {
    const { reader, dry } = await read(...files);
    expect(dry.summary).toMatchObject({ contacts: 1, contactsWithoutCustomer: 1, deleted: 1 });
    expect(dry).toMatchObject({ unknownColumns: ['Rating'], otherSheets: [] });
    const { sheets } = await readXlsx(await reader.errorFile('id'));
    expect(sheets.map(({ name }) => name)).toEqual(['Perlu diperiksa', 'Kontak tidak diimpor']);
    expect(sheets[0]?.rows).toMatchObject([
      ['Id', 'IsDeleted', 'Name', 'Phone', 'Rating', 'Baris', 'Alasan'],
      ['001A', 'false', 'PT Maju', '12', 'Hot', 2, expect.stringContaining('Nomor telepon tidak sah')],
    ]);
    expect(sheets[1]?.rows).toEqual([
      ['LastName', 'AccountId', 'Id', 'IsDeleted', 'MobilePhone', 'Baris', 'Alasan'],
      [
        'Budi',
        '001B',
        '003B',
        'false',
        '081234567891',
        3,
        'Akunnya bertanda dihapus di Salesforce; kontak ini tidak diimpor.',
      ],
    ]);
  },
);

test('rows are named by their line in the worksheet, and chosen by their place below the header', async () => {
  const book = csv(
    'buku.csv',
    'DAFTAR PELANGGAN',
    '',
    'Nama,HP,Kecamatan',
    'PT Maju,081234567890,Paron',
    '',
    'PT Maju Jaya,081234567890,',
    'CV Maju,,Paron',
  );
  const { reader } = await read(book);
  const { rows } = reader.rows('all', 0, 10);
  expect(rows.map(({ row, line }) => [row, line])).toEqual([
    [1, 4],
    [2, 6],
    [3, 7],
  ]);
  expect(rows[1]?.repeats).toEqual({ line: 4, name: 'PT Maju', key: 'phone' });
  expect(rows[2]?.similar).toEqual({ line: 4, name: 'PT Maju' });
  const { sheets } = await readXlsx(await reader.errorFile('id'));
  expect(sheets[0]?.rows[1]?.slice(-2)).toEqual([6, 'Sudah ada di baris 4; tidak diimpor.']);
  expect(reader.choose({ file: 'skip', book: 'skip', rows: { 2: 'new' } })).toMatchObject({
    made: 3,
    skipped: 0,
  });
});
