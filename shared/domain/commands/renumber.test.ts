import { expect, test } from 'vitest';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { runCommand } from './index.ts';

function registered() {
  const world = testWorld();
  const done = runCommand('registerComplaint', world.context, {
    kind: 'complaint',
    newCustomer: { name: 'Sri Lestari' },
    channel: 'walk_in',
    category: world.context.reference.categories[0]?.code ?? '',
    description: 'Kiriman belum sampai',
  });
  if (!done.ok) throw new Error(done.error.code);
  world.keep(done.value.writes);
  const [complaint] = world.all('complaints');
  const [customer] = world.all('customers');
  if (!complaint || !customer) throw new Error('nothing registered');
  return { world, complaint, customer };
}

test('a complaint gets the desk’s next number, which stands in its timeline; the document itself is not written', () => {
  const { world, complaint } = registered();
  const { id, number, customerId } = complaint;
  expect(number).toBe('K-NGW-D1-1');
  const done = runCommand('takeNewNumber', world.context, {
    collection: 'complaints',
    documentId: id,
    seen: number,
  });
  expect(done).toMatchObject({ ok: true, value: { result: { id, number: 'K-NGW-D1-2' } } });
  const writes = done.ok ? done.value.writes : [];
  expect(writes.map(({ collection }) => collection)).toEqual(['activities']);
  expect(writes[0]?.after).toMatchObject({
    kind: 'customer_changed',
    customerId,
    complaintId: id,
    field: 'number',
    from: number,
    to: 'K-NGW-D1-2',
  });
});

test('a customer gets one of its own row of numbers', () => {
  const { world, customer } = registered();
  const args = { collection: 'customers', documentId: customer.id, seen: customer.number } as const;
  expect(runCommand('takeNewNumber', world.context, args)).toMatchObject({
    value: { result: { number: 'P-NGW-D1-2' }, writes: [{ after: { customerId: customer.id } }] },
  });
});

test('a number that is another one by now, a document that is not here and another branch’s are left alone', () => {
  const { world, complaint } = registered();
  const args = { collection: 'complaints', documentId: complaint.id, seen: complaint.number } as const;
  const code = (context: typeof world.context, more: Partial<typeof args> = {}): string => {
    const done = runCommand('takeNewNumber', context, { ...args, ...more });
    return done.ok ? 'ok' : done.error.code;
  };
  expect(code(world.context, { seen: 'K-NGW-D1-9' as never })).toBe('changed_meanwhile');
  expect(code(world.context, { documentId: 'not-here' as never })).toBe('not_found');
  const elsewhere = testWorld({ actor: { ...CLERK, branchId: 'JAP' } }).context;
  expect(code({ ...world.context, number: elsewhere.number })).toBe('number_of_other_branch');
});
