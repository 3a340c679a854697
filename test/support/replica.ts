/** A real PostgreSQL with a real streaming replica, whose replay can be stopped. */
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { handOver, helperAccount, runProgram } from '#server/db/embedded/account.ts';
import { findBinaries } from '#server/db/embedded/binaries.ts';
import { startCluster } from '#server/db/embedded/cluster.ts';
import { migrate } from '#server/db/migrate.ts';
import { openPostgres } from '#server/db/pg.ts';
import type { TestDatabase } from './databases.ts';

export interface Replicated {
  /** The database that is written to, with all migrations. */
  readonly primary: TestDatabase & { readonly url: string };
  /** Connection string of the replica. */
  readonly url: string;
  /** What is written from now on does not appear at the replica. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when the replica has everything that is written at the primary now. */
  caughtUp(): Promise<void>;
  /** Stops the replica for good; it may have been stopped before. */
  stopReplica(): Promise<void>;
  close(): Promise<void>;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 1500; n++) {
    if (await holds()) return;
    await pause(20);
  }
  throw new Error('the replica did not get there');
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** Copies the folder of the running primary as a base backup does. */
async function baseCopy(client: pg.Client, from: string, to: string): Promise<void> {
  await client.query(`SELECT pg_backup_start('copy', true)`);
  const transient = /\/(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+)$/;
  await cp(from, to, {
    recursive: true,
    // files come and go while the primary works
    filter: (path) => !transient.test(path),
  });
  const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
  await writeFile(join(to, 'backup_label'), rows[0]?.labelfile ?? '');
}

/** Starts a primary and its replica in a temporary folder. */
export async function openReplicated(): Promise<Replicated> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-replica-'));
  const cluster = await startCluster(join(folder, 'primary'));
  const db = openPostgres(cluster.url);
  await migrate(db);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();

  const data = join(folder, 'replica');
  const logFile = join(folder, 'replica.log');
  await baseCopy(client, join(folder, 'primary', 'postgres'), data);
  const { username, password, port: primaryPort } = new URL(cluster.url);
  await writeFile(join(data, 'standby.signal'), '');
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${primaryPort} user=${username} password=${password}'\n`,
  );
  await writeFile(logFile, '');
  const account = await helperAccount();
  // the folder above, too: PostgreSQL refuses one that it may not enter
  if (account) await handOver(folder, account);
  const port = await freePort();
  const control = (...args: string[]) => runProgram(findBinaries().pgCtl, args, account, [data, logFile]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100`;
  const started = await control('start', '-D', data, '-l', logFile, '-w', '-t', '60', '-o', options);
  if (started.code !== 0) throw new Error('the replica does not start');
  const url = Object.assign(new URL(cluster.url), { port: String(port) }).href;
  const replica = new pg.Client({ connectionString: url });
  replica.on('error', () => undefined);
  await replica.connect();

  let stopped = false;
  const stopReplica = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await replica.end().catch(() => undefined);
    await control('stop', '-D', data, '-m', 'immediate', '-w');
  };
  return {
    primary: {
      db,
      url: cluster.url,
      close: () => db.close(),
    },
    url,
    pause: async () => {
      await replica.query('SELECT pg_wal_replay_pause()');
      await until(async () => {
        const { rows } = await replica.query<{ state: string }>(
          'SELECT pg_get_wal_replay_pause_state() AS state',
        );
        return rows[0]?.state === 'paused';
      });
    },
    resume: async () => {
      await replica.query('SELECT pg_wal_replay_resume()');
    },
    caughtUp: async () => {
      const { rows } = await client.query<{ at: string }>('SELECT pg_current_wal_lsn()::text AS at');
      await until(async () => {
        const there = await replica.query<{ there: boolean }>(
          'SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS there',
          [rows[0]?.at],
        );
        return there.rows[0]?.there === true;
      });
    },
    stopReplica,
    close: async () => {
      await stopReplica();
      await client.end();
      await db.close().catch(() => undefined);
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
