/** The second wall: a statement that forgets its condition finds nothing of another branch (migration 0003). */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#server/db/migrate.ts';
import { openPostgres } from '#server/db/pg.ts';
import { openReading, type Reading } from '#server/sync/reading.ts';
import { digest, openSums } from '#server/sync/digest.ts';
import { fetchVersions } from '#server/sync/fetch.ts';
import { pull } from '#server/sync/pull.ts';
import { openTotals, snapshot } from '#server/sync/snapshot.ts';
import { bucketOf } from '#shared/sync/summary.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

const NGW = ['b:NGW', 'global'];

describe.each(['pglite', 'embedded'] as const)('row security on %s', (kind) => {
  let database: TestDatabase;
  let reading: Reading;
  const warned: string[] = [];
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    reading = await openReading(database.db, () => warned.push('no role'));
    const write = async (branchId: string, more: object = {}) => {
      const client = new CoreClient(database.db, person(branchId, { role: 'supervisor' }));
      const ids = Array.from({ length: 20 }, (_, n) => `${branchId}-${n}`);
      await client.push(
        'complaints',
        ids.map((id, n) => row({ id, rev: 'a', branchId, confidential: n % 4 === 0, ...more })),
      );
      // leaves the open stream of the branch for the confidential one
      await client.push('complaints', [
        row({ id: `${branchId}-1`, rev: 'b', base: 'a', branchId, confidential: true }),
      ]);
    };
    await write('NGW');
    await write('JAP', { text: 'CANARY' });
  });
  afterAll(() => database.close());

  test('without any condition on streams, only what stands in the streams of the reader is found', async () => {
    expect(warned).toEqual([]);
    const found = await reading(NGW, async (view) => ({
      documents: await view.query<{ id: string; data: string }>('SELECT * FROM documents'),
      placements: await view.query<{ stream: string }>('SELECT * FROM placements'),
      streams: await view.query<{ stream: string }>('SELECT * FROM streams'),
    }));
    expect(found.documents.length).toBe(14);
    expect(found.documents.every(({ id }) => id.startsWith('NGW-'))).toBe(true);
    expect(JSON.stringify(found)).not.toContain('CANARY');
    expect(new Set(found.placements.map(({ stream }) => stream))).toEqual(new Set(['b:NGW']));
    expect(found.streams.map(({ stream }) => stream)).toEqual(['b:NGW']);
  });

  test('a pull that is asked for foreign streams by mistake gets none of them', async () => {
    const page = await reading(NGW, (view) =>
      pull(view, {
        collection: 'complaints',
        streams: ['b:NGW', 'b:JAP', 'c:NGW'],
        checkpoint: null,
        limit: 1000,
      }),
    );
    const ids = page.rows.map((text) => (JSON.parse(text) as { id: string }).id);
    expect(ids.filter((id) => id.startsWith('JAP'))).toEqual([]);
    expect(ids).toHaveLength(15);
  });

  test('whoever has no streams has nothing, and a stream may be called anything', async () => {
    const count = (streams: readonly string[]) =>
      reading(streams, (view) => view.query<{ n: number }>('SELECT count(*) AS n FROM documents'));
    expect(await count([])).toEqual([{ n: 0 }]);
    expect(await count(['d:"}', 'd:\\', 'd:,b:NGW', 'd:NULL', '{b:NGW}'])).toEqual([{ n: 0 }]);
    expect(await count(['d:"', 'b:NGW'])).toEqual([{ n: 14 }]);
  });

  test('nothing else can be read there, and nothing written', async () => {
    for (const sql of [
      'SELECT * FROM settings',
      'SELECT * FROM users',
      'SELECT * FROM answers',
      'DELETE FROM documents',
      `UPDATE documents SET data = ''`,
    ])
      await expect(reading(NGW, (view) => view.query(sql))).rejects.toThrow(/permission denied|read-only/);
    // the connection goes back as it was
    expect(await database.db.query('SELECT count(*) AS n FROM documents')).toEqual([{ n: 40 }]);
  });
});

