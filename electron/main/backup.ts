import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { hostFail } from '#shared/host/errors.ts';
import type { HostBackup } from '#shared/host/host.ts';
import type { BackupEntry } from '#shared/host/types.ts';
import { writeAtomic } from './atomic-file.ts';
import { expired } from './backup-rotation.ts';
import { reasonOf, type Log } from './log.ts';

/** `20260305T071412345Z-` and the digest; the id is the file's name without its end. */
const NAME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-([0-9a-f]{32})\.loketbackup$/;

const digestOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 32);

/**
 * Backups in a folder outside the profile, each with its digest in its name. What is in one is the page's
 * business: to the shell it is sealed bytes.
 *
 * @param folder made when the first backup is written.
 * @param now the time of this computer.
 */
export function createBackup(folder: string, now: () => Date, log: Log): HostBackup {
  const failed = (thrown: unknown) => {
    log(`backup: ${reasonOf(thrown)}`);
    return hostFail('host.io', { reason: reasonOf(thrown) });
  };
  return {
    async write(data) {
      const at = now().toISOString();
      const id = `${at.replaceAll(/[-:.]/g, '')}-${digestOf(data)}`;
      const file = fileOf(folder, id);
      try {
        await mkdir(folder, { recursive: true });
        await writeAtomic(file, data);
        if (digestOf(await readFile(file)) !== digestOf(data)) {
          await rm(file, { force: true });
          return hostFail('host.backupDamaged');
        }
      } catch (thrown) {
        return failed(thrown);
      }
      // The backup stands; old ones that could not be removed are tried again next time.
      await rotate(folder).catch((thrown: unknown) => log(`old backups: ${reasonOf(thrown)}`));
      return { ok: true, value: { id, at, bytes: data.byteLength } };
    },
    async list() {
      try {
        return { ok: true, value: await entries(folder) };
      } catch (thrown) {
        return failed(thrown);
      }
    },
    async read(id) {
      if (!NAME.test(`${id}.loketbackup`)) return hostFail('host.backupMissing');
      try {
        const data = new Uint8Array(await readFile(fileOf(folder, id)));
        return id.endsWith(`-${digestOf(data)}`) ? { ok: true, value: data } : hostFail('host.backupDamaged');
      } catch (thrown) {
        return reasonOf(thrown) === 'ENOENT' ? hostFail('host.backupMissing') : failed(thrown);
      }
    },
  };
}

const fileOf = (folder: string, id: string): string => path.join(folder, `${id}.loketbackup`);

async function entries(folder: string): Promise<BackupEntry[]> {
  const names = await readdir(folder).catch((thrown: unknown) => {
    if (reasonOf(thrown) === 'ENOENT') return [];
    throw thrown;
  });
  const found = names.flatMap((name) => {
    const at = NAME.exec(name);
    if (at === null) return [];
    const [, year, month, day, hour, minute, second, ms] = at;
    return [{ id: path.parse(name).name, at: `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z` }];
  });
  const sized = await Promise.all(
    found.map(async (entry) => ({ ...entry, bytes: (await stat(fileOf(folder, entry.id))).size })),
  );
  return sized.toSorted((a, b) => b.at.localeCompare(a.at));
}

async function rotate(folder: string): Promise<void> {
  for (const { id } of expired(await entries(folder))) await rm(fileOf(folder, id), { force: true });
}
