/** What is looked at before the desk's databases are opened, and what they may be opened by. */
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { openCollections } from './db/database.ts';
import { compareFormat, type Format, versionsOf } from './db/migrating.ts';
import { hasCollections } from './db/rescue.ts';
import { rxdbStore } from './db/rxdb-store.ts';
import { workerStorage } from './db/worker-storage.ts';
import type { PastDesk } from './desk-types.ts';
import { DESK_DATABASE, type DeskDatabase } from './journal/database.ts';
import type { DeskMarker } from './session/marker.ts';
import { isFull, unlessFull } from './storage-errors.ts';

const FORMAT = 'format';
/** A migration writes every document once more beside the old one. */
const SPARE_BYTES = 50 * 1024 * 1024;

/** Dexie counts versions in tens. @returns whether a newer Loket made the desk's own database. */
async function isNewerDatabase(db: DeskDatabase): Promise<boolean> {
  const own = (await indexedDB.databases()).find(({ name }) => name === DESK_DATABASE);
  return (own?.version ?? 0) > db.newest * 10;
}

/**
 * To be asked once the desk's database is open and before its collections are.
 * @returns `newer`, or `ready` with a note on the disk of what this version is about to do. Fails with
 *   `space_for_update` when a migration is due and the disk has too little room for it; nothing has begun then.
 */
async function admit(db: DeskDatabase, schemas: Schemas = SCHEMAS): Promise<Result<'newer' | 'ready'>> {
  const format = await db.setting<Format>(FORMAT);
  const found = compareFormat(format, schemas);
  if (found !== 'older') return ok(found === 'newer' ? 'newer' : 'ready');
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  const [need, free] = [usage + SPARE_BYTES, quota - usage];
  if (free < need) {
    const megabytes = (bytes: number): number => Math.ceil(Math.max(bytes, 0) / (1024 * 1024));
    const detail = { need: megabytes(need), free: megabytes(free) };
    return fail('space_for_update', 'person', { detail });
  }
  const from = format?.from ?? format?.collections ?? {};
  await db.set(FORMAT, { collections: versionsOf(schemas), from } satisfies Format);
  return ok('ready');
}

/**
 * Opens the desk's own database and asks what may be done with the rest. Chromium refuses the first opening of a store
 * whose files are damaged, and has set it aside by the second: the desk then stands there without its data, which the
 * marker outside tells apart from a new PC.
 * @returns as `admit`. Rejects when the database does not open.
 */
export async function openAdmitted(
  db: DeskDatabase,
  schemas: Schemas = SCHEMAS,
): Promise<Result<'newer' | 'ready'>> {
  const open = async (): Promise<Result<'newer' | 'ready'>> => {
    if (await isNewerDatabase(db)) return ok('newer');
    await db.open();
    return admit(db, schemas);
  };
  try {
    return await open();
  } catch (thrown) {
    if (isFull(thrown)) throw thrown;
    db.close();
    return open();
  }
}

/** The collections are open: everything stands in the newest schema. Without room the next start looks again. */
export async function settleFormat(db: DeskDatabase, schemas: Schemas = SCHEMAS): Promise<void> {
  await unlessFull(db.set(FORMAT, { collections: versionsOf(schemas) } satisfies Format));
}

/** @returns how many changes stand in collections that have lost their desk's database. */
export async function unsentIn(name: string): Promise<number> {
  if (!(await hasCollections(name))) return 0;
  const db = await openCollections(name, workerStorage());
  try {
    let count = 0;
    for (const collection of Object.values(db.collections))
      count += (await rxdbStore(collection).pending()).length;
    return count;
  } finally {
    await db.close();
  }
}

/** @returns what screens tell of the desk that this PC was. `rescued`: saved work found outside the databases. */
export const pastOf = (marker: DeskMarker, rescued: number): PastDesk => ({
  company: marker.company,
  branchName: marker.branchName,
  deskCode: marker.deskCode,
  deskName: marker.deskName,
  enrolledAt: marker.enrolledAt,
  rescued,
  revoked: marker.wipe ? { at: marker.wipe.at, unsent: marker.wipe.unsent } : null,
});
