import { expect, test } from 'vitest';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { checkShape } from '../check-write.ts';
import { runCommand, type CommandArgs } from './index.ts';

function registered() {
  const world = testWorld();
  const done = runCommand('registerComplaint', world.context, {
    kind: 'complaint',
    newCustomer: { name: 'Sri Lestari' },
    channel: 'walk_in',
    category: 'terlambat',
    description: 'Kiriman belum sampai',
  });
  if (!done.ok) throw new Error(done.error.code);
  world.keep(done.value.writes);
  const { id: complaintId, customerId } = done.value.result;
  const args: CommandArgs<'recordDiscard'> = {
    collection: 'complaints',
    customerId,
    complaintId,
    fields: ['category', 'description'],
    reason: ' Sudah dicatat ulang ',
  };
  return { world, args };
}

test('what was given up is told where it belonged: by whom, which fields, why', () => {
  const { world, args } = registered();
  const done = runCommand('recordDiscard', world.context, args);
  const [entry, ...more] = done.ok ? done.value.writes : [];
  expect(more).toEqual([]);
  expect(entry?.after).toMatchObject({
    kind: 'change_discarded',
    branchId: 'NGW',
    customerId: args.customerId,
    complaintId: args.complaintId,
    createdBy: { id: 'rina', name: 'Rina' },
    field: 'complaints',
    from: 'category, description',
    text: 'Sudah dicatat ulang',
  });
  expect(entry && checkShape('activities', entry.after)).toBeNull();
});

test('nothing is written for what is not here, or is another branch’s by now; a reason has to be given', () => {
  const { world, args } = registered();
  const writes = (context = world.context, more: object = {}) => {
    const done = runCommand('recordDiscard', context, { ...args, ...more });
    return done.ok ? done.value.writes.length : done.error.code;
  };
  expect(writes(world.context, { complaintId: 'gone' })).toBe(0);
  expect(writes(world.context, { customerId: 'gone', complaintId: '' })).toBe(0);
  expect(writes({ ...world.context, actor: { ...CLERK, branchId: 'JAP' } })).toBe(0);
  expect(writes(world.context, { reason: ' ' })).toBe('reason_missing');
});
