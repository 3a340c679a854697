import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from './log.ts';

const MOST_BYTES = 1024 * 1024;

/**
 * A log on this computer: one file and the one before it, a megabyte each.
 *
 * @param now the time of this computer.
 * @returns the log, and `settled` which resolves when all of it is written.
 */
export function createLogFile(file: string, now: () => Date): { log: Log; settled: () => Promise<void> } {
  let last: Promise<void> = mkdir(path.dirname(file), { recursive: true }).then(
    () => undefined,
    () => undefined,
  );
  const write = async (line: string): Promise<void> => {
    const size = await stat(file).then(
      ({ size: bytes }) => bytes,
      () => 0,
    );
    if (size > MOST_BYTES) await rename(file, `${file}.1`);
    await appendFile(file, line);
  };
  return {
    log(what) {
      const line = `${now().toISOString()} ${what}\n`;
      // A full disk must not take the shell along: the line is lost.
      last = last.then(() => write(line)).catch(() => undefined);
    },
    settled: () => last,
  };
}
