import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SettleRequest } from '#shared/api/refusals.ts';
import { streamsOf, type Actor, type Role } from '#shared/domain/actor.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, OPEN_RULES, person, row } from '#test/support/sync-core.ts';
import { KEPT_MS, listRefusals, scrubRefusals, settleRefusal } from '../jobs/refusals.ts';
import { push } from './push.ts';

const NOW = new Date('2026-03-05T01:00:00.000Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('pglite');
});
afterAll(() => database.close());
beforeEach(() =>
  database.db.script(
    'TRUNCATE refusals, documents, answers, placements, numbers, users, sessions, refresh_tokens, devices',
  ),
);

const rina = person('NGW', { userId: 'rina', name: 'Rina', deviceId: 'pc-1' });
const dewi = person('NGW', { userId: 'dewi', name: 'Dewi', deviceId: 'pc-2' });
const boss = person('NGW', { userId: 'boss', name: 'Boss', role: 'supervisor' });
const foreign = (role: Role): Actor => person('JAP', { userId: 'lain', role });
const office = person('PST', { userId: 'kantor', role: 'headoffice' });

const clerk = (actor: Actor): CoreClient => new CoreClient(database.db, actor);
const open = async (actor: Actor, branch?: string) =>
  (await listRefusals(database.db, actor, branch)).refusals;
const revs = async (actor: Actor): Promise<string[]> =>
  (await open(actor)).map(({ id, rev }) => `${id}@${rev}`).sort();
const settlements = () =>
  database.db.query('SELECT rev, settlement, settled_by FROM refusals ORDER BY collection, id, rev');

test('what is refused is seen by its author, the supervisor of the branch and head office, by nobody else', async () => {
  await clerk(rina).put('customers', { id: 'c1', rev: 'r1', branchId: 'NGW', name: 'Budi', forbidden: true });
  for (const actor of [rina, boss, office]) expect(await revs(actor)).toEqual(['c1@r1']);
  for (const actor of [
    dewi,
    foreign('frontliner'),
    foreign('supervisor'),
    person('PST', { role: 'division' }),
  ])
    expect(await revs(actor)).toEqual([]);
  expect(await open(boss)).toEqual([
    {
      collection: 'customers',
      id: 'c1',
      rev: 'r1',
      branchId: 'NGW',
      author: 'Rina',
      code: 'not_allowed',
      field: 'forbidden',
      content: { id: 'c1', branchId: 'NGW', name: 'Budi', forbidden: true },
      at: new Date(0).toISOString(),
    },
  ]);
});

test('rule 21: an answer that is repeated is no second refusal, and one that is not stored leaves none', async () => {
  const input = { id: 'c1', rev: 'r1', branchId: 'NGW', forbidden: true };
  await clerk(rina).put('customers', input);
  await clerk(rina).put('customers', input);
  expect(await revs(boss)).toEqual(['c1@r1']);
  const failing = { ...OPEN_RULES, placementsOf: () => [`b:${'\0'}`] };
  const rows = [row({ id: 'c2', rev: 'r1', branchId: 'NGW', forbidden: true }), row({ id: 'c3', rev: 'r1' })];
  const writer = { actor: rina, scope: 'all' as const };
  await expect(
    push(database.db, { collection: 'customers', rows, writer, rules: failing, now: NOW }),
  ).rejects.toThrow('0x00');
  expect(await revs(boss)).toEqual(['c1@r1']);
  expect(await database.db.query(`SELECT 1 FROM answers WHERE id = 'c2'`)).toEqual([]);
});

test('a later version that is accepted settles it, a later refusal on the same desk takes its place', async () => {
  await clerk(rina).put('customers', { id: 'c1', rev: 'r1', branchId: 'NGW', forbidden: true });
  await clerk(dewi).put('customers', { id: 'c1', rev: 'd1', branchId: 'NGW', forbidden: true });
  await clerk(rina).put('customers', { id: 'c1', rev: 'r2', branchId: 'NGW', forbidden: true });
  expect(await revs(boss)).toEqual(['c1@d1', 'c1@r2']);
  await clerk(rina).put('customers', { id: 'c1', rev: 'r3', branchId: 'NGW' });
  expect(await revs(boss)).toEqual([]);
  expect(await settlements()).toEqual([
    { rev: 'd1', settlement: 'accepted', settled_by: 'rina' },
    { rev: 'r1', settlement: 'replaced', settled_by: 'rina' },
    { rev: 'r2', settlement: 'accepted', settled_by: 'rina' },
  ]);
});

