import { beforeAll, describe, expect, test } from 'vitest';
import { bookFile, bookTruth, breathing, salesforceTruth, sheetLines } from '#test/support/books.ts';
import { readBook, type Book, type BookFile } from './index.ts';

async function read(...files: BookFile[]): Promise<Book> {
  const result = await readBook(files, breathing);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a branch workbook of corporate customers', () => {
  const truth = bookTruth('buku-ngawi');
  let book: Book;
  beforeAll(async () => {
    book = await read(bookFile('buku-ngawi.xlsx'));
  });

  test('the data sheet is found, every heading is known, the total line is no row', () => {
    expect(book.sheet).toBe('Data');
    expect(book.otherSheets).toEqual(['Petunjuk']);
    expect(book.unknownColumns).toEqual([]);
    expect(book.rows.map(({ row }) => row)).toEqual(truth.rows.map(({ row }) => row));
  });

  test('every row says its line in the worksheet: below title, header and empty lines', async () => {
    const lines = await sheetLines('buku-ngawi');
    expect(book.rows.map(({ line }) => line)).toEqual(lines);
    expect([lines[0], lines.at(-1)]).toEqual([5, 1252]);
  });

  test('names, phones, ends of agreements and revenue are right row by row', () => {
    const found = book.rows.map((row) => ({
      row: row.row,
      name: row.name === '' ? null : row.name,
      phones: row.phones.map(({ number }) => number),
      agreementEnds: row.agreement?.end ?? null,
      monthlyRevenue: row.agreement?.monthlyRevenue ?? null,
    }));
    expect(found).toEqual(
      truth.rows.map(({ row, name, phones, agreementEnds, monthlyRevenue }) => ({
        row,
        name,
        phones,
        agreementEnds,
        monthlyRevenue,
      })),
    );
  });

  test('rows without name are refused, bad phones are left out, each with the cell as written', () => {
    const problems = book.rows.map(({ problems: [first], refused }) => [
      first?.code ?? null,
      refused ?? null,
    ]);
    expect(problems).toEqual(
      truth.rows.map(({ problem }) => {
        if (problem === 'name missing') return ['nameMissing', 'nameMissing'];
        return [problem === 'phone invalid' ? 'phoneInvalid' : null, null];
      }),
    );
    expect(book.rows.find(({ row }) => row === 98)?.problems).toEqual([
      { code: 'phoneInvalid', column: 'No. HP PIC', raw: '0812-34' },
    ]);
  });

  test('rows with the phone of an earlier row are duplicates of that row', () => {
    expect(book.rows.map(({ duplicateOf }) => duplicateOf?.row ?? null)).toEqual(
      truth.rows.map(({ duplicateOf }) => duplicateOf),
    );
  });

  test('the summary counts what the truth counts, and similar names apart', () => {
    expect(book.summary).toMatchObject({
      rows: truth.expect.rows,
      refused: truth.expect.problems['name missing'],
      accepted: truth.expect.rows - (truth.expect.problems['name missing'] ?? 0),
      duplicates: truth.expect.duplicates,
      deleted: 0,
    });
    const found = Object.entries(book.summary.problems).filter(([, count]) => count > 0);
    expect(Object.fromEntries(found)).toEqual({
      nameMissing: truth.expect.problems['name missing'],
      phoneInvalid: truth.expect.problems['phone invalid'],
    });
    const similar = book.rows.filter(({ similarTo }) => similarTo !== undefined);
    expect(book.summary.similarNames).toBe(similar.length);
    expect(similar.length).toBeGreaterThan(0);
    expect(similar.every(({ duplicateOf }) => duplicateOf === undefined)).toBe(true);
  });

  test('a whole row: PIC, address, commodity and days', () => {
    expect(book.rows[1]).toEqual({
      row: 2,
      line: 6,
      name: 'UD Karya Mandiri',
      kind: 'company',
      phones: [{ number: '+6287866976480', column: 'No. HP PIC', of: 'contact' }],
      contacts: [{ name: 'Hartono Kurniawan', phones: ['+6287866976480'] }],
      address: { street: 'Jl. Ahmad Yani No. 119 RT 06/RW 05', district: 'Padas' },
      commodity: 'Paket',
      agreement: { start: '2026-04-25', end: '2027-04-25', monthlyRevenue: 3_400_000 },
      externalIds: {},
      problems: [],
    });
  });

  test('remarks that look like formulas stay text', () => {
    const remarks = new Set(
      book.rows.map((row) => row.remarks).filter((text) => text !== undefined && /^[=+@]/.test(text)),
    );
    expect(remarks).toEqual(new Set(['=cek alamat', '+ minta pickup', '@promo']));
  });
});

