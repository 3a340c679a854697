// `npm start`: from a fresh clone to a desk that a person can sign in to. Head office runs in this process with its
// own PostgreSQL in the data folder; the window is the shell, a browser, or nothing but the address.
import { seedDemo } from '#build/demo/seed.ts';
import type { RunningServer } from '#server/main.ts';
import { bundleIfStale } from './bundle.ts';
import { demoAccounts, dropDemo, dropUnfinishedDemo, markDemo, type DemoAccount } from './start/demo.ts';
import { startHeadOffice, whyNot } from './start/head-office.ts';
import { thisMachine } from './start/machine.ts';
import { readOptions, USAGE, type StartOptions } from './start/options.ts';
import { lookAtPort } from './start/port.ts';
import { openWindow, planWindow, type WindowPlan } from './start/window.ts';
import { root } from './vite.renderer.ts';

function giveUp(message: string): never {
  console.error(message);
  process.exit(1);
}

function sayReady(url: string, accounts: readonly DemoAccount[] | null, plan: WindowPlan): void {
  console.log(`\nLoket ready: ${url}`);
  if (accounts !== null) {
    console.log('\nDemo accounts (user name / password):');
    for (const { username, password, who } of accounts) console.log(`  ${username} / ${password}   ${who}`);
  }
  if (plan.kind === 'none') console.log(`\nNo window was opened (${plan.why}).`);
  console.log('\nCtrl+C stops Loket.');
}

/**
 * Puts the demo into an empty head office of this computer; a database that was named is somebody's own.
 *
 * @returns the accounts to sign in by, or null once the demo was left for a company of one's own.
 */
async function demoFor(options: StartOptions, server: RunningServer): Promise<readonly DemoAccount[] | null> {
  if (process.env['DATABASE_URL']) return null;
  if (options.own) return null;
  const answer = await fetch(`${server.url}/api/setup`);
  const state = (await answer.json()) as { setupNeeded: boolean; demo: boolean };
  if (!state.setupNeeded) return state.demo ? demoAccounts(options.data) : null;
  console.log('Making the demo (two branches, two customer books); this happens once.');
  markDemo(options.data, []);
  const accounts = await seedDemo(server);
  markDemo(options.data, accounts);
  return accounts;
}

/** Opens the window; a shell that does not come up gives way to the browser. */
function open(plan: WindowPlan, options: StartOptions, url: string, stop: () => void): void {
  const child = openWindow(plan, root, url, options.data);
  child?.on('error', () => console.log('The window did not open; the address above works in any browser.'));
  child?.on('exit', (code) => {
    if (plan.kind !== 'electron') return;
    if (code === 0) return stop();
    console.log(`The shell ended with code ${code}; opening a browser.`);
    void planWindow('browser', thisMachine, root).then((other) => open(other, options, url, stop));
  });
}

const options = readOptions(process.argv.slice(2), process.env, root);
if ('error' in options) giveUp(`${options.error}\n\n${USAGE}`);

const url = `http://127.0.0.1:${options.port}`;
const port = await lookAtPort(url);
if (port === 'another program') {
  giveUp(
    `Port ${options.port} is taken by another program. Start Loket on another one: LOKET_PORT=4818 npm start`,
  );
}

const plan = await planWindow(options.window, thisMachine, root);
if (plan.kind === 'refused') giveUp(plan.why);

if (port === 'loket') {
  console.log(`Loket is running already on port ${options.port}.`);
  sayReady(url, demoAccounts(options.data), plan);
  openWindow(plan, root, url, options.data)?.unref();
  process.exit(0);
}

if (options.fresh) {
  const hindered = dropDemo(options.data);
  if (hindered !== null) giveUp(hindered);
}
dropUnfinishedDemo(options.data);
if (options.build) await bundleIfStale(plan.kind === 'electron' ? 'shell' : 'desk');

const headOffice = await startHeadOffice(options).catch((thrown: unknown) => giveUp(whyNot(thrown, options)));

// A terminal that was closed takes no more words; that must not keep PostgreSQL from being stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  console.log('\nStopping Loket …');
  headOffice.close().then(
    () => process.exit(0),
    (error: unknown) => giveUp(`Loket did not stop cleanly: ${String(error)}`),
  );
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

try {
  const accounts = await demoFor(options, headOffice);
  sayReady(url, accounts, plan);
  open(plan, options, url, stop);
} catch (error) {
  console.error(error);
  await headOffice.close();
  process.exit(1);
}
