import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { runSchedule } from './schedule.ts';
import { FAULT_KINDS } from './faults.ts';
import { add, emptySum, failuresOf, objections } from './outcome.ts';
import { Trace } from './trace.ts';

const { values } = parseArgs({
  options: { schedules: { type: 'string' }, seed: { type: 'string' }, trace: { type: 'string' } },
});
const count = Number(values.schedules ?? 1000);
const first = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const begun = performance.now();
let sum = emptySum('fast', FAULT_KINDS);
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const trace = new Trace(values.trace !== undefined);
  const outcome = await runSchedule(seed, trace);
  if (values.trace) writeFileSync(values.trace, trace.lines?.join('\n') ?? '');
  sum = add(sum, outcome);
  const failures = failuresOf(outcome);
  if (failures.length === 0) continue;
  failed++;
  console.log(
    `seed ${seed}\n  ${failures
      .slice(0, 4)
      .map((f) => f.slice(0, 2000))
      .join('\n  ')}`,
  );
}
console.log(failed, 'failed', objections(sum));
console.log(JSON.stringify({ ...sum, seconds: (performance.now() - begun) / 1000 }));
