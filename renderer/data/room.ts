/**
 * What is kept free on the disk. A store that meets the disk's last byte is closed by the browser, nothing can be read
 * from it any more, and its next opening may find it damaged. So Loket stops writing while there is room left.
 */
import { fail, LoketFailure } from '#shared/errors/errors.ts';

const MIB = 1024 * 1024;
/** With less nothing new is saved: what is saved already needs room to be applied, copied and sent. */
export const ROOM_TO_SAVE = 32 * MIB;
/** With less nothing is fetched or sent, nor is a store opened, which writes its own log anew. */
export const ROOM_TO_WORK = 8 * MIB;

/**
 * The desktop program is told the disk's own figures. A browser may tell of a share of its own instead; there a write
 * that fails is the first to know.
 * @returns whether that many bytes are free; true where nobody can say
 */
export async function isFree(bytes: number): Promise<boolean> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined || quota - usage >= bytes;
  } catch {
    return true;
  }
}

/** @throws LoketFailure `storage_full` when fewer bytes are free. */
export async function needRoom(bytes: number): Promise<void> {
  if (!(await isFree(bytes))) throw new LoketFailure(fail('storage_full').error);
}
