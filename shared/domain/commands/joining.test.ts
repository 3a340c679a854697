import { describe, expect, test } from 'vitest';
import type { Content } from '#shared/sync/document.ts';
import { CLERK, testWorld, type TestWorld } from '#test/support/domain.ts';
import { absorb, survivorOf } from '../joining.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

function run<N extends CommandName>(world: TestWorld, name: N, args: CommandArgs<N>) {
  const done = runCommand(name, world.context, args);
  if (done.ok) world.keep(done.value.writes);
  return done.ok ? done.value : done.error.code;
}

function twins(): TestWorld {
  const world = testWorld({ actor: { ...CLERK, role: 'supervisor' } });
  run(world, 'registerCustomer', { name: 'Budi', phone: '+6281230011037' });
  run(world, 'registerCustomer', { name: 'Budi S', phone: '+6281230011038' });
  return world;
}

test('the survivor takes over what it lacks; of two consents the one that forbids counts', () => {
  const world = twins();
  const [kept, other] = world.all('customers');
  if (!kept || !other) throw new Error('no twins');
  run(world, 'changeCustomer', { id: kept.id, changes: { remarks: 'pagi saja' } });
  run(world, 'changeCustomer', {
    id: other.id,
    changes: { email: 'budi@contoh.id', remarks: 'titip satpam' },
  });
  run(world, 'recordConsent', { customerId: kept.id, channel: 'sms', given: true, proof: 'lisan' });
  run(world, 'recordConsent', { customerId: other.id, channel: 'sms', given: false, proof: 'telepon' });
  run(world, 'joinCustomers', { survivorId: kept.id, mergedId: other.id });
  const [survivor, merged] = world.all('customers');
  expect(survivor).toMatchObject({
    name: 'Budi',
    number: kept.number,
    email: 'budi@contoh.id',
    remarks: 'pagi saja\ntitip satpam',
    phones: [{ number: '+6281230011037' }, { number: '+6281230011038' }],
    consents: { sms: { given: false, proof: 'telepon' } },
  });
  expect(merged).toMatchObject({ name: 'Budi S', mergedInto: kept.id });
  expect(run(world, 'joinCustomers', { survivorId: other.id, mergedId: kept.id })).toBe('already_joined');
});

test('a join can be undone', () => {
  const world = twins();
  const [kept, other] = world.all('customers');
  if (!kept || !other) throw new Error('no twins');
  expect(run(world, 'joinCustomers', { survivorId: kept.id, mergedId: kept.id })).toBe('same_customer');
  expect(run(world, 'separateCustomers', { mergedId: other.id, reason: 'salah' })).toBe('not_joined');
  run(world, 'joinCustomers', { survivorId: kept.id, mergedId: other.id });
  run(world, 'separateCustomers', { mergedId: other.id, reason: 'ternyata bapak dan anak' });
  const merged = world.all('customers').find(({ id }) => id === other.id);
  expect(merged?.mergedInto).toBe('');
});

test('of each field the chosen record counts, and what was left out does not come back', () => {
  const world = twins();
  const [kept, other] = world.all('customers');
  if (!kept || !other) throw new Error('no twins');
  run(world, 'changeCustomer', { id: kept.id, changes: { commodity: 'beras', tags: ['lama'] } });
  run(world, 'changeCustomer', {
    id: other.id,
    changes: { email: 'salah@contoh.id', commodity: 'gula', tags: ['baru'] },
  });
  const choices = { name: 'merged', commodity: 'merged', email: 'survivor', phones: 'survivor' } as const;
  run(world, 'joinCustomers', { survivorId: kept.id, mergedId: other.id, choices });
  const [survivor, merged] = world.all('customers');
  if (!survivor || !merged) throw new Error('gone');
  expect(survivor).toMatchObject({
    name: 'Budi S',
    commodity: 'gula',
    phones: [{ number: '+6281230011037' }],
    tags: ['lama', 'baru'],
  });
  expect(survivor.email).toBeUndefined();
  // head office takes over again what arrives with the joined record: nothing more than was chosen
  expect(absorb(survivor, merged)).toEqual({});
  // what is written there later was not seen at the join
  expect(absorb(survivor, { ...merged, email: 'benar@contoh.id' })).toEqual({ email: 'benar@contoh.id' });
  const phones = [...merged.phones, { number: '+6281230011039' }];
  expect(absorb(survivor, { ...merged, phones })).toMatchObject({
    phones: [{ number: '+6281230011037' }, { number: '+6281230011039' }],
  });
});

