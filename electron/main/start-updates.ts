import type { HostUpdate } from '#shared/host/host.ts';
import type { UpdateState } from '#shared/host/types.ts';
import type { Log } from './log.ts';
import { createUpdate, noUpdate } from './updater.ts';

const FIRST_CHECK_MS = 5 * 60_000;
const BETWEEN_CHECKS_MS = 6 * 60 * 60_000;

/** Begins to look for updates where the shell was installed; elsewhere there are none. */
export async function startUpdates(
  packaged: boolean,
  report: (state: UpdateState) => void,
  log: Log,
): Promise<HostUpdate> {
  if (!packaged) return noUpdate;
  // Loaded here only: outside an installed application it throws when it is touched.
  const { autoUpdater } = await import('electron-updater');
  const update = createUpdate(autoUpdater, report, log);
  setTimeout(() => void update.check(), FIRST_CHECK_MS).unref();
  setInterval(() => void update.check(), BETWEEN_CHECKS_MS).unref();
  return update;
}
