/** Blocks of an empty desk (rule 41), the same on PostgreSQL in memory and on a real one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

const BOSS = person('NGW', { role: 'supervisor' });
const clear = 'TRUNCATE streams, documents, answers, placements, numbers';
const live = (client: CoreClient): [string, string][] =>
  [...client.held.values()]
    .filter((doc) => !doc._deleted)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((doc) => [doc.id, doc.rev]);

describe.each(['pglite', 'embedded'] as const)('blocks on %s', (kind) => {
  let database: TestDatabase;
  let ngw: CoreClient;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.db.script(clear);
    ngw = new CoreClient(database.db, person('NGW'));
  });
  const note = (id: string, rev: string, more: object = {}) => row({ id, rev, branchId: 'NGW', ...more });

  test('rule 41: everything live comes once, in the order of ids, in blocks of any size; the total is told', async () => {
    await ngw.push(
      'complaints',
      Array.from({ length: 25 }, (_, n) => note(`k${n}`, 'a', { confidential: n % 3 === 0, divisionId: '' })),
    );
    const boss = new CoreClient(database.db, BOSS);
    await boss.push(
      'complaints',
      ['k1', 'k2', 'k3', 'k4', 'k5'].map((id) => note(id, 'b', { base: 'a', deleted: true })),
    );
    for (const limit of [1, 2, 7, 20, 1000]) {
      const reader = new CoreClient(database.db, BOSS);
      expect(await reader.fill('complaints', limit)).toBe(20);
      expect([...reader.held.keys()]).toEqual([...reader.held.keys()].sort());
      expect(reader.held.size).toBe(20);
      expect(await reader.sync('complaints')).toEqual([]);
    }
    const clerk = new CoreClient(database.db, person('NGW'));
    await clerk.fill('complaints');
    expect([...clerk.held.values()].filter((d) => 'confidential' in d && d.confidential)).toEqual([]);
    const foreign = new CoreClient(database.db, person('JAP', { role: 'supervisor' }));
    expect(await foreign.fill('complaints')).toBe(0);
    expect(foreign.held.size).toBe(0);
  });

  test('rule 41: an empty collection is one empty block, and deleted documents alone make none', async () => {
    expect(await ngw.fill('customers')).toBe(0);
    await ngw.push('customers', [note('c1', 'a'), note('c2', 'a'), note('c3', 'a')]);
    await ngw.push('customers', [
      note('c1', 'b', { base: 'a', deleted: true }),
      note('c2', 'b', { base: 'a', deleted: true }),
    ]);
    const reader = new CoreClient(database.db, person('NGW'));
    const ends: string[] = [];
    await reader.fill('customers', 1, async (after) => void ends.push(after));
    expect(live(reader)).toEqual([['c3', 'a']]);
    expect(ends).toEqual([]);
  });

  test('rule 41: a document that moves, changes or goes behind the cursor is pulled afterwards', async () => {
    const boss = new CoreClient(database.db, BOSS);
    await boss.push(
      'complaints',
      ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'].map((id) => note(id, 'a')),
    );
    const reader = new CoreClient(database.db, person('NGW'));
    let blocks = 0;
    await reader.fill('complaints', 3, async (after) => {
      expect(after).toBe('k3');
      blocks += 1;
      await boss.push('complaints', [
        note('k1', 'b', { base: 'a', confidential: true }),
        note('k2', 'b', { base: 'a', text: 'changed' }),
        note('k3', 'b', { base: 'a', deleted: true }),
        note('k0', 'a'),
      ]);
    });
    expect(blocks).toBe(1);
    expect(live(reader).map(([id]) => id)).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
    await reader.sync('complaints');
    expect(live(reader)).toEqual([
      ['k0', 'a'],
      ['k2', 'b'],
      ['k4', 'a'],
      ['k5', 'a'],
      ['k6', 'a'],
    ]);
    expect(reader.left).toEqual(['k1']);
  });
});

describe('blocks under concurrent writes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
  });
  afterAll(() => database.close());

  const SEED = Number(process.env['SNAPSHOT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  test(`rule 41: blocks and a pull come to what a pull from null comes to (SNAPSHOT_SEED=${SEED})`, async () => {
    let state = SEED;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const writer = new CoreClient(database.db, BOSS);
    const revs = new Map<string, string>();
    const ids = Array.from({ length: 60 }, (_, n) => `k${String(n).padStart(2, '0')}`);
    const write = async (n: number): Promise<void> => {
      const id = ids[random(ids.length)] ?? '';
      const rev = `r${n}`;
      const how = { confidential: random(4) === 0, deleted: random(6) === 0 };
      const rows = [row({ id, rev, base: revs.get(id) ?? null, branchId: 'NGW', ...how })];
      const [answer] = await writer.push('complaints', rows);
      if (answer?.status === 'accepted') revs.set(id, rev);
    };
    let n = 0;
    for (; n < 100; n++) await write(n);
    for (let round = 0; round < 12; round++) {
      let writing = true;
      const writes = (async () => {
        while (writing) await write(n++);
      })();
      const readers = [BOSS, person('NGW')].map((actor) => new CoreClient(database.db, actor));
      for (const reader of readers) await reader.fill('complaints', 1 + random(9));
      writing = false;
      await writes;
      for (const reader of readers) {
        await reader.sync('complaints', 1 + random(20));
        const fresh = new CoreClient(database.db, reader.actor);
        await fresh.sync('complaints');
        expect(live(reader)).toEqual(live(fresh));
      }
    }
  });
});
