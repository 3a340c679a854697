import { expect, test } from 'vitest';
import { matchCategories } from './categories.ts';

const category = (code: string, id: string) => ({ code, name: { id, en: code } });
const ALL = [
  category('terlambat', 'Kiriman terlambat'),
  category('rusak', 'Kiriman rusak'),
  category('petugas', 'Sikap petugas'),
  category('tagihan', 'Tagihan tidak sesuai'),
];

test('the beginning of the name comes before the beginning of a word, and that before any part', () => {
  expect(matchCategories(ALL, 'T', 'id').map((c) => c.code)).toEqual(['tagihan', 'terlambat', 'petugas']);
  expect(matchCategories(ALL, 'rusak', 'id').map((c) => c.code)).toEqual(['rusak']);
});

test('nothing typed and nothing found are both nothing', () => {
  expect(matchCategories(ALL, ' ', 'id')).toEqual([]);
  expect(matchCategories(ALL, 'xyz', 'id')).toEqual([]);
});
