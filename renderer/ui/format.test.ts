import { expect, test } from 'vitest';
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatDayRange,
  formatLongDateTime,
  formatMoment,
  formatMoney,
  formatMoneyCompact,
  formatNumber,
  formatSpan,
  formatTime,
  zoneName,
} from './format.ts';

const instant = '2026-03-05T07:07:00.000Z';

test('one instant reads in the zone of the branch', () => {
  expect(formatDateTime(instant, 'Asia/Jakarta', 'id')).toBe('5 Mar 2026 14.07 WIB');
  expect(formatDateTime(instant, 'Asia/Makassar', 'id')).toBe('5 Mar 2026 15.07 WITA');
  expect(formatDateTime(instant, 'Asia/Jayapura', 'id')).toBe('5 Mar 2026 16.07 WIT');
  expect(formatDate('2026-03-05T17:30:00.000Z', 'Asia/Jakarta', 'id')).toBe('6 Mar 2026');
});

test('midnight is 00, not 24', () => {
  expect(formatTime('2026-03-04T17:00:00.000Z', 'Asia/Jakarta')).toBe('00.00');
});

test('months carry Indonesian and English names', () => {
  expect(formatDay('2026-05-09', 'id')).toBe('9 Mei 2026');
  expect(formatDay('2026-08-17', 'id')).toBe('17 Agu 2026');
  expect(formatDay('2026-12-01', 'id')).toBe('1 Des 2026');
  expect(formatDay('2026-09-01', 'en')).toBe('1 Sep 2026');
});

test('the long form of paper names the weekday', () => {
  expect(formatLongDateTime('2026-03-06T07:07:00.000Z', 'Asia/Jakarta', 'id')).toBe(
    'Jumat, 6 Maret 2026 14.07 WIB',
  );
});

test('a moment of today is a time, of another day a date', () => {
  const now = '2026-03-05T09:00:00.000Z';
  expect(formatMoment(instant, 'Asia/Jakarta', 'id', now)).toBe('14.07');
  expect(formatMoment('2026-03-04T07:07:00.000Z', 'Asia/Jakarta', 'id', now)).toBe('4 Mar');
  expect(formatMoment('2025-12-04T07:07:00.000Z', 'Asia/Jakarta', 'id', now)).toBe('4 Des 2025');
});

test('what is no date shows as a dash', () => {
  expect(formatDate('', 'Asia/Jakarta', 'id')).toBe('—');
  expect(formatDateTime('soon', 'Asia/Jakarta', 'id')).toBe('—');
});

test('a range of days says the year once where it can', () => {
  expect(formatDayRange('2026-02-20', '2026-03-20', 'id')).toBe('20 Feb – 20 Mar 2026');
  expect(formatDayRange('2025-12-20', '2026-01-05', 'id')).toBe('20 Des 2025 – 5 Jan 2026');
  expect(formatDayRange('2026-02-20', '2026-02-20', 'id')).toBe('20 Feb 2026');
});

test('zones outside Indonesia show their offset', () => {
  expect(zoneName('Asia/Singapore')).toBe('GMT+8');
});

test('money is whole rupiah with dots, compact with one decimal', () => {
  expect(formatMoney(12_500_000)).toBe('Rp 12.500.000');
  expect(formatMoney(0)).toBe('Rp 0');
  expect(formatMoneyCompact(12_540_000, 'id')).toBe('Rp 12,5 jt');
  expect(formatMoneyCompact(2_100_000_000, 'id')).toBe('Rp 2,1 M');
  expect(formatMoneyCompact(2_100_000_000, 'en')).toBe('Rp 2.1 bn');
  expect(formatMoneyCompact(950, 'id')).toBe('Rp 950');
});

test('numbers follow the language', () => {
  expect(formatNumber(12_400, 'id')).toBe('12.400');
  expect(formatNumber(12_400, 'en')).toBe('12,400');
});

test('spans read in the two largest units', () => {
  expect(formatSpan(48 * 60_000, 'id')).toBe('48 mnt');
  expect(formatSpan(-95 * 60_000, 'id')).toBe('1 j 35 mnt');
  expect(formatSpan(52 * 3_600_000, 'en')).toBe('2 d 4 h');
});

test('bytes read in thousands', () => {
  expect(formatBytes(0, 'id')).toBe('0 B');
  expect(formatBytes(1_234_000_000, 'id')).toBe('1,2 GB');
});
