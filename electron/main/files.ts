import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type {
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { hostFail } from '#shared/host/errors.ts';
import type { HostFiles } from '#shared/host/host.ts';
import { writeAtomic } from './atomic-file.ts';
import { reasonOf, type Log } from './log.ts';

/** The system's dialogs, over the desk's window. */
export interface FileDialogs {
  save(options: SaveDialogOptions): Promise<SaveDialogReturnValue>;
  open(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
}

/**
 * Saves and opens where a person points: the page never names a path.
 *
 * @param folder where the dialog starts.
 */
export function createFiles(dialogs: FileDialogs, folder: string, log: Log): HostFiles {
  return {
    async save({ name, data }) {
      const extension = path.extname(name).slice(1);
      const chosen = await dialogs.save({
        defaultPath: path.join(folder, name),
        filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
      });
      if (chosen.canceled || chosen.filePath === '') return { ok: true, value: 'cancelled' };
      try {
        await writeAtomic(chosen.filePath, data);
        return { ok: true, value: 'saved' };
      } catch (thrown) {
        log(`saving a file: ${reasonOf(thrown)}`);
        return hostFail('host.io', { reason: reasonOf(thrown) });
      }
    },
    async open({ extensions, maxBytes }) {
      const chosen = await dialogs.open({
        defaultPath: folder,
        properties: ['openFile', 'dontAddToRecent'],
        filters: [{ name: extensions.join(', ').toUpperCase(), extensions: [...extensions] }],
      });
      const file = chosen.filePaths[0];
      if (chosen.canceled || file === undefined) return { ok: true, value: undefined };
      try {
        if ((await stat(file)).size > maxBytes) return hostFail('host.tooLarge', { maxBytes });
        const data = new Uint8Array(await readFile(file));
        return { ok: true, value: { name: path.basename(file), data } };
      } catch (thrown) {
        log(`opening a file: ${reasonOf(thrown)}`);
        return hostFail('host.io', { reason: reasonOf(thrown) });
      }
    },
  };
}
