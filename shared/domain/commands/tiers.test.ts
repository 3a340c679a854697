import { expect, test } from 'vitest';
import { CLERK, testWorld } from '#test/support/domain.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

const AE = { ...CLERK, role: 'ae' } as const;

function customerWithRun() {
  const world = testWorld({ actor: AE });
  let now = world.context.now;
  const run = <N extends CommandName>(name: N, args: CommandArgs<N>): Record<string, unknown> => {
    const done = runCommand(name, { ...world.context, now }, args);
    if (!done.ok) return { error: done.error.code };
    world.keep(done.value.writes);
    return done.value.result as Record<string, unknown>;
  };
  const { id } = run('registerCustomer', { name: 'Kartini', phone: '+6281230011037' });
  const customerId = String(id);
  const read = () => world.all('customers')[0];
  const later = (): void => void (now = '2026-03-05T08:07:00.000Z');
  return { world, run, customerId, read, later };
}
const inverseOf = (result: Record<string, unknown>) => result['inverse'] as CommandArgs<'takeBackOverride'>;

test('an override that is taken back leaves the customer as before it, with both in the timeline', () => {
  const { world, run, customerId, read } = customerWithRun();
  const before = read();
  const set = run('overrideTier', { customerId, tier: 'gold', reason: 'Pelanggan lama' });
  expect(read()).toMatchObject({ tier: 'gold', tierOverride: { reason: 'Pelanggan lama' } });
  run('takeBackOverride', inverseOf(set));
  expect(read()).toEqual({ ...before, updatedAt: read()?.updatedAt });
  const said = world.all('activities').filter(({ kind }) => kind === 'tier_changed');
  expect(said.map(({ from, to }) => [from, to])).toEqual([
    ['', 'gold'],
    ['gold', ''],
  ]);
});

test('the override of before comes back; another one since is not touched', () => {
  const { run, customerId, read, later } = customerWithRun();
  run('overrideTier', { customerId, tier: 'silver', reason: 'Pertama' });
  const first = read()?.tierOverride;
  later();
  const second = run('overrideTier', { customerId, tier: 'gold', reason: 'Kedua' });
  run('takeBackOverride', inverseOf(second));
  expect(read()).toMatchObject({ tier: 'silver', tierOverride: first });
  expect(run('takeBackOverride', inverseOf(second))).toEqual({ error: 'changed_meanwhile' });
});

test('who may not set a tier may not take one back', () => {
  const { run, customerId } = customerWithRun();
  const { inverse } = run('overrideTier', { customerId, tier: 'gold', reason: 'Alasan' });
  expect(runCommand('takeBackOverride', testWorld().context, inverse as never)).toMatchObject({
    ok: false,
    error: { code: 'not_allowed' },
  });
});
