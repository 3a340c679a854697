import { expect, test } from 'vitest';
import { dueState } from './due.ts';

const NOW = '2026-03-05T07:00:00.000Z';
const inMinutes = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

test('a promise is calm, near within four hours, and late from its very minute', () => {
  expect(dueState(inMinutes(241), 'new', NOW)).toMatchObject({ state: 'calm' });
  expect(dueState(inMinutes(239), 'new', NOW)).toMatchObject({ state: 'near' });
  expect(dueState(inMinutes(0), 'new', NOW)).toMatchObject({
    state: 'late',
    span: { unit: 'minutes', minutes: 0 },
  });
  expect(dueState(inMinutes(-95), 'new', NOW)).toMatchObject({
    state: 'late',
    span: { unit: 'hours', hours: 1, minutes: 35 },
  });
});

test('minutes, hours and days each take over where the one before says too much', () => {
  expect(dueState(inMinutes(59), 'new', NOW)).toMatchObject({ span: { unit: 'minutes', minutes: 59 } });
  expect(dueState(inMinutes(60), 'new', NOW)).toMatchObject({
    span: { unit: 'hours', hours: 1, minutes: 0 },
  });
  expect(dueState(inMinutes(47 * 60 + 59), 'new', NOW)).toMatchObject({ span: { unit: 'hours', hours: 47 } });
  expect(dueState(inMinutes(48 * 60), 'new', NOW)).toMatchObject({ span: { unit: 'days', days: 2 } });
});

test('what is finished, or was promised nothing, has no clock', () => {
  for (const status of ['resolved', 'closed', 'cancelled', 'withdrawn'])
    expect(dueState(inMinutes(-5), status, NOW)).toEqual({ state: 'none' });
  expect(dueState('', 'new', NOW)).toEqual({ state: 'none' });
});

test('a status of a newer version keeps its clock: nobody may overlook it', () => {
  expect(dueState(inMinutes(-5), 'escalated', NOW)).toMatchObject({ state: 'late' });
});
