/**
 * A second copy of what is saved and not at head office yet, outside IndexedDB: the browser keeps all databases of a
 * page in one store and throws the whole store away when a part of it is damaged. One file an entry.
 */
import type { Entry } from './entry.ts';

export interface Mirror {
  /** Resolves when the entry stands in the file system; rejects when it cannot. */
  keep(entry: Entry): Promise<void>;
  drop(ids: readonly string[]): Promise<void>;
  /** Readable entries in the order in which they were saved. */
  all(): Promise<readonly Entry[]>;
  /** Which journal the copies belong to; undefined before the first one. */
  owner(): Promise<string | undefined>;
  own(id: string): Promise<void>;
  /** Destroys every copy. */
  clear(): Promise<void>;
}

const FOLDER = 'loket-journal';
const OWNER = 'owner.txt';

/** @param root the page's own file system; a test hands one in. */
export function fileMirror(
  root: () => Promise<FileSystemDirectoryHandle> = () => navigator.storage.getDirectory(),
): Mirror {
  const folder = async (): Promise<FileSystemDirectoryHandle> =>
    (await root()).getDirectoryHandle(FOLDER, { create: true });
  const write = async (name: string, text: string): Promise<void> => {
    const file = await (await folder()).getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    // the file changes only now, all at once
    await stream.close();
  };
  const read = async (handle: FileSystemHandle): Promise<string> =>
    (await (handle as FileSystemFileHandle).getFile()).text();
  return {
    keep: (entry) => write(`${entry.id}.json`, JSON.stringify(entry)),
    async drop(ids) {
      const open = await folder();
      for (const id of ids) await open.removeEntry(`${id}.json`).catch(() => undefined);
    },
    async all() {
      const found: Entry[] = [];
      for await (const [name, handle] of (await folder()).entries()) {
        if (!name.endsWith('.json')) continue;
        const entry = parsed(await read(handle));
        if (entry) found.push(entry);
      }
      return found.toSorted((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
    },
    async owner() {
      const open = await folder();
      const handle = await open.getFileHandle(OWNER).catch(() => undefined);
      return handle && read(handle);
    },
    own: (id) => write(OWNER, id),
    async clear() {
      await (await root()).removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
    },
  };
}

const TRIES = 40;
/** So often an empty folder is looked at again. */
const EMPTY_TRIES = 4;
const AGAIN_MS = 250;

/**
 * How much saved work stands outside the databases of a PC that has lost them. The browser's file system may not be
 * ready yet right after a start, and none would be the wrong thing to say then.
 * @returns 0 when it stays empty for a second, or cannot be read for ten
 */
export async function countCopies(mirror: Mirror): Promise<number> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const count = await mirror.all().then(
      ({ length }) => length,
      () => undefined,
    );
    if (count !== undefined && (count > 0 || tries >= EMPTY_TRIES)) return count;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  return 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A file that was being made when the power went is empty. */
function parsed(text: string): Entry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<Entry>;
    return typeof entry.id === 'string' && Array.isArray(entry.docs) ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}
