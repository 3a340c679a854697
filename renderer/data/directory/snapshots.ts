/**
 * The directory on the disk: one block for each collection, in a database of its own beside those of the branch, and gone
 * with them. Everything in it can be made again from the documents.
 */
import { Dexie, type Table } from 'dexie';
import type { DirectoryCollection } from '../desk-types.ts';
import { isFree, ROOM_TO_SAVE } from '../room.ts';
import { directoryDatabase } from './database-name.ts';
import { checksum, FORMAT, segmentBytes, segmentOfBytes } from './packed/saved.ts';
import type { Segment } from './packed/segment.ts';

/** Another one whenever rows are made or found in another way: what was kept answers until it is made anew. */
const RULES = 2;

interface Stored {
  readonly collection: DirectoryCollection;
  readonly format: number;
  readonly rules: number;
  /** Version of the collection's schema. */
  readonly schema: number;
  /** Grows with each block that is kept. */
  readonly generation: number;
  readonly mark: number;
  readonly checksum: number;
  readonly bytes: ArrayBuffer;
}

export interface Snapshot {
  readonly segment: Segment;
  /** Milliseconds, this PC's own clock: changes since then may be missing. */
  readonly mark: number;
  /** It was made by other rules: right enough to answer, and to be made anew. */
  readonly old: boolean;
}

class SnapshotDatabase extends Dexie {
  declare readonly snapshots: Table<Stored, DirectoryCollection>;

  constructor(name: string) {
    super(directoryDatabase(name));
    this.version(1).stores({ snapshots: 'collection' });
  }
}

export class Snapshots {
  readonly #db: SnapshotDatabase;
  readonly #generations = new Map<DirectoryCollection, number>();

  /** @param name of the collections' database */
  constructor(name: string) {
    this.#db = new SnapshotDatabase(name);
  }

  /**
   * @param now milliseconds: when nothing had been changed yet since this start
   * @returns what was kept; undefined when there is nothing, or nothing that can be read
   */
  async read(collection: DirectoryCollection, schema: number, now: number): Promise<Snapshot | undefined> {
    try {
      const stored = await this.#db.snapshots.get(collection);
      if (!stored) return undefined;
      this.#generations.set(collection, stored.generation);
      if (stored.format !== FORMAT || stored.schema !== schema || checksum(stored.bytes) !== stored.checksum)
        return undefined;
      const mark = Math.min(stored.mark, now);
      // the clock was put back: what is written from now on must not look as if it had been there before
      if (mark < stored.mark) await this.#db.snapshots.update(collection, { mark });
      return { segment: segmentOfBytes(stored.bytes), mark, old: stored.rules !== RULES };
    } catch {
      return undefined;
    }
  }

  /** Keeps a segment instead of the one before; without room, or on a damaged disk, the one before stays or is gone. */
  async write(
    collection: DirectoryCollection,
    schema: number,
    { segment, mark }: Pick<Snapshot, 'segment' | 'mark'>,
  ): Promise<void> {
    // a write at the disk's last byte would cost the whole store (room.ts)
    if (!(await isFree(ROOM_TO_SAVE))) return;
    const generation = (this.#generations.get(collection) ?? 0) + 1;
    const bytes = segmentBytes(segment);
    const stored = { collection, format: FORMAT, rules: RULES, schema, generation, mark, bytes };
    await this.#db.snapshots.put({ ...stored, checksum: checksum(bytes) }).catch(() => undefined);
    this.#generations.set(collection, generation);
  }
}
