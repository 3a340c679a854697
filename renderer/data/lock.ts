/** One window works, every other one says "Loket sudah terbuka". Held until the window is gone, however it goes. */
const NAME = 'loket-window';

export interface WindowLock {
  release(): void;
}

/**
 * @param wait until the other window is gone; otherwise the answer comes at once
 * @returns the lock, or undefined when another window has it
 */
export function lockWindow(
  wait: boolean,
  locks: LockManager = navigator.locks,
): Promise<WindowLock | undefined> {
  return new Promise((resolve, reject) => {
    locks
      .request(NAME, wait ? {} : { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(undefined);
          return undefined;
        }
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(reject);
  });
}
