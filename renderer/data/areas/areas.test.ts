import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { AreaIndex, inWords } from './areas.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('idn-area-data')), '..', 'data');
const table = (name: string): string => readFileSync(join(folder, `${name}.csv`), 'utf8');
let index: AreaIndex;
beforeAll(() => {
  index = new AreaIndex({
    villages: table('villages'),
    districts: table('districts'),
    regencies: table('regencies'),
    provinces: table('provinces'),
  });
});
const names = (text: string, near?: string): string[] =>
  index
    .search(text, near ? { near } : {})
    .map((area) => `${area.village}, ${area.district}, ${area.regency}`);

test('every village of the country has its district, regency and province', () => {
  expect(index.size).toBe(83_763);
  const [first] = index.search('keude bakongan');
  expect(first).toEqual({
    code: '11.01.01.2001',
    village: 'Keude Bakongan',
    district: 'Bakongan',
    regency: 'Kabupaten Aceh Selatan',
    province: 'Aceh',
  });
});

test('the beginning of a name finds villages, those near first', () => {
  const found = index.search('sido', { near: '35.21' });
  expect(found).toHaveLength(12);
  expect(found.every(({ village }) => village.toLowerCase().startsWith('sido'))).toBe(true);
  expect(found[0]?.code.slice(0, 5)).toBe('35.21');
});

test('more words narrow down by district, regency or province', () => {
  const found = index.search('margomulyo ngawi');
  expect(found[0]).toMatchObject({
    village: 'Margomulyo',
    regency: 'Kabupaten Ngawi',
    province: 'Jawa Timur',
  });
  expect(names('tanah abang jakarta')[0]).toContain('Jakarta Pusat');
});

test('the name of a district alone lists its villages', () => {
  expect(index.search('paron ngawi').every(({ regency }) => regency === 'Kabupaten Ngawi')).toBe(true);
});

test('one letter, and what is nowhere, find nothing', () => {
  expect(index.search('s')).toEqual([]);
  expect(index.search('xqzwv')).toEqual([]);
});

test('names in capitals become names', () => {
  expect(inWords('KABUPATEN ACEH SELATAN')).toBe('Kabupaten Aceh Selatan');
  expect(inWords('DKI JAKARTA')).toBe('DKI Jakarta');
  expect(inWords('DAERAH ISTIMEWA YOGYAKARTA')).toBe('Daerah Istimewa Yogyakarta');
});
