import pg from 'pg';
import { PARSERS, retrying, type Database, type Queryable, type Row } from './database.ts';

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

const asQueryable = (client: Pick<pg.ClientBase, 'query'>): Queryable => ({
  query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
    (await client.query<R>(sql, [...params])).rows,
});

/** First pause before a broken LISTEN connection is made again, in milliseconds; doubles up to a minute. */
const RECONNECT_MS = 500;
const CONNECT_MS = 10_000;

/**
 * A PostgreSQL server behind a pool.
 * @param url as in `postgres://user:password@host:5432/loket`
 * @param max connections of the pool
 * @param patienceMs how long a connection is waited for, in milliseconds
 */
export function openPostgres(url: string, max = 16, patienceMs = CONNECT_MS): Database {
  const pool = new pg.Pool({ connectionString: url, max, types, connectionTimeoutMillis: patienceMs });
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined);
  const within = <T>(begin: string, work: (tx: Queryable) => Promise<T>): Promise<T> =>
    retrying(async () => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(begin);
        const value = await work(asQueryable(client));
        await client.query('COMMIT');
        return value;
      } catch (thrown) {
        await client.query('ROLLBACK').catch((error: Error) => (broken = error));
        throw thrown;
      } finally {
        client.release(broken);
      }
    });
  return {
    concurrent: true,
    ...asQueryable(pool as unknown as Pick<pg.ClientBase, 'query'>),
    script: async (sql) => {
      await pool.query(sql);
    },
    tx: (work) => within('BEGIN', work),
    read: (work) => within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    listen: (channel, heard) => listenOn(url, channel, heard),
    close: () => pool.end(),
  };
}

async function listenOn(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const again = (pause: number): void => {
    client = undefined;
    if (ended) return;
    timer = setTimeout(() => void connect(Math.min(pause * 2, 60_000)), pause);
    timer.unref();
  };
  const connect = async (pause: number): Promise<void> => {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      void next.end().catch(() => undefined);
      again(pause);
    };
    next.on('error', lose);
    next.on('end', lose);
    next.on('notification', (message) => heard(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (ended) await next.end();
      else client = next;
    } catch {
      lose();
    }
  };
  await connect(RECONNECT_MS);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
