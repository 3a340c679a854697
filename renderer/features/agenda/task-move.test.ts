import { expect, test } from 'vitest';
import { overtakenIn, typedInto } from '#renderer/widgets/hooks/edit.ts';
import { moveArgs, moveForm } from './task-move.ts';

const ZONE = 'Asia/Jakarta';
const task = { dueAt: '2026-03-06T03:00:00.000Z', place: 'Gudang Ngawi', assigneeId: 'rina' };
const seen = moveForm(task, ZONE);
const start = { seen, form: seen };

test('only what was typed goes to the command', () => {
  expect(moveArgs('t', start, ZONE)).toBe('nothing');
  const later = typedInto(start, seen, { when: { day: '2026-03-09', time: '14' } });
  expect(moveArgs('t', later, ZONE)).toEqual({ id: 't', dueAt: '2026-03-09T07:00:00.000Z' });
  const elsewhere = typedInto(start, seen, { place: ' Kantor ', assigneeId: 'sari' });
  expect(moveArgs('t', elsewhere, ZONE)).toEqual({ id: 't', place: 'Kantor', assigneeId: 'sari' });
});

test('an emptied place is cleared, a time that is none is no move', () => {
  expect(moveArgs('t', typedInto(start, seen, { place: ' ' }), ZONE)).toEqual({ id: 't', clear: ['place'] });
  const wrong = typedInto(start, seen, { when: { day: '2026-03-09', time: 'pagi' }, place: 'x' });
  expect(moveArgs('t', wrong, ZONE)).toBe('no-time');
});

test('day and hour are one: who changes the hour is told of the other desk’s day', () => {
  const hour = typedInto(start, seen, { when: { ...seen.when, time: '14.00' } });
  const now = moveForm({ ...task, dueAt: '2026-03-10T03:00:00.000Z', place: 'Pabrik' }, ZONE);
  expect(overtakenIn(hour, now)).toEqual(['when']);
});
