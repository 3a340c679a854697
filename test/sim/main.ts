/**
 * `npm run sim -- --schedules N --seed S [--tier fast|real] [--jobs J] [--trace FILE]`: runs schedules from seed S on
 * and prints each that fails. The last line is a sum as JSON; 1 when something is wrong, or when a kind of event never
 * happened. With `--trace` only seed S is run, and every event of it is written to a file.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FAULT_KINDS } from './faults.ts';
import { CORES, Hands } from './hands.ts';
import {
  add,
  emptySum,
  failuresOf,
  isWeak,
  objections,
  type Outcome,
  type Sum,
  type Tier,
} from './outcome.ts';
import { REAL_FAULTS } from './real/faults.ts';
import { runSchedule } from './schedule.ts';
import { Trace } from './trace.ts';

const WORDS = 4;
const LENGTH = 600;

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    tier: { type: 'string', default: 'fast' },
    jobs: { type: 'string' },
    trace: { type: 'string' },
  },
});
const tier: Tier = values.tier === 'real' ? 'real' : 'fast';
const count = Number(values.schedules);
const first = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const jobs = Number(values.jobs ?? CORES);
const begun = performance.now();
console.log(`${count} schedules of the ${tier} tier from seed ${first}`);

let sum: Sum = emptySum(tier, tier === 'fast' ? FAULT_KINDS : REAL_FAULTS);
let weak = 0;
/** @returns whether nothing is wrong. */
function take(outcome: Outcome): boolean {
  sum = add(sum, outcome);
  if (isWeak(outcome)) weak++;
  const failures = failuresOf(outcome);
  if (failures.length > 0)
    console.log(
      [`seed ${outcome.seed}`, ...failures.slice(0, WORDS).map((text) => text.slice(0, LENGTH))].join('\n  '),
    );
  return failures.length === 0;
}

async function fast(): Promise<void> {
  if (values.trace !== undefined) {
    const trace = new Trace(true);
    take(await runSchedule(first, trace));
    await writeFile(values.trace, `${trace.lines?.join('\n') ?? ''}\n`);
    return;
  }
  const hands = await Hands.open();
  try {
    await hands.run(await hands.bundle(), { first, count, jobs }, take);
  } finally {
    await hands.close();
  }
}

/** Its collections and its database fill one process each. */
async function real(): Promise<void> {
  const { runRealSchedules } = await import('./real/jobs.ts');
  await runRealSchedules({ first, count, jobs }, take);
}

await (tier === 'real' ? real() : fast());
const seconds = Math.round((performance.now() - begun) / 100) / 10;
const wrong = objections(sum);
if (weak > 0) wrong.push(`${weak} schedules with too few operations or faults`);
if (wrong.length > 0) console.log(wrong.join(', '));
console.log(JSON.stringify({ ...sum, seconds }));
process.exitCode = wrong.length > 0 ? 1 : 0;
