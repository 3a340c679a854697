import { expect, test } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import { routesFor } from '../routes.tsx';
import { shortcutOf } from './shortcuts.ts';

const clerk: Actor = { userId: 'rina', name: 'Rina', role: 'frontliner', branchId: 'NGW' };
const office: Actor = { userId: 'pusat', name: 'Ratna', role: 'headoffice', branchId: 'PST' };
const none = { code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const press = (key: string, more: Partial<typeof none> = {}, typing = false, who = clerk) =>
  shortcutOf({ ...none, key, ...more }, routesFor(who), typing);

test('Alt and a digit go to the entries of the rail in their order, also while typing', () => {
  expect(press('1', { code: 'Digit1', altKey: true }, true)).toEqual({ kind: 'go', to: '/' });
  expect(press('¡', { code: 'Digit2', altKey: true })).toEqual({ kind: 'go', to: '/pelanggan' });
  expect(press('9', { code: 'Digit9', altKey: true })).toBeUndefined();
});

test('head office has its own pages and none of the branch', () => {
  const paths = routesFor(office).map(({ to }) => to);
  expect(paths).toContain('/pusat/pengaduan');
  expect(paths).not.toContain('/pelanggan');
  expect(routesFor(clerk).map(({ to }) => to)).not.toContain('/pusat/kampanye');
  expect(routesFor({ ...clerk, role: 'supervisor' }).map(({ to }) => to)).toContain('/pusat/cabang');
});

test('a question mark is a letter while typing, F1 and F2 are not', () => {
  expect(press('?', { shiftKey: true })).toEqual({ kind: 'show', overlay: 'cheatSheet' });
  expect(press('?', { shiftKey: true }, true)).toBeUndefined();
  expect(press('F1', {}, true)).toEqual({ kind: 'show', overlay: 'cheatSheet' });
  expect(press('F2', {}, true)).toEqual({ kind: 'intake' });
});

test('Ctrl+Z undoes what the shell did only outside a text', () => {
  expect(press('z', { ctrlKey: true })).toEqual({ kind: 'undo' });
  expect(press('z', { ctrlKey: true }, true)).toBeUndefined();
  expect(press('K', { ctrlKey: true }, true)).toEqual({ kind: 'show', overlay: 'palette' });
  expect(press('r', { ctrlKey: true })).toBeUndefined();
});
