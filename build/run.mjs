// The door of every npm script: `node build/run.mjs FILE.ts [arguments]`. It works on a fresh clone, where
// nothing is installed: first the dependencies, then the TypeScript file, run by tsx.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [file, ...rest] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (file === undefined) {
  console.error('usage: node build/run.mjs FILE.ts [arguments]');
  process.exit(2);
}
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Loket needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

ensureDependencies(root);

const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl+C reaches the child from the terminal by itself; without a terminal it has to be handed on. Either way
// this process ends after the child, which has a PostgreSQL to stop.
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT');
});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
// npm hands a signal to its shell only, which dies without handing it on: then nobody would stop PostgreSQL.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
