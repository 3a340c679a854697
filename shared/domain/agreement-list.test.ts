import { expect, test } from 'vitest';
import type { Agreement } from './agreement.ts';
import { agreementList, readAgreementList, type AgreementWords } from './agreement-list.ts';

const words: AgreementWords = {
  agreement: (kind) => ({ pks: 'PKS', contract: 'Kontrak' })[kind],
  agreementStatus: (status) => ({ ended: 'Berakhir', renewed: 'Diperpanjang' })[status],
  monthly: (rupiah) => `Rp ${rupiah} per bulan`,
};

test.each([
  '12/PKS/2025',
  'PKS No. 5',
  'No. 5',
  'Kontrak',
  'Rp 5 juta',
  'Rp 500',
  '2024-01-01 – 2024-12-31',
  's.d. 2025',
  '31-Mei-2025',
  'Ended',
  'antar; "kilat", malam',
  '"',
  '7',
])('%j comes back as number and as service', (text) => {
  for (const terms of [
    { subject: text },
    { number: text },
    { number: text, subject: text, monthlyAmount: 0 },
  ]) {
    const agreements = [{ kind: 'pks', ...terms } as const, { kind: 'contract', end: '2027-01-31' } as const];
    const cell = agreementList(agreements as unknown as Agreement[], words);
    expect(readAgreementList(cell), cell).toMatchObject({ unread: [] });
    expect(
      readAgreementList(cell).agreements.map(({ agreement }) => agreement),
      cell,
    ).toEqual(agreements);
  }
});

test('as people and earlier versions write it', () => {
  const { agreements, unread } = readAgreementList(
    '12/PKS/2025, 2025-01-31 – 2026-01-30\nkontrak no. 7, Avanza, Rp 1.500.000/bln;No.8, ended; PKS 9/IV/2020; No. 10, constructor',
  );
  expect(unread).toEqual([]);
  expect(agreements.map(({ agreement }) => agreement)).toEqual([
    { number: '12/PKS/2025', start: '2025-01-31', end: '2026-01-30' },
    { kind: 'contract', number: '7', subject: 'Avanza', monthlyAmount: 1_500_000 },
    { number: '8', status: 'ended' },
    { kind: 'pks', number: '9/IV/2020' },
    { number: '10', subject: 'constructor' },
  ]);
});

test.each([
  'lihat berkas lama',
  'PKS',
  'No. 1, No. 2',
  'No. " "',
  'No. 1, " "',
  'No. 1, antar, dalam kota',
  'No. 1, Rp 5 juta',
  'No. 1, 2025-01-31',
  'No. 1, 31 Mei 2025',
  'No. 1, s.d. 2025',
  'No. 1, 2025-02-30 – 2025-03-01',
  'No. 1, 2025-03-01 – 2025-02-01',
  `No. ${'1'.repeat(81)}`,
  'No. 1, Rp 9999999999999999',
])('%j says nothing beyond doubt, and stays as written', (entry) => {
  expect(readAgreementList(`${entry}; No. 3`)).toEqual({
    agreements: [{ agreement: { number: '3' }, written: 'No. 3' }],
    unread: [entry],
  });
});
