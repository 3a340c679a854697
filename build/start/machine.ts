import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, posix, win32 } from 'node:path';

/** What the ladder asks of the computer; tests hand in one of their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @returns whether a path names a file that can be run. */
  readonly isProgram: (path: string) => boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isProgram: (path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
};

/**
 * Finds a program on the PATH.
 *
 * @param name without `.exe`.
 * @returns its absolute path, or null.
 */
export function which(machine: Machine, name: string): string | null {
  const windows = machine.platform === 'win32';
  const separator = windows ? ';' : delimiter === ';' ? ':' : delimiter;
  const join = windows ? win32.join : posix.join;
  for (const folder of (machine.env['PATH'] ?? '').split(separator)) {
    if (folder === '') continue;
    const path = join(folder, windows ? `${name}.exe` : name);
    if (machine.isProgram(path)) return path;
  }
  return null;
}

/** @returns whether a window can be shown: on Linux that takes a display. */
export function hasDisplay(machine: Machine): boolean {
  if (machine.platform === 'win32' || machine.platform === 'darwin') return true;
  return Boolean(machine.env['DISPLAY'] || machine.env['WAYLAND_DISPLAY']);
}
