import { expect, test } from 'vitest';
import { NO_FACTS, placementsOf, type WriteFacts } from './placement.ts';

/** The customer was handed over to another branch. */
const transferred: WriteFacts = { ...NO_FACTS, customers: new Map([['c1', { branchId: 'JAP' }]]) };
const note = { id: 'a1', branchId: 'NGW', customerId: 'c1', complaintId: '' };

test('rule 31: what is late for a transferred customer follows it', () => {
  expect(placementsOf('activities', note, transferred)).toEqual(['b:JAP']);
});

test('rule 31: what waits for its complaint, which may be confidential, does not follow the customer', () => {
  const waiting = { ...note, complaintId: 'k1' };
  expect(placementsOf('activities', waiting, transferred)).toEqual(['b:NGW']);
  const complaint = { branchId: 'NGW', divisionId: '', confidential: true };
  const known: WriteFacts = { ...transferred, complaints: new Map([['k1', complaint]]) };
  expect(placementsOf('activities', waiting, known)).toEqual(['c:NGW']);
});
