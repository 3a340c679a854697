/** What only a real PostgreSQL shows: writers at the same time (PGlite has one connection, they would queue up). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Queryable } from '#server/db/database.ts';
import { pushIn } from '#server/sync/push.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { CoreClient, OPEN_RULES, person, row } from '#test/support/sync-core.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('embedded');
  await database.db.script(`
    CREATE TABLE naive (id text PRIMARY KEY, seq bigserial);
    CREATE INDEX ON naive (seq)`);
});
afterAll(() => database.close());
beforeEach(() => database.db.script('TRUNCATE streams, documents, answers, placements, numbers, naive'));

/** A transaction that has written and waits before its commit until it is told to go on. */
async function slow(write: (tx: Queryable) => Promise<unknown>): Promise<{ commit(): Promise<void> }> {
  let go = (): void => undefined;
  const told = new Promise<void>((resolve) => (go = resolve));
  let written = (): void => undefined;
  const wrote = new Promise<void>((resolve) => (written = resolve));
  const done = database.db.tx(async (tx) => {
    await write(tx);
    written();
    await told;
  });
  await wrote;
  return {
    commit: async () => {
      go();
      await done;
    },
  };
}

const pushRow = (id: string) => (tx: Queryable) =>
  pushIn(tx, {
    collection: 'customers',
    rows: [row({ id, rev: id, branchId: 'NGW' })],
    writer: { actor: person('NGW'), scope: new Set(['b:NGW', 'global']) },
    rules: OPEN_RULES,
    now: new Date(0),
  });

/** @returns what a desk with a checkpoint by number receives over these steps. */
async function naiveReader(): Promise<{ read(): Promise<void>; readonly got: string[] }> {
  const got: string[] = [];
  let checkpoint = 0;
  return {
    got,
    read: async () => {
      const rows = await database.db.query<{ id: string; seq: number }>(
        'SELECT id, seq FROM naive WHERE seq > $1 ORDER BY seq',
        [checkpoint],
      );
      for (const { id, seq } of rows) {
        got.push(id);
        checkpoint = seq;
      }
    },
  };
}

test('rule 28, control: a sequence as checkpoint loses what a slow transaction wrote first', async () => {
  const reader = await naiveReader();
  const a = await slow((tx) => tx.query(`INSERT INTO naive (id) VALUES ('slow')`));
  await database.db.tx((tx) => tx.query(`INSERT INTO naive (id) VALUES ('fast')`));
  await reader.read();
  await a.commit();
  await reader.read();
  expect(reader.got).toEqual(['fast']);
});

test('rule 28: a slow transaction is not skipped: a later one of its stream waits for it', async () => {
  const reader = new CoreClient(database.db, person('NGW'));
  const a = await slow(pushRow('slow'));
  const b = database.db.tx(pushRow('fast'));
  // a branch of its own does not wait
  const jap = new CoreClient(database.db, person('JAP'));
  expect(await jap.put('customers', { id: 'j1', rev: 'a', branchId: 'JAP' })).toMatchObject({
    status: 'accepted',
  });
  expect(await reader.sync('customers')).toEqual([]);
  await a.commit();
  await b;
  expect((await reader.sync('customers')).map((d) => d.id)).toEqual(['slow', 'fast']);
});

test('rule 28: eight writers and a reader: everything arrives once, in order, nothing is lost', async () => {
  const WRITERS = 8;
  const EACH = 40;
  const actor = person('NGW', { role: 'supervisor', divisionId: 'it' });
  const reader = new CoreClient(database.db, actor);
  let writing = true;
  const accepted = new Map<string, string>();
  const write = async (w: number): Promise<void> => {
    const client = new CoreClient(database.db, actor);
    for (let n = 0; n < EACH; n++) {
      const id = n % 3 === 2 ? `shared-${n}` : `w${w}-${n}`;
      const rev = `r${w}-${n}`;
      // several streams in one transaction, in an order of their own
      const more = { confidential: (w + n) % 2 === 0, divisionId: (w + n) % 3 === 0 ? 'it' : '' };
      const rows = [
        row({ id, rev, branchId: 'NGW', ...more }),
        row({ id: `${id}+${w}`, rev, branchId: 'NGW' }),
      ];
      for (const answer of await client.push('complaints', w % 2 ? rows : rows.reverse())) {
        if (answer.status === 'accepted') accepted.set(answer.id, answer.rev);
      }
    }
  };
  const read = async (): Promise<void> => {
    while (writing) await reader.sync('complaints', 7);
  };
  const reading = read();
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => write(w)));
  writing = false;
  await reading;
  await reader.sync('complaints');
  expect(new Map([...reader.held].map(([id, doc]) => [id, doc.rev]))).toEqual(accepted);
  expect(accepted.size).toBeGreaterThan(WRITERS * EACH);
});

test('rule 21: of writers that make one id or one number at the same time, one is accepted', async () => {
  for (let round = 0; round < 10; round++) {
    const clients = Array.from({ length: 6 }, () => new CoreClient(database.db, person('NGW')));
    const ids = await Promise.all(
      clients.map((c, n) => c.put('customers', { id: `c${round}`, rev: `r${n}`, branchId: 'NGW' })),
    );
    expect(ids.map((a) => a.status).sort()).toEqual(['accepted', ...Array<string>(5).fill('conflict')]);
    const numbers = await Promise.all(
      clients.map((c, n) =>
        c.put('complaints', { id: `k${round}-${n}`, rev: 'r', branchId: 'NGW', number: `K-NGW-D1-${round}` }),
      ),
    );
    expect(numbers.map((a) => a.status).sort()).toEqual(['accepted', ...Array<string>(5).fill('rejected')]);
  }
});

test('rule 21a: one request delivered twice at the same time has one effect and one answer', async () => {
  const client = new CoreClient(database.db, person('NGW'));
  for (let round = 0; round < 10; round++) {
    const rows = Array.from({ length: 5 }, (_, n) =>
      row({ id: `d${round}-${n}`, rev: 'r', branchId: 'NGW' }),
    );
    const [first, second] = await Promise.all([
      client.push('customers', rows),
      client.push('customers', rows),
    ]);
    expect(second).toEqual(first);
  }
  expect(await database.db.query(`SELECT max(ver) AS ver, count(*) AS n FROM documents`)).toEqual([
    { ver: 1, n: 50 },
  ]);
});

test('rule 31: a child that is written while its parent becomes confidential follows it', async () => {
  const boss = new CoreClient(database.db, person('NGW', { role: 'supervisor' }));
  for (let round = 0; round < 15; round++) {
    const id = `k${round}`;
    await boss.put('complaints', { id, rev: 'a', branchId: 'NGW' });
    const clerk = new CoreClient(database.db, person('NGW'));
    await Promise.all([
      boss.put('complaints', { id, rev: 'b', base: 'a', branchId: 'NGW', confidential: true }),
      clerk.put('activities', { id: `a${round}`, rev: 'a', branchId: 'NGW', complaintId: id }),
    ]);
  }
  const clerk = new CoreClient(database.db, person('NGW'));
  await clerk.sync('activities');
  expect([...clerk.held.keys()]).toEqual([]);
  await boss.sync('activities');
  expect([...boss.held.keys()].filter((id) => id.startsWith('a'))).toHaveLength(15);
});
