import { expect, test } from 'vitest';
import type { Agreement } from './agreement.ts';
import { endings, nextTerm } from './renewal.ts';
import { renewalTaskId } from './renewal-day.ts';
import type { Task } from './task.ts';

const by = { id: 'sari', name: 'Sari' };
const base = {
  branchId: 'NGW',
  createdBy: by,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedBy: by,
  updatedAt: '2026-01-01T00:00:00.000Z',
  clock: { offset: 0, uncertainty: 0 },
};
const pks = (id: string, end: string, more: Partial<Agreement> = {}): Agreement => ({
  ...base,
  id,
  kind: 'pks',
  customerId: 'c',
  facilities: [],
  end,
  ...more,
});
const task = (id: string, agreementId: string, more: Partial<Task> = {}): Task => ({
  ...base,
  id,
  kind: 'visit',
  customerId: 'c',
  complaintId: '',
  agreementId,
  title: 'Kunjungan',
  dueAt: '2026-03-10T02:00:00.000Z',
  status: 'open',
  ...more,
});
const at = { today: '2026-03-05', now: '2026-03-05T07:07:00.000Z' };
const seen = (agreements: Agreement[], tasks: Task[] = []) =>
  endings(agreements, tasks, at).map((one) => [one.agreement.id, one.state, one.step ?? '', one.missing]);

test('what ends soon, is overdue or went by undecided, the earliest end first', () => {
  const agreements = [
    pks('later', '2026-04-19'),
    pks('too-late', '2026-04-20'),
    pks('now', '2026-03-05'),
    pks('past', '2026-03-04'),
    pks('long-past', '2025-09-05'),
    pks('visited', '2026-03-20'),
    pks('planned', '2026-04-04'),
    pks('slow', '2026-04-05'),
  ];
  const tasks = [
    task('t1', 'visited', { status: 'done' }),
    task('t2', 'visited', { kind: 'evaluation' }),
    task('t3', 'planned'),
    task('t4', 'slow', { dueAt: '2026-03-05T07:00:00.000Z' }),
  ];
  expect(seen(agreements, tasks)).toEqual([
    ['past', 'undecided', '', false],
    ['now', 'overdue', '', true],
    ['visited', 'soon', 'evaluation', false],
    ['planned', 'soon', 'visit', false],
    ['slow', 'overdue', 'visit', false],
    ['later', 'soon', '', true],
  ]);
});

test('decided ones, contracts and those without an end are nobody’s business here', () => {
  expect(
    seen([
      pks('renewed', '2026-03-20', { status: 'renewed' }),
      pks('ended', '2026-03-20', { status: 'ended' }),
      pks('contract', '2026-03-20', { kind: 'contract' }),
    ]),
  ).toEqual([]);
});

test('a visit that was cancelled is not planned again by itself', () => {
  const cancelled = task(renewalTaskId('a', '2026-03-20', 'visit'), 'a', { status: 'cancelled' });
  expect(seen([pks('a', '2026-03-20')], [cancelled])).toEqual([['a', 'overdue', '', false]]);
});

test('the first open step counts, and a decision settles them all', () => {
  const [one] = endings(
    [pks('a', '2026-03-20')],
    [task('t2', 'a', { kind: 'decision' }), task('t1', 'a')],
    at,
  );
  expect(one?.task?.id).toBe('t1');
  expect(one?.open.map(({ id }) => id)).toEqual(['t1', 't2']);
  expect(one?.daysLeft).toBe(15);
});

test('the term that follows is as long as the one before', () => {
  expect(nextTerm({ start: '2025-07-01', end: '2026-06-30' })).toEqual({
    start: '2026-07-01',
    end: '2027-06-30',
  });
  expect(nextTerm({ start: '2024-02-29', end: '2024-08-28' })).toEqual({
    start: '2024-08-29',
    end: '2025-02-28',
  });
  expect(nextTerm({ start: '2026-01-10', end: '2026-02-01' })).toEqual({
    start: '2026-02-02',
    end: '2026-02-24',
  });
  expect(nextTerm({ end: '2027-02-28' })).toEqual({ start: '2027-03-01', end: '2028-02-29' });
  expect(nextTerm({})).toBeNull();
});
