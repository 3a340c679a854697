import { expect, test } from 'vitest';
import { differences, documentName } from './document-name.ts';

test('a document is called by its number and name, else by what it has', () => {
  expect(documentName({ id: '1', number: 'P-NGW-D1-7', name: 'Kartini' })).toBe('P-NGW-D1-7 · Kartini');
  expect(documentName({ id: '1', title: 'Telepon lagi' })).toBe('Telepon lagi');
  expect(documentName({ id: '1', number: 'K-NGW-D1-2', description: 'x'.repeat(200) })).toHaveLength(80);
  expect(documentName({ id: '1' })).toBe('1');
});

test('differences leave out what sync keeps for itself', () => {
  const mine = { id: '1', rev: 'a', unsent: 3, name: 'Kartini', tags: ['a'], remarks: 'baru' };
  const theirs = { id: '1', rev: 'b', name: 'Kartini', tags: ['a', 'b'] };
  expect(differences(mine, theirs)).toEqual([
    { field: 'tags', mine: ['a'], theirs: ['a', 'b'] },
    { field: 'remarks', mine: 'baru', theirs: null },
  ]);
  expect(differences({ id: '1', name: 'Kartini' }, null)).toEqual([
    { field: 'name', mine: 'Kartini', theirs: null },
  ]);
});
