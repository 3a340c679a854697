import type { StorageEstimate } from './desk-types.ts';

/** Below this share or this many bytes of free space, people are warned. */
const LOW_SHARE = 0.1;
const LOW_BYTES = 500 * 1024 * 1024;

/** @returns how full the browser's storage is; asks it once not to evict. */
export async function storageEstimate(): Promise<StorageEstimate> {
  const { storage } = navigator;
  const { usage = 0, quota = 0 } = await storage.estimate();
  const persistent = (await storage.persisted()) || (await storage.persist());
  const free = quota - usage;
  return { usage, quota, persistent, low: quota > 0 && (free < quota * LOW_SHARE || free < LOW_BYTES) };
}
