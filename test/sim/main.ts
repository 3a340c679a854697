/** `npm run sim -- --schedules N --seed S`: runs schedules from seed S on and prints each that fails. */
import { parseArgs } from 'node:util';
import { runSchedule } from './schedule.ts';

const { values } = parseArgs({ options: { schedules: { type: 'string' }, seed: { type: 'string' } } });
const count = Number(values.schedules ?? 1000);
const first = Number(values.seed ?? Math.floor(Math.random() * 1e9));
let [failed, saved, operations] = [0, 0, 0];
const begun = performance.now();
for (let seed = first; seed < first + count; seed++) {
  const outcome = await runSchedule(seed);
  saved += outcome.saved;
  operations += outcome.operations;
  if (outcome.failures.length === 0) continue;
  failed++;
  console.log(`seed ${seed}\n  ${outcome.failures.slice(0, 4).join('\n  ')}`);
}
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(
  `${count} schedules from seed ${first}: ${failed} failed; ${operations} operations, ${saved} saved; ${seconds} s`,
);
process.exitCode = failed > 0 ? 1 : 0;
