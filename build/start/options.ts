import { join, resolve } from 'node:path';

export interface StartOptions {
  /** Which window is wanted; `best` takes the shell if it is there, else a browser, else prints the URL only. */
  readonly window: 'best' | 'electron' | 'browser' | 'none';
  /** Throw the demo data away and make it anew. */
  readonly fresh: boolean;
  /** No demo: an empty head office in a folder of its own, which asks for the company. */
  readonly own: boolean;
  /** Whether the renderer is built first when its sources changed; `npm run dev` serves it another way. */
  readonly build: boolean;
  readonly port: number;
  /** Folder of the embedded PostgreSQL, absolute. */
  readonly data: string;
}

export const USAGE = `npm start -- [--browser | --electron | --url-only] [--no-build] [--fresh | --own]
  --browser    a browser window, even where the shell is installed
  --electron   the shell, or an error
  --url-only   no window: only print the address
  --no-build   take dist/ as it is
  --fresh      throw the demo data away and make it anew
  --own        no demo: a head office for a company of one's own, in .loket-own
LOKET_PORT (4817), LOKET_DATA (.loket) and LOKET_NO_DOWNLOAD are read from the environment.`;

const windows: Readonly<Record<string, StartOptions['window']>> = {
  '--browser': 'browser',
  '--electron': 'electron',
  '--url-only': 'none',
};

/**
 * Reads the command line of `npm start`.
 *
 * @param root the project folder, against which `LOKET_DATA` is resolved.
 * @returns the options, or what is wrong with them.
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): StartOptions | { readonly error: string } {
  let window: StartOptions['window'] = 'best';
  let fresh = false;
  let own = false;
  let build = true;
  for (const arg of args) {
    const wanted = windows[arg];
    if (wanted !== undefined && window === 'best') window = wanted;
    else if (wanted !== undefined) return { error: `${arg} does not go with another window` };
    else if (arg === '--fresh') fresh = true;
    else if (arg === '--own') own = true;
    else if (arg === '--no-build') build = false;
    else return { error: `unknown option ${arg}` };
  }
  if (fresh && own) return { error: '--fresh makes the demo anew; it does not go with --own' };
  const port = Number(env['LOKET_PORT'] || 4817);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return { error: `LOKET_PORT is not a port: ${env['LOKET_PORT']}` };
  }
  return {
    window,
    fresh,
    own,
    build,
    port,
    data: env['LOKET_DATA'] ? resolve(env['LOKET_DATA']) : join(root, own ? '.loket-own' : '.loket'),
  };
}