describe('a list of contract holders of a finance company', () => {
  const truth = bookTruth('buku-finance');
  let book: Book;
  beforeAll(async () => {
    book = await read(bookFile('buku-finance.xlsx'));
  });

  test('names, identity numbers and phones of HP 1 are right row by row', () => {
    const found = book.rows.map((row) => ({
      row: row.row,
      name: row.name,
      nik: row.nik ?? null,
      phones: row.phones.filter(({ column }) => column === 'HP 1').map(({ number }) => number),
    }));
    expect(found).toEqual(truth.rows.map(({ row, name, nik, phones }) => ({ row, name, nik, phones })));
    expect(book.unknownColumns).toEqual([]);
  });

  test('an identity number stored as a number is refused and its row kept', () => {
    const damaged = book.rows.filter(({ problems }) => problems.some(({ code }) => code === 'nikDamaged'));
    const known = truth.rows.filter(({ problem }) => problem === 'identity number damaged');
    expect(damaged.map(({ row }) => row)).toEqual(known.map(({ row }) => row));
    expect(damaged.every(({ nik, refused }) => nik === undefined && refused === undefined)).toBe(true);
    expect(damaged[0]?.problems).toEqual([{ code: 'nikDamaged', column: 'NIK', raw: '3521111901695310' }]);
  });

  test('rows with the NIK of an earlier row are duplicates of that row', () => {
    expect(book.rows.map(({ duplicateOf }) => duplicateOf?.row ?? null)).toEqual(
      truth.rows.map(({ duplicateOf }) => duplicateOf),
    );
    expect(new Set(book.rows.map(({ duplicateOf }) => duplicateOf?.key))).toEqual(
      new Set([undefined, 'nik']),
    );
  });

  test('the summary counts what the truth counts', () => {
    expect(book.summary).toMatchObject({
      rows: truth.expect.rows,
      accepted: truth.expect.rows,
      refused: 0,
      duplicates: truth.expect.duplicates,
    });
    const found = Object.entries(book.summary.problems).filter(([, count]) => count > 0);
    expect(Object.fromEntries(found)).toEqual({
      nikDamaged: truth.expect.problems['identity number damaged'],
      phoneInvalid: truth.expect.problems['phone invalid'],
    });
  });

  test('a whole row: contract, unit, RO or NEW, instalment', () => {
    expect(book.rows[0]).toEqual({
      row: 1,
      line: 5,
      name: 'Rina Permana',
      kind: 'person',
      phones: [
        { number: '+6289922088526', column: 'HP 1', of: 'customer' },
        { number: '+628122100312', column: 'HP 2', of: 'customer' },
      ],
      contacts: [],
      nik: '3521112205617035',
      address: { street: 'Jl. Merdeka 243', regency: 'Banjarmasin' },
      order: 'new',
      notes: ['RO/NEW: Baru'],
      agreement: { number: 'DSF10000007', subject: 'L300', start: '2023-10-26', instalment: 15_680_000 },
      externalIds: {},
      problems: [],
    });
    expect(book.rows[3]?.order).toBe('repeat');
    expect(book.rows.every(({ kind }) => kind === 'person')).toBe(true);
  });
});

