import { expect, test } from 'vitest';
import { planVisitPath, taskPath } from './agenda-path.ts';

test('a task is opened among the days of the branch around it, also where it is another person’s', () => {
  const task = { id: 't1', dueAt: '2026-03-05T23:00:00.000Z', assigneeId: 'rina' };
  expect(taskPath(task, 'Asia/Jakarta', 'rina')).toBe('/agenda/t1?hari=2026-03-06');
  expect(taskPath(task, 'Asia/Jakarta', 'sari')).toBe('/agenda/t1?hari=2026-03-06&siapa=semua');
});

test('a visit is planned for the customer in the address', () => {
  expect(planVisitPath('c 1')).toBe('/agenda?pelanggan=c+1');
});
