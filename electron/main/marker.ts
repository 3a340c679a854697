import { readFile, rm } from 'node:fs/promises';
import type { Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import { writeAtomic } from './atomic-file.ts';
import { reasonOf, type Log } from './log.ts';

/** A small file outside the profile: what wipes the profile leaves it, so an empty start is known for what it is. */
export interface Marker {
  /** @returns what was written last; empty where nothing stands. */
  get(): Promise<Result<string>>;
  /** An empty text removes the file. */
  set(text: string): Promise<Result<void>>;
}

/** @param file full path, in a folder that may not be there yet */
export function createMarker(file: string, log: Log): Marker {
  const failed = (thrown: unknown) => {
    log(`desk marker: ${reasonOf(thrown)}`);
    return hostFail('host.io', { reason: reasonOf(thrown) });
  };
  return {
    async get() {
      try {
        return { ok: true, value: await readFile(file, 'utf8') };
      } catch (thrown) {
        return reasonOf(thrown) === 'ENOENT' ? { ok: true, value: '' } : failed(thrown);
      }
    },
    async set(text) {
      try {
        if (text === '') await rm(file, { force: true });
        else await writeAtomic(file, text);
        return { ok: true, value: undefined };
      } catch (thrown) {
        return failed(thrown);
      }
    },
  };
}
