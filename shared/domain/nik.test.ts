import { expect, test } from 'vitest';
import { birthDateOf, maskNik, parseNik } from './nik.ts';
import { formatNpwp, parseNpwp } from './npwp.ts';

const read = (text: string) => {
  const result = parseNik(text);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test('a NIK tells the day of birth, and women have 40 added to the day', () => {
  expect(read('3171011708450001')).toEqual({
    nik: '3171011708450001',
    sex: 'male',
    day: 17,
    month: 8,
    shortYear: 45,
  });
  expect(read('3171015708450001')).toMatchObject({ sex: 'female', day: 17 });
});

test.each(["'3521054309982682", '3521 0543 0998 2682', ' 352105.430998.2682 '])(
  '%s is read without its marks',
  (text) => {
    expect(read(text).nik).toBe('3521054309982682');
  },
);

test.each([
  ['31710117084500', 'nik.length'],
  ['3171011708450O01', 'nik.length'],
  ['3.17101170845E+15', 'nik.length'],
  ['9971011708450001', 'nik.place'],
  ['3100011708450001', 'nik.place'],
  ['3171001708450001', 'nik.place'],
  ['3171013002000123', 'nik.birth'],
  ['3171012902010123', 'nik.birth'],
  ['3171013104000123', 'nik.birth'],
  ['3171014008450001', 'nik.birth'],
  ['3171017208450001', 'nik.birth'],
  ['3171011713450001', 'nik.birth'],
  ['3171011708450000', 'nik.serial'],
])('%s is refused: %s', (text, code) => {
  expect(parseNik(text)).toEqual({ ok: false, error: { code, kind: 'person' } });
});

test('the century of birth is the latest that is not in the future', () => {
  expect(birthDateOf(read('3171011708450001'), '2026-03-05')).toBe('1945-08-17');
  expect(birthDateOf(read('3171010503260001'), '2026-03-05')).toBe('2026-03-05');
  expect(birthDateOf(read('3171010603260001'), '2026-03-05')).toBe('1926-03-06');
  expect(birthDateOf(read('3171012902000001'), '2026-03-05')).toBe('2000-02-29');
});

test('a masked NIK hides the day of birth', () => {
  expect(maskNik('3171011708450001')).toBe('317101••••••••01');
});

test('an old NPWP becomes 16 digits when its check digit is right', () => {
  expect(parseNpwp('01.312.166.0-091.000')).toEqual({ ok: true, value: '0013121660091000' });
  expect(parseNpwp('0013121660091000')).toEqual({ ok: true, value: '0013121660091000' });
  expect(parseNpwp('01.312.166.1-091.000')).toMatchObject({ ok: false, error: { code: 'npwp.check' } });
  expect(parseNpwp('1312166')).toMatchObject({ ok: false, error: { code: 'npwp.length' } });
  expect(formatNpwp('0013121660091000')).toBe('01.312.166.0-091.000');
});

test('a person has the NIK as NPWP', () => {
  expect(parseNpwp('3171011708450001')).toEqual({ ok: true, value: '3171011708450001' });
  expect(parseNpwp('9971011708450001')).toMatchObject({ ok: false, error: { code: 'nik.place' } });
  expect(formatNpwp('3171011708450001')).toBe('3171011708450001');
});
