import { createHmac } from 'node:crypto';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What is needed of the computer, so that each system's way can be tried on any other. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Output of a program; throws when it fails. */
  run(program: string, args: readonly string[]): Promise<string>;
  /** Content of a text file; throws when it is missing. */
  read(file: string): Promise<string>;
  /** Windows' folder, from the environment. */
  readonly windowsFolder: string;
}

/** This computer. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    windowsFolder: process.env['SystemRoot'] ?? 'C:\\Windows',
    read: (file) => readFile(file, 'utf8'),
    run: (program, args) =>
      new Promise((resolve, reject) => {
        execFile(program, [...args], { timeout: 5000, windowsHide: true }, (error, stdout) => {
          if (error === null) resolve(stdout);
          else reject(error);
        });
      }),
  };
}

/**
 * Names this installation of the operating system: head office sees by it that a disk was cloned or a profile
 * moved. The id itself is not to leave the computer, so it is hashed with the application's own salt.
 *
 * @returns 64 hexadecimal digits, or undefined where the system does not tell.
 */
export async function machineId(machine: Machine): Promise<string | undefined> {
  try {
    const id = (await systemId(machine)).trim().toLowerCase();
    return id === '' ? undefined : createHmac('sha256', 'loket.machine.v1').update(id).digest('hex');
  } catch {
    return undefined;
  }
}

async function systemId({ platform, run, read, windowsFolder }: Machine): Promise<string> {
  switch (platform) {
    case 'win32': {
      // By full path: a `reg.exe` in the working folder must not be run in its place. `/reg:64` since a
      // 32-bit process would otherwise see another branch of the registry.
      const reg = path.win32.join(windowsFolder, 'System32', 'reg.exe');
      const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
      const output = await run(reg, ['query', key, '/v', 'MachineGuid', '/reg:64']);
      return /MachineGuid\s+REG_SZ\s+([0-9a-f-]{36})/i.exec(output)?.[1] ?? '';
    }
    case 'darwin': {
      const output = await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
      return /"IOPlatformUUID"\s*=\s*"([0-9a-f-]{36})"/i.exec(output)?.[1] ?? '';
    }
    case 'linux':
      return read('/etc/machine-id').catch(() => read('/var/lib/dbus/machine-id'));
    default:
      return '';
  }
}
