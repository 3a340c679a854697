/** Push and pull of head office, the same on PostgreSQL in memory and on a real one (shared/sync/SPEC.md). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MAX_DOCUMENT } from '#server/sync/decide.ts';
import { epochOf, pull, scopeOf } from '#server/sync/pull.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

describe.each(['pglite', 'embedded'] as const)('push and pull on %s', (kind) => {
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

  test('rule 21d: stores a new document and tells what head office owns', async () => {
    const at = new Date('2026-03-05T01:02:03.004Z');
    const [answer] = await ngw.push(
      'customers',
      [note('c1', 'a', { name: 'Budi', later: { kept: [1] } })],
      at,
    );
    expect(answer).toEqual({
      id: 'c1',
      rev: 'a',
      status: 'accepted',
      ver: 1,
      server: { at: at.toISOString() },
    });
    expect(await ngw.sync('customers')).toEqual([
      {
        id: 'c1',
        rev: 'a',
        ver: 1,
        _deleted: false,
        branchId: 'NGW',
        name: 'Budi',
        later: { kept: [1] },
        server: { at: at.toISOString() },
      },
    ]);
  });

  test('rule 37: what head office owns is not taken from the desk', async () => {
    const forged = { ver: 99, server: { at: 'never' }, unsent: 2, sync: { base: null } };
    await ngw.push('customers', [
      {
        id: 'c1',
        rev: 'a',
        base: null,
        doc: { id: 'c1', rev: 'a', _deleted: false, branchId: 'NGW', ...forged },
      },
    ]);
    const [stored] = await ngw.sync('customers');
    expect(stored).toMatchObject({ ver: 1, server: { at: '1970-01-01T00:00:00.000Z' } });
    expect(stored).not.toHaveProperty('unsent');
    expect(stored).not.toHaveProperty('sync');
  });

  test('rule 21a: repeats an acceptance, with the master once there is a newer one', async () => {
    const first = await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    expect(await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' })).toEqual(first);
    await ngw.put('customers', { id: 'c1', rev: 'b', base: 'a', branchId: 'NGW', name: 'B' });
    const again = await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    expect(again).toMatchObject({ status: 'accepted', ver: 1, master: { rev: 'b', ver: 2, name: 'B' } });
    expect((await ngw.sync('customers')).map((d) => [d.rev, d.ver])).toEqual([['b', 2]]);
  });

  test('rule 21a: remembers an older accepted rev even after others came', async () => {
    for (const [rev, base] of [
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ] as const)
      await ngw.put('customers', { id: 'c1', rev, base, branchId: 'NGW' });
    expect(await ngw.put('customers', { id: 'c1', rev: 'b', base: 'a', branchId: 'NGW' })).toMatchObject({
      status: 'accepted',
      ver: 2,
      master: { rev: 'c' },
    });
  });

  test('rule 21b: answers a base that is not the stored rev with the master', async () => {
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW', name: 'A' });
    const clash = { status: 'conflict', master: { rev: 'a', ver: 1, name: 'A' } };
    expect(await ngw.put('customers', { id: 'c1', rev: 'x', branchId: 'NGW' })).toMatchObject(clash);
    expect(await ngw.put('customers', { id: 'c1', rev: 'y', base: 'z', branchId: 'NGW' })).toMatchObject(
      clash,
    );
  });

  test('rules 21c, 36: rejects what is wrong, remembers it, and lets the others through', async () => {
    const bad = note('c2', 'a', { forbidden: true });
    const big = note('c3', 'a', { name: 'x'.repeat(MAX_DOCUMENT) });
    const nul = note('c4', 'a', { name: 'a\u0000b' });
    const half = note('c5', 'a', { name: '\ud800' });
    const shapeless = { id: 'c6', rev: 'a', base: null, doc: 'no document' };
    const other = { ...note('c7', 'a'), doc: note('c8', 'a').doc };
    const rows = [
      note('c1', 'a'),
      bad,
      big,
      nul,
      half,
      shapeless,
      other,
      17,
      note('c9', 'a', { name: '\\u0000 😀' }),
    ];
    const answers = await ngw.push('customers', rows);
    expect(answers.map((a) => [a.id, a.status === 'rejected' ? a.code : a.status])).toEqual([
      ['c1', 'accepted'],
      ['c2', 'not_allowed'],
      ['c3', 'too_large'],
      ['c4', 'invalid'],
      ['c5', 'invalid'],
      ['c6', 'invalid'],
      ['c7', 'invalid'],
      ['', 'invalid'],
      ['c9', 'accepted'],
    ]);
    expect((await ngw.sync('customers')).map((d) => d.id)).toEqual(['c1', 'c9']);
    // the same rev gets the same verdict, whatever it says now
    const again = await ngw.push('customers', [note('c2', 'a')]);
    expect(again).toEqual([
      { id: 'c2', rev: 'a', status: 'rejected', code: 'not_allowed', field: 'forbidden' },
    ]);
  });

  test('rule 21: judges two rows of one document in order, and one row sent twice once', async () => {
    const rows = [
      note('c1', 'a'),
      note('c1', 'a'),
      note('c1', 'b', { base: 'a' }),
      note('c1', 'c', { base: 'a' }),
    ];
    const answers = await ngw.push('customers', rows);
    expect(answers.map((a) => [a.rev, a.status, a.status === 'accepted' ? a.ver : 0])).toEqual([
      ['a', 'accepted', 1],
      ['a', 'accepted', 1],
      ['b', 'accepted', 2],
      ['c', 'conflict', 0],
    ]);
    expect((await ngw.sync('customers')).map((d) => [d.rev, d.ver])).toEqual([['b', 2]]);
  });

  test('rule 7: a deletion travels as a tombstone, and an edit upon it revives', async () => {
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    await ngw.sync('customers');
    await ngw.put('customers', { id: 'c1', rev: 'b', base: 'a', deleted: true, branchId: 'NGW' });
    expect(await ngw.sync('customers')).toMatchObject([{ id: 'c1', rev: 'b', ver: 2, _deleted: true }]);
    await ngw.put('customers', { id: 'c1', rev: 'c', base: 'b', branchId: 'NGW' });
    expect(await ngw.sync('customers')).toMatchObject([{ id: 'c1', rev: 'c', ver: 3, _deleted: false }]);
  });

  test('rule 32: missing and forbidden get the same answer, and nothing of the other branch comes along', async () => {
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW', name: 'canary' });
    const forbidden = await jap.put('customers', { id: 'c1', rev: 'x', base: 'a', branchId: 'JAP' });
    const missing = await jap.put('customers', { id: 'c2', rev: 'x', base: 'a', branchId: 'JAP' });
    expect(forbidden).toEqual({ id: 'c1', rev: 'x', status: 'rejected', code: 'not_found' });
    expect({ ...missing, id: 'c1' }).toEqual(forbidden);
    // a known rev of the other branch tells nothing either
    expect(await jap.put('customers', { id: 'c1', rev: 'a', branchId: 'JAP' })).toMatchObject({
      code: 'not_found',
    });
    expect(await jap.put('customers', { id: 'c1', rev: 'y', branchId: 'JAP' })).toMatchObject({
      code: 'not_found',
    });
    expect(await jap.sync('customers')).toEqual([]);
    // the owner's rev is not poisoned by what was asked for it
    expect(await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' })).toMatchObject({
      status: 'accepted',
      ver: 1,
    });
  });

  test('rule 33: nothing is put into another branch', async () => {
    expect(await jap.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' })).toMatchObject({
      code: 'other_branch',
    });
    expect(await jap.put('reference', { id: 'r1', rev: 'a', branchId: 'JAP', kind: 'branch' })).toMatchObject(
      {
        code: 'other_branch',
      },
    );
    expect(await ngw.sync('customers')).toEqual([]);
  });

  test('rule 32: what is hung on an id of another branch stays with its writer, also when that one moves', async () => {
    await ngw.put('complaints', { id: 'k1', rev: 'a', branchId: 'NGW' });
    await jap.put('activities', { id: 'x1', rev: 'a', branchId: 'JAP', complaintId: 'k1' });
    await ngw.put('complaints', { id: 'k1', rev: 'b', base: 'a', branchId: 'NGW', divisionId: 'it' });
    await ngw.put('complaints', { id: 'k1', rev: 'c', base: 'b', branchId: 'NGW', confidential: true });
    await jap.sync('activities');
    await ngw.sync('activities');
    expect([...jap.held.keys()]).toEqual(['x1']);
    expect([...ngw.held.keys()]).toEqual([]);
  });

  test('rules 23, 27: branch, confidential, division, global; leaving and coming back', async () => {
    const boss = new CoreClient(database.db, person('NGW', { role: 'supervisor' }));
    const it = new CoreClient(database.db, person('PST', { role: 'division', divisionId: 'it' }));
    const office = new CoreClient(database.db, person('PST', { role: 'headoffice' }), undefined, 'all');
    const all = { ngw, boss, it, jap };
    const see = async () => {
      for (const client of Object.values(all)) {
        await client.sync('complaints');
        await client.sync('activities');
        await client.sync('reference');
      }
      return Object.fromEntries(
        Object.entries(all).map(([name, c]) => [name, [...c.held.keys()].sort().join(' ')]),
      );
    };
    await office.put('reference', { id: 'r1', rev: 'a', branchId: 'PST', kind: 'branch' });
    await ngw.put('complaints', { id: 'k1', rev: 'a', branchId: 'NGW' });
    await ngw.put('activities', { id: 'a1', rev: 'a', branchId: 'NGW', complaintId: 'k1' });
    expect(await see()).toEqual({ ngw: 'a1 k1 r1', boss: 'a1 k1 r1', it: 'r1', jap: 'r1' });

    await ngw.put('complaints', { id: 'k1', rev: 'b', base: 'a', branchId: 'NGW', divisionId: 'it' });
    expect(await see()).toEqual({ ngw: 'a1 k1 r1', boss: 'a1 k1 r1', it: 'a1 k1 r1', jap: 'r1' });

    // its own branch loses it to the supervisor, with everything that hangs on it
    await ngw.put('complaints', { id: 'k1', rev: 'c', base: 'b', branchId: 'NGW', confidential: true });
    const rows = await ngw.sync('complaints');
    expect(rows).toEqual([{ id: 'k1', rev: 'c', ver: 0, _deleted: true, _left: true }]);
    expect(await see()).toEqual({ ngw: 'r1', boss: 'a1 k1 r1', it: 'r1', jap: 'r1' });
    expect(ngw.left.sort()).toEqual(['a1', 'k1']);
    // the writer no longer sees it: the repeated answer tells nothing newer
    await boss.put('complaints', {
      id: 'k1',
      rev: 'd',
      base: 'c',
      branchId: 'NGW',
      confidential: true,
      secret: 'canary',
    });
    const again = await ngw.put('complaints', {
      id: 'k1',
      rev: 'c',
      base: 'b',
      branchId: 'NGW',
      confidential: true,
    });
    expect(again).toEqual({ id: 'k1', rev: 'c', status: 'accepted', ver: 3 });

    await boss.put('complaints', { id: 'k1', rev: 'e', base: 'd', branchId: 'NGW', confidential: false });
    expect(await see()).toEqual({ ngw: 'a1 k1 r1', boss: 'a1 k1 r1', it: 'r1', jap: 'r1' });
  });

  test('rule 31: a child that came before its parent is placed by it when it comes', async () => {
    await ngw.put('activities', { id: 'a1', rev: 'a', branchId: 'NGW', complaintId: 'k1' });
    await ngw.sync('activities');
    expect([...ngw.held.keys()]).toEqual(['a1']);
    await ngw.put('complaints', { id: 'k1', rev: 'a', branchId: 'NGW', confidential: true });
    await ngw.sync('activities');
    expect([...ngw.held.keys()]).toEqual([]);
    // one that comes later goes where its parent stands, even from who may not see it there
    await ngw.put('activities', { id: 'a2', rev: 'a', branchId: 'NGW', complaintId: 'k1' });
    await ngw.sync('activities');
    expect([...ngw.held.keys()]).toEqual([]);
    const boss = new CoreClient(database.db, person('NGW', { role: 'supervisor' }));
    await boss.sync('activities');
    expect([...boss.held.keys()]).toEqual(['a1', 'a2']);
  });

  test('rule 31: what hangs on a customer follows it to another branch', async () => {
    const office = new CoreClient(database.db, person('PST', { role: 'headoffice' }), undefined, 'all');
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    await ngw.put('tasks', { id: 't1', rev: 'a', branchId: 'NGW', customerId: 'c1' });
    await ngw.sync('tasks');
    await office.put('customers', { id: 'c1', rev: 'b', base: 'a', branchId: 'JAP' });
    await ngw.sync('customers');
    await ngw.sync('tasks');
    await jap.sync('customers');
    await jap.sync('tasks');
    expect([...ngw.held.keys()]).toEqual([]);
    expect([...jap.held.keys()].sort()).toEqual(['c1', 't1']);
  });

  test('rule 35: a number on paper belongs to one document for ever', async () => {
    const number = 'K-NGW-D1-7';
    expect(await ngw.put('complaints', { id: 'k1', rev: 'a', branchId: 'NGW', number })).toMatchObject({
      ver: 1,
    });
    expect(await ngw.put('complaints', { id: 'k2', rev: 'a', branchId: 'NGW', number })).toEqual({
      id: 'k2',
      rev: 'a',
      status: 'rejected',
      code: 'number_taken',
      field: 'number',
    });
    expect(await ngw.put('customers', { id: 'k3', rev: 'a', branchId: 'NGW', number })).toMatchObject({
      code: 'number_taken',
    });
    expect(
      await ngw.put('complaints', { id: 'k1', rev: 'b', base: 'a', branchId: 'NGW', number }),
    ).toMatchObject({ ver: 2 });
    await ngw.put('complaints', { id: 'k1', rev: 'c', base: 'b', branchId: 'NGW', number, deleted: true });
    expect(await ngw.put('complaints', { id: 'k4', rev: 'a', branchId: 'NGW', number })).toMatchObject({
      code: 'number_taken',
    });
    const both = await ngw.push('complaints', [
      note('k5', 'a', { number: 'K-NGW-D1-8' }),
      note('k6', 'a', { number: 'K-NGW-D1-8' }),
    ]);
    expect(both.map((a) => a.status)).toEqual(['accepted', 'rejected']);
    // an agreement's number is the customer's business
    await ngw.put('agreements', { id: 'g1', rev: 'a', branchId: 'NGW', number });
    expect(await ngw.put('agreements', { id: 'g2', rev: 'a', branchId: 'NGW', number })).toMatchObject({
      ver: 1,
    });
  });

  test('rule 29: pages go on where they ended, whatever their size, also over events that are not told', async () => {
    const boss = person('NGW', { role: 'supervisor' });
    const held = new CoreClient(database.db, boss);
    const rows = Array.from({ length: 25 }, (_, n) => note(`k${n}`, 'a', { confidential: n % 2 === 0 }));
    await held.push('complaints', rows);
    // the supervisor reads both streams: leaving one for the other is not told
    await held.push(
      'complaints',
      Array.from({ length: 25 }, (_, n) => note(`k${n}`, 'b', { base: 'a', confidential: n % 2 === 1 })),
    );
    for (const limit of [1, 2, 7, 25, 1000]) {
      const reader = new CoreClient(database.db, boss);
      await reader.sync('complaints', limit);
      expect(reader.held.size).toBe(25);
      expect([...reader.held.values()].every((d) => d.rev === 'b')).toBe(true);
      expect(reader.left).toEqual([]);
    }
  });

  test('rule 29: forged positions open nothing and break nothing', async () => {
    await ngw.put('customers', { id: 'c1', rev: 'a', branchId: 'NGW' });
    const page = await pull(database.db, {
      collection: 'customers',
      streams: ['b:JAP', 'global'],
      checkpoint: { 'b:NGW': 0, 'c:NGW': 0, global: 1e300 },
      limit: 10,
    });
    expect(page).toEqual({
      rows: [],
      checkpoint: { 'b:JAP': 0, global: Number.MAX_SAFE_INTEGER },
      more: false,
    });
  });

  test('rules 24, 30: the epoch stays, the scope hash follows role, branch and division', async () => {
    expect(await epochOf(database.db)).toBe(await epochOf(database.db));
    const hashes = [
      person('NGW'),
      person('JAP'),
      person('NGW', { role: 'supervisor' }),
      person('NGW', { divisionId: 'it' }),
    ];
    expect(new Set(hashes.map(scopeOf)).size).toBe(4);
    expect(scopeOf(person('NGW', { name: 'Other', userId: 'u2' }))).toBe(scopeOf(person('NGW')));
  });
});
