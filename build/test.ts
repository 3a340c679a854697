// `npm test [-- vitest arguments]`: everything that `vitest run` finds, on a machine with nothing but Node. The
// e2e tests want a Chromium; where none is found it is installed on Debian and Ubuntu, elsewhere asked for.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './start/browser.ts';

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

const root = join(import.meta.dirname, '..');
const full = join(root, 'dist', 'vitest.json');
const short = join(root, 'dist', 'test-report.json');

const browser = ensureChromium();
if (!browser.ok) {
  console.error(browser.message);
  process.exit(1);
}

mkdirSync(join(root, 'dist'), { recursive: true });
rmSync(full, { force: true });
const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${full}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, LOKET_CHROMIUM: browser.path } },
);
child.on('exit', (code) => {
  if (existsSync(full)) {
    const report = JSON.parse(readFileSync(full, 'utf8')) as Report;
    // A file that does not even load has no failed test, but is a failure all the same.
    const failed = code === 0 ? 0 : Math.max(report.numFailedTests, 1);
    writeFileSync(short, JSON.stringify({ passed: report.numPassedTests, failed }));
  }
  process.exit(code ?? 1);
});
