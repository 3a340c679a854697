import { expect, test } from 'vitest';
import { formatPhone, isMobile, maskPhone, parsePhones } from './phone.ts';

test.each([
  ['081234567890', '+6281234567890'],
  ['+62 812-3456-7890', '+6281234567890'],
  ['62 812 3456 7890', '+6281234567890'],
  ['0062 812 3456 7890', '+6281234567890'],
  ['+62 (0)812 3456 7890', '+6281234567890'],
  ['0812.3456.7890', '+6281234567890'],
  ["'081234567890", '+6281234567890'],
  ['WA: 0812-3456-7890', '+6281234567890'],
  ['0812-3456-7890 (istri)', '+6281234567890'],
  [81234567890, '+6281234567890'],
  [6281234567890, '+6281234567890'],
  ['81234567890.0', '+6281234567890'],
  ['(0351) 749096', '+62351749096'],
  [351749096, '+62351749096'],
  ['+65 6123 4567', '+6561234567'],
])('%s is %s', (cell, e164) => {
  expect(parsePhones(cell)).toEqual({ phones: [e164], invalid: [] });
});

test.each(['-', '', '  ', null, undefined, 0, '0', 'n/a', 'tidak ada'])(
  '%s is no number and no error',
  (cell) => {
    expect(parsePhones(cell)).toEqual({ phones: [], invalid: [] });
  },
);

test.each([
  '0812-34',
  '8.12346E+11',
  '8,12E+11',
  'hubungi kantor',
  8.5,
  -81234567890.5,
  '0812345',
  '0840123456789',
])('%s is invalid and handed back as written', (cell) => {
  expect(parsePhones(cell)).toEqual({ phones: [], invalid: [String(cell)] });
});

test.each([
  '085744780741 / 08963404969',
  '085744780741;08963404969',
  '085744780741\n08963404969',
  '085744780741 atau 08963404969',
  '0857-4478-0741 0896-3404-969',
])('two numbers in one cell: %j', (cell) => {
  expect(parsePhones(cell)).toEqual({ phones: ['+6285744780741', '+628963404969'], invalid: [] });
});

test('the good number of a cell is kept, the bad one listed, the same one not taken twice', () => {
  expect(parsePhones('081234567890 / 0812-34 / +62 812 3456 7890')).toEqual({
    phones: ['+6281234567890'],
    invalid: ['0812-34'],
  });
});

test('numbers are shown as Indonesians write them, and masked', () => {
  expect(formatPhone('+6281234567890')).toBe('0812-3456-7890');
  expect(formatPhone('+628526415164')).toBe('0852-6415-164');
  expect(formatPhone('+62351749096')).toBe('(0351) 749096');
  expect(formatPhone('not a number')).toBe('not a number');
  expect(maskPhone('+6281234567890')).toBe('0812-••••-7890');
  expect(maskPhone('+62351749096')).toBe('(0351) ••••96');
});

test('only 08 numbers are mobile', () => {
  expect([isMobile('+6281234567890'), isMobile('+62351749096'), isMobile('+6561234567')]).toEqual([
    true,
    false,
    false,
  ]);
});