describe('row security where the account may not make roles', () => {
  let database: TestDatabase;
  let url: string;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await database.db.script(`CREATE ROLE plain LOGIN PASSWORD 'plain'`);
    await database.db.script('CREATE DATABASE plain OWNER plain');
    const given = new URL(database.url ?? '');
    given.username = 'plain';
    given.password = 'plain';
    given.pathname = '/plain';
    url = given.href;
  });
  afterAll(() => database.close());

  test('it is said, and everything works by the code alone; once the role is given, it is used', async () => {
    const warned: string[] = [];
    const db = openPostgres(url);
    await migrate(db);
    const ngw = new CoreClient(db, person('NGW'));
    await ngw.push('customers', [row({ id: 'c1', rev: 'a', branchId: 'NGW' })]);
    const jap = ['b:JAP'];
    const asked = { collection: 'customers', streams: jap } as const;
    const read = async () => {
      const reading = await openReading(db, () => warned.push('no role'));
      return reading(jap, async (view) => ({
        forgotten: await view.query('SELECT id FROM documents'),
        pulled: (await pull(view, { ...asked, checkpoint: null, limit: 10 })).rows,
        block: (await snapshot(view, { ...asked, after: null, limit: 10 }, openTotals())).rows,
        entries: (await digest(view, { ...asked, checkpoint: {}, list: [bucketOf('c1')] }, openSums()))
          .entries,
        fetched: await fetchVersions(view, { ...asked, ids: ['c1'] }),
      }));
    };
    const nothing = {
      pulled: [],
      block: [],
      entries: [],
      fetched: ['{"id":"c1","rev":"left","ver":0,"_deleted":true,"_left":true}'],
    };
    // the role exists in this cluster, and is not this account's
    await openReading(database.db);
    const open = await read();
    expect(warned).toEqual(['no role']);
    expect(open).toEqual({ ...nothing, forgotten: [{ id: 'c1' }] });

    await database.db.script('GRANT loket_reader TO plain');
    expect(await read()).toEqual({ ...nothing, forgotten: [] });
    expect(warned).toEqual(['no role']);
    await db.close();
  });

  test('servers that start together on a new cluster all get the role', async () => {
    const fresh = await openTestDatabase('embedded');
    const servers = Array.from({ length: 4 }, () => openPostgres(fresh.url ?? ''));
    const warned: string[] = [];
    await Promise.all(servers.map((db) => openReading(db, () => warned.push('no role'))));
    expect(warned).toEqual([]);
    for (const db of servers) await db.close();
    await fresh.close();
  });
});

describe('the plan of a pull behind the wall', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await database.db.script(`
      INSERT INTO streams SELECT 'b:B' || b, 2000 FROM generate_series(1, 20) AS b;
      INSERT INTO documents (collection, id, rev, ver, deleted, at, data)
        SELECT 'customers', 'c' || b || '-' || n, 'a', 1, false, now(), '{}' FROM generate_series(1, 20) AS b, generate_series(1, 2000) AS n;
      INSERT INTO placements SELECT 'b:B' || b, 'customers', 'c' || b || '-' || n, n, false, NULL
        FROM generate_series(1, 20) AS b, generate_series(1, 2000) AS n;
      ANALYZE;
    `);
  });
  afterAll(() => database.close());

  test('reads placements and documents by index only', async () => {
    const reading = await openReading(database.db);
    const plans: string[] = [];
    const streams = ['b:B7', 'global'];
    await reading(streams, (view) =>
      pull(
        {
          query: async (sql, params) => {
            const rows = await view.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params);
            plans.push(rows.map((r) => r['QUERY PLAN']).join('\n'));
            return view.query(sql, params);
          },
        },
        { collection: 'customers', streams, checkpoint: { 'b:B7': 1990 }, limit: 100 },
      ),
    );
    expect(plans).toHaveLength(1);
    expect(plans[0]).toContain('placements_feed');
    expect(plans[0]).not.toMatch(/Seq Scan on (documents|placements)/);
  });

  test('a client of the database that is not ours sees nothing without streams of its own', async () => {
    await database.db.script(`CREATE ROLE reports LOGIN PASSWORD 'reports' IN ROLE loket_reader`);
    const given = new URL(database.url ?? '');
    given.username = 'reports';
    given.password = 'reports';
    const client = new pg.Client({ connectionString: given.href });
    await client.connect();
    expect((await client.query('SELECT * FROM documents')).rowCount).toBe(0);
    await client.end();
  });
});
