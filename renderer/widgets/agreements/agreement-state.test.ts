import { expect, test } from 'vitest';
import { agreementState } from './agreement-state.ts';

const end = '2026-06-30';

test('an agreement is in force to the end of its last day, and past it afterwards', () => {
  expect(agreementState({ kind: 'contract', end }, '2026-06-30')).toBe('active');
  expect(agreementState({ kind: 'contract', end }, '2026-07-01')).toBe('past');
  expect(agreementState({ kind: 'contract', status: 'active', end }, '2027-01-01')).toBe('past');
  expect(agreementState({ kind: 'contract' }, '2027-01-01')).toBe('active');
});

test('of a PKS a decision is due then; what was decided stays so', () => {
  expect(agreementState({ kind: 'pks', end }, '2026-07-01')).toBe('lapsed');
  expect(agreementState({ kind: 'pks', status: 'renewed', end }, '2026-07-01')).toBe('renewed');
  expect(agreementState({ kind: 'contract', status: 'ended', end }, '2026-01-01')).toBe('ended');
});
