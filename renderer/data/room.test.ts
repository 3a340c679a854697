import { afterEach, expect, test, vi } from 'vitest';
import { isFree, needRoom, ROOM_TO_SAVE } from './room.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const disk = (estimate: () => Promise<StorageEstimate>): void => {
  vi.stubGlobal('navigator', { storage: { estimate } });
};

test('row 13: what is left of the quota decides, to the byte', async () => {
  disk(() => Promise.resolve({ usage: 100, quota: 100 + ROOM_TO_SAVE }));
  expect(await isFree(ROOM_TO_SAVE)).toBe(true);
  await needRoom(ROOM_TO_SAVE);
  expect(await isFree(ROOM_TO_SAVE + 1)).toBe(false);
  await expect(needRoom(ROOM_TO_SAVE + 1)).rejects.toMatchObject({ error: { code: 'storage_full' } });
});

test('where the browser does not say, there is room until a write fails', async () => {
  disk(() => Promise.resolve({}));
  expect(await isFree(ROOM_TO_SAVE)).toBe(true);
  disk(() => Promise.reject(new Error('no estimate')));
  expect(await isFree(ROOM_TO_SAVE)).toBe(true);
  vi.stubGlobal('navigator', {});
  expect(await isFree(ROOM_TO_SAVE)).toBe(true);
});
