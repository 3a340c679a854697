import { expect, test } from 'vitest';
import { breathing } from '#test/support/books.ts';
import { importedAgreementId } from '../domain/import-id.ts';
import { readBook } from './index.ts';
import { rowArgs } from './row-args.ts';

async function rowsOf(head: string, ...lines: readonly string[]) {
  const book = await readBook([{ name: 'b.csv', content: [head, ...lines].join('\n') }], breathing);
  if (!book.ok) throw new Error(book.error.code);
  return book.value.rows;
}
const argsOf = async (head: string, line: string) => {
  const [row] = await rowsOf(head, line);
  if (!row) throw new Error(line);
  return rowArgs(row, 'c1', 'make');
};

test.each([
  ['Jenis perjanjian', 'Kontrak', 'Status PKS', 'Berakhir', { kind: 'contract', status: 'ended' }],
  ['Agreement kind', 'Agreement', 'Agreement status', 'Renewed', { kind: 'pks', status: 'renewed' }],
  ['JENIS PERJANJIAN', 'pks', 'Status Perjanjian', 'DIPERPANJANG', { kind: 'pks', status: 'renewed' }],
])('%s “%s” and %s “%s” are read', async (kindHead, kind, statusHead, status, wanted) => {
  const made = await argsOf(`Nama,No PKS,${kindHead},${statusHead}`, `PT Maju,K1,${kind},${status}`);
  expect(made.agreements).toMatchObject([{ number: 'K1', ...wanted }]);
  expect(made).not.toHaveProperty('remarks');
});

test.each(['Berlaku', 'masih berlaku', 'In force', 'Aktif', '-', ''])(
  'with the status “%s” an agreement is in force, which says nothing of the customer',
  async (status) => {
    const [row] = await rowsOf('Nama,No PKS,Status PKS', `PT Maju,K1,${status}`);
    expect(row?.agreement).toEqual({ number: 'K1' });
    expect(row).not.toHaveProperty('notes');
    expect(row).not.toHaveProperty('stage');
  },
);

test('words that cannot be read, or say something of no agreement, stand among the remarks', async () => {
  const head = 'Nama,No PKS,Jenis perjanjian,Status PKS,Keterangan';
  expect(await argsOf(head, 'PT Maju,K1,MoU,menunggu tanda tangan,titip')).toMatchObject({
    agreements: [{ number: 'K1', kind: 'pks' }],
    remarks: 'titip\nJenis perjanjian: MoU\nStatus PKS: menunggu tanda tangan',
  });
  expect(await argsOf(head, 'PT Maju,,PKS,Berakhir,')).toMatchObject({
    agreements: [],
    remarks: 'Jenis perjanjian: PKS\nStatus PKS: Berakhir',
  });
});

test('a book without these columns gives the agreement that it always gave', async () => {
  const head = 'Nama,Layanan,PKS mulai,PKS berakhir';
  const line = 'PT Maju,Antar harian,2026-01-31,2027-01-30';
  const terms = { subject: 'Antar harian', start: '2026-01-31', end: '2027-01-30' };
  const id = importedAgreementId('c1', { kind: 'pks', ...terms });
  const before = (await argsOf(head, line)).agreements;
  expect(before).toEqual([{ id, kind: 'pks', ...terms }]);
  const named = await argsOf(`${head},Jenis perjanjian,Status PKS`, `${line},PKS,Berakhir`);
  expect(named.agreements).toEqual([{ id, kind: 'pks', ...terms, status: 'ended' }]);
});

test('the same agreement among the others has to say the same, or stands among the remarks', async () => {
  const head = 'Nama,No PKS,Jenis perjanjian,Status PKS,PKS lainnya';
  const made = await argsOf(
    head,
    'PT Maju,K1,PKS,Berakhir,"No. K1, Berakhir; PKS No. K1; Kontrak No. K1, Berakhir"',
  );
  expect(made.agreements).toMatchObject([{ number: 'K1', kind: 'pks', status: 'ended' }]);
  expect(made.remarks).toBe('PKS lainnya: PKS No. K1\nPKS lainnya: Kontrak No. K1, Berakhir');
});
