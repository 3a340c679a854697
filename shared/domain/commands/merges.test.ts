import { expect, test } from 'vitest';
import { CLERK, testWorld, type TestWorld } from '#test/support/domain.ts';
import type { Content } from '#shared/sync/document.ts';
import type { Activity } from '../activity.ts';
import { checkWrite } from '../check-write.ts';
import { NO_FACTS, type WriteFacts } from '../placement.ts';
import { runCommand, type CommandArgs, type Write } from './index.ts';
import { aboutOf } from './merges.ts';

const BUDI = { id: 'budi', name: 'Budi', desk: 'D2' };
const merged = {
  id: 'a1',
  field: 'name',
  side: 'local',
  notTaken: 'Kartini R.',
  taken: 'Kartini Rahayu',
  base: 'Kartini',
  by: { id: 'rina', name: 'Rina', desk: 'D1' },
  byAt: '2026-03-05T06:00:00.000Z',
  takenBy: BUDI,
  takenAt: '2026-03-05T06:00:01.000Z',
  uncertain: true,
} as const;

/** A world with one customer whose name was changed in two places. */
function conflicting(more: Partial<CommandArgs<'recordMerge'>['merges'][number]> = {}) {
  const world = testWorld();
  const registered = runCommand('registerCustomer', world.context, { name: 'Kartini Rahayu' });
  if (!registered.ok) throw new Error(registered.error.code);
  world.keep(registered.value.writes);
  const { id } = registered.value.result;
  const args = {
    collection: 'customers' as const,
    documentId: id,
    about: { customerId: id, complaintId: '' },
    merges: [{ ...merged, ...more }],
  };
  const recorded = runCommand('recordMerge', world.context, args);
  if (!recorded.ok) throw new Error(recorded.error.code);
  return { world, id, args, writes: recorded.value.writes };
}

const entryOf = (writes: readonly Write[], kind: string): Activity =>
  writes.map(({ after }) => after as unknown as Activity).find((entry) => entry.kind === kind) as Activity;

function decide(
  world: TestWorld,
  documentId: string,
  decision: Partial<CommandArgs<'resolveMerge'>['decisions'][number]>,
) {
  return runCommand('resolveMerge', world.context, {
    collection: 'customers',
    documentId,
    decisions: [{ id: 'a1', choice: 'notTaken', seen: 'Kartini Rahayu', ...decision }],
  });
}

test('both values of a merged field stand in the timeline with who, where and when', () => {
  const { writes, id } = conflicting();
  expect(writes).toHaveLength(1);
  const entry = entryOf(writes, 'field_merged');
  expect(entry).toMatchObject({
    id: 'conflict-a1',
    customerId: id,
    field: 'name',
    branchId: 'NGW',
    createdBy: { id: 'rina', desk: 'D1' },
    merge: { ...merged, collection: 'customers', documentId: id },
  });
});

test('the same merge made again is one entry, and one that the clocks decided asks nobody', () => {
  const { world, writes, args } = conflicting();
  world.keep(writes);
  expect(runCommand('recordMerge', world.context, args)).toMatchObject({ value: { writes: [] } });
  expect(conflicting({ uncertain: false }).writes[0]?.id).toBe('merge-a1');
});

test.each([
  ['taken', undefined, 'Kartini Rahayu', false],
  ['notTaken', undefined, 'Kartini R.', true],
  ['other', ' Raden Ajeng Kartini ', 'Raden Ajeng Kartini', true],
] as const)('%s is chosen: the field gets it by an ordinary write', (choice, value, want, changed) => {
  const { world, id, writes } = conflicting();
  world.keep(writes);
  const done = decide(world, id, { choice, ...(value ? { value } : {}) });
  if (!done.ok) throw new Error(done.error.code);
  expect(done.value.result).toEqual({ decided: 1, changed });
  world.keep(done.value.writes);
  expect(world.all('customers')[0]).toMatchObject({ name: want, updatedBy: { id: 'rina', desk: 'D1' } });
  expect(entryOf(done.value.writes, 'merge_resolved')).toMatchObject({
    id: 'decided-a1',
    merge: { id: 'a1', decision: { choice, value: want } },
  });
  for (const { collection, before, after } of done.value.writes)
    expect(checkWrite(collection, before, after, CLERK, NO_FACTS)).toBeNull();
});

