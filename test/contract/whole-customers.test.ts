/** Customers that are joined, transferred and deleted while another desk works on them offline (faults 34 to 36). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transferCustomer } from '#server/jobs/transfer.ts';
import { RULES } from '#server/rules.ts';
import { pushIn } from '#server/sync/push.ts';
import type { Actor } from '#shared/domain/actor.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { BRANCHES } from '#test/support/domain.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

const NOW = new Date('2026-03-05T07:00:00.000Z');
const AT = NOW.toISOString();

describe.each(['pglite', 'embedded'] as const)('whole customers on %s', (kind) => {
  let database: TestDatabase;
  let rina: CoreClient;
  let boss: CoreClient;
  let yapen: CoreClient;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const { db } = database;
    await db.script('TRUNCATE streams, documents, answers, placements, numbers, users CASCADE');
    const client = (actor: Actor): CoreClient => new CoreClient(db, actor, RULES);
    rina = client(person('NGW', { userId: 'rina', name: 'Rina' }));
    boss = client(person('NGW', { userId: 'boss', name: 'Boss', role: 'supervisor' }));
    yapen = client(person('JAP', { userId: 'yapen', name: 'Yapen' }));
    for (const { actor } of [rina, boss, yapen])
      await db.query(
        `INSERT INTO users (id, username, name, role, branch_id, password_hash, created_at)
         VALUES ($1, $1, $2, $3, $4, '', now())`,
        [actor.userId, actor.name, actor.role, actor.branchId],
      );
    const office = { userId: 'admin', name: 'Admin', role: 'admin', branchId: 'PST' } as const;
    const company = { name: 'Contoh', sector: 'post' } as const;
    const reference = startingReference(company, BRANCHES, { id: 'admin', name: 'Admin' }, AT);
    await db.tx((tx) =>
      pushIn(tx, {
        collection: 'reference',
        rows: reference.map((doc) => row({ ...doc, rev: `${doc.id}-1` })),
        writer: { actor: office, scope: 'all' },
        rules: { ...RULES, checkWrite: () => null },
        now: NOW,
      }),
    );
  });

  const base = (client: CoreClient) => {
    const by = { id: client.actor.userId, name: client.actor.name };
    return {
      branchId: client.actor.branchId,
      createdBy: by,
      createdAt: AT,
      updatedBy: by,
      updatedAt: AT,
      clock: { offset: 0, uncertainty: 0 },
    };
  };
  const customer = (client: CoreClient, id: string, more: object = {}) => ({
    ...base(client),
    id,
    kind: 'person',
    number: `P-${client.actor.branchId}-D1-${id.replace(/\D/g, '')}`,
    name: `Customer ${id}`,
    stage: 'prospect',
    phones: [],
    contacts: [],
    source: 'walk_in',
    consents: {},
    tags: [],
    ...more,
  });
  const note = (client: CoreClient, id: string, customerId: string) => ({
    ...base(client),
    id,
    kind: 'note',
    at: AT,
    customerId,
    complaintId: '',
    text: 'ditelepon',
  });
  const later = (minutes: number) => ({
    updatedAt: new Date(NOW.getTime() + minutes * 60_000).toISOString(),
  });

  test('rule 43, fault 35: an edit of a customer that was joined elsewhere follows to the survivor', async () => {
    await rina.put('customers', customerRow(customer(rina, 'c1'), 'c1a'));
    await rina.put('customers', customerRow(customer(rina, 'c2'), 'c2a'));
    await boss.put('customers', customerRow(customer(rina, 'c2', { mergedInto: 'c1' }), 'c2b', 'c2a'));
    const late = customerRow(customer(rina, 'c2', { email: 'budi@contoh.id', ...later(5) }), 'c2c', 'c2a');
    expect(await rina.put('customers', late)).toMatchObject({
      status: 'conflict',
      master: { mergedInto: 'c1' },
    });
    const merged = { email: 'budi@contoh.id', mergedInto: 'c1', ...later(5) };
    const again = customerRow(customer(rina, 'c2', merged), 'c2d', 'c2b');
    expect(await rina.put('customers', again)).toMatchObject({ status: 'accepted' });
    await boss.sync('customers');
    expect(boss.held.get('c1')).toMatchObject({
      email: 'budi@contoh.id',
      number: 'P-NGW-D1-1',
      name: 'Customer c1',
    });
    // handed in twice, it follows once
    await rina.put('customers', again);
    expect((await boss.sync('customers')).filter(({ id }) => id === 'c1')).toEqual([]);
  });

  test('rule 43, fault 35: what was edited before the join arrives is taken over by it', async () => {
    await rina.put('customers', customerRow(customer(rina, 'c1'), 'c1a'));
    await rina.put('customers', customerRow(customer(rina, 'c2'), 'c2a'));
    const phones = [{ number: '+6281230011037' }];
    await rina.put('customers', customerRow(customer(rina, 'c2', { phones }), 'c2b', 'c2a'));
    await boss.put(
      'customers',
      customerRow(customer(rina, 'c2', { phones, mergedInto: 'c1' }), 'c2c', 'c2b'),
    );
    await boss.sync('customers');
    expect(boss.held.get('c1')).toMatchObject({ phones, ver: 2 });
  });

  test('rules 44, 45, fault 36: a transferred customer leaves with what hangs on it, and late work follows or is refused', async () => {
    await rina.put('customers', customerRow(customer(rina, 'c1'), 'c1a'));
    await rina.put('activities', { ...note(rina, 'n1', 'c1'), rev: 'n1a' });
    await rina.sync('customers');
    await rina.sync('activities');
    const options = { db: database.db, rules: RULES, actor: boss.actor, now: NOW };
    const transfer = { customerId: 'c1', branchId: 'JAP', reason: 'pindah rumah' };
    await transferCustomer(options, transfer);

    await rina.sync('customers');
    await rina.sync('activities');
    expect(rina.left.sort()).toEqual(['c1', 'n1']);
    expect([...rina.held.keys()]).toEqual([]);
    await yapen.sync('customers');
    await yapen.sync('activities');
    expect(new Set([...yapen.held.values()].map((d) => (d as { kind?: string }).kind))).toEqual(
      new Set(['customer_transferred', 'note', 'person']),
    );

    const edit = customerRow(customer(rina, 'c1', { name: 'Terlambat' }), 'c1b', 'c1a');
    expect(await rina.put('customers', edit)).toMatchObject({ status: 'rejected', code: 'not_found' });
    expect(await rina.put('activities', { ...note(rina, 'n2', 'c1'), rev: 'n2a' })).toMatchObject({
      status: 'accepted',
    });
    await yapen.sync('activities');
    expect(yapen.held.get('n2')).toMatchObject({ text: 'ditelepon' });
    // its writer's desk is told to let it go
    await rina.sync('activities');
    expect(rina.left).toContain('n2');

    // the new branch works on; the number stays that of the paper
    const here = yapen.held.get('c1');
    const own = { ...here, ...later(9), updatedBy: { id: 'yapen', name: 'Yapen' }, name: 'Budi', rev: 'c1y' };
    expect(await yapen.put('customers', { ...own, id: 'c1', base: here?.rev ?? '' })).toMatchObject({
      status: 'accepted',
    });
  });

  test('rule 44: open tasks of people who do not work in the new branch are nobody’s there', async () => {
    const task = (id: string, assigneeId: string, status = 'open') => ({
      ...base(rina),
      id,
      kind: 'follow_up',
      customerId: 'c1',
      complaintId: '',
      title: `Telepon ${id}`,
      dueAt: AT,
      assigneeId,
      status,
      rev: `${id}a`,
    });
    await rina.put('customers', customerRow(customer(rina, 'c1', { ownerId: 'rina' }), 'c1a'));
    for (const one of [task('t1', 'rina'), task('t2', 'yapen'), task('t3', 'rina', 'done')])
      expect(await rina.put('tasks', one)).toMatchObject({ status: 'accepted' });
    const options = { db: database.db, rules: RULES, actor: boss.actor, now: NOW };
    await transferCustomer(options, { customerId: 'c1', branchId: 'JAP', reason: 'pindah rumah' });

    await yapen.sync('customers');
    await yapen.sync('tasks');
    const held = (id: string): Record<string, unknown> => ({ ...yapen.held.get(id) });
    expect(held('c1')).not.toHaveProperty('ownerId');
    expect(held('t1')).toMatchObject({ branchId: 'JAP', status: 'open' });
    expect(held('t1')).not.toHaveProperty('assigneeId');
    expect(held('t2')).toMatchObject({ branchId: 'JAP', assigneeId: 'yapen' });
    expect(held('t3')).toMatchObject({ status: 'done', assigneeId: 'rina' });
  });

  test('rule 44, fault 36: another branch cannot take a customer, and learns nothing by trying', async () => {
    await rina.put('customers', customerRow(customer(rina, 'c1'), 'c1a'));
    const thief = { ...yapen.actor, role: 'supervisor' } as const;
    for (const customerId of ['c1', 'none'])
      await expect(
        transferCustomer(
          { db: database.db, rules: RULES, actor: thief, now: NOW },
          { customerId, branchId: 'JAP', reason: 'x' },
        ),
      ).rejects.toMatchObject({ error: { code: 'not_found' } });
  });
});

const customerRow = <T extends { readonly id: string }>(
  content: T,
  rev: string,
  before: string | null = null,
) => ({
  ...content,
  rev,
  base: before,
});
