import { expect, test } from 'vitest';
import { customerHit } from '#test/support/directory-rows.ts';
import { hurriedChoice, phoneQuery, pickerOptions, possibleDuplicates } from './options.ts';

const KARTINI = customerHit('Kartini');
const SUKARNO = customerHit('Sukarno');

test('customers stand in the order of the directory and the new one last', () => {
  expect(pickerOptions('kar', [SUKARNO, KARTINI]).map((o) => o.id)).toEqual(['sukarno', 'kartini', 'new']);
});

test('one character offers nothing, two offer at least a new customer', () => {
  expect(pickerOptions('k', [KARTINI])).toEqual([]);
  expect(pickerOptions(' ni ', [])).toEqual([{ type: 'new', id: 'new', typed: 'ni', phone: false }]);
  expect(pickerOptions('0812-3000', [])).toMatchObject([{ phone: true }]);
});

test('an Enter before the answer picks only where no doubt is left', () => {
  expect(hurriedChoice(pickerOptions('1037', [KARTINI]))?.id).toBe('kartini');
  expect(hurriedChoice(pickerOptions('1037', []))?.id).toBe('new');
  expect(hurriedChoice(pickerOptions('1037', [KARTINI, SUKARNO]))).toBeUndefined();
  expect(hurriedChoice([])).toBeUndefined();
});

test('the same phone comes before a similar name, nobody twice, complaints never', () => {
  const complaint = customerHit('Kartono', { collection: 'complaints' });
  expect(possibleDuplicates([SUKARNO], [KARTINI, SUKARNO, complaint]).map((r) => r.name)).toEqual([
    'Sukarno',
    'Kartini',
  ]);
});

test('a phone is looked for once it is nearly whole', () => {
  expect(phoneQuery('0812-3000')).toBe('');
  expect(phoneQuery('+62 812-3000-1037')).toBe('30001037');
});
