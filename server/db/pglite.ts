import { PGlite } from '@electric-sql/pglite';
import { PARSERS, retrying, type Database, type Queryable, type Row } from './database.ts';

/** PostgreSQL in memory, one connection, nothing kept: for unit tests only (its files cannot be synced to disk). */
export async function openPglite(): Promise<Database> {
  const lite = await PGlite.create({ parsers: { ...PARSERS } });
  const within = <T>(begin: string | undefined, work: (tx: Queryable) => Promise<T>): Promise<T> =>
    retrying(() =>
      lite.transaction(async (tx) => {
        if (begin) await tx.query(begin);
        return work({
          query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
            (await tx.query<R>(sql, [...params])).rows,
        });
      }),
    );
  return {
    concurrent: false,
    query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await lite.query<R>(sql, [...params])).rows,
    script: async (sql) => {
      await lite.exec(sql);
    },
    tx: (work) => within(undefined, work),
    read: (work) => within('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY', work),
    listen: (channel, heard) => lite.listen(channel, heard),
    close: () => lite.close(),
  };
}
