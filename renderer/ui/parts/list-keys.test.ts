import { expect, test } from 'vitest';
import { listMove, ListSteps } from './list-keys.ts';

const key = (name: string, with_: Partial<Record<'ctrlKey' | 'altKey', boolean>> = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...with_,
});

test('J, K and arrows go one row and stop at the edges', () => {
  expect(listMove(key('j'), -1, 3, 10)).toEqual({ to: 0 });
  expect(listMove(key('ArrowDown'), 2, 3, 10)).toEqual({ to: 2 });
  expect(listMove(key('K'), 1, 3, 10)).toEqual({ to: 0 });
  expect(listMove(key('ArrowUp'), 0, 3, 10)).toEqual({ to: 0 });
});

test('Home, End and pages go far', () => {
  expect(listMove(key('End'), 0, 5000, 12)).toEqual({ to: 4999 });
  expect(listMove(key('Home', { ctrlKey: true }), 4999, 5000, 12)).toEqual({ to: 0 });
  expect(listMove(key('PageDown'), 5, 5000, 12)).toEqual({ to: 17 });
  expect(listMove(key('PageUp'), 5, 5000, 12)).toEqual({ to: 0 });
});

test('Enter opens the chosen row and nothing else', () => {
  expect(listMove(key('Enter'), 4, 5, 10)).toEqual({ open: true });
  expect(listMove(key('Enter'), -1, 5, 10)).toBeUndefined();
});

test('other keys, and those of the shell, are left alone', () => {
  expect(listMove(key('k', { ctrlKey: true }), 1, 5, 10)).toBeUndefined();
  expect(listMove(key('ArrowDown', { altKey: true }), 1, 5, 10)).toBeUndefined();
  expect(listMove(key('x'), 1, 5, 10)).toBeUndefined();
  expect(listMove(key('j'), 0, 0, 10)).toBeUndefined();
});

test('keys lead on from a choice that is not drawn yet', () => {
  const steps = new ListSteps<string>();
  const chose = (index: number) => {
    steps.chose({ key: `k${index}`, index, row: `row ${index}` });
  };
  expect(steps.ahead(undefined)).toBeUndefined();
  chose(0);
  expect(steps.ahead(undefined)).toMatchObject({ index: 0, row: 'row 0' });
  chose(1);
  chose(2);
  // the first of three is drawn: the last one still counts
  expect(steps.ahead('k0')).toMatchObject({ index: 2 });
  expect(steps.ahead('k2')).toBeUndefined();
  expect(steps.ahead('k2')).toBeUndefined();
});

test('what the page chooses by itself counts more than a choice before it', () => {
  const steps = new ListSteps<string>();
  expect(steps.ahead('k5')).toBeUndefined();
  steps.chose({ key: 'k6', index: 6, row: 'row 6' });
  expect(steps.ahead('k1')).toBeUndefined();
  expect(steps.ahead('k5')).toBeUndefined();
});
