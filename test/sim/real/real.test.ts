import { expect, test } from 'vitest';
import { failuresOf } from '../outcome.ts';
import { catchRealMutant, REAL_MUTANTS } from './mutants.ts';
import { runRealSchedule } from './run.ts';

const SCHEDULES = 6;

/** Schedules that fail with a mistake that was once made (the last ones of the list of mistakes). */
test.each([
  [24, 'what waited for a confidential complaint stood in the open of its customer’s new branch'],
  [6, 'two windows began a complete pull anew by turns, for ever'],
  [2, 'a confidential complaint stayed at the desk of the clerk who had registered it'],
])('regression: schedule %i: %s', { timeout: 300_000 }, async (seed) => {
  expect(failuresOf(await runRealSchedule(seed))).toEqual([]);
});

test('rules 1 to 42: nothing is lost, leaked, doubled or different after random faults', async () => {
  const first = Math.floor(Math.random() * 1e9);
  console.log(`real schedules from seed ${first}`);
  for (let seed = first; seed < first + SCHEDULES; seed++) {
    const hint = `npm run sim -- --tier real --schedules 1 --seed ${seed}`;
    expect(failuresOf(await runRealSchedule(seed)), hint).toEqual([]);
  }
}, 300_000);

test('the same seed gives the same course', { timeout: 300_000 }, async () => {
  const [once, again] = [await runRealSchedule(30), await runRealSchedule(30)];
  expect(again.trace).toBe(once.trace);
});

test.each(['the conflict answer is not held to the scope', 'a changed document that stays is no event'])(
  'caught: %s',
  { timeout: 300_000 },
  async (name) => {
    const mutant = REAL_MUTANTS.find((known) => known.name === name);
    if (!mutant) throw new Error('no such mutant');
    expect((await catchRealMutant(mutant, 1, 40)).at).not.toBeNull();
  },
);