test('within one push the order of the rows decides', async () => {
  await clerk(rina).push('customers', [
    row({ id: 'c1', rev: 'a', branchId: 'NGW', forbidden: true }),
    row({ id: 'c1', rev: 'b', branchId: 'NGW' }),
    row({ id: 'c2', rev: 'a', branchId: 'NGW' }),
    row({ id: 'c2', rev: 'b', base: 'a', branchId: 'NGW', forbidden: true }),
  ]);
  expect(await revs(boss)).toEqual(['c2@b']);
});

test('another branch that is accepted settles nothing here', async () => {
  await clerk(rina).put('customers', { id: 'c1', rev: 'r1', branchId: 'NGW', forbidden: true });
  await clerk(foreign('frontliner')).put('customers', { id: 'c1', rev: 'j1', branchId: 'JAP' });
  expect(await revs(boss)).toEqual(['c1@r1']);
  // and now that the id is another branch's document, its content is no longer shown here
  expect((await open(boss))[0]).not.toHaveProperty('content');
  expect((await open(office))[0]).toHaveProperty('content');
});

test('rule 34: what one branch was refused is judged anew for another, however often it is asked', async () => {
  let refused = ['NGW', 'JAP'];
  const rules = {
    ...OPEN_RULES,
    checkWrite: (...[, , , actor]: Parameters<typeof OPEN_RULES.checkWrite>) =>
      refused.includes(actor.branchId) ? ({ code: 'author_unknown', kind: 'person' } as const) : null,
  };
  const ask = async (actor: Actor, branchId: string) => {
    const rows = [row({ id: 'c1', rev: 'r1', branchId })];
    const writer = { actor, scope: new Set(streamsOf(actor)) };
    const { answers } = await push(database.db, { collection: 'customers', rows, writer, rules, now: NOW });
    return answers[0];
  };
  const yosef = foreign('frontliner');
  for (let round = 0; round < 2; round++) {
    expect(await ask(rina, 'NGW')).toMatchObject({ status: 'rejected', code: 'author_unknown' });
    expect(await ask(yosef, 'JAP')).toMatchObject({ status: 'rejected', code: 'author_unknown' });
  }
  refused = ['NGW'];
  // a branch hears again what it heard before; the one that was not asked last is judged
  expect(await ask(rina, 'NGW')).toMatchObject({ status: 'rejected' });
  expect(await ask(yosef, 'JAP')).toMatchObject({ status: 'accepted', ver: 1 });
  expect(await ask(yosef, 'JAP')).toMatchObject({ status: 'accepted', ver: 1 });
  // what is there is another branch's, and is not said to be there
  expect(await ask(rina, 'NGW')).toMatchObject({ status: 'rejected', code: 'not_found' });
});

test('the content of what is confidential is for the supervisor', async () => {
  const secret = { branchId: 'NGW', confidential: true, description: 'RAHASIA' };
  await clerk(rina).put('complaints', { id: 'k1', rev: 'r1', ...secret, forbidden: true });
  await clerk(rina).put('complaints', { id: 'k2', rev: 'r1', ...secret });
  await clerk(rina).put('activities', {
    id: 'a1',
    rev: 'r1',
    complaintId: 'k2',
    text: 'RAHASIA',
    forbidden: true,
  });
  expect(await revs(rina)).toEqual(['a1@r1', 'k1@r1']);
  expect(JSON.stringify(await open(rina))).not.toContain('RAHASIA');
  expect(JSON.stringify(await open(boss)).match(/RAHASIA/g)).toHaveLength(2);
  expect(JSON.stringify(await open(office))).toContain('RAHASIA');
});

