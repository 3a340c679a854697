import { expect, test } from 'vitest';
import { valueAt, withValueAt } from './paths.ts';
import { MERGE_RULES } from './tables.ts';

const table = MERGE_RULES.customers;
const customer = {
  id: 'c',
  name: 'Sri',
  tags: ['a', 'b'],
  externalIds: { 'no.kontrak': '7' },
  contacts: [
    { id: 'c1', name: 'Budi', phones: [{ number: '+62811', label: 'kantor' }] },
    { id: 'c2', name: 'Tuti', phones: [] },
  ],
};

test.each([
  ['name', 'Sri'],
  ['contacts.c1.name', 'Budi'],
  ['contacts.c1.phones.+62811.label', 'kantor'],
  ['externalIds.no.kontrak', '7'],
  ['email', null],
  ['contacts.c9', null],
])('%s is read and written where a merge names it', (path, value) => {
  expect(valueAt(table, customer, path)).toEqual(value);
  const wanted = path === 'contacts.c9' ? { id: 'c9', name: 'Ani', phones: [] } : 'lain';
  const after = withValueAt(table, customer, path, wanted);
  expect(valueAt(table, after, path)).toEqual(wanted);
  expect(withValueAt(table, after, path, value)).toEqual(customer);
});

test('null takes out an item of a list and nothing else', () => {
  expect(withValueAt(table, customer, 'contacts.c1', null)['contacts']).toEqual([customer.contacts[1]]);
  expect(withValueAt(table, customer, 'tags.a', null)['tags']).toEqual(['b']);
});
