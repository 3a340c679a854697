import { expect, test } from 'vitest';
import { customerHit } from '#test/support/directory-rows.ts';
import {
  beginNewcomer,
  checkResponse,
  chooseVisitor,
  EMPTY_RESPONSE,
  fieldOfCommand,
  firstError,
  nextVisitor,
  responseArgs,
  restoreResponse,
  settled,
  worthKeeping,
} from './response-state.ts';

const form = { ...EMPTY_RESPONSE, result: 'interested' } as const;

test('a name that was only typed is a visitor who is not in the book', () => {
  const state = settled({ ...form, search: ' Sukarno ' });
  expect(checkResponse(state)).toEqual({});
  expect(responseArgs('c1', state)).toEqual({
    campaignId: 'c1',
    name: 'Sukarno',
    result: 'interested',
    repeatOrder: false,
  });
});

test('digits that were only typed are a phone, and the name is asked for', () => {
  const state = settled({ ...form, search: '0812-3000-1037' });
  expect(state.newcomer).toEqual({ name: '', phone: '0812-3000-1037' });
  expect(firstError(checkResponse(state))).toBe('name');
  const named = { ...state, newcomer: { name: 'Kartini', phone: '0812-3000-1037' }, addToBook: true };
  expect(responseArgs('c1', named)).toMatchObject({
    name: 'Kartini',
    phone: '+6281230001037',
    addToBook: true,
  });
});

test('a customer of the book goes by id, never into the book again, and counts as a repeat order when buying', () => {
  const state = chooseVisitor({ ...form, addToBook: true }, customerHit('Kartini'));
  expect(state.repeatOrder).toBe(true);
  expect(responseArgs('c1', state)).toEqual({
    campaignId: 'c1',
    customerId: 'kartini',
    name: 'Kartini',
    result: 'interested',
    repeatOrder: true,
  });
  expect(chooseVisitor(form, customerHit('Adi', { stage: 'prospect' })).repeatOrder).toBe(false);
});

test('what is missing is said, who comes before what', () => {
  expect(checkResponse(EMPTY_RESPONSE)).toEqual({ visitor: 'name_missing', result: 'result_missing' });
  expect(firstError({ visitor: 'name_missing', result: 'result_missing' })).toBe('visitor');
  expect(checkResponse({ ...form, newcomer: { name: 'Adi', phone: '0812' } })).toEqual({
    phone: 'phone_invalid',
  });
  expect(
    checkResponse({ ...form, newcomer: { name: 'Adi', phone: '0812-3000-1037, 0812-3000-1038' } }),
  ).toEqual({ phone: 'phone_one' });
});

test('an error of the command finds its field', () => {
  const newcomer = beginNewcomer({ ...form, search: 'Adi' });
  expect(fieldOfCommand('name', newcomer)).toBe('name');
  expect(fieldOfCommand('phones.0.number', newcomer)).toBe('phone');
  expect(fieldOfCommand('customerId', form)).toBe('visitor');
  expect(fieldOfCommand('campaignId', form)).toBeUndefined();
});

test('the next visitor finds an empty form, with the choice of the book kept', () => {
  const next = nextVisitor({ ...form, search: 'x', note: 'y', repeatOrder: true, addToBook: true });
  expect(next).toEqual({ ...EMPTY_RESPONSE, addToBook: true });
  expect(worthKeeping(next)).toBe(false);
});

test('a draft comes back whole, and one of another version as far as it can be read', () => {
  const state = { ...beginNewcomer({ ...form, search: 'Adi' }), note: 'telepon sore' };
  expect(restoreResponse(JSON.parse(JSON.stringify(state)) as Record<string, unknown>)).toEqual(state);
  expect(restoreResponse({ note: 'tetap', result: 'maybe', customer: 7 })).toEqual({
    ...EMPTY_RESPONSE,
    note: 'tetap',
  });
});
