import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LoketFailure } from '#shared/errors/errors.ts';
import { handOver, helperAccount, runProgram, type Account } from './account.ts';
import { findBinaries, type Binaries } from './binaries.ts';

export interface Cluster {
  /** Connection string of the database `loket`. */
  readonly url: string;
  readonly port: number;
  /** Stops PostgreSQL (open transactions are rolled back) and lets the folder go. */
  stop(): Promise<void>;
}

const USER = 'loket';
/** Key of the advisory lock that the owner of a running cluster holds: it ends with its connection. */
const OWNER_LOCK = 4817;
const START_SECONDS = 60;
const LOOK_AGAIN_MS = 200;

interface Place {
  readonly data: string;
  readonly log: string;
  readonly secret: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
}

async function placeOf(folder: string): Promise<Place> {
  const root = resolve(folder);
  return {
    data: join(root, 'postgres'),
    log: join(root, 'log', 'postgres.log'),
    secret: join(root, 'postgres.secret'),
    account: await helperAccount(),
    binaries: findBinaries(),
  };
}

/**
 * Starts the PostgreSQL of `folder`, made on first use, on a free port of the loopback interface. A server left
 * running by a process that died is taken over.
 * @throws LoketFailure `data_in_use` while another process has the folder, `postgres_failed`, `postgres_missing`
 */
export async function startCluster(folder: string): Promise<Cluster> {
  const place = await placeOf(folder);
  await mkdir(dirname(place.log), { recursive: true });
  if (place.account) await handOver(dirname(place.log), place.account);
  if (!existsSync(place.data)) await create(place);
  const password = (await readFile(place.secret, 'utf8')).trim();
  const { port, base, owner } = await owned(place, password);
  return {
    url: `${base}/loket`,
    port,
    stop: async () => {
      await owner.end().catch(() => undefined);
      const { code, output } = await control(place, [
        'stop',
        '-D',
        place.data,
        '-m',
        'fast',
        '-w',
        '-t',
        '60',
      ]);
      if (code !== 0 && (await runningPort(place)) !== undefined) throw failed(output);
    },
  };
}

/** @returns the connection string of the PostgreSQL that runs on `folder` already, without taking it over. */
export async function urlOfRunning(folder: string): Promise<string | undefined> {
  const place = await placeOf(folder);
  if (!existsSync(place.data)) return undefined;
  const port = await runningPort(place);
  if (port === undefined) return undefined;
  const password = (await readFile(place.secret, 'utf8')).trim();
  return `postgres://${USER}:${password}@127.0.0.1:${port}/loket`;
}

const failed = (output: string): LoketFailure =>
  new LoketFailure({ code: 'postgres_failed', kind: 'permanent', detail: { output: output.slice(-500) } });

const control = (place: Place, args: readonly string[]) =>
  runProgram(place.binaries.pgCtl, args, place.account, [place.data, place.log]);

/** A half-made cluster never gets the final name, so a crash in here only costs a second try. */
async function create(place: Place): Promise<void> {
  const draft = `${place.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('hex');
  await writeFile(place.secret, `${password}\n`, { mode: 0o600 });
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) {
    await handOver(draft, place.account);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  const args = [
    '-D',
    draft,
    '-U',
    USER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const made = await runProgram(place.binaries.initdb, [...args, '--locale=C'], place.account, [draft]);
  await rm(passwordFile, { force: true });
  if (made.code !== 0) throw failed(made.output);
  await rename(draft, place.data);
}

/** @returns the port of the server that runs on this folder, or undefined. */
async function runningPort(place: Place): Promise<number | undefined> {
  const { code } = await control(place, ['status', '-D', place.data]);
  if (code !== 0) return undefined;
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[3]) || undefined;
}

async function ensureRunning(place: Place): Promise<number> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const running = await runningPort(place);
    if (running !== undefined) return running;
    const port = await freePort();
    // statements and details of errors stay out of the log: they may hold personal data
    const options = [
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      '-c unix_socket_directories=',
      '-c log_min_error_statement=panic',
      '-c log_error_verbosity=terse',
      '-c max_connections=100',
    ].join(' ');
    const args = [
      'start',
      '-D',
      place.data,
      '-l',
      place.log,
      '-w',
      '-t',
      String(START_SECONDS),
      '-o',
      options,
    ];
    const { code } = await control(place, args);
    if (code === 0) return port;
  }
  throw failed(await readFile(place.log, 'utf8').catch(() => ''));
}

/** Of a server that is just beginning or ending; any other answer with a code is a verdict. */
const isPassing = (thrown: unknown): boolean =>
  thrown instanceof pg.DatabaseError
    ? (thrown.code ?? '').startsWith('57P')
    : !(thrown instanceof LoketFailure);

/** A server that was killed a moment ago still counts as running, and takes nobody in: then it is looked at again. */
async function owned(place: Place, password: string) {
  const until = performance.now() + START_SECONDS * 1000;
  for (;;) {
    const port = await ensureRunning(place);
    const base = `postgres://${USER}:${password}@127.0.0.1:${port}`;
    try {
      return { port, base, owner: await takeOwnership(`${base}/postgres`) };
    } catch (thrown) {
      if (!isPassing(thrown) || performance.now() > until) throw thrown;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

async function takeOwnership(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(${OWNER_LOCK}) AS mine`,
    );
    if (!rows[0]?.mine) throw new LoketFailure({ code: 'data_in_use', kind: 'person' });
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'loket'`);
    if (!rowCount) await client.query('CREATE DATABASE loket');
    return client;
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw thrown;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, broken) => {
    const server = createServer();
    server.once('error', broken);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
