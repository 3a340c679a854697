import { expect, test } from 'vitest';
import { COMMANDS } from '#shared/domain/commands/index.ts';
import { testWorld } from '#test/support/domain.ts';
import { isWhole } from './whole.ts';

test('rule 42: a document without its entry of the timeline is not whole yet', () => {
  const command = { id: 'e2', parts: 3 };
  expect(isWhole({ command }, [{ command: { id: 'e1', parts: 2 } }, {}])).toBe(false);
  expect(isWhole({ command }, [{ command }])).toBe(true);
});

test('rule 42: what one write did, or nobody’s command, is whole by itself', () => {
  expect(isWhole({ command: { id: 'e2', parts: 1 } }, [])).toBe(true);
  expect(isWhole({}, [])).toBe(true);
});

test('rule 42: registering a complaint writes the entry by which it is known to be whole', () => {
  const { context } = testWorld();
  const done = COMMANDS.registerComplaint.run(context, {
    kind: 'complaint',
    newCustomer: { name: 'Sri Lestari' },
    channel: 'walk_in',
    category: context.reference.categories[0]?.code ?? '',
    description: 'Kiriman belum sampai',
  });
  if (!done.ok) throw new Error(done.error.code);
  const complaint = done.value.writes.find(({ collection }) => collection === 'complaints');
  const entries = done.value.writes.filter(({ collection }) => collection === 'activities');
  expect(entries.some(({ after }) => (after as { complaintId?: string }).complaintId === complaint?.id)).toBe(
    true,
  );
});