test('separated, both records have what they had, but for what was changed since', () => {
  const world = twins();
  const [kept, other] = world.all('customers');
  if (!kept || !other) throw new Error('no twins');
  run(world, 'recordConsent', { customerId: other.id, channel: 'sms', given: true, proof: 'lisan' });
  run(world, 'changeCustomer', {
    id: other.id,
    changes: { email: 'budi@contoh.id', commodity: 'gula', remarks: 'titip satpam', tags: ['baru'] },
  });
  run(world, 'addNeed', { customerId: other.id, text: 'jemput tiap hari' });
  const before = world.all('customers');
  run(world, 'joinCustomers', { survivorId: kept.id, mergedId: other.id, choices: { name: 'merged' } });
  expect(world.all('customers')[0]).toMatchObject({ name: 'Budi S', needs: [{ text: 'jemput tiap hari' }] });
  run(world, 'changeCustomer', { id: kept.id, changes: { commodity: 'kopi' } });
  const wrong = { mergedId: other.id, survivorId: 'lain', reason: 'x' };
  expect(run(world, 'separateCustomers', wrong)).toBe('changed_meanwhile');
  run(world, 'separateCustomers', { mergedId: other.id, survivorId: kept.id, reason: 'bapak dan anak' });
  const [survivor, merged] = world.all('customers');
  expect(survivor).toEqual({ ...before[0], commodity: 'kopi', tags: [], consents: {}, needs: [] });
  expect(merged).toEqual({ ...before[1], mergedInto: '' });
  expect(world.all('activities').map((a) => a.kind)).toContain('customers_separated');
});