describe('the two tables of a Salesforce export', () => {
  const truth = salesforceTruth();

  test('live accounts become rows and contacts find their account, in whatever order the files come', async () => {
    const book = await read(bookFile('salesforce-contact.csv'), bookFile('salesforce-account.csv'));
    expect(book.layout).toBe('salesforce');
    expect(book.summary).toMatchObject({
      rows: truth.accounts.live,
      deleted: truth.accounts.deleted,
      contacts: truth.contacts,
      contactsWithoutCustomer: 0,
      refused: 0,
    });
    expect(book.rows.flatMap(({ contacts }) => contacts)).toHaveLength(truth.contacts);
    expect(book.rows.filter(({ contacts }) => contacts.length === 0).length).toBeGreaterThan(0);
    expect(book.rows[2]).toMatchObject({
      row: 3,
      name: 'UD Karya Mandiri 2',
      kind: 'company',
      stage: 'active',
      annualRevenue: 980_000_000,
      notes: ['AnnualRevenue: Rp 980.000.000'],
      externalIds: { salesforce: '0015g00000000002AAQ' },
      address: {
        street: 'Jl. Ahmad Yani 2, RT 01/RW 02',
        regency: 'Ngawi',
        province: 'Jawa Timur',
        postalCode: '63280',
      },
      contacts: [
        {
          name: 'Slamet',
          salutation: 'Bapak',
          phones: ['+6281295577889'],
          email: 'pic2@contoh.co.id',
          externalId: '0035g00000000002AAX',
        },
      ],
    });
    expect(book.rows[2]?.phones.map(({ number, of }) => [number, of])).toEqual([
      ['+62351749584', 'customer'],
      ['+6281295577889', 'contact'],
    ]);
  });

  test('accounts alone are enough, contacts alone are not', async () => {
    expect((await read(bookFile('salesforce-account.csv'))).summary).toMatchObject({
      rows: truth.accounts.live,
      contacts: 0,
    });
    expect(await readBook([bookFile('salesforce-contact.csv')], breathing)).toMatchObject({
      ok: false,
      error: { code: 'import.accountsMissing' },
    });
  });

  test('a contact that reaches no customer is listed with its line and the reason', async () => {
    const accounts = [
      'Id,IsDeleted,Name,Phone',
      '001A,false,PT Maju,0351749584',
      '001B,true,PT Hapus,',
      '001C,false,,0351749585',
    ];
    const contacts = [
      'Id,IsDeleted,AccountId,LastName,Email',
      '003A,false,001A,Sari,sari@contoh.co.id',
      '003B,false,001B,Budi,',
      '003C,false,001C,Tono,',
      '003D,false,001X,Wati,',
      '003E,false,,Yuni,',
      '003F,false,001A,,kantor@contoh.co.id',
      '003G,true,001X,Rudi,',
    ];
    const book = await read(
      { name: 'contact.csv', content: contacts.join('\n') },
      { name: 'account.csv', content: accounts.join('\n') },
    );
    expect(book).toMatchObject({ rowsFile: 1, contactsFile: 0 });
    expect(book.leftContacts.map(({ line, cells, why }) => [line, cells[0], why])).toEqual([
      [3, '003B', 'accountDeleted'],
      [4, '003C', 'accountRefused'],
      [5, '003D', 'accountMissing'],
      [6, '003E', 'accountUnnamed'],
      [7, '003F', 'contactNameless'],
    ]);
    expect(book.summary).toMatchObject({ contacts: 1, contactsWithoutCustomer: 5, deleted: 1 });
  });

  test('a book and an export are not read together', async () => {
    const files = [bookFile('salesforce-account.csv'), bookFile('buku-finance.xlsx')];
    expect(await readBook(files, breathing)).toMatchObject({
      ok: false,
      error: { code: 'import.filesDoNotMatch' },
    });
  });
});
