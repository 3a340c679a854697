/** A read replica is never older than what a desk has seen; with a real one, whose replay is stopped. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { positionsOf, openReading, type Reading } from '#server/sync/reading.ts';
import { EPOCH_MS, openReads, REST_MS, type Reads } from '#server/sync/replica.ts';
import { pull } from '#server/sync/pull.ts';
import { openPostgres } from '#server/db/pg.ts';
import type { Database } from '#server/db/database.ts';
import type { Checkpoint, PullResponse } from '#shared/sync/messages.ts';
import { startHeadOffice } from '#test/support/head-office.ts';
import { openReplicated, type Replicated } from '#test/support/replica.ts';
import { CoreClient, person } from '#test/support/sync-core.ts';

const STREAMS = ['b:NGW', 'global'];

let replicated: Replicated;
let db: Database;
let replica: Database;
let reading: Reading;
let answered: string[] = [];
let clock = 0;
let heard = new Map<string, number>();
let reads: Reads;
let ngw: CoreClient;
beforeAll(async () => {
  replicated = await openReplicated();
  db = replicated.primary.db;
  replica = openPostgres(replicated.url, 4, 1000);
  const primary = { db, reading: await openReading(db) };
  // the role comes to the replica like everything else
  await replicated.caughtUp();
  const warned: string[] = [];
  reading = await openReading(replica, () => warned.push('no role'));
  expect(warned).toEqual([]);
  reads = openReads({
    primary,
    replica: reading,
    heard: (stream) => heard.get(stream) ?? 0,
    now: () => clock,
    answered: (by) => answered.push(by),
  });
  ngw = new CoreClient(db, person('NGW'));
});
afterAll(async () => {
  await replica.close();
  await replicated.close();
});

let made = 0;
const write = () => ngw.put('customers', { id: `c${made++}`, rev: 'a', branchId: 'NGW' });
const page = async (since: Checkpoint | 'newest', checkpoint: Checkpoint | null = null) => {
  answered = [];
  const { rows, checkpoint: stands } = await reads({ streams: STREAMS, since }, (view) =>
    pull(view, { collection: 'customers', streams: STREAMS, checkpoint, limit: 1000 }),
  );
  return { ids: rows.length, stands, by: answered };
};

test('answers from the replica while it has what the desk has seen, otherwise from the primary', async () => {
  await write();
  await replicated.caughtUp();
  expect(await page({})).toMatchObject({ ids: 1, by: ['replica'] });
  await replicated.pause();
  await write();
  const seen = { 'b:NGW': 2 };
  // control: without the comparison the desk would be told of a time before its own
  expect(await reading(STREAMS, (view) => positionsOf(view, STREAMS))).toEqual({ 'b:NGW': 1, global: 0 });
  expect(await page({ 'b:NGW': 1 }, { 'b:NGW': 1 })).toMatchObject({ ids: 0, by: ['replica'] });
  expect(await page(seen, { 'b:NGW': 1 })).toMatchObject({ ids: 1, stands: seen, by: ['behind', 'primary'] });
  // a question without positions, and one after this server was told of something newer
  expect(await page('newest')).toMatchObject({ ids: 2, by: ['behind', 'primary'] });
  heard = new Map([['b:NGW', 2]]);
  expect(await page({})).toMatchObject({ ids: 2, by: ['behind', 'primary'] });
  // what moves elsewhere does not matter
  heard = new Map([['b:JAP', 9]]);
  expect(await page({ 'b:NGW': 1, 'b:JAP': 9 })).toMatchObject({ ids: 1, by: ['replica'] });
  await replicated.resume();
  await replicated.caughtUp();
  expect(await page(seen)).toMatchObject({ ids: 2, by: ['replica'] });
  expect(await page('newest')).toMatchObject({ ids: 2, by: ['replica'] });
});

test('keeps foreign rows apart at the replica too', async () => {
  const jap = new CoreClient(db, person('JAP'));
  await jap.put('customers', { id: 'j1', rev: 'a', branchId: 'JAP' });
  await replicated.caughtUp();
  const found = await reading(['b:JAP'], (view) => view.query('SELECT id FROM documents'));
  expect(found).toEqual([{ id: 'j1' }]);
});

test('never goes back behind a checkpoint, whatever the replica does', async () => {
  let checkpoint: Checkpoint = {};
  const used = new Set<string>();
  for (let round = 0; round < 30; round++) {
    if (round % 5 === 0) await replicated.pause();
    await write();
    if (round % 5 === 3) {
      await replicated.resume();
      await replicated.caughtUp();
    }
    const { stands, by } = await page(checkpoint, checkpoint);
    for (const one of by) used.add(one);
    for (const stream of STREAMS) expect(stands[stream]).toBeGreaterThanOrEqual(checkpoint[stream] ?? 0);
    checkpoint = stands;
    // every third time this desk hears of the newest from the primary, as another server would tell
    if (round % 3 === 0) checkpoint = await positionsOf(db, STREAMS);
  }
  expect(used).toEqual(new Set(['replica', 'behind', 'primary']));
  await replicated.resume();
});

test('rule 24: does not ask a replica of another incarnation', async () => {
  await replicated.caughtUp();
  clock += EPOCH_MS;
  expect((await page({})).by).toEqual(['replica']);
  await replicated.pause();
  await db.query(`UPDATE settings SET value = value || '+' WHERE key = 'epoch'`);
  clock += EPOCH_MS;
  const { by } = await page({});
  expect(by).toEqual(['behind', 'primary']);
  await replicated.resume();
  await replicated.caughtUp();
  expect((await page({})).by).toEqual(['replica']);
});

test('head office answers desks from the replica, and goes on when it lags or is away', async () => {
  const office = await startHeadOffice({ database: replicated.primary, readDatabaseUrl: replicated.url });
  await office.createUser({ username: 'rina', branchId: 'NGW' });
  const { accessToken } = await office.signIn('rina');
  const counts = async (): Promise<Record<string, number>> => {
    const text = await (await fetch(new URL('/metrics', office.url))).text();
    return Object.fromEntries(
      [...text.matchAll(/^loket_reads_total\{by="(\w+)"\} (\d+)/gm)].map(([, by, n]) => [by, Number(n)]),
    );
  };
  const ask = async (path: string, body: object) => {
    const before = await counts();
    const answer = await office.api<PullResponse>('POST', `/api/sync/reference/${path}`, body, accessToken);
    expect(answer.status).toBe(200);
    const after = await counts();
    const by = Object.keys(after).filter((name) => after[name] !== before[name]);
    return { rows: answer.body.rows?.length, body: answer.body, by: by.sort() };
  };
  await replicated.caughtUp();
  const first = await ask('pull', { checkpoint: null, limit: 5000 });
  expect(first.by).toEqual(['replica']);
  expect((await ask('snapshot', { after: null, limit: 5000 })).by).toEqual(['replica']);
  await replicated.pause();
  await office.createUser({ username: 'budi', branchId: 'NGW', name: 'Budi' });
  // until this server has heard of the write, the replica is good enough for a desk that has not seen it
  let stands = first.body.checkpoint;
  await expect
    .poll(
      async () => {
        const next = await ask('pull', { checkpoint: stands, limit: 5000 });
        stands = next.body.checkpoint;
        return next.rows;
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  const newest = await ask('pull', { checkpoint: stands, limit: 5000 });
  expect([newest.rows, newest.by]).toEqual([0, ['behind', 'primary']]);
  for (const [path, body] of [
    ['snapshot', { after: null, limit: 5000 }],
    ['fetch', { ids: ['x'] }],
    ['digest', { checkpoint: stands, list: [] }],
  ] as const)
    expect((await ask(path, body)).by).toEqual(['behind', 'primary']);
  await replicated.resume();
  await replicated.caughtUp();
  expect((await ask('digest', { checkpoint: stands, list: [] })).by).toEqual(['replica']);

  await replicated.stopReplica();
  expect((await ask('pull', { checkpoint: stands, limit: 5000 })).by).toEqual(['failed', 'primary']);
  // it is left alone for a while
  expect((await ask('pull', { checkpoint: stands, limit: 5000 })).by).toEqual(['primary']);
  clock += REST_MS;
  expect((await page({})).by).toEqual(['failed', 'primary']);
  expect((await page({})).by).toEqual(['primary']);
  clock += REST_MS;
  expect((await page({})).by).toEqual(['failed', 'primary']);
  await office.close();
});
