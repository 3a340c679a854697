import { expect, test } from 'vitest';
import { runCommand } from '#shared/domain/commands/index.ts';
import { leftOut } from '#shared/domain/joining.ts';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { leftOutOf } from './join-rows.ts';
import { wholeNeeds, wholeOffers } from './whole-list.ts';

function book(names: readonly string[]) {
  const world = testWorld({ actor: { ...CLERK, role: 'supervisor' } });
  const run = (name: Parameters<typeof runCommand>[0], args: unknown) => {
    const done = runCommand(name, world.context, args as never);
    if (!done.ok) throw new Error(done.error.code);
    world.keep(done.value.writes);
    return (done.value.result as unknown as { readonly id: string }).id;
  };
  const ids = names.map((name) => run('registerCustomer', { name }));
  const record = (id: string) => {
    const found = world.all('customers').find((one) => one.id === id);
    if (!found) throw new Error('gone');
    return found;
  };
  return { run, ids, record, records: () => world.all('customers') };
}

const PHONES = (from: number) =>
  Array.from({ length: 15 }, (_, n) => ({ number: `+62812000000${from + n}` }));

test('needs and offers that a joined record keeps for want of room are shown, and can be answered there', () => {
  const { run, ids, record } = book(['PT Sinar Jaya', 'Sinar Jaya PT']);
  const [a = '', b = ''] = ids;
  for (const customerId of ids)
    for (let n = 0; n < 60; n++) {
      run('addNeed', { customerId, text: `Kebutuhan ${n}` });
      run('makeOffer', { customerId, text: `Penawaran ${n}` });
    }
  const last = record(b).needs?.at(-1)?.id ?? '';
  run('joinCustomers', { survivorId: a, mergedId: b });
  const seen = () => wholeNeeds(record(a), [record(b)]);
  expect([record(a).needs?.length, seen().length, new Set(seen().map(({ id }) => id)).size]).toEqual([
    100, 120, 120,
  ]);
  expect(wholeOffers(record(a), [record(b)])).toHaveLength(120);
  const beyond = seen().filter(({ recordedIn }) => recordedIn !== undefined);
  expect(beyond).toHaveLength(20);
  expect(beyond[0]).toMatchObject({ of: b, recordedIn: record(b).number });
  const kept = beyond.find(({ id }) => id === last);
  run('closeNeed', { customerId: kept?.of, needId: last, status: 'met' });
  // closed ones come last
  expect(seen().at(-1)).toMatchObject({ id: last, status: 'met' });
  run('separateCustomers', { mergedId: b, survivorId: a, reason: 'Bukan orang yang sama' });
  expect([record(a).needs?.length, record(b).needs?.length]).toEqual([60, 60]);
});

test('a join says what the main record has no room for, unless a person chose to leave it', () => {
  const { run, ids, record, records } = book(['Budi', 'Budi S', 'Budi Santoso']);
  const [a = '', b = '', c = ''] = ids;
  run('changeCustomer', { id: a, changes: { phones: PHONES(100), remarks: 'x'.repeat(5000) } });
  run('changeCustomer', { id: b, changes: { phones: PHONES(200), remarks: 'y'.repeat(5000) } });
  run('changeCustomer', { id: c, changes: { phones: PHONES(200), tags: ['baru'] } });
  const without = PHONES(200)
    .slice(5)
    .map(({ number }) => number);
  const expected = { phones: without, remarks: ['y'.repeat(5000)] };
  expect(leftOut(record(a), record(b), {})).toEqual(expected);
  expect(leftOut(record(a), record(b), { phones: 'survivor', remarks: 'survivor' })).toEqual({});
  expect(leftOut(record(a), record(b), { phones: 'merged', remarks: 'merged' })).toEqual({});
  // the third has no other numbers than the second
  expect(leftOutOf(records(), a, {})).toEqual(expected);
  expect(leftOutOf(records(), a, { phones: a, remarks: b })).toEqual({});
});