test('the author is whose change it was, when a colleague hands it in', async () => {
  for (const [id, branch] of [
    ['rina', 'NGW'],
    ['lain', 'JAP'],
  ])
    await database.db.query(
      `INSERT INTO users (id, username, name, role, branch_id, password_hash, created_at) VALUES ($1, $1, upper($1), 'frontliner', $2, '', now())`,
      [id, branch],
    );
  const by = (id: string) => ({ updatedBy: { id, name: 'forged' }, branchId: 'NGW', forbidden: true });
  await clerk(dewi).put('customers', { id: 'c1', rev: 'r1', ...by('rina') });
  await clerk(dewi).put('customers', { id: 'c2', rev: 'r1', ...by('lain') });
  expect(
    (await open(boss))
      .map(({ id, author }) => [id, author])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ).toEqual([
    ['c1', 'RINA'],
    ['c2', 'Dewi'],
  ]);
  expect(await revs(rina)).toEqual(['c1@r1']);
  expect(await revs(person('JAP', { userId: 'lain' }))).toEqual([]);
});

test('a person settles with a reason, once, only what they may see; it is scrubbed after 90 days', async () => {
  await clerk(rina).put('customers', { id: 'c1', rev: 'r1', branchId: 'NGW', forbidden: true });
  await clerk(rina).put('customers', { id: 'c2', rev: 'r1', branchId: 'NGW', forbidden: true });
  const request: SettleRequest = { collection: 'customers', id: 'c1', rev: 'r1', reason: 'salah orang' };
  const settle = (actor: Actor, more: Partial<SettleRequest> = {}, now = NOW) =>
    settleRefusal(database.db, actor, { ...request, ...more }, now);
  expect(await settle(dewi)).toBeUndefined();
  expect(await settle(foreign('supervisor'))).toBeUndefined();
  expect(await settle(rina, { rev: 'other' })).toBeUndefined();
  expect(await settle(rina)).toBe(NOW.toISOString());
  expect(await settle(boss, { reason: 'lain' }, new Date(NOW.getTime() + 1000))).toBe(NOW.toISOString());
  expect(
    await database.db.query(`SELECT settlement, settled_by, reason FROM refusals WHERE id = 'c1'`),
  ).toEqual([{ settlement: 'discarded', settled_by: 'rina', reason: 'salah orang' }]);
  expect(await revs(boss)).toEqual(['c2@r1']);
  // what was given up stays in sight with its reason, of those who saw it before
  const given = async (actor: Actor) =>
    (await listRefusals(database.db, actor, undefined, 'discarded')).refusals;
  for (const actor of [rina, boss, office])
    expect(await given(actor)).toMatchObject([
      { id: 'c1', author: 'Rina', settled: { at: NOW.toISOString(), by: 'rina', reason: 'salah orang' } },
    ]);
  for (const actor of [dewi, foreign('supervisor')]) expect(await given(actor)).toEqual([]);
  expect((await open(boss))[0]).not.toHaveProperty('settled');
  expect(await scrubRefusals(database.db, new Date(NOW.getTime() + KEPT_MS))).toBe(0);
  expect(await scrubRefusals(database.db, new Date(NOW.getTime() + KEPT_MS + 1))).toBe(1);
  // what nobody has settled stays
  expect(await scrubRefusals(database.db, new Date(NOW.getTime() + 10 * KEPT_MS))).toBe(0);
  expect(await revs(boss)).toEqual(['c2@r1']);
});

test('a document that cannot be kept is refused with its code and without its content', async () => {
  await clerk(rina).put('customers', { id: 'c1', rev: 'r1', branchId: 'NGW', remarks: 'x'.repeat(300_000) });
  await clerk(rina).put('customers', { id: 'c2', rev: 'r1', branchId: 'NGW', remarks: '\ud800' });
  expect(
    (await open(boss))
      .map(({ id, code, content }) => [id, code, content])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ).toEqual([
    ['c1', 'too_large', undefined],
    ['c2', 'invalid', undefined],
  ]);
  expect(streamsOf(boss)).toContain('c:NGW');
});
