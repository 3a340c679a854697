import { expect, test } from 'vitest';
import { runSchedule } from './schedule.ts';

const SCHEDULES = 1000;
/** Schedules that once failed; each found a real mistake. */
const REGRESSIONS = [1259, 1483, 2535, 3079, 3293, 3532, 4088];

test.each(REGRESSIONS)('regression: schedule %i', async (seed) => {
  expect((await runSchedule(seed)).failures).toEqual([]);
});

test('nothing is lost, wrong or different after random faults', async () => {
  const first = Math.floor(Math.random() * 1e9);
  console.log(`schedules from seed ${first}`);
  let saved = 0;
  for (let seed = first; seed < first + SCHEDULES; seed++) {
    const outcome = await runSchedule(seed);
    saved += outcome.saved;
    expect(outcome.failures, `seed ${seed}: npm run sim -- --schedules 1 --seed ${seed}`).toEqual([]);
  }
  expect(saved).toBeGreaterThan(SCHEDULES * 15);
}, 300_000);
