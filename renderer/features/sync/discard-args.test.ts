import { expect, test } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { discardArgs } from './discard-args.ts';

const complaint = {
  id: 'k1',
  rev: 'r',
  ver: 1,
  _deleted: false,
  unsent: 3,
  customerId: 'c1',
  number: 'K-NGW-D1-4',
};
const mine = (more: object = {}) => ({ ...complaint, ...more }) as unknown as StoredDoc;
const item = (collection: string, doc: StoredDoc, theirs: object | null) =>
  discardArgs({ collection, mine: doc, theirs: theirs as never }, 'Sudah dicatat ulang');

test('a change of a complaint is told with the fields that were given up, none of their values', () => {
  const doc = mine({ category: 'rusak', description: 'Isi pecah', updatedAt: 'later' });
  expect(item('complaints', doc, { ...mine({ category: 'terlambat', description: 'Isi pecah' }) })).toEqual({
    collection: 'complaints',
    customerId: 'c1',
    complaintId: 'k1',
    fields: ['category'],
    reason: 'Sudah dicatat ulang',
  });
});

test('a complaint that head office never had is told to its customer by its number, a confidential one to nobody', () => {
  expect(item('complaints', mine(), null)).toMatchObject({
    customerId: 'c1',
    complaintId: '',
    fields: [],
    number: 'K-NGW-D1-4',
  });
  expect(item('complaints', mine({ confidential: true }), null)).toBeUndefined();
  expect(item('complaints', mine({ confidential: true }), mine())).toMatchObject({ complaintId: 'k1' });
});

test('a deletion of a customer is told as one', () => {
  const doc = mine({ _deleted: true });
  expect(item('customers', doc, mine())).toMatchObject({
    customerId: 'k1',
    complaintId: '',
    fields: ['_deleted'],
  });
});

test('what has no timeline is not told, nor a discard that was itself refused', () => {
  expect(item('reference', mine({ customerId: '' }), null)).toBeUndefined();
  expect(item('activities', mine({ kind: 'change_discarded' }), null)).toBeUndefined();
});
