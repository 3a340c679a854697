import { expect, test, vi } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DirectoryCollection } from '../../desk-types.ts';
import { createDirectory, type DirectoryCalls, type DirectorySource } from './client.ts';
import { DirectoryEngine } from './engine.ts';
import { customer } from './test-docs.ts';

/** A source whose read is answered by hand, an engine in this realm, and frames that come when asked for. */
function world(docs: readonly StoredDoc[] = []) {
  const listeners = new Map<DirectoryCollection, (docs: StoredDoc[]) => void>();
  const frames: (() => void)[] = [];
  let open: () => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const gate = new Promise<void>((resolve, reject) => {
    open = resolve;
    refuse = reject;
  });
  const source: DirectorySource = {
    async readAll(collection, onChunk) {
      if (collection !== 'customers') return;
      const snapshot = [...docs];
      await gate;
      await onChunk(snapshot);
    },
    changes(collection, listener) {
      listeners.set(collection, listener);
      return () => listeners.delete(collection);
    },
  };
  const engine = new DirectoryEngine((work) => queueMicrotask(work));
  const calls: DirectoryCalls = {
    load: async (...args) => engine.load(...args),
    loaded: async (...args) => engine.loaded(...args),
    apply: async (...args) => engine.apply(...args),
    remove: async (...args) => engine.remove(...args),
    clear: async () => engine.clear(),
    search: async (...args) => engine.search(...args),
    list: async (...args) => engine.list(...args),
    counts: async (...args) => engine.counts(...args),
  };
  let breakWorker: (error: unknown) => void = () => undefined;
  const end = vi.fn<() => void>();
  const onFailure = vi.fn<(error: unknown) => void>();
  const start = () =>
    createDirectory({
      source,
      createWorker: () => ({ calls, onFailure: (listener) => (breakWorker = listener), end }),
      nextFrame: (work) => frames.push(work),
      onFailure,
    });
  return {
    source,
    calls,
    open: start,
    read: () => open(),
    refuse: (error: Error) => refuse(error),
    end,
    onFailure,
    listeners,
    frames,
    breakWorker: (error: unknown) => breakWorker(error),
    change: (...changed: StoredDoc[]) => listeners.get('customers')?.(changed),
    async frame() {
      frames.splice(0).forEach((work) => work());
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const names = async (directory: ReturnType<typeof createDirectory>) =>
  (await directory.list({ collection: 'customers' })).rows.map(({ name }) => name);

test('a change during the first read is neither lost nor overwritten by the older page', async () => {
  const desk = world([customer('c1', { name: 'Lama' }), customer('c2', { name: 'Akan dihapus' })]);
  const directory = desk.open();
  desk.change(customer('c1', { name: 'Baru' }), customer('c3', { name: 'Tambahan' }));
  desk.change(customer('c2', { _deleted: true }));
  await desk.frame();
  expect(directory.ready.get()).toBe(false);
  desk.read();
  await vi.waitUntil(() => directory.ready.get());
  expect(await names(directory)).toEqual(['Baru', 'Tambahan']);
  directory.dispose();
});

test('changes of one frame are one step of the version, and the newest form of a document wins', async () => {
  const desk = world();
  const directory = desk.open();
  desk.read();
  await vi.waitUntil(() => directory.ready.get());
  const before = directory.version.get();
  for (const name of ['Satu', 'Dua', 'Tiga']) desk.change(customer('c1', { name }));
  expect(desk.frames).toHaveLength(1);
  await desk.frame();
  expect(directory.version.get()).toBe(before + 1);
  expect(await names(directory)).toEqual(['Tiga']);
  expect(await directory.counts('customers', { all: {}, lost: { is: { stage: ['lost'] } } })).toEqual({
    all: 1,
    lost: 0,
  });
  desk.change(customer('c1', { _deleted: true }));
  await desk.frame();
  expect(await directory.search('tiga')).toEqual([]);
  directory.dispose();
});

test('after the end nothing is listened to and every question is answered with nothing', async () => {
  const desk = world([customer('c1')]);
  const directory = desk.open();
  const asked = directory.list({ collection: 'customers' });
  directory.dispose();
  expect(desk.listeners.size).toBe(0);
  expect(desk.end).toHaveBeenCalledOnce();
  desk.read();
  expect(await asked).toEqual({ total: 0, rows: [] });
  expect(await directory.counts('customers', { all: {} })).toEqual({ all: 0 });
  expect(desk.onFailure).not.toHaveBeenCalled();
});

test('a broken Worker is reported, and questions that wait for it are refused', async () => {
  const desk = world();
  const never = new Promise<never>(() => undefined);
  Object.assign(desk.calls, { search: () => never });
  const directory = desk.open();
  const asked = directory.search('siti');
  const error = new Error('script');
  desk.breakWorker(error);
  await expect(asked).rejects.toBe(error);
  await expect(directory.search('siti')).rejects.toBe(error);
  expect(desk.onFailure).toHaveBeenCalledExactlyOnceWith(error);
});

test('a first read that fails leaves the directory not ready and says why', async () => {
  const desk = world();
  desk.refuse(new Error('closed'));
  const directory = desk.open();
  await vi.waitUntil(() => desk.onFailure.mock.calls.length > 0);
  expect(directory.ready.get()).toBe(false);
});
