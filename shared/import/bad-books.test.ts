import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { bookFile, breathing } from '#test/support/books.ts';
import { MAX_ROWS, readBook, ROWS_PER_BREATH, type Book, type BookFile } from './index.ts';
import { IMPORT_ERROR_SENTENCES, LEFT_CONTACT_SENTENCES, PROBLEM_SENTENCES } from './messages.ts';
import { IMPORT_ERRORS } from './errors.ts';
import { LEFT_CONTACT_CODES, PROBLEM_CODES, type Cell } from './types.ts';

const csv = (content: string): BookFile => ({ name: 'buku.csv', content });
const bytes = (content: Uint8Array): BookFile => ({ name: 'buku.xlsx', content });
const xlsx = async (sheets: Readonly<Record<string, Cell[][]>>): Promise<BookFile> =>
  bytes(await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) }));

async function codeOf(file: BookFile, options = {}): Promise<string> {
  const result = await readBook([file], { ...breathing, ...options });
  return result.ok ? 'ok' : result.error.code;
}

async function read(file: BookFile, options = {}): Promise<Book> {
  const result = await readBook([file], { ...breathing, ...options });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const utf16 = (text: string): number[] => text.split('').flatMap((letter) => [letter.charCodeAt(0), 0]);
const compound = (...names: string[]): Uint8Array =>
  Uint8Array.from([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...Array.from({ length: 512 }, () => 0),
    ...names.flatMap(utf16),
  ]);

describe('files that are no book', () => {
  const whole = bookFile('buku-ngawi.xlsx').content as Uint8Array;

  test('damaged workbooks', async () => {
    const scribbled = whole.slice();
    scribbled.fill(7, 20_000, 30_000);
    expect(await codeOf(bytes(whole.slice(0, 50_000)))).toBe('import.corrupt');
    expect(await codeOf(bytes(scribbled))).toBe('import.corrupt');
    expect(await codeOf(bytes(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])))).toBe('import.corrupt');
    expect(await codeOf(bytes(Uint8Array.from({ length: 300 }, (_, index) => (index * 37) % 256)))).toBe(
      'import.corrupt',
    );
  });

  test('every cut of a workbook is an error and no half-read book', async () => {
    for (let size = 1; size < whole.length; size += 9_973) {
      expect(await codeOf(bytes(whole.slice(0, size)))).toMatch(/^import\.(corrupt|headerUnknown|empty)$/);
    }
  });

  test('a workbook with a password, and one of Excel 97', async () => {
    expect(await codeOf(bytes(compound()))).toBe('import.encrypted');
    expect(await codeOf(bytes(compound('EncryptedPackage')))).toBe('import.encrypted');
    expect(await codeOf(bytes(compound('Workbook')))).toBe('import.oldFormat');
  });

  test('nothing in it', async () => {
    expect(await codeOf(bytes(new Uint8Array()))).toBe('import.empty');
    expect(await codeOf(csv(''))).toBe('import.empty');
    expect(await codeOf(csv('\n\n  \n'))).toBe('import.empty');
    expect(await codeOf(await xlsx({ Data: [] }))).toBe('import.empty');
    expect(await codeOf(await xlsx({ Data: [['Nama', 'No HP']] }))).toBe('import.empty');
    expect(
      await codeOf(
        await xlsx({
          Data: [
            ['Nama', 'No HP'],
            ['TOTAL', 0],
          ],
        }),
      ),
    ).toBe('import.empty');
  });

  test('a header that nobody knows', async () => {
    expect(await codeOf(csv('apa,siapa\n1,2\n'))).toBe('import.headerUnknown');
    expect(await codeOf(csv('Nama,Warna\nBudi,merah\n'))).toBe('import.headerUnknown');
    expect(
      await codeOf(
        await xlsx({
          Petunjuk: [
            ['Nama', 'No HP'],
            ['Budi', '0812'],
          ],
          Data: [['x']],
        }),
      ),
    ).toBe('import.headerUnknown');
    expect(await codeOf(bookFile('buku-ngawi.xlsx'), { sheet: 'Petunjuk' })).toBe('import.headerUnknown');
  });

  test('every code has a sentence in both languages', () => {
    expect(Object.keys(IMPORT_ERROR_SENTENCES).sort()).toEqual(Object.keys(IMPORT_ERRORS).sort());
    expect(Object.keys(LEFT_CONTACT_SENTENCES).sort()).toEqual([...LEFT_CONTACT_CODES].sort());
    expect(Object.keys(PROBLEM_SENTENCES).sort()).toEqual([...PROBLEM_CODES].sort());
  });
});

