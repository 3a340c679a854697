/**
 * `npm run sim:mutants [-- --seed S] [--only WORDS] [--tier fast|real|both]`: puts every mistake of the lists into the
 * product, one after the other, and runs schedules until one fails. The same seeds are run without any mistake: there
 * nothing may fail. The last line is JSON; 1 when a mistake is not caught.
 */
import { parseArgs } from 'node:util';
import { CORES, Hands } from './hands.ts';
import { MUTANTS } from './mutants/list.ts';
import type { Mutant } from './mutants/mutant.ts';
import { failuresOf } from './outcome.ts';
import { runRealMutants } from './real/jobs.ts';
import { REAL_MUTANTS } from './real/mutants.ts';

/** Schedules within which a mistake has to be caught, by tier. */
const MAX_SCHEDULES = 3000;
const MAX_REAL_SCHEDULES = 200;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    schedules: { type: 'string', default: String(MAX_SCHEDULES) },
    only: { type: 'string' },
    tier: { type: 'string', default: 'both' },
    jobs: { type: 'string' },
  },
});
const first = Number(values.seed);
const count = Number(values.schedules);
const jobs = Number(values.jobs ?? CORES);
const begun = performance.now();
const isChosen = ({ name }: { readonly name: string }): boolean =>
  values.only === undefined || name.includes(values.only);
const chosen = values.tier === 'real' ? [] : MUTANTS.filter(isChosen);
const chosenReal = values.tier === 'fast' ? [] : REAL_MUTANTS.filter(isChosen);
const hands = await Hands.open();

/** @returns the first seed that failed, and why; null when none did. */
async function caughtAt(mutant?: Mutant, lanes = 1): Promise<{ seed: number; why: string } | null> {
  const bundle = await hands.bundle(mutant);
  let found: { seed: number; why: string } | null = null;
  const work = { first, count, jobs: lanes, untilFailure: mutant !== undefined };
  await hands.run(bundle, work, (outcome) => {
    const [why] = failuresOf(outcome);
    if (why !== undefined && (found === null || outcome.seed < found.seed))
      found = { seed: outcome.seed, why };
    return why === undefined;
  });
  return found;
}

let caught = 0;
const control = values.only === undefined && chosen.length > 0 ? await caughtAt(undefined, jobs) : null;
console.log(`control: ${control ? `FAILED at seed ${control.seed}: ${control.why}` : 'nothing fails'}`);
const waiting = [...chosen];
const lane = async (): Promise<void> => {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const found = await caughtAt(mutant);
    if (found) caught++;
    const words = found ? `caught at ${found.seed - first + 1}: ${found.why.slice(0, 90)}` : 'NOT CAUGHT';
    console.log(`${mutant.name}: ${words}`);
  }
};
await Promise.all(Array.from({ length: jobs }, lane));
await hands.close();
let clean = control === null;
if (chosenReal.length > 0)
  await runRealMutants(
    { first, most: MAX_REAL_SCHEDULES, jobs, ...(values.only === undefined ? {} : { only: values.only }) },
    (found) => {
      if (found.at !== null) caught++;
      if (found.control !== null) {
        clean = false;
        console.log(`control: FAILED at seed ${first + (found.at ?? 1) - 1} (real tier): ${found.control}`);
      }
      const words = found.at === null ? 'NOT CAUGHT' : `caught at ${found.at}: ${found.why.slice(0, 90)}`;
      console.log(`${found.mutant} (real tier): ${words}`);
    },
  );
const total = chosen.length + chosenReal.length;
const seconds = Math.round((performance.now() - begun) / 1000);
console.log(JSON.stringify({ caught, total, within: count, control: clean, seconds }));
process.exitCode = caught === total && clean ? 0 : 1;
