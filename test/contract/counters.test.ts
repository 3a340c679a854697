/** What head office counts: versions of a document, events of a stream; the same in memory and on a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

describe.each(['pglite', 'embedded'] as const)('counters on %s', (kind) => {
  let database: TestDatabase;
  let ngw: CoreClient;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.db.script('TRUNCATE streams, documents, answers, placements, numbers');
    ngw = new CoreClient(database.db, person('NGW'));
  });
  const note = (id: string, rev: string, more: object = {}) => row({ id, rev, branchId: 'NGW', ...more });

  test('rule 22: ver counts for each document by itself, and goes on over deletion, departure and return', async () => {
    const office = new CoreClient(database.db, person('PST', { role: 'headoffice' }), undefined, 'all');
    const vers: number[] = [];
    const put = async (rev: string, base: string | null, more: object = {}): Promise<void> => {
      const answer = await office.put('customers', { id: 'c1', rev, base, branchId: 'NGW', ...more });
      vers.push(answer.status === 'accepted' ? answer.ver : 0);
    };
    await put('a', null);
    expect(await ngw.put('customers', { id: 'c2', rev: 'x', branchId: 'NGW' })).toMatchObject({ ver: 1 });
    expect(await ngw.put('tasks', { id: 'c1', rev: 'y', branchId: 'NGW' })).toMatchObject({ ver: 1 });
    await put('b', 'a', { deleted: true });
    await put('c', 'b');
    await put('d', 'c', { branchId: 'JAP' });
    await ngw.sync('customers');
    expect(ngw.left).toEqual(['c1']);
    await put('e', 'd');
    expect(vers).toEqual([1, 2, 3, 4, 5]);
    // what is refused, repeated or in conflict counts nothing
    await ngw.push('customers', [
      note('c1', 'f', { base: 'e', forbidden: true }),
      note('c1', 'g', { base: 'a' }),
    ]);
    await put('e', 'd');
    await put('h', 'e');
    expect(vers.slice(5)).toEqual([5, 6]);
    await ngw.sync('customers');
    expect(ngw.held.get('c1')).toMatchObject({ rev: 'h', ver: 6 });
  });

  test('rule 28: numbers of a stream have no gaps over collections', async () => {
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    await ngw.push('activities', [note('a1', 'a'), note('a2', 'a', { forbidden: true }), note('a3', 'a')]);
    await ngw.put('customers', { id: 'c1', rev: 'b', base: 'a', branchId: 'NGW' });
    expect(await database.db.query(`SELECT seq FROM streams WHERE stream = 'b:NGW'`)).toEqual([{ seq: 4 }]);
    expect(await database.db.query('SELECT id, seq FROM placements ORDER BY seq')).toEqual([
      { id: 'a1', seq: 2 },
      { id: 'a3', seq: 3 },
      { id: 'c1', seq: 4 },
    ]);
  });
});
