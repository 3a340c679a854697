import { expect, test } from 'vitest';
import { testWorld, type TestWorld } from '#test/support/domain.ts';
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
const customer = (world: TestWorld) => world.all('customers')[0]!;
const open = (world: TestWorld) => world.all('tasks').filter(({ status }) => status === 'open');
const told = (world: TestWorld) =>
  world
    .all('activities')
    .slice(1)
    .map(({ kind, text = '' }) => [kind, text]);

/** Thursday 5 March 2026 14.07 WIB, a visit tomorrow at 10. */
function withVisit(more: Partial<CommandArgs<'planVisit'>> = {}): TestWorld {
  const world = testWorld();
  run(world, 'registerCustomer', { name: 'PT Sinar Jaya' });
  const planned = run(world, 'planVisit', {
    customerId: customer(world).id,
    title: ' Kenalkan layanan jemput ',
    dueAt: '2026-03-06T03:00:00.000Z',
    minutes: 45,
    place: 'Gudang Ngawi',
    ...more,
  });
  expect(code(planned)).toBe('ok');
  return world;
}

test('a planned visit is its planner’s and stands in the timeline', () => {
  const world = withVisit();
  expect(open(world)).toEqual([
    expect.objectContaining({ title: 'Kenalkan layanan jemput', assigneeId: 'rina', minutes: 45 }),
  ]);
  expect(told(world)).toEqual([['visit_planned', '']]);
  const blank = { customerId: customer(world).id, title: ' ', dueAt: '2026-03-06T03:00:00.000Z' };
  expect(code(run(world, 'planVisit', blank))).toBe('title_missing');
  expect(code(run(world, 'planVisit', { ...blank, customerId: 'x' }))).toBe('not_found');
});

test('completed: outcome, needs, offers and what is done next', () => {
  const world = withVisit();
  const { id } = open(world)[0]!;
  const args = {
    id,
    outcome: ' Bertemu Bu Sri ',
    customerId: customer(world).id,
    needs: ['Jemput tiap Selasa', ' '],
    offers: ['Diskon 5%'],
    next: { title: 'Kirim penawaran', dueAt: '2026-03-10T03:00:00.000Z', kind: 'follow_up' as const },
  };
  expect(code(run(world, 'completeVisit', { ...args, outcome: ' ' }))).toBe('outcome_missing');
  expect(code(run(world, 'completeVisit', args))).toBe('ok');
  expect(world.all('tasks')[0]).toMatchObject({ status: 'done', outcome: 'Bertemu Bu Sri' });
  expect(customer(world).needs).toEqual([
    expect.objectContaining({
      text: 'Jemput tiap Selasa',
      status: 'open',
      by: expect.objectContaining({ id: 'rina' }),
    }),
  ]);
  expect(customer(world).offers).toEqual([expect.objectContaining({ text: 'Diskon 5%', status: 'open' })]);
  expect(open(world)).toEqual([
    expect.objectContaining({ kind: 'follow_up', title: 'Kirim penawaran', assigneeId: 'rina' }),
  ]);
  expect(told(world).slice(1)).toEqual([
    ['task_done', 'Bertemu Bu Sri'],
    ['need_found', 'Jemput tiap Selasa'],
    ['offer_made', 'Diskon 5%'],
    ['visit_planned', ''],
  ]);
  expect(code(run(world, 'completeVisit', args))).toBe('task_not_open');
});

test('a full list of needs or offers says so, also where all of them are closed', () => {
  const world = withVisit();
  const customerId = customer(world).id;
  for (let n = 0; n < 100; n++) {
    const added = run(world, 'addNeed', { customerId, text: `Kebutuhan ${n}` });
    const needId = added.ok ? (added.value.result as { readonly id: string }).id : '';
    run(world, 'closeNeed', { customerId, needId, status: 'met' });
    run(world, 'makeOffer', { customerId, text: `Penawaran ${n}` });
  }
  expect([customer(world).needs?.length, customer(world).offers?.length]).toEqual([100, 100]);
  const full = { ok: false, error: { code: 'list_full', field: 'needs' } };
  expect(run(world, 'addNeed', { customerId, text: 'Satu lagi' })).toMatchObject(full);
  expect(code(run(world, 'makeOffer', { customerId, text: 'Satu lagi' }))).toBe('list_full');
  const visit = { id: open(world)[0]!.id, outcome: 'Baik', customerId };
  expect(run(world, 'completeVisit', { ...visit, needs: ['Satu lagi'] })).toMatchObject(full);
  // nothing of the history went, and the visit can still be completed
  expect(customer(world).needs?.[0]).toMatchObject({ text: 'Kebutuhan 0', status: 'met' });
  expect(code(run(world, 'completeVisit', visit))).toBe('ok');
});

test('what was learnt belongs to somebody', () => {
  const world = withVisit();
  const args = { id: open(world)[0]!.id, outcome: 'Baik', needs: ['Resi harian'] };
  expect(code(run(world, 'completeVisit', args))).toBe('customer_missing');
});

