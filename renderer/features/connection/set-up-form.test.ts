import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { SetupRequest } from '#shared/api/setup.ts';
import { branchCodeProblem, EMPTY_SET_UP, setUpRequest } from './set-up-form.ts';

test('what the form sends is what head office takes', () => {
  const request = setUpRequest({
    ...EMPTY_SET_UP,
    company: ' PT Contoh ',
    branches: [{ code: 'ngw ', name: 'Ngawi', zone: 'Asia/Jakarta' }],
    adminName: 'Rina',
    username: 'rina',
    password: 'kalimat pendek',
  });
  expect(Value.Check(SetupRequest, request)).toBe(true);
  expect(request.company.name).toBe('PT Contoh');
  expect(request.branches[0]?.code).toBe('NGW');
});

test('a branch code is capitals and digits, given once, and never that of head office', () => {
  expect(branchCodeProblem('ngw', ['ngw'])).toBeUndefined();
  expect(branchCodeProblem('n', ['n'])).toBe('bad');
  expect(branchCodeProblem('NG-W', ['NG-W'])).toBe('bad');
  expect(branchCodeProblem('ngw', ['ngw', 'NGW'])).toBe('twice');
  expect(branchCodeProblem('pst', ['pst'])).toBe('twice');
});
