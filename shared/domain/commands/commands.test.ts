import { expect, test } from 'vitest';
import { CLERK, testWorld, type TestWorld } from '#test/support/domain.ts';
import { checkWrite } from '../check-write.ts';
import { NO_FACTS } from '../placement.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

function run<N extends CommandName>(world: TestWorld, name: N, args: CommandArgs<N>) {
  const done = runCommand(name, world.context, args);
  if (done.ok) {
    for (const w of done.value.writes)
      expect(checkWrite(w.collection, w.before, w.after, world.context.actor, NO_FACTS)).toBeNull();
    world.keep(done.value.writes);
  }
  return done;
}
const code = (done: ReturnType<typeof runCommand>): string => (done.ok ? 'ok' : done.error.code);

function withComplaint(): TestWorld {
  const world = testWorld();
  run(world, 'registerComplaint', {
    kind: 'complaint',
    newCustomer: { name: ' PT  Sinar Jaya ', phone: '+6281230011037' },
    channel: 'walk_in',
    category: 'terlambat',
    description: ' Belum sampai setelah 4 hari ',
  });
  return world;
}
const complaint = (world: TestWorld) => world.all('complaints')[0]!;

test('a walk-in complaint makes a customer, a number each, a division and a promise', () => {
  const world = withComplaint();
  expect(world.all('customers')[0]).toMatchObject({
    name: 'PT Sinar Jaya',
    kind: 'company',
    stage: 'prospect',
    number: 'P-NGW-D1-1',
  });
  expect(complaint(world)).toMatchObject({
    number: 'K-NGW-D1-1',
    status: 'new',
    divisionId: 'antaran',
    description: 'Belum sampai setelah 4 hari',
    // Thursday 14.07 WIB plus 16 branch hours: 1 h 53 min, 6.5 h on Friday, 4 h on Saturday, the rest on Monday
    dueAt: '2026-03-09T04:37:00.000Z',
  });
});

test('what is missing is named', () => {
  const world = testWorld();
  const args = { kind: 'complaint', channel: 'walk_in', category: 'rusak', description: 'x' } as const;
  expect(code(run(world, 'registerComplaint', args))).toBe('customer_missing');
  expect(code(run(world, 'registerComplaint', { ...args, description: ' ' }))).toBe('description_missing');
  expect(code(run(world, 'registerComplaint', { ...args, category: 'tidak-ada' }))).toBe('category_unknown');
  expect(code(run(world, 'registerComplaint', { ...args, receivedAt: '2026-03-06T00:00:00.000Z' }))).toBe(
    'received_in_future',
  );
  expect(code(run(world, 'registerCustomer', { name: '   ' }))).toBe('name_missing');
});

test('a complaint goes its way and every step stands in the timeline', () => {
  const world = withComplaint();
  const { id } = complaint(world);
  expect(code(run(world, 'followUp', { id, text: 'Ditelepon' }))).toBe('ok');
  expect(complaint(world).status).toBe('in_progress');
  expect(code(run(world, 'handOver', { id, divisionId: 'klaim' }))).toBe('ok');
  expect(code(run(world, 'handOver', { id, divisionId: 'klaim' }))).toBe('division_unchanged');
  expect(code(run(world, 'closeComplaint', { id }))).toBe('status_unreachable');
  expect(code(run(world, 'resolveComplaint', { id, resolution: '' }))).toBe('resolution_missing');
  expect(code(run(world, 'resolveComplaint', { id, resolution: 'Kiriman sampai' }))).toBe('ok');
  expect(code(run(world, 'followUp', { id, text: 'x' }))).toBe('complaint_not_open');
  expect(code(run(world, 'reopenComplaint', { id, reason: 'Isi kurang' }))).toBe('ok');
  expect(code(run(world, 'cancelComplaint', { id, reason: ' ' }))).toBe('reason_missing');
  expect(world.all('activities').map((a) => a.kind)).toEqual([
    'customer_created',
    'complaint_registered',
    'status_changed',
    'note',
    'handed_over',
    'resolved',
    'reopened',
  ]);
});

test('each receipt counts', () => {
  const world = withComplaint();
  const { id } = complaint(world);
  run(world, 'recordPrint', { id, paper: '80mm' });
  run(world, 'recordPrint', { id, paper: 'A5' });
  expect(complaint(world).prints).toBe(2);
});

test('a change of a customer keeps old and new value, but repeats no secret', () => {
  const world = withComplaint();
  const { id } = world.all('customers')[0]!;
  run(world, 'changeCustomer', { id, changes: { stage: 'active', nik: '3521112205617035' } });
  const entries = world.all('activities').filter((a) => a.kind === 'customer_changed');
  expect(entries).toMatchObject([{ field: 'stage', from: 'prospect', to: 'active' }, { field: 'nik' }]);
  expect(JSON.stringify(entries)).not.toContain('3521112205617035');
  expect(run(world, 'changeCustomer', { id, changes: { stage: 'active' } })).toMatchObject({
    value: { writes: [] },
  });
});

test('campaigns are made at head office; a booth puts a visitor into the book', () => {
  const office = testWorld({ actor: { ...CLERK, role: 'headoffice', branchId: 'PST' } });
  const fields = {
    kind: 'exhibition',
    name: 'Pameran Ngawi',
    branchIds: ['NGW'],
    start: '2026-03-01',
    end: '2026-03-31',
    status: 'running',
  } as const;
  expect(code(runCommand('makeCampaign', testWorld().context, { ...fields, branchIds: ['NGW'] }))).toBe(
    'not_allowed',
  );
  run(office, 'makeCampaign', { ...fields, branchIds: ['NGW'] });
  const campaign = office.all('campaigns')[0]!;
  const world = testWorld();
  world.keep([{ collection: 'campaigns', id: campaign.id, before: null, after: campaign as never }]);
  const done = run(world, 'recordResponse', {
    campaignId: campaign.id,
    name: 'Suparman',
    result: 'interested',
    repeatOrder: false,
    addToBook: true,
  });
  expect(code(done)).toBe('ok');
  expect(world.all('customers')[0]).toMatchObject({
    name: 'Suparman',
    source: 'campaign',
    broughtBy: 'Pameran Ngawi',
  });
  expect(world.all('responses')[0]?.customerId).toBe(world.all('customers')[0]?.id);
});

test('the same context gives the same documents', () => {
  expect(withComplaint().all('complaints')).toEqual(withComplaint().all('complaints'));
});
