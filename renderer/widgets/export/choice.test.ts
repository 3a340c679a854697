import { expect, test } from 'vitest';
import { firstChoice, keysOfList, needsReason, withoutIdentity } from './choice.ts';

const usual = ['number', 'name', 'phone0'];

test('the dialog begins with what the list shows, under name and number', () => {
  const shown = keysOfList(['phone', 'area', 'updatedAt', 'complaints']);
  expect(shown).toEqual(['number', 'name', 'phone0', 'district', 'updatedAt', 'complaints']);
  expect(firstChoice({ shown, last: ['name'], usual })).toEqual(shown);
});

test('a list without columns of its own begins with what was chosen last, or with the usual ones', () => {
  expect(firstChoice({ shown: undefined, last: ['name'], usual })).toEqual(['name']);
  expect(firstChoice({ shown: undefined, last: undefined, usual })).toEqual(usual);
});

test('identity numbers are never chosen at first, and ask for a reason when they are', () => {
  const last = ['name', 'nik', 'npwp'];
  expect(firstChoice({ shown: undefined, last, usual })).toEqual(['name']);
  expect(withoutIdentity(last)).toEqual(['name']);
  expect([last, ['npwp'], ['nik'], usual].map(needsReason)).toEqual([true, true, true, false]);
});
