/**
 * `node build/run.mjs test/scale/search.ts [--customers N] [--queries N] [--typos N] [--seed N]`: queries typed letter by
 * letter over a made-up book against a reading of every row, and names with one typo. Ends with 1 when one is wrong or
 * fewer than 98 in 100 mistyped names are found. The last line is JSON.
 */
import { parseArgs } from 'node:util';
import { proveSearch } from '#test/support/directory/proof.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '60' },
    typos: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '20260305' },
  },
});
const LEAST_RECALL = 0.98;
const [customers, queries, typos, seed] = [values.customers, values.queries, values.typos, values.seed].map(
  Number,
) as [number, number, number, number];
const proof = proveSearch(seed, customers, queries, typos, (n) => {
  if (n % 10 === 0) process.stderr.write(`query ${n}\n`);
});
for (const wrong of proof.wrong) process.stdout.write(`wrong: ${wrong}\n`);
const at = (part: number): number =>
  Number((proof.times[Math.floor((proof.times.length - 1) * part)] ?? 0).toFixed(2));
process.stdout.write(
  `${JSON.stringify({
    seed,
    customers,
    queries: proof.queries,
    keystrokes: proof.keystrokes,
    wrong: proof.wrong.length,
    typos,
    recall: proof.recall,
    searchMs: { p50: at(0.5), p95: at(0.95), most: at(1) },
  })}\n`,
);
if (proof.wrong.length > 0 || proof.recall < LEAST_RECALL) process.exitCode = 1;
