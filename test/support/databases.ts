/** Databases for tests: in memory, or a real PostgreSQL in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#server/db/database.ts';
import { startCluster } from '#server/db/embedded/cluster.ts';
import { migrate } from '#server/db/migrate.ts';
import { openPostgres } from '#server/db/pg.ts';
import { openPglite } from '#server/db/pglite.ts';

export type TestDatabaseKind = 'pglite' | 'embedded';

export interface TestDatabase {
  readonly db: Database;
  /** Connection string; undefined in memory. */
  readonly url: string | undefined;
  close(): Promise<void>;
}

/** @returns an empty database with all migrations. */
export async function openTestDatabase(kind: TestDatabaseKind): Promise<TestDatabase> {
  if (kind === 'pglite') {
    const db = await openPglite();
    await migrate(db);
    return { db, url: undefined, close: () => db.close() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'loket-test-'));
  const cluster = await startCluster(folder);
  const db = openPostgres(cluster.url);
  await migrate(db);
  return {
    db,
    url: cluster.url,
    close: async () => {
      await db.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