test('what was decided is not decided again', () => {
  const { world, id, writes } = conflicting();
  world.keep(writes);
  const done = decide(world, id, {});
  if (done.ok) world.keep(done.value.writes);
  expect(decide(world, id, { seen: 'Kartini R.' })).toMatchObject({ error: { code: 'already_decided' } });
});

test('a decision on what has changed since is refused, and so is a value that the field may not have', () => {
  const { world, id, writes } = conflicting();
  world.keep(writes);
  expect(decide(world, id, { seen: 'Kartini' })).toMatchObject({
    error: { code: 'changed_meanwhile', field: 'name' },
  });
  for (const value of ['   ', 'x'.repeat(300)])
    expect(decide(world, id, { choice: 'other', value })).toMatchObject({
      error: { code: 'invalid', field: 'name' },
    });
  expect(decide(world, id, { id: 'a2' })).toMatchObject({ error: { code: 'not_found' } });
  expect(decide(world, 'someone-else', {})).toMatchObject({ error: { code: 'not_found' } });
});

test('what is gone can only be left as it is', () => {
  const { world, id, writes } = conflicting();
  const gone = testWorld();
  gone.keep(writes);
  expect(decide(gone, id, {})).toMatchObject({ error: { code: 'not_found' } });
  expect(decide(gone, id, { choice: 'taken' })).toMatchObject({ value: { result: { changed: false } } });
  expect(world.all('customers')).toHaveLength(1);
});

test('a value within a contact is decided where it stands', () => {
  const field = 'contacts.c1.name';
  const { world, id, writes } = conflicting({ field, taken: 'Budi', notTaken: 'Budi S.' });
  const [customer] = world.all('customers');
  const contacts = [
    { id: 'c0', name: 'Ani', phones: [] },
    { id: 'c1', name: 'Budi', phones: [] },
  ];
  world.keep([
    ...writes,
    { collection: 'customers', id, before: null, after: { ...customer, contacts } as unknown as Content },
  ]);
  const done = decide(world, id, { seen: 'Budi' });
  if (!done.ok) throw new Error(done.error.code);
  world.keep(done.value.writes);
  expect(world.all('customers')[0]?.contacts.map(({ name }) => name)).toEqual(['Ani', 'Budi S.']);
});

test('an entry about a merge is accepted only where its writer may write', () => {
  const { writes, id } = conflicting();
  const after = writes[0]?.after as Content;
  const note = after['merge'] as Record<string, unknown>;
  const facts = (branchId: string): WriteFacts => ({ ...NO_FACTS, customers: new Map([[id, { branchId }]]) });
  const check = (content: Content, known = facts('NGW')) =>
    checkWrite('activities', null, content, CLERK, known)?.code ?? null;
  expect(check(after)).toBeNull();
  expect(check(after, facts('JAP'))).toBe('unknown_reference');
  expect(check({ ...after, merge: { ...note, documentId: 'another' } })).toBe('unknown_reference');
  expect(check({ ...after, merge: { ...note, collection: 'campaigns' } })).toBe('not_allowed');
  expect(check({ ...after, merge: { ...note, collection: 'activities' } })).toBe('invalid');
  expect(check({ ...after, id: 'merge-a1' })).toBe('invalid');
  expect(check({ ...after, kind: 'note' })).toBe('invalid');
  expect(check({ ...after, kind: 'merge_resolved', id: 'decided-a1' })).toBe('invalid');
  expect(checkWrite('activities', after, after, CLERK, facts('NGW'))?.code).toBe('append_only');
});

test('an entry hangs on what its document hangs on', () => {
  expect(aboutOf('customers', { id: 'c' })).toEqual({ customerId: 'c', complaintId: '' });
  expect(aboutOf('complaints', { id: 'k', customerId: 'c' })).toEqual({ customerId: 'c', complaintId: 'k' });
  expect(aboutOf('responses', { id: 'r', customerId: '', campaignId: 'p' })).toEqual({
    customerId: '',
    complaintId: '',
    campaignId: 'p',
  });
});
