import { expect, test } from 'vitest';
import { failuresOf } from './outcome.ts';
import { runSchedule } from './schedule.ts';

const SCHEDULES = 100;

test('nothing is lost, wrong, leaked or different after random faults', async () => {
  const first = Math.floor(Math.random() * 1e9);
  console.log(`schedules from seed ${first}`);
  for (let seed = first; seed < first + SCHEDULES; seed++) {
    const outcome = await runSchedule(seed);
    expect(failuresOf(outcome), `npm run sim -- --schedules 1 --seed ${seed}`).toEqual([]);
  }
}, 300_000);
