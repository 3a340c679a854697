import { describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { testWorld, type TestWorld } from '#test/support/domain.ts';
import type { Content } from '#shared/sync/document.ts';
import { checkWrite } from '../check-write.ts';
import { NO_FACTS } from '../placement.ts';
import { stoppedStep } from '../renewal.ts';
import { renewalTaskId, successorId } from '../renewal-day.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

const AE: Actor = { userId: 'sari', name: 'Sari', role: 'ae', branchId: 'NGW', deskCode: 'D1' };

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
const tasks = (world: TestWorld) => world.all('tasks');
const open = (world: TestWorld) => tasks(world).filter(({ status }) => status === 'open');
const kinds = (world: TestWorld): string[] => world.all('activities').map(({ kind }) => kind);
const agreement = (world: TestWorld) => world.all('agreements')[0]!;

/** Thursday 5 March 2026 14.07 WIB, a customer with a PKS until 30 June. */
function withAgreement(fields: Partial<CommandArgs<'addAgreement'>['agreement']> = {}): TestWorld {
  const world = testWorld({ actor: AE });
  run(world, 'registerCustomer', { name: 'PT Sinar Jaya' });
  const added = run(world, 'addAgreement', {
    customerId: world.all('customers')[0]!.id,
    agreement: { kind: 'pks', number: '12/PKS/2025', start: '2025-07-01', end: '2026-06-30', ...fields },
  });
  expect(code(added)).toBe('ok');
  return world;
}

/** The same documents under a later clock. */
const later = (world: TestWorld, now: string): TestWorld => ({
  ...world,
  context: { ...world.context, now },
});

test('an agreement with an end plans its renewal visit', () => {
  const world = withAgreement({ sla: [{ text: 'Antaran H+1', hours: 24 }], facilities: ['pickup'] });
  expect(agreement(world)).toMatchObject({ status: 'active', facilities: ['pickup'] });
  expect(agreement(world).sla?.[0]?.id).toBeTruthy();
  // 31 May is a Sunday and Waisak, 30 May a Saturday that is worked
  expect(open(world)).toEqual([
    expect.objectContaining({
      id: renewalTaskId(agreement(world).id, '2026-06-30', 'visit'),
      kind: 'visit',
      title: 'Kunjungan perpanjangan PKS 12/PKS/2025',
      dueAt: '2026-05-30T02:00:00.000Z',
      agreementId: agreement(world).id,
      assigneeId: 'sari',
    }),
  ]);
  expect(kinds(world)).toEqual(['customer_created', 'agreement_added', 'visit_planned']);
});

test('a financing contract and a PKS without an end plan none', () => {
  expect(tasks(withAgreement({ kind: 'contract' }))).toEqual([]);
  const world = testWorld({ actor: AE });
  run(world, 'registerCustomer', { name: 'PT Sinar Jaya' });
  run(world, 'addAgreement', { customerId: world.all('customers')[0]!.id, agreement: { kind: 'pks' } });
  expect(tasks(world)).toEqual([]);
});

test('an agreement that is over is put on record without a visit', () => {
  const old = withAgreement({ start: '2022-07-01', end: '2023-06-30' });
  expect(tasks(old)).toEqual([]);
  const [yesterday, today] = [withAgreement({ end: '2026-03-04' }), withAgreement({ end: '2026-03-05' })];
  expect([tasks(yesterday).length, tasks(today).length]).toEqual([0, 1]);
  const renewals = [{ agreementId: agreement(yesterday).id, end: '2026-03-04' }];
  expect(run(yesterday, 'planRenewals', { renewals })).toMatchObject({ ok: true, value: { writes: [] } });
});

test('visit, evaluation and decision follow on each other', () => {
  const world = later(withAgreement(), '2026-05-30T04:00:00.000Z');
  const [visit] = open(world);
  const done = { customerId: visit!.customerId, agreementId: agreement(world).id };
  const complete = (id: string, outcome: string) => run(world, 'completeVisit', { id, outcome, ...done });
  expect(code(run(world, 'completeVisit', { id: visit!.id, outcome: ' ', ...done }))).toBe('outcome_missing');
  expect(code(run(world, 'completeVisit', { id: visit!.id, outcome: 'Puas' }))).toBe('invalid');
  expect(code(run(world, 'completeTask', { id: visit!.id }))).toBe('task_goes_on');
  expect(code(complete(visit!.id, 'Puas dengan jemput'))).toBe('ok');
  expect(open(world)).toEqual([
    expect.objectContaining({ kind: 'evaluation', dueAt: '2026-06-09T09:00:00.000Z', assigneeId: 'sari' }),
  ]);
  expect(code(complete(open(world)[0]!.id, 'SLA 98%'))).toBe('ok');
  const [decision] = open(world);
  expect(decision).toMatchObject({ kind: 'decision', dueAt: '2026-06-23T09:00:00.000Z' });
  expect(decision!.dueAt < '2026-06-30').toBe(true);
  expect(code(complete(decision!.id, 'x'))).toBe('decision_missing');
});

describe('the decision', () => {
  const decide = (world: TestWorld, args: Partial<CommandArgs<'decideRenewal'>>) =>
    run(world, 'decideRenewal', {
      agreementId: agreement(world).id,
      decision: 'renew',
      tasks: open(world).map(({ id }) => id),
      ...args,
    });
  const next = { kind: 'pks', number: '13/PKS/2026', start: '2026-07-01', end: '2027-06-30' } as const;

  test('renewed: another agreement follows, with a visit of its own', () => {
    const world = withAgreement();
    const [visit] = open(world);
    expect(code(decide(world, {}))).toBe('next_missing');
    expect(code(decide(world, { next: { ...next, end: '2026-01-01' } }))).toBe('end_before_start');
    expect(code(decide(world, { next, reason: 'Omzet naik' }))).toBe('ok');
    const [before, after] = world.all('agreements');
    expect(before).toMatchObject({ status: 'renewed', decision: { kind: 'renew', reason: 'Omzet naik' } });
    expect(after).toMatchObject({
      id: successorId(before!.id),
      renewsId: before!.id,
      status: 'active',
      end: '2027-06-30',
    });
    expect(tasks(world).find(({ id }) => id === visit!.id)).toMatchObject({ status: 'cancelled' });
    // 31 May 2027 is a Monday
    expect(open(world)).toEqual([
      expect.objectContaining({ kind: 'visit', agreementId: after!.id, dueAt: '2027-05-31T02:00:00.000Z' }),
    ]);
    expect(kinds(world).slice(3)).toEqual(['agreement_decided', 'agreement_added', 'visit_planned']);
    expect(code(decide(world, { next }))).toBe('agreement_decided');
  });

  test('ended: with a reason, and what is open is settled after it', () => {
    const world = withAgreement();
    expect(code(decide(world, { decision: 'end' }))).toBe('reason_missing');
    expect(code(decide(world, { decision: 'end', reason: 'Pindah kurir' }))).toBe('ok');
    expect(agreement(world)).toMatchObject({ status: 'ended', decision: { kind: 'end' } });
    expect(open(world)).toEqual([
      expect.objectContaining({
        kind: 'follow_up',
        title: 'Penyelesaian akhir PKS 12/PKS/2025',
        dueAt: '2026-07-01T09:00:00.000Z',
      }),
    ]);
  });

  test('is the account executive’s or the supervisor’s', () => {
    const world = withAgreement();
    const clerk = { ...world, context: { ...world.context, actor: { ...AE, role: 'cs' as const } } };
    expect(code(decide(clerk, { next }))).toBe('not_allowed');
  });
});

describe('a changed end', () => {
  const endAt = (world: TestWorld, end: string | undefined) =>
    run(world, 'changeAgreement', {
      id: agreement(world).id,
      changes: end === undefined ? {} : { end },
      ...(end === undefined ? { clear: ['end'] } : {}),
      tasks: open(world).map(({ id }) => id),
    });

  test('moves the open visit, and moves it back', () => {
    const world = withAgreement();
    const [visit] = open(world);
    expect(code(endAt(world, '2026-12-31'))).toBe('ok');
    expect(open(world)).toEqual([
      expect.objectContaining({ id: visit!.id, dueAt: '2026-12-01T02:00:00.000Z' }),
    ]);
    endAt(world, '2026-06-30');
    expect(open(world)).toEqual([expect.objectContaining({ id: visit!.id, dueAt: visit!.dueAt })]);
    expect(kinds(world).slice(3)).toEqual([
      'agreement_changed',
      'task_moved',
      'agreement_changed',
      'task_moved',
    ]);
  });

  test('that is taken away cancels it, and one that is given plans it', () => {
    const world = withAgreement();
    endAt(world, undefined);
    expect(open(world)).toEqual([]);
    endAt(world, '2026-12-31');
    expect(open(world)).toHaveLength(1);
  });

  test('leaves id, customer and what was not named as they were', () => {
    const world = withAgreement({ monthlyAmount: 1_500_000 });
    const before = agreement(world);
    endAt(world, '2026-12-31');
    expect(agreement(world)).toMatchObject({
      id: before.id,
      customerId: before.customerId,
      monthlyAmount: 1_500_000,
    });
    expect(code(endAt(world, '2025-01-01'))).toBe('end_before_start');
  });
});

test('visits that no command planned are planned in one go, once', () => {
  const world = withAgreement();
  const one = { ...agreement(world), id: 'a-1' };
  const other = { ...agreement(world), id: 'a-2', kind: 'contract' as const };
  world.keep(
    [one, other].map((after) => ({
      collection: 'agreements' as const,
      id: after.id,
      before: null,
      after: after as unknown as Content,
    })),
  );
  const renewals = [one, other, agreement(world)].map(({ id, end }) => ({ agreementId: id, end: end! }));
  const first = run(world, 'planRenewals', { renewals });
  expect(first).toMatchObject({ ok: true, value: { result: { planned: 1 } } });
  expect(run(world, 'planRenewals', { renewals })).toMatchObject({ ok: true, value: { writes: [] } });
  expect(open(world).map(({ agreementId }) => agreementId)).toEqual([agreement(world).id, 'a-1']);
});

describe('a step that was cancelled', () => {
  const stopped = (world: TestWorld, today = '2026-03-05') =>
    stoppedStep(agreement(world), tasks(world), today);
  const cancel = (world: TestWorld) =>
    run(world, 'cancelTask', { id: open(world)[0]!.id, reason: 'PIC sakit' });
  const again = (world: TestWorld, taskId: string, more: object = {}) =>
    run(world, 'planStepAgain', { agreementId: agreement(world).id, taskId, ...more });

  test('is planned again by a person, as often as it is cancelled, and leads on', () => {
    const world = withAgreement();
    const visit = open(world)[0]!;
    expect(stopped(world)).toBeUndefined();
    expect(code(again(world, visit.id))).toBe('step_not_cancelled');
    cancel(world);
    expect(stopped(world)?.id).toBe(visit.id);
    expect(code(again(world, visit.id, { assigneeId: 'dewi' }))).toBe('ok');
    const second = open(world)[0]!;
    expect(second).toEqual({ ...visit, id: second.id, assigneeId: 'dewi' });
    expect(second.id).not.toBe(visit.id);
    expect(kinds(world).slice(3)).toEqual(['task_cancelled', 'visit_planned']);
    expect(again(world, visit.id)).toMatchObject({ value: { writes: [], result: { id: second.id } } });
    cancel(world);
    expect(stopped(world)?.id).toBe(second.id);
    again(world, second.id);
    const about = { customerId: visit.customerId, agreementId: agreement(world).id };
    run(world, 'completeVisit', { id: open(world)[0]!.id, outcome: 'Puas', ...about });
    expect(open(world)).toEqual([expect.objectContaining({ kind: 'evaluation' })]);
    cancel(world);
    expect(stopped(world)).toMatchObject({ kind: 'evaluation', status: 'cancelled' });
    again(world, stopped(world)!.id);
    expect(open(world)).toEqual([expect.objectContaining({ kind: 'evaluation', assigneeId: 'sari' })]);
  });

  test('is not, once the agreement is over or decided, nor for another agreement or by a clerk', () => {
    const world = withAgreement();
    const { id } = open(world)[0]!;
    cancel(world);
    expect(stopped(world, '2026-07-01')).toBeUndefined();
    expect(code(again(later(world, '2026-07-01T03:00:00.000Z'), id))).toBe('agreement_over');
    const clerk = { ...world, context: { ...world.context, actor: { ...AE, role: 'cs' as const } } };
    expect(code(again(clerk, id))).toBe('not_allowed');
    const other = run(world, 'addAgreement', {
      customerId: agreement(world).customerId,
      agreement: { kind: 'pks', end: '2026-06-30' },
    });
    const otherId = other.ok ? (other.value.result as { readonly id: string }).id : '';
    expect(code(run(world, 'planStepAgain', { agreementId: otherId, taskId: id }))).toBe('invalid');
    run(world, 'decideRenewal', { agreementId: agreement(world).id, decision: 'end', reason: 'Pindah' });
    expect(code(again(world, id))).toBe('agreement_decided');
    expect(stopped(world)).toBeUndefined();
  });
});

test('two desks that decide the same without hearing of each other write the same documents', () => {
  const written = (by: string) => {
    const world = withAgreement();
    let count = 0;
    const newId = (): string => `${by}-${++count}`;
    const own = { ...world, context: { ...world.context, newId, actor: { ...AE, userId: by } } };
    const done = run(own, 'decideRenewal', {
      agreementId: agreement(own).id,
      decision: 'renew',
      next: { kind: 'pks', start: '2026-07-01', end: '2027-06-30' },
    });
    return done.ok ? done.value.writes.filter(({ before }) => before === null) : [];
  };
  const [mine, theirs] = [written('sari'), written('dewi')];
  const shared = mine.filter(({ id }) => theirs.some((other) => other.id === id));
  // the agreement that follows, its visit, and the entry that tells of it; what each decided is told twice
  expect(shared.map(({ collection }) => collection).sort()).toEqual(['activities', 'agreements', 'tasks']);
});
