import { expect, test } from 'vitest';
import { lockWindow } from './lock.ts';

/** Web Locks of one browser: one holder, the others queue. */
function browser(): LockManager {
  let held = false;
  const queue: (() => void)[] = [];
  const run = async (call: (lock: Lock | null) => unknown): Promise<unknown> => {
    held = true;
    try {
      return await call({ name: 'x', mode: 'exclusive' });
    } finally {
      held = false;
      queue.shift()?.();
    }
  };
  const request = (
    _: string,
    options: LockOptions,
    call: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (!held) return run(call);
    if (options.ifAvailable) return Promise.resolve(call(null));
    return new Promise<void>((resolve) => queue.push(resolve)).then(() => run(call));
  };
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager;
}

test('one window works; the second is told so, and gets in when the first is gone', async () => {
  const locks = browser();
  const first = await lockWindow(false, locks);
  expect(first).toBeDefined();
  expect(await lockWindow(false, locks)).toBeUndefined();
  let entered = false;
  const second = lockWindow(true, locks).then((lock) => {
    entered = true;
    return lock;
  });
  await Promise.resolve();
  expect(entered).toBe(false);
  first?.release();
  expect(await second).toBeDefined();
  expect(await lockWindow(false, locks)).toBeUndefined();
});

test('a browser that refuses is an error and not a second window', async () => {
  const locks = { request: () => Promise.reject(new Error('SecurityError')) } as unknown as LockManager;
  await expect(lockWindow(false, locks)).rejects.toThrow('SecurityError');
});
