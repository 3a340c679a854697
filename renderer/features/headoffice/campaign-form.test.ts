import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { CampaignFields } from '#shared/api/head-office.ts';
import { campaignProblems, emptyCampaign, fieldsOf, valuesOf } from './campaign-form.ts';

const filled = {
  ...emptyCampaign('2026-03-05'),
  name: ' Pameran Otomotif ',
  budget: 12_500_000,
  target: 200,
};

test('what is saved is what head office takes, and comes back as it was', () => {
  const fields = fieldsOf(filled);
  expect(Value.Check(CampaignFields, fields)).toBe(true);
  expect(fields).not.toHaveProperty('offer');
  expect(fieldsOf(valuesOf(fields))).toEqual(fields);
});

test('all branches are the empty list, whatever was chosen before', () => {
  expect(fieldsOf({ ...filled, everywhere: true, branchIds: ['NGW'] }).branchIds).toEqual([]);
  expect(valuesOf({ ...fieldsOf(filled), branchIds: ['NGW'] }).everywhere).toBe(false);
});

test('each thing that is wrong stands at its field', () => {
  expect(campaignProblems(filled)).toEqual({});
  expect(campaignProblems({ ...filled, name: '  ', end: '2026-03-04', everywhere: false })).toEqual({
    name: 'required',
    end: 'endBeforeStart',
    branchIds: 'needBranch',
  });
  expect(campaignProblems({ ...filled, start: '', end: '' })).toEqual({ start: 'required', end: 'required' });
});
