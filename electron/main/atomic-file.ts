import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file all or nothing: to a neighbour first, flushed to the disk, then renamed over the old one. A
 * power cut leaves either the old content or the new.
 *
 * @throws what the file system throws; the half-written neighbour is then removed.
 */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const neighbour = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(neighbour, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(neighbour, file);
  } catch (thrown) {
    await rm(neighbour, { force: true });
    throw thrown;
  }
}
