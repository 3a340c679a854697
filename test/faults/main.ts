/**
 * `npm run faults [-- --rows 1,4,11-14 --kills-desk N --kills-server N --keep]`: the matrix on real parts, one line a
 * row; the last line is JSON. Ends with 1 when a row fails or more than three are not testable here.
 */
import { parseArgs } from 'node:util';
import { ensureChromium } from '#build/start/browser.ts';
import { NotTestable, type Row } from './row.ts';
import { ROWS } from './rows/index.ts';
import { openWorld, type Settings, type Shared } from './world.ts';

const MOST_NOT_TESTABLE = 3;

interface Outcome {
  readonly row: Row;
  readonly verdict: 'pass' | 'fail' | 'not testable';
  readonly why?: string;
  readonly instead?: string;
}

/** @returns the numbers in `1,4,11-14`. */
function numbersIn(text: string): Set<number> {
  const numbers = new Set<number>();
  for (const part of text.split(',').filter(Boolean)) {
    const [from = 0, to = from] = part.split('-').map(Number);
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers;
}

async function tried(shared: Shared, row: Row): Promise<Outcome> {
  const { world, notes, end } = shared.row(row.number);
  const begun = performance.now();
  const seconds = row.limit ?? 600;
  let outcome: Outcome;
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done within ${seconds} s`)), seconds * 1000);
    });
    await Promise.race([row.run(world), late]);
    outcome = { row, verdict: 'pass' };
  } catch (thrown) {
    const why = (thrown instanceof Error ? thrown.message : String(thrown))
      .replaceAll(/\s+/g, ' ')
      .slice(0, 1500);
    outcome =
      thrown instanceof NotTestable
        ? { row, verdict: 'not testable', why, instead: thrown.instead }
        : { row, verdict: 'fail', why };
    if (process.env['LOKET_STACK']) console.error(thrown);
  } finally {
    clearTimeout(timer);
    await end();
  }
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  const said = [outcome.why, outcome.instead, ...notes].filter(Boolean).join('; ');
  const verdict = outcome.verdict === 'fail' ? 'FAIL' : outcome.verdict;
  console.log(
    `row ${String(row.number).padStart(2)}  ${verdict.padEnd(12)} ${took.padStart(6)} s  ${row.name}${said ? ` · ${said}` : ''}`,
  );
  return outcome;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1-39' },
    'kills-desk': { type: 'string', default: '10' },
    'kills-server': { type: 'string', default: '5' },
    keep: { type: 'boolean', default: false },
  },
});
const settings: Settings = {
  killsDesk: Number(values['kills-desk']),
  killsServer: Number(values['kills-server']),
  keep: values.keep,
};
const wanted = numbersIn(values.rows);
const chromium = ensureChromium();
if (!chromium.ok) {
  console.error(chromium.message);
  process.exit(1);
}
process.env['LOKET_CHROMIUM'] = chromium.path;

const shared = await openWorld(settings);
let stopped = false;
const stop = (): void => {
  stopped = true;
};
// calls that a failed row left behind end when its desks are killed; the row has said why it failed
process.on('unhandledRejection', () => undefined);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
const outcomes: Outcome[] = [];
try {
  for (const row of ROWS.toSorted((a, b) => a.number - b.number)) {
    if (!stopped && wanted.has(row.number)) outcomes.push(await tried(shared, row));
  }
} finally {
  await shared.close();
}
const fail = outcomes.filter(({ verdict }) => verdict === 'fail').length;
const notTestable = outcomes
  .filter(({ verdict }) => verdict === 'not testable')
  .map(({ row, why, instead }) => ({ row: row.number, why, instead }));
console.log(JSON.stringify({ pass: outcomes.length - fail - notTestable.length, fail, notTestable }));
process.exit(fail > 0 || notTestable.length > MOST_NOT_TESTABLE || stopped ? 1 : 0);
