// `npm run check`: types of every side, lint with its walls, format, dead code. Says in about a minute whether a
// change is fit. Steps run two at a time; the output of a step is shown only when it fails.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

const steps: readonly Step[] = [
  { name: 'lint', command: [bin('oxlint'), '-c', 'oxlint.config.mjs'] },
  ...['shared', 'server', 'renderer', 'electron', 'build', 'test'].map((side) => ({
    name: `types ${side}`,
    command: [bin('tsc'), '-p', side],
  })),
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', command: [bin('knip'), '--no-progress'] },
  {
    name: 'walls',
    command: [bin('vitest'), 'run', '--project', 'unit', 'test/walls.test.ts', 'test/house.test.ts'],
  },
];

function run(step: Step): Promise<Outcome> {
  const started = performance.now();
  const [file = '', ...rest] = step.command;
  const child = spawn(file, rest, {
    cwd: root,
    shell: process.platform === 'win32',
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    const done = (ok: boolean) => {
      const seconds = (performance.now() - started) / 1000;
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds.toFixed(1)} s)`);
      resolve({ name: step.name, ok, seconds, output });
    };
    child.on('error', (error) => {
      output += error.message;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

const queue = [...steps];
const outcomes: Outcome[] = [];
const worker = async () => {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) outcomes.push(await run(step));
};
await Promise.all([worker(), worker()]);

const failed = outcomes.filter((outcome) => !outcome.ok);
for (const outcome of failed) console.log(`\n── ${outcome.name} ──\n${outcome.output.trimEnd()}`);
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(
  join(root, 'dist', 'check-report.json'),
  JSON.stringify({ passed: outcomes.length - failed.length, failed: failed.length }),
);
console.log(
  failed.length === 0 ? '\nThe change is fit.' : `\nNot fit: ${failed.map((one) => one.name).join(', ')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
