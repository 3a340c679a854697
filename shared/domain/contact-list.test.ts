import { expect, test } from 'vitest';
import { contactList, readContactList } from './contact-list.ts';

test('what was written in one cell is read again', () => {
  const contacts = [
    {
      name: 'Budi, S.E.',
      role: 'Gudang (malam)',
      phones: ['+6281230011037', '+62351749096'],
      email: 'b@contoh.id',
    },
    { name: 'Ani', phones: [] },
    { name: '007 Motor', phones: ['+6561234567'] },
  ];
  const stored = contacts.map(({ phones, ...more }, id) => ({
    ...more,
    id: String(id),
    phones: phones.map((number) => ({ number })),
  }));
  expect(readContactList(contactList(stored))).toEqual({ contacts, unread: [] });
});

test.each([
  ['', { contacts: [], unread: [] }],
  ['Budi 0812 3001 1037', { contacts: [{ name: 'Budi', phones: ['+6281230011037'] }], unread: [] }],
  [
    'Budi, 0812-34\nAni',
    {
      contacts: [
        { name: 'Budi, 0812-34', phones: [] },
        { name: 'Ani', phones: [] },
      ],
      unread: [],
    },
  ],
  ['0812-3001-1037; Ani', { contacts: [{ name: 'Ani', phones: [] }], unread: ['0812-3001-1037'] }],
])('%j as people write it: nothing is lost', (cell, found) => {
  expect(readContactList(cell)).toEqual(found);
});