describe('books that are large', () => {
  const big = (rows: number): BookFile =>
    csv(
      [
        'Nama;No HP;Alamat',
        ...Array.from({ length: rows }, (_, index) => `PT Maju ${index};0812${1e7 + index};"Jl. A\nRT 1"`),
      ].join('\n'),
    );

  test('the largest book is read whole, with a breath at every few rows', async () => {
    let breaths = 0;
    const book = await read(big(MAX_ROWS), {
      breathe: async () => {
        breaths += 1;
      },
    });
    expect(book.summary).toMatchObject({ rows: MAX_ROWS, duplicates: 0, similarNames: 0 });
    expect(book.rows.at(-1)).toMatchObject({ row: MAX_ROWS, name: `PT Maju ${MAX_ROWS - 1}` });
    expect(breaths).toBeGreaterThanOrEqual((2 * MAX_ROWS) / ROWS_PER_BREATH - 1);
  }, 60_000);

  test('one row more is refused, and the limit is told', async () => {
    const slim = csv(`Nama,Alamat\n${'Budi,Padas\n'.repeat(MAX_ROWS + 1)}`);
    const result = await readBook([slim], { breathe: async () => {} });
    expect(result).toEqual({
      ok: false,
      error: { code: 'import.tooManyRows', kind: 'person', detail: { limit: MAX_ROWS } },
    });
    expect(await codeOf(big(11), { maxRows: 10 })).toBe('import.tooManyRows');
    expect(await codeOf(big(10), { maxRows: 10 })).toBe('ok');
  }, 60_000);

  test('reading stops soon after it is aborted', async () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    const onProgress = (lines: number): void => {
      seen.push(lines);
      if (lines >= 3 * ROWS_PER_BREATH) signal.aborted = true;
    };
    expect(await codeOf(big(20_000), { signal, onProgress })).toBe('import.aborted');
    expect(seen).toEqual([1, 2, 3].map((times) => times * ROWS_PER_BREATH));
    expect(await codeOf(bookFile('buku-ngawi.xlsx'), { signal: { aborted: true } })).toBe('import.aborted');
  });
});

