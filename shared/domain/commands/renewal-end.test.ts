/** What is planned for an agreement at, and after, its last day (domain.md, stage 7). */
import { describe, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '#test/support/domain.ts';
import type { Actor } from '../actor.ts';
import { checkWrite } from '../check-write.ts';
import { NO_FACTS } from '../placement.ts';
import { addDays, instantOf, localTime } from '../time.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

function run<N extends CommandName>(world: TestWorld, name: N, args: CommandArgs<N>): string {
  const done = runCommand(name, world.context, args);
  if (!done.ok) return done.error.code;
  for (const w of done.value.writes)
    expect(checkWrite(w.collection, w.before, w.after, world.context.actor, NO_FACTS)).toBeNull();
  world.keep(done.value.writes);
  return 'ok';
}
const agreement = (world: TestWorld) => world.all('agreements')[0]!;
const open = (world: TestWorld) => world.all('tasks').filter(({ status }) => status === 'open');
const kinds = (world: TestWorld): string[] => open(world).map(({ kind }) => kind);
const at = (world: TestWorld, now: string): TestWorld => ({ ...world, context: { ...world.context, now } });

const ZONES = { NGW: 'Asia/Jakarta', JAP: 'Asia/Jayapura' } as const;

/** A PKS of a branch that ends on `end`, put on record at `now`. */
function ending(branchId: keyof typeof ZONES, end: string, now: string): TestWorld {
  const actor: Actor = { userId: 'sari', name: 'Sari', role: 'ae', branchId, deskCode: 'D1' };
  const world = at(testWorld({ actor }), now);
  expect(run(world, 'registerCustomer', { name: 'PT Sinar Jaya' })).toBe('ok');
  const customerId = world.all('customers')[0]!.id;
  expect(run(world, 'addAgreement', { customerId, agreement: { kind: 'pks', number: '12', end } })).toBe(
    'ok',
  );
  return world;
}

const complete = (world: TestWorld, outcome = 'Puas'): string => {
  const { id, customerId } = open(world)[0]!;
  const { id: agreementId, end } = agreement(world);
  return run(world, 'completeVisit', { id, outcome, customerId, agreementId, ...(end ? { end } : {}) });
};

describe.each([
  ['WIB', 'NGW'],
  ['WIT', 'JAP'],
] as const)('%s', (_name, branch) => {
  const zone = ZONES[branch];
  const dayOf = (instant: string): string => localTime(instant, zone).day;

  test.each([31, 30, 29, 1, 0])(
    'with %i days left visit, evaluation and decision lie within its term',
    (left) => {
      for (const end of ['2026-06-10', '2026-07-31', '2028-02-29', '2027-02-28', '2026-06-14']) {
        const today = addDays(end, -left);
        // 10.00 at the branch, 23.30 as well: the day is over and not the term
        for (const minutes of [600, 1410]) {
          const now = instantOf(today, minutes, zone);
          const world = ending(branch, end, now);
          const seen: string[] = [];
          for (const step of ['visit', 'evaluation', 'decision'] as const) {
            const [task] = open(world);
            expect(task?.kind).toBe(step);
            seen.push(dayOf(task!.dueAt));
            if (step !== 'decision') expect(complete(world)).toBe('ok');
          }
          expect(
            seen.every((day) => day >= today && day <= end),
            `${end} at ${now}: ${seen}`,
          ).toBe(true);
        }
      }
    },
  );

  test('a visit that is completed after the end leads straight to the decision', () => {
    const end = '2028-02-29';
    const world = ending(branch, end, instantOf('2028-02-01', 600, zone));
    // half an hour before midnight of the last day the evaluation still follows, half an hour later it does not
    const last = at(ending(branch, end, instantOf('2028-02-01', 600, zone)), instantOf(end, 1410, zone));
    complete(last);
    expect(kinds(last)).toEqual(['evaluation']);
    expect(dayOf(open(last)[0]!.dueAt)).toBe(end);
    const after = at(world, instantOf(end, 1470, zone));
    complete(after);
    expect(kinds(after)).toEqual(['decision']);
    expect(dayOf(open(after)[0]!.dueAt)).toBe('2028-03-02');
  });
});

const NOW = '2026-03-05T07:07:00.000Z';
const endAt = (world: TestWorld, end: string): string =>
  run(world, 'changeAgreement', {
    id: agreement(world).id,
    changes: { end },
    tasks: open(world).map(({ id }) => id),
  });

test('an end that is put behind today leaves the decision alone; put right again, the visit is back', () => {
  const world = ending('NGW', '2026-06-30', NOW);
  const visit = open(world)[0]!;
  endAt(world, '2025-06-30');
  expect(open(world)).toEqual([
    expect.objectContaining({ kind: 'decision', assigneeId: 'sari', dueAt: '2026-03-06T09:00:00.000Z' }),
  ]);
  endAt(world, '2025-07-31');
  expect(kinds(world)).toEqual(['decision']);
  endAt(world, '2026-06-30');
  expect(open(world)).toEqual([{ ...visit, id: open(world)[0]!.id }]);
  expect(complete(world)).toBe('ok');
  expect(kinds(world)).toEqual(['evaluation']);
});

test('an agreement that is extended after its end begins its renewal with a visit', () => {
  const world = at(ending('NGW', '2026-03-20', NOW), '2026-03-25T03:00:00.000Z');
  complete(world);
  expect(kinds(world)).toEqual(['decision']);
  endAt(world, '2026-12-31');
  expect(open(world)).toEqual([
    expect.objectContaining({ kind: 'visit', dueAt: '2026-12-01T02:00:00.000Z' }),
  ]);
});

test('what follows is planned once, though two visits stand for one end', () => {
  const world = ending('NGW', '2026-06-30', NOW);
  const [visit] = open(world);
  const twin = { ...visit!, id: 'renewal:twin' };
  world.keep([{ collection: 'tasks', id: twin.id, before: null, after: twin }]);
  complete(world);
  const evaluation = open(world).find(({ kind }) => kind === 'evaluation');
  run(world, 'cancelTask', { id: evaluation!.id, reason: 'PIC sakit' });
  expect(complete(world)).toBe('ok');
  expect(world.all('tasks').find(({ id }) => id === evaluation!.id)).toMatchObject({ status: 'cancelled' });
});

describe('a step that is moved', () => {
  const move = (world: TestWorld, dueAt: string): string =>
    run(world, 'moveTask', { id: open(world)[0]!.id, dueAt, agreementId: agreement(world).id });

  test('stays within the term, by the branch’s day', () => {
    const world = ending('NGW', '2026-06-30', NOW);
    expect(move(world, '2026-06-30T16:59:00.000Z')).toBe('ok');
    expect(move(world, '2026-06-30T17:00:00.000Z')).toBe('step_after_end');
    complete(world);
    expect(move(world, '2026-07-01T03:00:00.000Z')).toBe('step_after_end');
    // another person may still take it
    const { id } = open(world)[0]!;
    expect(run(world, 'moveTask', { id, assigneeId: 'dewi', agreementId: agreement(world).id })).toBe('ok');
  });

  test('is the decision alone, once the agreement is over', () => {
    const world = at(ending('NGW', '2026-03-20', NOW), '2026-03-25T03:00:00.000Z');
    expect(move(world, '2026-03-26T03:00:00.000Z')).toBe('agreement_over');
    complete(world);
    expect(kinds(world)).toEqual(['decision']);
    expect(move(world, '2026-03-30T03:00:00.000Z')).toBe('ok');
  });

  test('any visit that renews nothing moves as it likes', () => {
    const world = ending('NGW', '2026-03-20', NOW);
    const { id: agreementId } = agreement(world);
    run(world, 'decideRenewal', {
      agreementId,
      decision: 'end',
      reason: 'Pindah',
      tasks: open(world).map(({ id }) => id),
    });
    expect(kinds(world)).toEqual(['follow_up']);
    expect(move(world, '2026-05-30T03:00:00.000Z')).toBe('ok');
  });
});
