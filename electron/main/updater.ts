import type { AppUpdater } from 'electron-updater';
import { hostFail } from '#shared/host/errors.ts';
import type { HostUpdate } from '#shared/host/host.ts';
import type { UpdateState } from '#shared/host/types.ts';
import { reasonOf, type Log } from './log.ts';

/** What is needed of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  logger: AppUpdater['logger'];
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void;
  on(event: 'update-available', listener: (info: { readonly version: string }) => void): unknown;
  on(event: 'update-not-available', listener: () => void): unknown;
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown;
  on(event: 'update-downloaded', listener: (info: { readonly version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * Fetches updates by itself and installs them only when a person says so, or when the person quits with
 * nothing unsent. Until the page has reported how much is unsent, nothing is installed at all.
 *
 * @param report is told each change of state.
 */
export function createUpdate(updater: Updater, report: (state: UpdateState) => void, log: Log): HostUpdate {
  let state: UpdateState = { state: 'none' };
  let unsent: number | undefined;
  const become = (next: UpdateState): void => {
    state = next;
    report(next);
  };

  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = false;
  // A bad release is rolled back by a higher version: desks never go down by themselves.
  updater.allowDowngrade = false;
  updater.logger = null;
  updater.on('update-available', ({ version }) => become({ state: 'downloading', version, percent: 0 }));
  updater.on('update-not-available', () => become({ state: 'none' }));
  updater.on('download-progress', ({ percent }) => {
    if (state.state === 'downloading') become({ ...state, percent: Math.floor(percent) });
  });
  updater.on('update-downloaded', ({ version }) => become({ state: 'ready', version }));
  updater.on('error', (error) => {
    log(`update: ${reasonOf(error)}`);
    if (state.state !== 'ready') become({ state: 'failed' });
  });

  return {
    state: () => Promise.resolve(state),
    async check() {
      if (state.state === 'ready' || state.state === 'downloading') return { ok: true, value: state };
      become({ state: 'checking' });
      try {
        await updater.checkForUpdates();
      } catch (thrown) {
        log(`update: ${reasonOf(thrown)}`);
        become({ state: 'failed' });
      }
      return state.state === 'failed' ? hostFail('host.updateFailed') : { ok: true, value: state };
    },
    install() {
      if (state.state !== 'ready') return Promise.resolve(hostFail('host.noUpdate'));
      if (unsent !== 0)
        return Promise.resolve(hostFail('host.unsentWork', unsent === undefined ? undefined : { unsent }));
      updater.quitAndInstall(false, true);
      return Promise.resolve({ ok: true, value: undefined });
    },
    reportUnsent(count) {
      unsent = count;
      updater.autoInstallOnAppQuit = count === 0;
      return Promise.resolve();
    },
  };
}

/** For a shell that was not installed (run from its sources): there is nothing to update. */
export const noUpdate: HostUpdate = {
  state: () => Promise.resolve({ state: 'none' }),
  check: () => Promise.resolve(hostFail('host.unsupported')),
  install: () => Promise.resolve(hostFail('host.unsupported')),
  reportUnsent: () => Promise.resolve(),
};