describe('odd but readable books', () => {
  test('a .csv of Excel: semicolons, byte order mark, sep line, Windows letters, line breaks in fields', async () => {
    const text =
      'sep=;\r\nNama Pelanggan;No. HP;Keterangan\r\n"Müller; Söhne";0812-3456-7890;"=1+1\r\n@x"\r\n;;\r\n';
    const windows = Uint8Array.from(text.split(''), (letter) => letter.charCodeAt(0));
    for (const file of [csv(`\uFEFF${text}`), bytes(windows), bytes(new TextEncoder().encode(text))]) {
      expect((await read(file)).rows).toMatchObject([
        { row: 1, name: 'Müller; Söhne', phones: [{ number: '+6281234567890' }], remarks: '=1+1\r\n@x' },
      ]);
    }
  });

  test('quoted line breaks survive wherever a chunk ends', async () => {
    const rows = Array.from(
      { length: 4_000 },
      (_, index) => `"PT ""Maju"" ${index}, cabang","Jl. A\n\nRT ${index}"`,
    );
    const book = await read(csv(['Nama,Alamat', ...rows].join('\n')));
    expect(book.rows).toHaveLength(4_000);
    expect(book.rows.every(({ name }, index) => name === `PT "Maju" ${index}, cabang`)).toBe(true);
    expect(book.rows.every(({ address }, index) => address.street === `Jl. A, RT ${index}`)).toBe(true);
  });

  test('titles above the header, lines numbered ahead, a header repeated on every page, unknown columns', async () => {
    const header = ['No', 'NAMA  PELANGGAN', 'No. Telp', 'Warna'];
    const book = await read(
      await xlsx({
        Sampul: [['Buku 2025']],
        Januari: [
          ['DAFTAR PELANGGAN'],
          [],
          header,
          [1, 'Budi', 81234567890, 'x'],
          header,
          [2],
          [3, 'PT Total', '-'],
          ['JUMLAH', 2],
        ],
        Februari: [header, [1, 'Sari', '0812']],
      }),
    );
    expect(book.sheet).toBe('Januari');
    expect(book.otherSheets).toEqual(['Sampul', 'Februari']);
    expect(book.unknownColumns).toEqual(['Warna']);
    expect(book.rows.map(({ row, line, name, kind }) => [row, line, name, kind])).toEqual([
      [1, 4, 'Budi', 'person'],
      [2, 7, 'PT Total', 'company'],
    ]);
    const february = await read(
      await xlsx({ Januari: [header, [1, 'Budi', '-']], Februari: [header, [1, 'Sari', '-']] }),
      {
        sheet: 'Februari',
      },
    );
    expect(february.rows.map(({ name }) => name)).toEqual(['Sari']);
  });

  test('what cannot be read is left out and listed', async () => {
    const book = await read(
      csv(
        [
          'Nama,NIK,NPWP,Kode Pos,Email,PKS Mulai,PKS Berakhir,Pendapatan / bln,Status',
          'Budi,3.52111E+15,01.312.166.1-091.000,6322,budi@,2025-01-01,05/31/2025,nego,Prospek',
          'Sari,3521112205617035,01.312.166.0-091.000,63220,sari@contoh.co.id,2026-01-01,2025-01-01,"1,5 juta",Tidak aktif',
        ].join('\n'),
      ),
    );
    expect(book.rows[0]).toEqual({
      row: 1,
      line: 2,
      name: 'Budi',
      kind: 'person',
      phones: [],
      contacts: [],
      address: {},
      stage: 'prospect',
      agreement: { start: '2025-01-01' },
      externalIds: {},
      problems: [
        { code: 'nikDamaged', column: 'NIK', raw: '3.52111E+15' },
        { code: 'npwpInvalid', column: 'NPWP', raw: '01.312.166.1-091.000' },
        { code: 'emailInvalid', column: 'Email', raw: 'budi@' },
        { code: 'dateUnreadable', column: 'PKS Berakhir', raw: '05/31/2025' },
        { code: 'moneyUnreadable', column: 'Pendapatan / bln', raw: 'nego' },
        { code: 'postalCodeInvalid', column: 'Kode Pos', raw: '6322' },
      ],
    });
    expect(book.rows[1]).toMatchObject({
      npwp: '0013121660091000',
      stage: 'dormant',
      agreement: { end: '2025-01-01', monthlyRevenue: 1_500_000 },
      problems: [{ code: 'datesReversed', column: 'PKS Mulai', raw: '2026-01-01' }],
    });
  });

  test('similar names: legal form, case and marks do not matter, the district does; exact keys count alone', async () => {
    const book = await read(
      csv(
        [
          'Nama Perusahaan,Kecamatan,No HP',
          'PT. Sumber Rejeki,Padas,081234567801',
          'sumber rejeki CV,PADAS,081234567802',
          'PT Sumber Rejeki,Sine,081234567803',
          'PT Lain Sekali,Sine,081234567803',
          'PT Sumber Rejeki,Padas,081234567801',
        ].join('\n'),
      ),
    );
    expect(book.rows.map(({ similarTo, duplicateOf }) => [similarTo, duplicateOf])).toEqual([
      [undefined, undefined],
      [1, undefined],
      [undefined, undefined],
      [undefined, { row: 3, key: 'phone' }],
      [undefined, { row: 1, key: 'phone' }],
    ]);
    expect(book.summary).toMatchObject({ duplicates: 2, similarNames: 1 });
  });

  test("the number of a contact person without name is the customer's own", async () => {
    const book = await read(csv('Nama,Nama PIC,HP PIC\nBudi,-,081234567801\nPT Maju,Sari,081234567802'));
    expect(book.rows.map(({ phones, contacts }) => [phones[0]?.of, contacts.length])).toEqual([
      ['customer', 0],
      ['contact', 1],
    ]);
  });

  test('two people with different NIKs share a phone without being one', async () => {
    const rows = [
      'Budi,3521112205617035,081234567801',
      'Sari,3521050806665885,081234567801',
      'Budi,,081234567801',
    ];
    const book = await read(csv(['Nama,NIK,HP', ...rows].join('\n')));
    expect(book.rows.map(({ duplicateOf }) => duplicateOf?.row)).toEqual([undefined, undefined, 1]);
  });
});
