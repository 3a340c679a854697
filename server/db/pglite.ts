import { PGlite } from '@electric-sql/pglite';
import { PARSERS, retrying, type Database, type Row } from './database.ts';

/** PostgreSQL in memory, one connection, nothing kept: for unit tests only (its files cannot be synced to disk). */
export async function openPglite(): Promise<Database> {
  const lite = await PGlite.create({ parsers: { ...PARSERS } });
  return {
    concurrent: false,
    query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await lite.query<R>(sql, [...params])).rows,
    script: async (sql) => {
      await lite.exec(sql);
    },
    tx: (work) =>
      retrying(() =>
        lite.transaction((tx) =>
          work({
            query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
              (await tx.query<R>(sql, [...params])).rows,
          }),
        ),
      ),
    listen: (channel, heard) => lite.listen(channel, heard),
    close: () => lite.close(),
  };
}
