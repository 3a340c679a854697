import { expect, test } from 'vitest';
import { runCommand } from '#shared/domain/commands/index.ts';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { ALL, joinRows, joinsOf, oldestOf, type Picks } from './join-rows.ts';

function three() {
  const world = testWorld({ actor: { ...CLERK, role: 'supervisor' } });
  const run = (name: Parameters<typeof runCommand>[0], args: unknown) => {
    const done = runCommand(name, world.context, args as never);
    if (!done.ok) throw new Error(done.error.code);
    world.keep(done.value.writes);
    return done.value.result as unknown as { readonly id: string };
  };
  const ids = ['Budi', 'Budi S', 'Budi Santoso'].map((name) => run('registerCustomer', { name }).id);
  const [a = '', b = '', c = ''] = ids;
  run('changeCustomer', { id: b, changes: { commodity: 'beras', tags: ['lama'], email: 'b@contoh.id' } });
  run('changeCustomer', { id: c, changes: { commodity: 'gula', tags: ['baru'] } });
  const customers = () => world.all('customers');
  const join = (picks: Picks) => {
    for (const args of joinsOf(customers(), a, picks)) run('joinCustomers', args);
    const kept = customers().find(({ id }) => id === a);
    if (!kept) throw new Error('gone');
    return kept;
  };
  return { customers, join, a, b, c };
}

test('only fields that differ are asked for; lists are put together', () => {
  const { customers, a, b } = three();
  expect(joinRows(customers(), a).map(({ field, normal }) => [field, normal])).toEqual([
    ['name', a],
    ['commodity', b],
    ['tags', ALL],
  ]);
  expect(oldestOf([...customers()].reverse())?.id).toBe(a);
});

test('without a choice the main record keeps its own and takes what it lacks', () => {
  const { join } = three();
  expect(join({})).toMatchObject({
    name: 'Budi',
    commodity: 'beras',
    email: 'b@contoh.id',
    tags: ['lama', 'baru'],
  });
});

test('each field is taken from the record that was chosen, also from the last of three', () => {
  const { join, customers, b, c } = three();
  expect(join({ name: b, commodity: c, tags: c })).toMatchObject({
    name: 'Budi S',
    commodity: 'gula',
    email: 'b@contoh.id',
    tags: ['baru'],
  });
  expect(customers().filter((one) => one.mergedInto).length).toBe(2);
});
