import { expect, test } from 'vitest';
import { readBirthDay, readDay } from './dates.ts';
import { readRupiah } from './money.ts';

test.each([
  [new Date('2023-05-31T00:00:00.000Z'), '2023-05-31'],
  [new Date('2023-05-30T23:59:59.999Z'), '2023-05-31'],
  [new Date('2023-05-31T23:59:59.000Z'), '2023-05-31'],
  [45_077, '2023-05-31'],
  ['31 Mei 2023', '2023-05-31'],
  ['31-Mei-23', '2023-05-31'],
  ['Rabu, 31 Mei 2023', '2023-05-31'],
  ["Jum'at, 2 Juni 2023", '2023-06-02'],
  ['1 Pebruari 2024', '2024-02-01'],
  ['7 Nopember 2025', '2025-11-07'],
  ['9 Agt 2024', '2024-08-09'],
  ['31/05/2023', '2023-05-31'],
  ['31.5.2023', '2023-05-31'],
  ['2023-05-31', '2023-05-31'],
  ['2023-05-31T23:12:09.000Z', '2023-05-31'],
])('%s is the day %s', (cell, day) => {
  expect(readDay(cell)).toBe(day);
});

test.each(['', ' ', '-', null])('%j is no day and no error', (cell) => {
  expect(readDay(cell)).toBeNull();
});

test.each(['05/31/2023', '31 Foo 2023', '29/02/2023', 'akhir bulan', 2023, true, '31/05'])(
  '%s is unreadable',
  (cell) => {
    expect(readDay(cell)).toBeUndefined();
  },
);

test.each([
  [275_000, 275_000],
  ['Rp 1.250.000', 1_250_000],
  ['Rp1.250.000,-', 1_250_000],
  ['1.250.000', 1_250_000],
  ['480.000', 480_000],
  ['1.250.000,50', 1_250_001],
  ['1,250,000.00', 1_250_000],
  ['9.8E8', 980_000_000],
  ['125000000.0', 125_000_000],
  ['1,5 juta', 1_500_000],
  ['500rb', 500_000],
  ['IDR 3 400 000', 3_400_000],
])('%s is %d rupiah', (cell, rupiah) => {
  expect(readRupiah(cell)).toBe(rupiah);
});

test.each(['', '-', 'Rp -', null])('%j is no amount and no error', (cell) => {
  expect(readRupiah(cell)).toBeNull();
});

test.each(['nego', '-500', -500, '1.2.3', '12 kg', Number.NaN, new Date(0)])('%s is unreadable', (cell) => {
  expect(readRupiah(cell)).toBeUndefined();
});

test.each([
  ['17 Agustus 1979', '1979-08-17'],
  ['17/08/79', '1979-08-17'],
  ['28-02-2001', '2001-02-28'],
  [new Date('2001-02-28T00:00:00.000Z'), '2001-02-28'],
  ['17/08/45', undefined],
  ['', null],
])('%s is the day of birth %s', (cell, day) => {
  expect(readBirthDay(cell)).toBe(day);
});
