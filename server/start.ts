import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { clearCode, tokenKey } from './auth/secrets.ts';
import { openAuth } from './auth/sessions.ts';
import { anyUser } from './auth/users.ts';
import { isLoopback, type ServerConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { startCluster, type Cluster } from './db/embedded/cluster.ts';
import { migrate } from './db/migrate.ts';
import { openPostgres } from './db/pg.ts';
import { buildApp, openLog } from './http/app.ts';
import { DEFAULT_HTTP } from './http/deps.ts';
import { openMetrics } from './http/metrics.ts';
import type { Routes } from './http/routes/routes.ts';
import { keepHouse } from './jobs/housekeeping.ts';
import { scrubRefusals } from './jobs/refusals.ts';
import { reviewTiersDaily } from './jobs/tiers.ts';
import { RULES } from './rules.ts';
import { openFeed } from './sync/feed.ts';
import { openReading, type Reading } from './sync/reading.ts';
import { openReads } from './sync/replica.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface RunningServer {
  /** Origin under which it answers, as in `http://127.0.0.1:4817`. */
  readonly url: string;
  readonly db: Database;
  /** Connection string of the database; undefined for one in memory. */
  readonly databaseUrl: string | undefined;
  /** Has to be typed to set head office up from another computer; undefined when it is not needed. */
  readonly setupCode: string | undefined;
  /** Tells desks that streams moved which something beside the web server wrote to. */
  announce(streams: ReadonlyMap<string, number>): void;
  /** Lets requests end, closes event streams, then the database. May be called twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly now?: () => Date;
  readonly log?: Logger;
  /** Instead of the configured database; closed with the server. */
  readonly db?: Database;
  readonly extraRoutes?: readonly Routes[];
}

/**
 * Starts head office: database, migrations, web server.
 * @throws LoketFailure `data_in_use`, `postgres_failed`, `postgres_missing`, `database_newer`; what listening throws
 */
export async function startServer(config: ServerConfig, options: StartOptions = {}): Promise<RunningServer> {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? openLog();
  const undo: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { db, databaseUrl, cluster } = await openDatabase(config, options.db);
    if (cluster) undo.push(() => cluster.stop());
    undo.push(() => db.close());
    await migrate(db);
    const auth = openAuth(db, await tokenKey(db), now);
    const feed = await openFeed(db);
    undo.push(() => feed.close());
    const chores = [
      { everyMs: DAY_MS, what: 'taking away old refusals', run: () => scrubRefusals(db, now()) },
      {
        everyMs: MINUTE_MS,
        what: 'the review of tiers',
        run: () =>
          reviewTiersDaily({ db, rules: RULES, now: now(), onStored: (moved) => feed.announce(moved) }),
      },
    ];
    undo.push(keepHouse(chores, log));
    const metrics = openMetrics();
    const replica =
      config.readDatabaseUrl === undefined ? undefined : openReplica(config.readDatabaseUrl, log);
    if (replica) undo.push(() => replica.close());
    const reads = openReads({
      primary: { db, reading: await openReading(db, () => log.warn(NO_ROW_SECURITY)) },
      ...(replica ? { replica: replica.reading } : {}),
      heard: (stream) => feed.newest(stream),
      now: () => now().getTime(),
      answered: (by) => metrics.reads.inc({ by }),
    });
    const needsCode = !isLoopback(config.host) && !(await anyUser(db));
    const setupCode = needsCode ? clearCode(8) : undefined;
    const http = {
      ...DEFAULT_HTTP,
      ...(isLoopback(config.host) ? { hosts: ['localhost', '127.0.0.1', '[::1]'] } : {}),
      ...config.http,
      ...(setupCode === undefined ? {} : { setupCode }),
    };
    const app = await buildApp(
      {
        db,
        reads,
        auth,
        feed,
        rules: RULES,
        config: http,
        metrics,
        now,
        log,
        ...(config.renderer === undefined ? {} : { renderer: config.renderer }),
        ...(config.tls
          ? { https: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) } }
          : {}),
      },
      options.extraRoutes,
    );
    undo.push(() => app.close());
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const name = config.host.includes(':') ? `[${config.host.replace(/[[\]]/g, '')}]` : config.host;
    const url = `${config.tls ? 'https' : 'http'}://${name}:${port}`;
    return { url, db, databaseUrl, setupCode, announce: (streams) => feed.announce(streams), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

const NO_ROW_SECURITY =
  'the database account may not use the role loket_reader: rows of other branches are kept apart by the code alone';
const REPLICA_CONNECTIONS = 16;
/** A replica that does not answer is not waited for: the primary is asked. Milliseconds. */
const REPLICA_PATIENCE_MS = 3000;

/** A replica may be away when the server starts, and come later. */
function openReplica(url: string, log: Logger): { readonly reading: Reading; close(): Promise<void> } {
  const db = openPostgres(url, REPLICA_CONNECTIONS, REPLICA_PATIENCE_MS);
  let opened: Promise<Reading> | undefined;
  return {
    reading: async (streams, work) => {
      opened ??= openReading(db, () => log.warn({ replica: true }, NO_ROW_SECURITY));
      const reading = await opened.catch((thrown: unknown) => {
        opened = undefined;
        throw thrown;
      });
      return reading(streams, work);
    },
    close: () => db.close(),
  };
}

/** Opens the configured database: a PostgreSQL elsewhere, or the one in the data folder. */
export async function openDatabase(
  config: Pick<ServerConfig, 'databaseUrl' | 'dataFolder'>,
  given?: Database,
): Promise<{
  readonly db: Database;
  readonly databaseUrl: string | undefined;
  readonly cluster: Cluster | undefined;
}> {
  if (given) return { db: given, databaseUrl: undefined, cluster: undefined };
  const cluster = config.databaseUrl === undefined ? await startCluster(config.dataFolder) : undefined;
  const databaseUrl = config.databaseUrl ?? cluster?.url ?? '';
  return { db: openPostgres(databaseUrl), databaseUrl, cluster };
}
