/** A real Chromium with its profile on disk, started as a process of its own so that it can be killed like one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['LOKET_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];

function binary(): string {
  const found = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error('no Chromium found; set LOKET_CHROMIUM to one');
  return found;
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--lang=id-ID',
  '--remote-debugging-port=0',
  '--window-size=1366,768',
];

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Of the first process; all of them are one process group. */
  readonly pid: number;
  /** SIGKILL to the whole process group: as when the power goes, but for what the disk has in its cache. */
  kill(): Promise<void>;
  /** Ends it in the orderly way. */
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** More switches. */
  readonly flags?: readonly string[];
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** @returns a new folder for a profile, to be removed by `removeProfile`. */
export const newProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'loket-profile-'));
export const removeProfile = (profile: string): Promise<void> =>
  rm(profile, { recursive: true, force: true, maxRetries: 5 });

async function endpoint(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    const found = /DevTools listening on (ws:\/\/\S+)/.exec(said);
    if (found?.[1]) return found[1];
  }
  throw new Error(`Chromium did not start: ${said.slice(-500)}`);
}

/** Starts Chromium on a profile; what the profile holds from before is there. */
export async function openBrowser(
  profile: string,
  { flags = [], env = {} }: BrowserOptions = {},
): Promise<Browser> {
  const child = spawn(binary(), [...FLAGS, ...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await endpoint(child));
  child.stderr?.resume();
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium has no context');
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: 1366, height: 768 });
  const killGroup = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGKILL');
  };
  return {
    context,
    page,
    pid: child.pid ?? 0,
    kill: async () => {
      killGroup();
      await gone;
      await browser.close().catch(() => undefined);
    },
    close: async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await gone;
    },
  };
}
