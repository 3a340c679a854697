import { expect, test } from 'vitest';
import type { DryRun } from '#renderer/data/desk-types.ts';
import {
  drawnOf,
  isColumnTaken,
  isNamed,
  keptOf,
  leftOutOf,
  sampleShown,
  withAll,
  withField,
  withRow,
} from './wizard.ts';

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

test('a column whose field reaches no customer is plainly not imported', () => {
  const book = { sheet: '', headerLine: 1, fields: ['ordinal', 'name', 'order', '', 'lastName'] } as const;
  expect(book.fields.map((_, at) => isColumnTaken(book, at))).toEqual([false, true, true, false, false]);
  const contacts = { ...book, fields: ['accountId', 'lastName', 'remarks'] } as const;
  expect(contacts.fields.map((_, at) => isColumnTaken(contacts, at))).toEqual([true, true, false]);
});

test('what the files hold and the import leaves out is counted, people first', () => {
  const dry = (contactsWithoutCustomer: number, deleted: number, more: Partial<DryRun> = {}) =>
    leftOutOf({
      summary: { contactsWithoutCustomer, deleted },
      otherSheets: [],
      unknownColumns: [],
      ...more,
    } as unknown as DryRun);
  expect(dry(0, 0)).toEqual([]);
  expect(dry(4, 2, { otherSheets: ['Petunjuk'], unknownColumns: ['Warna', 'Rating'] })).toEqual([
    { what: 'contacts', n: 4, names: [] },
    { what: 'deleted', n: 2, names: [] },
    { what: 'sheets', n: 1, names: ['Petunjuk'] },
    { what: 'columns', n: 2, names: ['Warna', 'Rating'] },
  ]);
});

test('of a long list a part is drawn, and the rest is counted', () => {
  const rows = Array.from({ length: 500 }, (_, at) => at);
  const drawn = drawnOf(rows, 700);
  expect([drawn.rows.length, drawn.more]).toEqual([200, 500]);
  expect(drawnOf([1], 1)).toEqual({ rows: [1], more: 0 });
  expect([keptOf({ kept: [], keptCount: 700 }), keptOf({ kept: [] })]).toEqual([700, 0]);
});

test('of identity numbers the columns step shows enough to know them by, however they are written', () => {
  expect(sampleShown('3521 1122 0561 7035', ['nik', ''])).toBe('3521 11•• •••• ••35');
  expect(sampleShown('09.254.294.3-407.000', ['', 'npwp'])).toBe('09.254.2••.•-•••.•00');
  expect(sampleShown('3.52E+15', ['nik', 'nik'])).toBe('3.52E+15');
  expect(sampleShown('0878-4067-9017', ['phone', 'phone'])).toBe('0878-4067-9017');
});
