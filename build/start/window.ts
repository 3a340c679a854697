import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { fetchElectron, findElectron, mayDownload } from './electron-binary.ts';
import { hasDisplay, type Machine } from './machine.ts';
import type { StartOptions } from './options.ts';

/** How long a person waits for Electron's program before the browser is taken. */
const FETCH_LIMIT = 120_000;

/** The rung of the ladder that was reached. */
export type WindowPlan =
  | { readonly kind: 'electron'; readonly program: string }
  | { readonly kind: 'browser'; readonly program: string; readonly name: string }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Decides in which window Loket opens: the shell if its program is there or can be fetched, else Edge, Chrome or
 * Chromium as an application window, else none.
 *
 * @param fetchProgram fetches Electron's program; @returns whether it came in time.
 */
export async function planWindow(
  wanted: StartOptions['window'],
  machine: Machine,
  root: string,
  fetchProgram: () => Promise<boolean> = () => fetchElectron(root, FETCH_LIMIT),
): Promise<WindowPlan> {
  if (wanted === 'none') return { kind: 'none', why: 'as asked' };
  if (!hasDisplay(machine)) {
    if (wanted === 'best') return { kind: 'none', why: 'this computer has no display' };
    return { kind: 'refused', why: `--${wanted} needs a display, and this computer has none` };
  }
  if (wanted !== 'browser') {
    const program = findElectron(machine, root) ?? (await fetched(machine, root, fetchProgram));
    if (program !== null) return { kind: 'electron', program };
    if (wanted === 'electron') {
      return { kind: 'refused', why: 'Electron is not here and could not be fetched: npx install-electron' };
    }
  }
  const browser = findBrowser(machine);
  if (browser !== null) return { kind: 'browser', program: browser.path, name: browser.name };
  if (wanted === 'browser') return { kind: 'refused', why: 'no Edge, Chrome or Chromium was found' };
  return { kind: 'none', why: 'neither Electron nor Edge, Chrome or Chromium was found' };
}

async function fetched(
  machine: Machine,
  root: string,
  fetchProgram: () => Promise<boolean>,
): Promise<string | null> {
  if (!mayDownload(machine)) return null;
  console.log('Fetching Electron (once, up to two minutes; LOKET_NO_DOWNLOAD=1 goes without).');
  return (await fetchProgram()) ? findElectron(machine, root) : null;
}

/**
 * Opens the window.
 *
 * @param url of head office.
 * @param data folder in which the browser keeps its profile: a desk of its own, apart from the person's browser.
 * @returns the running program, or null where there is no window.
 */
export function openWindow(plan: WindowPlan, root: string, url: string, data: string): ChildProcess | null {
  if (plan.kind === 'electron') {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    return spawn(plan.program, [root], { env: { ...env, LOKET_HEAD_OFFICE: url }, stdio: 'ignore' });
  }
  if (plan.kind === 'browser') {
    const profile = `--user-data-dir=${join(data, 'browser')}`;
    const root0 = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [`--app=${url}`, profile, '--no-first-run', '--no-default-browser-check', ...root0];
    return spawn(plan.program, args, { stdio: 'ignore' });
  }
  return null;
}