test('a routine visit plans the next one, done or left out, until the rhythm ends', () => {
  const rhythm = { every: 1, unit: 'month' } as const;
  const world = withVisit({ rhythm, dueAt: '2026-01-31T03:00:00.000Z' });
  run(world, 'completeVisit', { id: open(world)[0]!.id, outcome: 'Baik' });
  // February is over on 5 March: the 31st again, with everything else as it was
  expect(open(world)).toEqual([
    expect.objectContaining({
      dueAt: '2026-03-31T03:00:00.000Z',
      rhythm: { every: 1, unit: 'month', day: 31 },
      minutes: 45,
      place: 'Gudang Ngawi',
    }),
  ]);
  const next = open(world)[0]!;
  expect(next.id).toMatch(/^routine:/);
  expect(code(run(world, 'cancelTask', { id: next.id, reason: ' ' }))).toBe('reason_missing');
  run(world, 'cancelTask', { id: next.id, reason: 'Pelanggan libur' });
  expect(open(world)).toEqual([expect.objectContaining({ dueAt: '2026-04-30T03:00:00.000Z' })]);
  run(world, 'cancelTask', { id: open(world)[0]!.id, reason: 'Pindah kota', endRhythm: true });
  expect(open(world)).toEqual([]);
});

test('a routine visit that is moved leaves the rhythm where it stands', () => {
  const due = (world: TestWorld): string => open(world)[0]!.dueAt;
  const move = (world: TestWorld, dueAt: string) => run(world, 'moveTask', { id: open(world)[0]!.id, dueAt });
  // Friday 10.00 each week; this time it is Wednesday afternoon
  const weekly = withVisit({ rhythm: { every: 1, unit: 'week' } });
  move(weekly, '2026-03-04T08:00:00.000Z');
  run(weekly, 'completeVisit', { id: open(weekly)[0]!.id, outcome: 'Baik' });
  expect(due(weekly)).toBe('2026-03-13T03:00:00.000Z');
  move(weekly, '2026-03-16T08:00:00.000Z');
  run(weekly, 'cancelTask', { id: open(weekly)[0]!.id, reason: 'Libur' });
  expect(due(weekly)).toBe('2026-03-20T03:00:00.000Z');
  const monthly = withVisit({ rhythm: { every: 1, unit: 'month' } });
  move(monthly, '2026-03-31T03:00:00.000Z');
  run(monthly, 'completeVisit', { id: open(monthly)[0]!.id, outcome: 'Baik' });
  expect(open(monthly)[0]).toMatchObject({
    dueAt: '2026-04-06T03:00:00.000Z',
    rhythm: { every: 1, unit: 'month' },
  });
});

test('a next action stands in the history of what it is about', () => {
  const world = withVisit();
  const about = { customerId: customer(world).id, complaintId: 'k-1' };
  run(world, 'addTask', {
    ...about,
    kind: 'follow_up',
    title: 'Telepon PIC',
    dueAt: '2026-03-10T02:00:00.000Z',
  });
  expect(open(world).at(-1)).toMatchObject({ ...about, title: 'Telepon PIC', assigneeId: 'rina' });
  expect(world.all('activities').at(-1)).toMatchObject({
    ...about,
    kind: 'visit_planned',
    from: 'Telepon PIC',
    to: '2026-03-10T02:00:00.000Z',
  });
});

test('the next of a rhythm has the same id wherever the visit is completed', () => {
  const next = () => {
    const world = withVisit({ rhythm: { every: 2, unit: 'week' } });
    run(world, 'completeVisit', { id: open(world)[0]!.id, outcome: 'Baik' });
    return open(world)[0]!.id;
  };
  expect(next()).toBe(next());
});

test('moved: time, place and person, with the time before in the timeline', () => {
  const world = withVisit();
  const { id, dueAt } = open(world)[0]!;
  expect(run(world, 'moveTask', { id, dueAt })).toMatchObject({ ok: true, value: { writes: [] } });
  run(world, 'moveTask', {
    id,
    dueAt: '2026-03-09T03:00:00.000Z',
    assigneeId: 'sari',
    reason: 'Diminta PIC',
  });
  expect(open(world)[0]).toMatchObject({
    dueAt: '2026-03-09T03:00:00.000Z',
    assigneeId: 'sari',
    minutes: 45,
  });
  expect(world.all('activities').at(-1)).toMatchObject({
    kind: 'task_moved',
    from: dueAt,
    text: 'Diminta PIC',
  });
  run(world, 'cancelTask', { id, reason: 'Batal' });
  expect(code(run(world, 'moveTask', { id, dueAt }))).toBe('task_not_open');
});

test('a move is taken back whole: time, place and person, and nothing that it did not touch', () => {
  const world = withVisit();
  run(world, 'moveTask', { id: open(world)[0]!.id, clear: ['place'] });
  const before = open(world)[0]!;
  const { id } = before;
  const place = 'Kantor cabang';
  const moved = run(world, 'moveTask', { id, dueAt: '2026-03-09T03:00:00.000Z', place, assigneeId: 'sari' });
  if (!moved.ok) throw new Error(moved.error.code);
  run(world, 'moveTask', { id, minutes: 90 });
  run(world, 'moveTask', moved.value.result.inverse!);
  const after = open(world)[0]!;
  expect(after).toMatchObject({ dueAt: before.dueAt, assigneeId: 'rina', minutes: 90 });
  expect(after.place).toBeUndefined();
});

test('a place is emptied without moving the time', () => {
  const world = withVisit();
  const { id, dueAt } = open(world)[0]!;
  const cleared = run(world, 'moveTask', { id, clear: ['place'] });
  expect(cleared).toMatchObject({
    ok: true,
    value: { result: { inverse: { id, place: 'Gudang Ngawi' } } },
  });
  expect(open(world)[0]).toMatchObject({ dueAt, minutes: 45 });
  expect(open(world)[0]!.place).toBeUndefined();
});
