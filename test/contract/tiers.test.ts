/** Tiers: head office stores what desks show, by an oracle written apart from the product; explanations are true. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewTiers } from '#server/jobs/tiers.ts';
import { RULES } from '#server/rules.ts';
import { pushIn } from '#server/sync/push.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import { verdictWords } from '#shared/domain/tier-words.ts';
import { judgeTier, tierFacts } from '#shared/domain/tiers.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { BRANCHES } from '#test/support/domain.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';
import { isTrue, oracle, tierOf } from '#test/support/tier-oracle.ts';
import { tierPeople, type Doc } from '#test/support/tier-people.ts';

/** As many as the acceptance asks for with LOKET_TIER_CUSTOMERS=10000; fewer in the daily run. */
const COUNT = Number(process.env['LOKET_TIER_CUSTOMERS'] ?? 1500);
const SEED = Number(process.env['LOKET_SEED'] ?? Math.floor(Math.random() * 1e9));
/** 22.30 UTC: already the next day in Indonesia. */
const NOW = new Date('2026-03-05T22:30:00.000Z');
const TODAY = '2026-03-06';
const OFFICE = { userId: 'admin', name: 'Admin', role: 'admin', branchId: 'PST' } as const;

const reference = startingReference(
  { name: 'Contoh', sector: 'post' },
  BRANCHES,
  { id: 'admin', name: 'A' },
  NOW.toISOString(),
);
const rules = referenceView(reference).tierRules(TODAY);
const people = tierPeople(COUNT, SEED, TODAY);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('pglite');
  await database.db.query(
    `INSERT INTO users (id, username, name, role, branch_id, password_hash, created_at)
     VALUES ('admin', 'admin', 'Admin', 'admin', 'PST', '', now())`,
  );
  const store = (collection: CollectionName, docs: readonly Doc[]) =>
    database.db.tx((tx) =>
      pushIn(tx, {
        collection,
        rows: docs.map((doc) => row({ ...doc, rev: `${doc.id}-1` })),
        writer: { actor: OFFICE, scope: 'all' },
        rules: { ...RULES, checkWrite: () => null },
        now: NOW,
      }),
    );
  await store('reference', reference as unknown as Doc[]);
  for (let at = 0; at < people.length; at += 500) {
    const part = people.slice(at, at + 500);
    await store(
      'customers',
      part.map(({ customer }) => customer),
    );
    for (const collection of ['agreements', 'complaints', 'activities'] as const)
      await store(
        collection,
        part.flatMap((one) => one[collection]),
      );
  }
}, 300_000);
afterAll(() => database.close());

test(
  `desk, head office and oracle agree on ${COUNT} customers (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    if (!rules) throw new Error('no rules');
    await reviewTiers({ db: database.db, rules: RULES, now: NOW });
    const stored = new Map<string, Customer>();
    for (const branchId of ['NGW', 'JAP']) {
      const desk = new CoreClient(database.db, person(branchId), RULES);
      await desk.sync('customers');
      for (const [id, doc] of desk.held) stored.set(id, doc as unknown as Customer);
    }
    expect(stored.size).toBe(COUNT);
    let [told, overridden] = [0, 0];
    for (const one of people) {
      const { customer } = one;
      const zone = customer['branchId'] === 'JAP' ? 'Asia/Jayapura' : 'Asia/Jakarta';
      const on = {
        day: TODAY,
        zone,
        branchId: String(customer['branchId']),
        windowDays: rules.windowDays,
      } as const;
      const facts = tierFacts(one as never, on);
      expect(facts, customer.id).toEqual(oracle(one, rules.windowDays, NOW));
      const verdict = judgeTier(facts, rules);
      expect(verdict.tier ?? '', customer.id).toBe(tierOf(facts, rules));
      const override = customer['tierOverride'] as { until?: string } | undefined;
      const counts = override && (override.until === undefined || override.until >= TODAY);
      if (counts) overridden++;
      expect(stored.get(customer.id)?.tier ?? '', customer.id).toBe(counts ? 'gold' : tierOf(facts, rules));
      expect(stored.get(customer.id)?.tierOverride !== undefined, customer.id).toBe(Boolean(counts));
      told += isTrue(verdictWords(verdict, 'id'), facts, verdict.tier) ? 1 : 0;
    }
    expect(told).toBe(COUNT);
    expect(overridden).toBeGreaterThan(0);
  },
);

test('a second review of the same day changes nothing', async () => {
  expect(await reviewTiers({ db: database.db, rules: RULES, now: NOW })).toEqual({ changed: 0 });
});
