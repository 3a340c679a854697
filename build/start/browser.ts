import { spawnSync } from 'node:child_process';
import { posix, win32 } from 'node:path';
import { thisMachine, which, type Machine } from './machine.ts';

export interface Browser {
  readonly name: 'Edge' | 'Chrome' | 'Chromium';
  readonly path: string;
}

type BrowserName = Browser['name'];

const onPath: Readonly<Record<BrowserName, readonly string[]>> = {
  Edge: ['microsoft-edge-stable', 'microsoft-edge'],
  Chrome: ['google-chrome-stable', 'google-chrome'],
  Chromium: ['chromium', 'chromium-browser'],
};

const onMac: Readonly<Record<BrowserName, string>> = {
  Edge: '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  Chrome: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  Chromium: '/Applications/Chromium.app/Contents/MacOS/Chromium',
};

const onWindows: Readonly<Record<BrowserName, string>> = {
  Edge: 'Microsoft\\Edge\\Application\\msedge.exe',
  Chrome: 'Google\\Chrome\\Application\\chrome.exe',
  Chromium: 'Chromium\\Application\\chrome.exe',
};

function places(machine: Machine, name: BrowserName): (string | null)[] {
  if (machine.platform === 'darwin') {
    const home = machine.env['HOME'];
    return [onMac[name], home === undefined ? null : posix.join(home, onMac[name])];
  }
  if (machine.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((key) => machine.env[key]);
    return roots.map((root) => (root === undefined ? null : win32.join(root, onWindows[name])));
  }
  return onPath[name].map((program) => which(machine, program));
}

/**
 * Finds a browser of the Chromium family. `LOKET_CHROMIUM` names one outright.
 *
 * @param order which to prefer: a desk takes Edge, which every Windows has; tests take Chromium.
 * @returns null if none is installed.
 */
export function findBrowser(
  machine: Machine,
  order: readonly BrowserName[] = ['Edge', 'Chrome', 'Chromium'],
): Browser | null {
  const named = machine.env['LOKET_CHROMIUM'];
  if (named !== undefined && named !== '' && machine.isProgram(named))
    return { name: 'Chromium', path: named };
  for (const name of order) {
    for (const path of places(machine, name)) {
      if (path !== null && machine.isProgram(path)) return { name, path };
    }
  }
  return null;
}

/** How a program is run to its end, seen by the person; @returns whether it ended well. */
export type RunVisibly = (program: string, args: readonly string[]) => boolean;

const runVisibly: RunVisibly = (program, args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { stdio: 'inherit', env }).status === 0;
};

export type ChromiumAnswer =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

/**
 * The browser for the e2e tests. Where none is found and Debian's packages are at hand (as root, or with a sudo that
 * asks nothing), Chromium is installed from them.
 */
export function ensureChromium(machine: Machine = thisMachine, run: RunVisibly = runVisibly): ChromiumAnswer {
  const order: readonly BrowserName[] = ['Chromium', 'Chrome', 'Edge'];
  const present = findBrowser(machine, order);
  if (present !== null) return { ok: true, path: present.path };
  if (machine.platform === 'linux' && which(machine, 'apt-get') !== null) {
    console.log('No Chromium, Chrome or Edge found: installing Chromium from the packages of this system.');
    const apt = (...args: string[]) =>
      process.getuid?.() === 0 ? run('apt-get', args) : run('sudo', ['-n', 'apt-get', ...args]);
    const installed =
      apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
    const found = findBrowser(machine, order);
    if (installed && found !== null) return { ok: true, path: found.path };
  }
  return {
    ok: false,
    message:
      'The tests drive a real browser, and no Chromium, Chrome or Edge was found. Install one ' +
      '(Debian: `sudo apt-get install chromium`), or name it: LOKET_CHROMIUM=/path/to/browser npm test',
  };
}
