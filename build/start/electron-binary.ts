import { spawn } from 'node:child_process';
import { posix, win32 } from 'node:path';
import type { Machine } from './machine.ts';

/** Where the program stands inside the folder that electron's installer fills. */
const inDist: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Finds Electron's program without loading the `electron` package, which would start a download.
 *
 * @param root the project folder. `ELECTRON_BIN` names a program outright.
 * @returns its path, or null if it was not fetched yet.
 */
export function findElectron(machine: Machine, root: string): string | null {
  const named = machine.env['ELECTRON_BIN'];
  if (named !== undefined && named !== '') return machine.isProgram(named) ? named : null;
  const join = machine.platform === 'win32' ? win32.join : posix.join;
  const path = join(root, 'node_modules', 'electron', 'dist', inDist[machine.platform] ?? 'electron');
  return machine.isProgram(path) ? path : null;
}

/** @returns whether Electron's program may be fetched: not in CI, and not where it was forbidden. */
export function mayDownload(machine: Machine): boolean {
  return !machine.env['CI'] && !machine.env['LOKET_NO_DOWNLOAD'];
}

/**
 * Fetches Electron's program by its own installer.
 *
 * @param limit in ms; a slow line must not keep a person from the browser window that works as well.
 * @returns whether the installer came to a good end in time.
 */
export function fetchElectron(root: string, limit: number): Promise<boolean> {
  const installer = [root, 'node_modules', 'electron', 'install.js'].join('/');
  const child = spawn(process.execPath, [installer], { cwd: root, stdio: 'ignore' });
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), limit);
    const done = (ok: boolean) => {
      clearTimeout(timer);
      resolve(ok);
    };
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}
