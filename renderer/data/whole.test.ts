import { expect, test } from 'vitest';
import { COMMANDS, runCommand, type CommandArgs, type CommandName } from '#shared/domain/commands/index.ts';
import { CLERK, testWorld } from '#test/support/domain.ts';
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

test('rule 42: what is written of a customer or an agreement has an entry in that customer’s timeline', () => {
  const world = testWorld({ actor: { ...CLERK, role: 'supervisor' } });
  const written: string[] = [];
  const run = <N extends CommandName>(name: N, args: CommandArgs<N>): void => {
    const done = runCommand(name, world.context, args);
    if (!done.ok) throw new Error(`${name}: ${done.error.code} ${done.error.field ?? ''}`);
    world.keep(done.value.writes);
    const { writes } = done.value;
    const entries = writes.filter(({ collection }) => collection === 'activities');
    for (const { collection, id, after } of writes) {
      if (collection !== 'customers' && collection !== 'agreements') continue;
      const doc = after as { readonly customerId?: string; readonly mergedInto?: string };
      const shownWith = [doc.customerId ?? id, doc.mergedInto];
      const has = entries.some((entry) => shownWith.includes(String(entry.after['customerId'])));
      written.push(`${name} ${collection} ${has ? 'has its entry' : 'HAS NO ENTRY'}`);
    }
  };
  run('registerCustomer', { name: 'Budi', phone: '+6281230011037' });
  run('registerCustomer', { name: 'Budi S', phone: '+6281230011038' });
  const [id = '', other = ''] = world.all('customers').map((customer) => customer.id);
  run('changeCustomer', { id, changes: { remarks: 'pagi saja' } });
  run('tagCustomer', { id, add: ['pameran'], remove: [] });
  run('recordConsent', { customerId: id, channel: 'sms', given: true, proof: 'lisan' });
  run('addNeed', { customerId: id, text: 'jemput dua kali sehari' });
  run('makeOffer', { customerId: id, text: 'jemput gratis' });
  run('addAgreement', { customerId: id, agreement: { kind: 'pks', end: '2027-01-31' } });
  run('overrideTier', { customerId: id, tier: 'gold', reason: 'pelanggan lama', until: '2026-06-30' });
  run('joinCustomers', { survivorId: id, mergedId: other });
  run('separateCustomers', { survivorId: id, mergedId: other, reason: 'orang lain' });
  const batch = 'a'.repeat(32);
  const row = { row: 1, phones: [], contacts: [], kind: 'company', stage: 'active' } as const;
  const agreements = [{ id: 'pks', kind: 'pks', number: 'PKS-1' }] as const;
  run('importRows', {
    batch,
    file: 'buku.xlsx',
    source: 'book',
    rows: [{ ...row, id: 'c1', how: 'make', name: 'PT Sinar', agreements: [...agreements] }],
  } as unknown as CommandArgs<'importRows'>);
  expect(written.filter((line) => line.endsWith('NO ENTRY'))).toEqual([]);
  expect(new Set(written).size).toBeGreaterThan(10);
});
