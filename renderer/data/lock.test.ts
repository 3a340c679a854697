import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lockWindow, type LockSurroundings, type WindowTalk } from './lock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Web Locks of one browser: one holder, the others queue, and one may steal. */
function browser(): LockManager {
  let holder: { broken(thrown: Error): void } | undefined;
  const queue: (() => void)[] = [];
  const run = (call: (lock: Lock | null) => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const mine = { broken: reject };
      holder = mine;
      const done = Promise.resolve(call({ name: 'x', mode: 'exclusive' }));
      void done.then((value) => {
        if (holder === mine) {
          holder = undefined;
          queue.shift()?.();
        }
        resolve(value);
      });
    });
  const request = (
    _: string,
    options: LockOptions,
    call: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (options.steal) holder?.broken(new DOMException('stolen', 'AbortError'));
    if (!holder || options.steal) return run(call);
    if (options.ifAvailable) return Promise.resolve(call(null));
    return new Promise<void>((resolve, reject) => {
      queue.push(resolve);
      options.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    }).then(() => run(call));
  };
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager;
}

/** Channels between windows; a frozen window hears nothing. */
function channels() {
  const open = new Map<WindowTalk, { frozen: boolean }>();
  return {
    talk(window: { frozen: boolean }): WindowTalk {
      const line: WindowTalk = {
        onmessage: null,
        postMessage(data: unknown) {
          for (const [other, { frozen }] of open)
            if (other !== line && !frozen) other.onmessage?.({ data } as MessageEvent);
        },
        close: () => void open.delete(line),
      };
      open.set(line, window);
      return line;
    },
    count: () => open.size,
  };
}

function windows() {
  const [locks, lines] = [browser(), channels()];
  const make = () => {
    const self = { frozen: false, lost: 0 };
    const around: LockSurroundings = { locks, talk: () => lines.talk(self), lost: () => void self.lost++ };
    return { self, lock: (wait: boolean) => lockWindow(wait, around) };
  };
  return { make, lines };
}

test('one window works; the second is told so, and gets in when the first is gone', async () => {
  const { make, lines } = windows();
  const [one, two] = [make(), make()];
  const first = await one.lock(false);
  expect(first).toBeDefined();
  expect(await two.lock(false)).toBeUndefined();
  let entered = false;
  const second = two.lock(true).then((lock) => {
    entered = true;
    return lock;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(entered).toBe(false);
  first?.release();
  expect(await second).toBeDefined();
  expect(await one.lock(false)).toBeUndefined();
  expect([one.self.lost, two.self.lost]).toEqual([0, 0]);
  // nobody asks any more
  expect(lines.count()).toBe(1);
});

test('row 20: a window that stands still loses its place, and hears of it when it goes on', async () => {
  const { make } = windows();
  const [one, two] = [make(), make()];
  expect(await one.lock(false)).toBeDefined();
  one.self.frozen = true;
  const second = two.lock(true);
  await vi.advanceTimersByTimeAsync(3000);
  expect(one.self.lost).toBe(0);
  await vi.advanceTimersByTimeAsync(6000);
  expect(await second).toBeDefined();
  await vi.advanceTimersByTimeAsync(0);
  expect([one.self.lost, two.self.lost]).toEqual([1, 0]);
});

test('a browser that refuses is an error and not a second window', async () => {
  const locks = { request: () => Promise.reject(new Error('SecurityError')) } as unknown as LockManager;
  await expect(lockWindow(false, { locks })).rejects.toThrow('SecurityError');
});
