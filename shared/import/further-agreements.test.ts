import { expect, test } from 'vitest';
import { breathing } from '#test/support/books.ts';
import { BookIndex, lookAt, planImport, readBook, SAFE_CHOICES, standings, type Choice } from './index.ts';

const HEAD = 'Nama,HP,No Kontrak,PKS lainnya,Label,Keterangan';
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

async function taken(lines: readonly string[], file: Choice = 'skip', index = new BookIndex()) {
  const book = await readBook([{ name: 'b.csv', content: [HEAD, ...lines].join('\n') }], breathing);
  if (!book.ok) throw new Error(book.error.code);
  const { rows } = book.value;
  const whose = { branchId: 'NGW', fileDigest: 'f' };
  return planImport(rows, {
    ...whose,
    index,
    standings: standings(rows, index, whose),
    choices: { ...SAFE_CHOICES, file, book: 'update' },
  }).items;
}

test('further agreements stand behind the first one, each once; what is not clear stands among the remarks', async () => {
  const further = 'No. K1; PKS No. K2; no. k2, Antar harian; Kontrak No. K3, Berakhir; di map biru';
  const [row] = await taken([`PT Maju,0812,K1,${cell(further)},,titip satpam`]);
  expect(row).toMatchObject({
    agreements: [
      { kind: 'pks', number: 'K1' },
      { kind: 'pks', number: 'K2' },
      { kind: 'contract', number: 'K3', status: 'ended' },
    ],
    remarks: 'titip satpam\nPKS lainnya: di map biru\nPKS lainnya: no. k2, Antar harian',
  });
  expect(new Set(row?.agreements.map(({ id }) => id)).size).toBe(3);
});

test('more than a row can take stands among the remarks, which are never too long', async () => {
  const numbers = Array.from({ length: 55 }, (_, at) => `No. X${at}`);
  const [row] = await taken([`PT Maju,0812,K1,${cell(numbers.join('; '))},${'a'.repeat(41)},`]);
  expect(row?.agreements.length).toBe(50);
  expect(row?.remarks?.split('\n')).toEqual([
    ...numbers.slice(49).map((written) => `PKS lainnya: ${written}`),
    `Label: ${'a'.repeat(41)}`,
  ]);
  expect(row).not.toHaveProperty('tags');
  const [long] = await taken([`PT Maju,0812,,${cell('tidak jelas; '.repeat(800))},,${'b'.repeat(7990)}`]);
  expect(long?.remarks?.length).toBeLessThanOrEqual(8000);
});

test('a second row of one customer adds its agreements, and labels where the first has none', async () => {
  const phone = '081234567890';
  const lines = [
    `PT Maju,${phone},K1,No. K2,,`,
    `PT Maju,${phone},K2,No. K3,${cell('VIP, "Solo, Jateng"')},`,
    `PT Maju,${phone},,,lain,`,
  ];
  const rows = await taken(lines, 'update');
  expect(rows).toMatchObject([
    { tags: ['VIP', 'Solo, Jateng'], agreements: [{ number: 'K1' }, { number: 'K2' }, { number: 'K3' }] },
  ]);
});

test('an agreement that the book has is not taken in again', async () => {
  const index = new BookIndex();
  const phone = '+6281234567890';
  index.put(
    [{ id: 'c1', name: 'PT Maju', number: 'P-NGW-D1-1', phones: [{ number: phone }], contacts: [] }],
    [{ id: 'a', customerId: 'c1', kind: 'pks', number: 'K2' }],
  );
  const [row] = await taken([`PT Maju,${phone},K1,PKS No. k2; No. K3,,`], 'skip', index);
  expect(row).toMatchObject({ id: 'c1', how: 'fill', agreements: [{ number: 'K1' }, { number: 'K3' }] });
});

test('no column is taken for labels or further agreements by what stands in it', async () => {
  const lines = ['Sri,081234567890', 'Budi,081234567891', 'Ani,081234567892', 'Tono,081234567893'];
  const content = ['Nama,HP,Golongan,Lain', ...lines.map((line) => `${line},"VIP, ekspor",PKS 1/A`)].join(
    '\n',
  );
  const looked = await lookAt({ name: 'b.csv', content }, { step: () => undefined });
  expect(looked.ok && looked.value.columns.map(({ field }) => field)).toEqual(['name', 'phone', '', '']);
});
