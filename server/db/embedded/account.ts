import { execFile, spawn } from 'node:child_process';
import { chown, lstat, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LoketFailure } from '#shared/errors/errors.ts';

const run = promisify(execFile);

/** The account under which PostgreSQL runs when we are root, which it refuses to be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * @returns undefined unless we are root (on Windows `pg_ctl` lays administrator rights down by itself);
 *   otherwise the account `postgres`, made if it can be, or `nobody`
 */
export async function helperAccount(): Promise<Account | undefined> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const found = await lookUp('postgres');
  if (found) return found;
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).then(
    () => lookUp('postgres'),
    () => undefined,
  );
  const account = made ?? (await lookUp('nobody'));
  if (!account) throw new LoketFailure({ code: 'postgres_no_account', kind: 'permanent' });
  return account;
}

/** Gives a folder and all in it to `account`. */
export async function handOver(path: string, { uid, gid }: Account): Promise<void> {
  await chown(path, uid, gid);
  for (const name of await readdir(path)) {
    const inner = join(path, name);
    if ((await lstat(inner)).isDirectory()) await handOver(inner, { uid, gid });
    else await chown(inner, uid, gid);
  }
}

/** @returns whether `account` may pass through every folder that leads to `path`. */
async function reaches(path: string, { uid, gid }: Account): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = await stat(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Runs a PostgreSQL program, as `account` if given. Where folders above the program or the data are closed to
 * that account (a home of root, a temporary folder), it keeps one right of root: to pass through them.
 * @returns the exit code and what was said
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  account: Account | undefined,
  paths: readonly string[] = [],
): Promise<{ readonly code: number; readonly output: string }> {
  let command = program;
  let given = [...args];
  let identity: Partial<Account> = account ?? {};
  if (account) {
    const open = await Promise.all([program, ...paths].map((path) => reaches(path, account)));
    if (open.includes(false)) {
      const caps = '+dac_read_search';
      const who = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
      given = [...who, `--inh-caps=${caps}`, `--ambient-caps=${caps}`, '--', program, ...args];
      command = 'setpriv';
      identity = {};
    }
  }
  return new Promise((done, failed) => {
    const child = spawn(command, given, {
      ...identity,
      cwd: dirname(program),
      env: { ...process.env, LC_ALL: 'C' },
      // `pg_ctl start` leaves the server behind with our pipes open: its output goes to a log file instead
      stdio: args.includes('start') ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, output: output.slice(-2000) }));
  });
}
