/** The second copy of what was saved, over a folder that is kept in memory. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Entry } from './entry.ts';
import { countCopies, fileMirror } from './mirror.ts';

let files: Map<string, string>;
let there = false;
let full = false;
beforeEach(() => {
  files = new Map();
  [there, full] = [false, false];
});

/** As the browser's: what is written appears when the stream is closed, all at once. */
const fileOf = (name: string) => ({
  getFile: async () => ({ text: async () => files.get(name) ?? '' }),
  async createWritable() {
    let text = '';
    return {
      write: async (more: string) => void (text += more),
      async close() {
        if (full) throw new DOMException('', 'QuotaExceededError');
        files.set(name, text);
      },
    };
  },
});
const folder = {
  async getFileHandle(name: string, { create = false } = {}) {
    if (!files.has(name) && !create) throw new DOMException('', 'NotFoundError');
    // a new file is there, and empty, before anything is written
    if (!files.has(name)) files.set(name, '');
    return fileOf(name);
  },
  async removeEntry(name: string) {
    if (!files.delete(name)) throw new DOMException('', 'NotFoundError');
  },
  async *entries() {
    for (const name of files.keys()) yield [name, fileOf(name)] as const;
  },
};
const root = {
  async getDirectoryHandle() {
    there = true;
    return folder;
  },
  async removeEntry() {
    if (!there) throw new DOMException('', 'NotFoundError');
    files.clear();
  },
} as unknown as FileSystemDirectoryHandle;
const mirror = fileMirror(async () => root);

const entry = (id: string, at: string): Entry => ({
  seq: 1,
  id,
  at,
  command: 'edit',
  userId: 'u1',
  docs: [],
  applied: 0,
});

test('entries come back in the order in which they were saved, whatever the folder’s', async () => {
  for (const one of [entry('b', '2026-03-05'), entry('c', '2026-03-06'), entry('a', '2026-03-05')])
    await mirror.keep(one);
  expect((await mirror.all()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  // the one that is not there any more is no reason to stop
  await mirror.drop(['unknown', 'a', 'c']);
  expect(await mirror.all()).toEqual([entry('b', '2026-03-05')]);
});

test('a file that was being made when the power went, or of another shape, hides no other', async () => {
  await mirror.keep(entry('whole', '2026-03-05'));
  for (const [name, text] of [
    ['half.json', '{"id":"half","do'],
    ['empty.json', ''],
    ['other.json', '{"id":7}'],
    ['null.json', 'null'],
    ['note.txt', JSON.stringify(entry('note', ''))],
  ] as const)
    files.set(name, text);
  expect((await mirror.all()).map(({ id }) => id)).toEqual(['whole']);
});

test('its journal is named beside the copies; without room keeping fails and says so', async () => {
  expect(await mirror.owner()).toBeUndefined();
  await mirror.own('j1');
  await mirror.keep(entry('a', '2026-03-05'));
  expect(await mirror.owner()).toBe('j1');
  full = true;
  await expect(mirror.keep(entry('b', '2026-03-06'))).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect((await mirror.all()).map(({ id }) => id)).toEqual(['a']);
  await mirror.clear();
  expect([await mirror.owner(), await mirror.all()]).toEqual([undefined, []]);
});

test('clearing what is not there is no failure', async () => {
  await mirror.clear();
  expect(await mirror.all()).toEqual([]);
});

test('copies that cannot be read at the first try are counted at a later one', async () => {
  vi.useFakeTimers();
  try {
    await mirror.keep(entry('a', '2026-03-05'));
    for (const first of [
      () => Promise.reject(new DOMException('', 'NotReadableError')),
      () => Promise.resolve([]),
    ]) {
      let others = 2;
      const counted = countCopies({ ...mirror, all: () => (others-- > 0 ? first() : mirror.all()) });
      await vi.runAllTimersAsync();
      expect(await counted).toBe(1);
    }
    const never = countCopies({ ...mirror, all: () => Promise.reject(new Error('gone')) });
    await vi.runAllTimersAsync();
    expect(await never).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
