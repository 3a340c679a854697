/** Summaries and fetches (rule 26), the same on PostgreSQL in memory and on a real one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digest, openSums } from '#server/sync/digest.ts';
import { openReading } from '#server/sync/reading.ts';
import { bucketOf } from '#shared/sync/summary.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

describe.each(['pglite', 'embedded'] as const)('summaries on %s', (kind) => {
  let database: TestDatabase;
  let ngw: CoreClient;
  let jap: CoreClient;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.db.script('TRUNCATE streams, documents, answers, placements, numbers');
    ngw = new CoreClient(database.db, person('NGW'));
    jap = new CoreClient(database.db, person('JAP'));
  });
  const note = (id: string, rev: string, more: object = {}) => row({ id, rev, branchId: 'NGW', ...more });
  const BEHIND = { level: false, buckets: [], entries: [] };

  test('rule 26: who stands where head office stands gets the same summary, after pulling and after filling', async () => {
    const boss = person('NGW', { role: 'supervisor' });
    const writer = new CoreClient(database.db, boss);
    // more than one page of a sum
    for (let at = 0; at < 2500; at += 500)
      await writer.push(
        'complaints',
        Array.from({ length: 500 }, (_, n) => note(`k${at + n}`, 'a', { confidential: n % 5 === 0 })),
      );
    await writer.push('complaints', [note('k7', 'b', { base: 'a', deleted: true })]);
    // another collection moves the same streams on
    await writer.push('customers', [note('c1', 'a')]);
    const pulled = new CoreClient(database.db, boss);
    await pulled.sync('complaints');
    const filled = new CoreClient(database.db, boss);
    await filled.fill('complaints', 700);
    for (const reader of [pulled, filled]) {
      const { level, buckets } = await reader.digest('complaints');
      expect(level).toBe(true);
      expect(buckets).toEqual(reader.summary());
    }
    expect(pulled.summary()).toEqual(filled.summary());
  });

  test('rule 26: who is behind, or claims more than there is, is told nothing', async () => {
    await ngw.push('customers', [note('c1', 'a')]);
    await jap.push('customers', [row({ id: 'j1', rev: 'a', branchId: 'JAP' })]);
    expect(await ngw.digest('customers', [bucketOf('c1')])).toEqual(BEHIND);
    await ngw.sync('customers');
    expect((await ngw.digest('customers')).level).toBe(true);
    await ngw.push('customers', [note('c1', 'b', { base: 'a' })]);
    expect(await ngw.digest('customers')).toEqual(BEHIND);
    const reading = await openReading(database.db);
    const forged = { 'b:NGW': 99, 'b:JAP': 1, global: 0 };
    expect(
      await reading(['b:NGW', 'global'], (view) =>
        digest(
          view,
          {
            collection: 'customers',
            streams: ['b:NGW', 'global'],
            checkpoint: forged,
            list: [bucketOf('j1')],
          },
          openSums(),
        ),
      ),
    ).toEqual(BEHIND);
  });

  test('rule 26: a summary shows what a disk lost, and the listed buckets say what it was', async () => {
    await ngw.push(
      'customers',
      Array.from({ length: 200 }, (_, n) => note(`c${n}`, 'a')),
    );
    await jap.push('customers', [row({ id: 'j1', rev: 'a', branchId: 'JAP' })]);
    await ngw.sync('customers');
    ngw.held.delete('c3');
    const { buckets } = await ngw.digest('customers');
    const differing = ngw.summary().flatMap((text, n) => (text === buckets[n] ? [] : [n]));
    expect(differing).toEqual([bucketOf('c3')]);
    const { entries } = await ngw.digest('customers', [...differing, bucketOf('j1')]);
    expect(entries).toContainEqual({ id: 'c3', rev: 'a' });
    expect(entries.map(({ id }) => id)).not.toContain('j1');
    const inBuckets = [...ngw.held.keys(), 'c3'].filter((id) =>
      [...differing, bucketOf('j1')].includes(bucketOf(id)),
    );
    expect(entries.map(({ id }) => id).sort()).toEqual(inBuckets.sort());
  });

  test('rule 26: one sum serves all desks of a branch until something moves there', async () => {
    await ngw.push('customers', [note('c1', 'a')]);
    const sums = openSums();
    const reading = await openReading(database.db);
    let read = 0;
    const ask = (checkpoint: Record<string, number>) =>
      reading(['b:NGW', 'global'], (view) =>
        digest(
          {
            epoch: view.epoch,
            query: (sql, params) => {
              if (sql.includes('d.rev')) read += 1;
              return view.query(sql, params);
            },
          },
          { collection: 'customers', streams: ['b:NGW', 'global'], checkpoint, list: [] },
          sums,
        ),
      );
    const first = await ask({ 'b:NGW': 1 });
    expect(await ask({ 'b:NGW': 1 })).toEqual(first);
    expect(read).toBe(1);
    await ngw.push('customers', [note('c1', 'b', { base: 'a' })]);
    expect((await ask({ 'b:NGW': 2 })).buckets).not.toEqual(first.buckets);
    expect(read).toBe(2);
    // the same positions in another incarnation of the database mean something else
    await database.db.query(`UPDATE settings SET value = value || '+' WHERE key = 'epoch'`);
    await ask({ 'b:NGW': 2 });
    expect(read).toBe(3);
  });

  test('rule 26: a fetch answers in the order of ids, and the same for what is missing and what is another’s', async () => {
    await ngw.push('complaints', [note('k1', 'a', { text: 'one' }), note('k2', 'a', { confidential: true })]);
    const boss = new CoreClient(database.db, person('NGW', { role: 'supervisor' }));
    await boss.push('complaints', [note('k3', 'a')]);
    await boss.push('complaints', [note('k3', 'b', { base: 'a', deleted: true })]);
    await jap.push('complaints', [row({ id: 'j1', rev: 'a', branchId: 'JAP' })]);
    const left = (id: string) => ({ id, rev: 'left', ver: 0, _deleted: true, _left: true });
    const rows = await ngw.fetch('complaints', ['j1', 'k3', 'k2', 'k1', 'none', 'k1', 'a\0b']);
    expect(rows).toMatchObject([
      left('j1'),
      { id: 'k3', rev: 'b', ver: 2, _deleted: true },
      left('k2'),
      { id: 'k1', rev: 'a', ver: 1, text: 'one' },
      left('none'),
      { id: 'k1', rev: 'a' },
      left('a\0b'),
    ]);
    expect([rows[0], rows[2], rows[4]]).toEqual([left('j1'), left('k2'), left('none')]);
  });
});
