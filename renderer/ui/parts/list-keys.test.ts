import { expect, test } from 'vitest';
import { listMove } from './list-keys.ts';

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
