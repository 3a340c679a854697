import { expect, test } from 'vitest';
import { isNamed, withAll, withField, withRow } from './wizard.ts';

const mapping = { sheet: 'Data', headerLine: 3, fields: ['name', 'phone', '', 'phone'] } as const;

test('a field of one column moves, a field of several is shared', () => {
  expect(withField(mapping, 2, 'name').fields).toEqual(['', 'phone', 'name', 'phone']);
  expect(withField(mapping, 2, 'phone').fields).toEqual(['name', 'phone', 'phone', 'phone']);
  expect(withField(mapping, 0, '').fields).toEqual(['', 'phone', '', 'phone']);
  expect(withField(mapping, 0, 'constructor').fields[0]).toBe('');
  expect(isNamed(mapping)).toBe(true);
  expect(isNamed(withField(mapping, 0, ''))).toBe(false);
  expect(isNamed({ ...mapping, fields: ['accountId', 'lastName'] })).toBe(true);
});

test('a row that says what counts for all needs no word of its own', () => {
  const choices = { file: 'skip', book: 'skip', rows: {} } as const;
  const one = withRow(choices, 7, 'file', 'new');
  expect(one.rows).toEqual({ 7: 'new' });
  expect(withRow(one, 7, 'file', 'skip').rows).toEqual({});
  expect(withAll(one, 'file', 'update')).toEqual({ file: 'update', book: 'skip', rows: { 7: 'new' } });
});
