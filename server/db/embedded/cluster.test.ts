import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openPostgres } from '../pg.ts';
import { helperAccount } from './account.ts';
import { startCluster, type Cluster } from './cluster.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** A folder that only its owner may enter, as `mkdtemp` makes it: the helper account of root cannot pass by itself. */
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'loket-pg-'));
  cleanUp.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function start(at: string): Promise<Cluster> {
  const cluster = await startCluster(at);
  cleanUp.push(() => cluster.stop().catch(() => undefined));
  return cluster;
}

test('keeps what was written over a stop and a start, with fsync on', async () => {
  const at = await folder();
  const first = await start(at);
  const db = openPostgres(first.url);
  await db.query('CREATE TABLE kept (n bigint, at timestamptz)');
  await db.query('INSERT INTO kept VALUES ($1, $2)', [9_007_199_254_740_991, '2026-03-05T01:02:03.456Z']);
  expect(await db.query('SHOW fsync')).toEqual([{ fsync: 'on' }]);
  await db.close();
  await first.stop();
  const second = await start(at);
  const again = openPostgres(second.url);
  expect(await again.query('SELECT * FROM kept')).toEqual([
    { n: 9_007_199_254_740_991, at: '2026-03-05T01:02:03.456Z' },
  ]);
  await again.close();
  await second.stop();
});

test('refuses a second start on the same folder and leaves the first one running', async () => {
  const at = await folder();
  const first = await start(at);
  await expect(startCluster(at)).rejects.toMatchObject({ error: { code: 'data_in_use' } });
  const db = openPostgres(first.url);
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await db.close();
});

test('starts over a stale pid file and a half-made folder', async () => {
  const at = await folder();
  await writeFile(join(at, 'postgres.new'), '').catch(() => undefined);
  const first = await start(at);
  await first.stop();
  await writeFile(join(at, 'postgres', 'postmaster.pid'), `999999\n${at}/postgres\n0\n1\n\n127.0.0.1\n`);
  const second = await start(at);
  expect(second.port).toBeGreaterThan(0);
});

test('a server that was killed a moment ago and still counts as running is waited for', async () => {
  const at = await folder();
  const first = await start(at);
  await first.stop();
  const account = await helperAccount();
  const dying = spawn('sleep', ['600'], account ? { uid: account.uid, gid: account.gid } : {});
  // the first one who wants in is turned away, and only then the process is gone
  const door = createServer((socket) => {
    socket.destroy();
    dying.kill('SIGKILL');
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  cleanUp.push(async () => void door.close());
  const { port } = door.address() as AddressInfo;
  const data = join(at, 'postgres');
  await writeFile(join(data, 'postmaster.pid'), `${dying.pid}\n${data}\n1\n${port}\n`);
  const second = await start(at);
  expect(second.port).not.toBe(port);
  expect(dying.signalCode).toBe('SIGKILL');
  await second.stop();
}, 120_000);