describe('a tier that a person set', () => {
  const FACTS = { monthlyRevenue: 0, transactions: 0, agreements: 0, complaints: 0 };
  /** Two records, of which the second is Gold by hand. */
  const withTiers = (mine?: 'bronze' | 'gold') => {
    const world = twins();
    const [kept, other] = world.all('customers');
    if (!kept || !other) throw new Error('no twins');
    if (mine) run(world, 'overrideTier', { customerId: kept.id, tier: mine, reason: 'Sendiri' });
    run(world, 'overrideTier', { customerId: other.id, tier: 'gold', reason: 'Tokoh' });
    const survivor = () => world.all('customers').find(({ id }) => id === kept.id);
    const join = (choices?: CommandArgs<'joinCustomers'>['choices']) =>
      run(world, 'joinCustomers', {
        survivorId: kept.id,
        mergedId: other.id,
        ...(choices ? { choices } : {}),
      });
    const review = () => run(world, 'reviewTier', { customerId: kept.id, facts: FACTS });
    return { world, kept, other, survivor, join, review };
  };

  test('goes with the tier that the survivor lacks, outlives the review, and goes back when separated', () => {
    const { world, kept, other, survivor, join, review } = withTiers();
    const before = survivor();
    join();
    review();
    expect(survivor()).toMatchObject({ tier: 'gold', tierOverride: { tier: 'gold', reason: 'Tokoh' } });
    run(world, 'separateCustomers', { mergedId: other.id, survivorId: kept.id, reason: 'salah' });
    expect(survivor()?.tier).toBe(before?.tier);
    expect(survivor()).not.toHaveProperty('tierOverride');
    const merged = world.all('customers').find(({ id }) => id === other.id);
    expect(merged).toMatchObject({ tierOverride: { reason: 'Tokoh' } });
  });

  test('goes with the tier that was chosen, and stays away with the one that was not', () => {
    const chosen = withTiers('bronze');
    chosen.join({ tier: 'merged' });
    chosen.review();
    expect(chosen.survivor()).toMatchObject({ tier: 'gold', tierOverride: { reason: 'Tokoh' } });
    const left = withTiers('bronze');
    left.join({ tier: 'survivor' });
    left.review();
    expect(left.survivor()).toMatchObject({ tier: 'bronze', tierOverride: { reason: 'Sendiri' } });
    const merged = left.world.all('customers').find(({ id }) => id === left.other.id);
    expect(absorb({ ...left.kept }, merged ?? left.other)).not.toHaveProperty('tierOverride');
  });

  test('ends where the chosen tier is one of the rules, and comes back when separated', () => {
    const { world, kept, other, survivor } = withTiers('bronze');
    const args = { survivorId: other.id, mergedId: kept.id };
    const rulesOnly = { ...kept, tier: 'silver' as const };
    world.keep([
      { collection: 'customers', id: kept.id, before: null, after: rulesOnly as unknown as Content },
    ]);
    run(world, 'joinCustomers', { ...args, choices: { tier: 'merged' } });
    const stands = () => world.all('customers').find(({ id }) => id === other.id);
    expect(stands()?.tier).toBe('silver');
    expect(stands()).not.toHaveProperty('tierOverride');
    run(world, 'separateCustomers', { mergedId: kept.id, survivorId: other.id, reason: 'salah' });
    expect(stands()).toMatchObject({ tier: 'gold', tierOverride: { reason: 'Tokoh' } });
    expect(survivor()).toMatchObject({ tier: 'silver' });
  });

  test('counts where both have that tier, and only one of them by hand', () => {
    const { world, kept, other, survivor, join, review } = withTiers();
    const byRules = { ...kept, tier: 'gold' as const };
    world.keep([
      { collection: 'customers', id: kept.id, before: null, after: byRules as unknown as Content },
    ]);
    join();
    review();
    expect(survivor()).toMatchObject({ tier: 'gold', tierOverride: { reason: 'Tokoh' } });
    const merged = world.all('customers').find(({ id }) => id === other.id);
    expect(absorb(survivor() ?? kept, merged ?? other)).toEqual({});
  });
});

test('a field that nobody can choose is refused', () => {
  const world = twins();
  const [kept, other] = world.all('customers');
  const choices = { number: 'merged' } as Record<string, 'merged'>;
  const args = { survivorId: kept?.id ?? '', mergedId: other?.id ?? '', choices };
  expect(run(world, 'joinCustomers', args)).toBe('invalid');
});

test('only a supervisor deletes, with a reason on record', () => {
  const world = twins();
  const [, mistake] = world.all('customers');
  const done = run(world, 'deleteCustomer', { id: mistake?.id ?? '', reason: 'salah ketik' });
  expect(done).toMatchObject({
    writes: [{ collection: 'customers', deleted: true }, { collection: 'activities' }],
  });
  const clerk = testWorld();
  expect(run(clerk, 'deleteCustomer', { id: 'x', reason: 'x' })).toBe('not_allowed');
});

test('who stands for a record is found over several joins and never in a circle', () => {
  const joined: Record<string, { mergedInto?: string }> = {
    a: { mergedInto: 'b' },
    b: { mergedInto: 'c' },
    c: { mergedInto: '' },
    x: { mergedInto: 'y' },
    y: { mergedInto: 'x' },
  };
  const of = (id: string): string =>
    survivorOf(id, (step) => joined[step] as { mergedInto: string } | undefined);
  expect(['a', 'b', 'c', 'x', 'gone'].map(of)).toEqual(['c', 'c', 'c', 'x', 'gone']);
});
