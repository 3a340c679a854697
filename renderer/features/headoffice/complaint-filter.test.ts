import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { ComplaintQuery } from '#shared/api/head-office.ts';
import { complaintsPath } from './complaint-filter.ts';

const queryOf = (path: string) => Object.fromEntries(new URL(path, 'https://p').searchParams);

test('what is not chosen is not asked for', () => {
  expect(complaintsPath({ view: 'all', branchId: '', divisionId: '' }, undefined)).toBe(
    '/api/headoffice/complaints',
  );
});

test('every filter is a query that head office takes', () => {
  for (const view of ['open', 'overdue', 'closed'] as const) {
    const query = queryOf(complaintsPath({ view, branchId: 'NGW', divisionId: 'klaim' }, 'a=b&c'));
    expect(Value.Check(ComplaintQuery, query)).toBe(true);
    expect(query).toMatchObject({ branchId: 'NGW', divisionId: 'klaim', cursor: 'a=b&c' });
  }
});
