import { expect, test, vi } from 'vitest';
import { createUpdate, type Updater } from './updater.ts';

const silent = (): void => undefined;

function updaterDouble() {
  const listeners = new Map<string, (value: never) => void>();
  const quitAndInstall = vi.fn();
  const updater = {
    autoDownload: false,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    logger: null,
    checkForUpdates: async () => undefined,
    quitAndInstall,
    on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
  } as unknown as Updater;
  const happens = (event: string, value: object = {}): void => listeners.get(event)?.(value as never);
  return { updater, happens, quitAndInstall };
}

test('an update waits for unsent work, at the press of a button and at quitting', async () => {
  const { updater, happens, quitAndInstall } = updaterDouble();
  const states: string[] = [];
  const update = createUpdate(updater, ({ state }) => states.push(state), silent);
  expect(updater).toMatchObject({ autoInstallOnAppQuit: false, allowDowngrade: false, autoDownload: true });
  expect(await update.install()).toMatchObject({ error: { code: 'host.noUpdate' } });
  happens('update-available', { version: '0.2.0' });
  happens('download-progress', { percent: 41.7 });
  expect(await update.state()).toEqual({ state: 'downloading', version: '0.2.0', percent: 41 });
  happens('update-downloaded', { version: '0.2.0' });
  expect(await update.install()).toMatchObject({ error: { code: 'host.unsentWork' } });
  await update.reportUnsent(3);
  expect(await update.install()).toMatchObject({ error: { code: 'host.unsentWork', detail: { unsent: 3 } } });
  expect(updater.autoInstallOnAppQuit).toBe(false);
  expect(quitAndInstall).not.toHaveBeenCalled();
  await update.reportUnsent(0);
  expect(updater.autoInstallOnAppQuit).toBe(true);
  expect((await update.install()).ok).toBe(true);
  expect(quitAndInstall).toHaveBeenCalledOnce();
  expect(states).toEqual(['downloading', 'downloading', 'ready']);
});

test('a failed check is told and can be repeated; an error does not lose a downloaded update', async () => {
  const { updater, happens } = updaterDouble();
  const update = createUpdate(updater, () => undefined, silent);
  updater.checkForUpdates = () => Promise.reject(new Error('no server'));
  expect(await update.check()).toMatchObject({ error: { code: 'host.updateFailed', kind: 'retryable' } });
  happens('update-downloaded', { version: '0.2.0' });
  happens('error', new Error('later'));
  expect(await update.check()).toEqual({ ok: true, value: { state: 'ready', version: '0.2.0' } });
});
