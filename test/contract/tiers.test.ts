/** Tiers: head office stores what desks show, by an oracle written apart from the product; explanations are true. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewTiers } from '#server/jobs/tiers.ts';
import { RULES } from '#server/rules.ts';
import { pushIn } from '#server/sync/push.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import type { TierMeasure } from '#shared/domain/reference.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import { verdictWords } from '#shared/domain/tier-words.ts';
import { judgeTier, tierFacts, type TierFacts } from '#shared/domain/tiers.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { BRANCHES } from '#test/support/domain.ts';
import { CoreClient, person, row } from '#test/support/sync-core.ts';

/** As many as the acceptance asks for with LOKET_TIER_CUSTOMERS=10000; fewer in the daily run. */
const COUNT = Number(process.env['LOKET_TIER_CUSTOMERS'] ?? 1500);
const SEED = Number(process.env['LOKET_SEED'] ?? Math.floor(Math.random() * 1e9));
/** 22.30 UTC: already the next day in Indonesia. */
const NOW = new Date('2026-03-05T22:30:00.000Z');
const TODAY = '2026-03-06';
const OFFICE = { userId: 'admin', name: 'Admin', role: 'admin', branchId: 'PST' } as const;

let state = SEED;
const random = (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const upTo = (most: number): number => Math.floor(random() * (most + 1));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const dayAgo = (days: number): string =>
  new Date(Date.parse(`${TODAY}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
const instantAgo = (days: number): string => `${dayAgo(days)}T${pick(['00:10', '03:00', '14:59'])}:00.000Z`;

type Doc = Record<string, unknown> & { readonly id: string };
const base = (id: string, branchId: string): Doc => ({
  id,
  branchId,
  createdBy: { id: 'admin', name: 'Admin' },
  createdAt: '2020-01-01T00:00:00.000Z',
  updatedBy: { id: 'admin', name: 'Admin' },
  updatedAt: '2020-01-01T00:00:00.000Z',
  clock: { offset: 0, uncertainty: 0 },
});

interface Made {
  readonly customer: Doc;
  readonly agreements: Doc[];
  readonly complaints: Doc[];
  readonly activities: Doc[];
}

/** Of several agreements the later one follows on the one before, more often than not. */
const followed = (make: () => Doc[]): Doc[] =>
  make().map((one, index, all) =>
    index > 0 && random() < 0.6 ? { ...one, renewsId: all[index - 1]?.id ?? '' } : one,
  );

function made(n: number): Made {
  const branchId = pick(['NGW', 'JAP']);
  const id = `c${String(n).padStart(6, '0')}`;
  const hangs = (kind: string, index: number): Doc => ({
    ...base(`${id}-${kind}-${index}`, branchId),
    customerId: id,
  });
  const list = (kind: string, most: number, more: () => object): Doc[] =>
    Array.from({ length: upTo(most) }, (_, index) => ({ ...hangs(kind, index), ...more() }));
  const override = random();
  return {
    customer: {
      ...base(id, branchId),
      kind: 'company',
      number: `P-${branchId}-D1-${n + 1}`,
      name: `Pelanggan ${n}`,
      stage: 'active',
      phones: [],
      contacts: [],
      source: 'book',
      consents: {},
      tags: [],
      ...(random() < 0.3 ? { tier: pick(['bronze', 'silver', 'gold']) } : {}),
      ...(override < 0.1
        ? {
            tierOverride: {
              tier: 'gold',
              reason: 'Tokoh',
              by: { id: 'admin', name: 'Admin' },
              at: instantAgo(30),
              ...(override < 0.06 ? { until: dayAgo(pick([-1, 0, 1])) } : {}),
            },
          }
        : {}),
    },
    agreements: followed(() =>
      list('a', 3, () => ({
        kind: 'pks',
        facilities: [],
        ...(random() < 0.8 ? { start: dayAgo(upTo(500) - 20) } : {}),
        ...(random() < 0.7 ? { end: dayAgo(upTo(120) - 60) } : {}),
        ...(random() < 0.8 ? { monthlyAmount: upTo(40) * 1_000_000 } : {}),
        ...(random() < 0.3 ? { status: pick(['active', 'renewed', 'ended']) } : {}),
      })),
    ),
    complaints: list('k', 2, () => ({
      kind: pick(['complaint', 'question']),
      number: `K-${branchId}-D1-${n * 10 + upTo(9)}`,
      channel: 'phone',
      category: 'lain',
      divisionId: '',
      description: 'Terlambat',
      references: [],
      status: pick(['new', 'cancelled', 'closed']),
      receivedAt: instantAgo(upTo(800)),
      promised: [],
      dueAt: '',
      confidential: random() < 0.2,
      prints: 0,
    })),
    activities: list('t', 5, () => {
      const kind = pick(['visit', 'call', 'campaign_response', 'note', 'status_changed']);
      return {
        kind,
        at: instantAgo(upTo(900)),
        complaintId: random() < 0.1 ? `${id}-k-0` : '',
        ...(kind === 'campaign_response' ? { to: pick(['deal', 'interested']) } : {}),
      };
    }),
  };
}

/** The oracle: local days by the offset alone, every figure counted in its own way. */
function oracle({ customer, agreements, complaints, activities }: Made, windowDays: number): TierFacts {
  const hours = customer['branchId'] === 'JAP' ? 9 : 7;
  const serial = (day: unknown): number => Math.floor(Date.parse(`${String(day)}T00:00:00Z`) / 86_400_000);
  const local = (at: unknown): number =>
    Math.floor((Date.parse(String(at)) + hours * 3_600_000) / 86_400_000);
  const now = local(NOW.toISOString());
  let [monthlyRevenue, count, transactions, complained] = [0, 0, 0, 0];
  let last = -Infinity;
  const met = (day: number): void => {
    if (day <= now && day > last) last = day;
  };
  for (const a of agreements) {
    const begun = a['start'] === undefined || serial(a['start']) <= now;
    const over = a['end'] !== undefined && serial(a['end']) < now;
    // a decision is about the last day: without one, or with its follower at work, there is nothing to wait for
    let replaced = a['end'] === undefined;
    for (const b of agreements)
      if (b['renewsId'] === a.id && !(b['start'] !== undefined && serial(b['start']) > now)) replaced = true;
    const decided = a['status'] === 'renewed' || a['status'] === 'ended';
    if (begun && !over && !(decided && replaced)) {
      count++;
      monthlyRevenue += Number(a['monthlyAmount'] ?? 0);
    }
    if (a['start'] === undefined) continue;
    met(serial(a['start']));
    if (serial(a['start']) <= now && now - serial(a['start']) < windowDays) transactions++;
  }
  for (const k of complaints) {
    if (k['confidential'] === true) continue;
    met(local(k['receivedAt']));
    const recent = now - local(k['receivedAt']) < windowDays;
    if (k['kind'] === 'complaint' && k['status'] !== 'cancelled' && recent) complained++;
  }
  for (const t of activities) {
    if (t['complaintId'] !== '') continue;
    if (['visit', 'call', 'campaign_response'].includes(String(t['kind']))) met(local(t['at']));
    if (t['to'] === 'deal' && now - local(t['at']) < windowDays) transactions++;
  }
  return {
    monthlyRevenue,
    transactions,
    agreements: count,
    complaints: complained,
    ...(Number.isFinite(last) ? { recencyDays: now - last } : {}),
  };
}

const reference = startingReference(
  { name: 'Contoh', sector: 'post' },
  BRANCHES,
  { id: 'admin', name: 'A' },
  NOW.toISOString(),
);
const rules = referenceView(reference).tierRules(TODAY);
const people = Array.from({ length: COUNT }, (_, n) => made(n));

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

/** What a rule says, read again: the tier of the first one whose every bound holds. */
function tierOf(facts: TierFacts): string {
  const value = (measure: TierMeasure): number => facts[measure] ?? Number.NaN;
  const held = (rules?.rules ?? []).find(({ all }) =>
    all.every(
      ({ measure, atLeast = -Infinity, atMost = Infinity }) =>
        value(measure) >= atLeast && value(measure) <= atMost,
    ),
  );
  return held?.tier ?? '';
}

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
      expect(facts, customer.id).toEqual(oracle(one, rules.windowDays));
      const verdict = judgeTier(facts, rules);
      expect(verdict.tier ?? '', customer.id).toBe(tierOf(facts));
      const override = customer['tierOverride'] as { until?: string } | undefined;
      const counts = override && (override.until === undefined || override.until >= TODAY);
      if (counts) overridden++;
      expect(stored.get(customer.id)?.tier ?? '', customer.id).toBe(counts ? 'gold' : tierOf(facts));
      expect(stored.get(customer.id)?.tierOverride !== undefined, customer.id).toBe(Boolean(counts));
      told += isTrue(verdictWords(verdict, 'id'), facts, verdict.tier) ? 1 : 0;
    }
    expect(told).toBe(COUNT);
    expect(overridden).toBeGreaterThan(0);
  },
);

/** Reads the figures of a sentence back and holds each against the facts and against its own bound. */
function isTrue(sentence: string, facts: TierFacts, tier: string | undefined): boolean {
  if (tier === undefined) return sentence === 'Belum masuk kelas mana pun';
  const [name, list = ''] = sentence.split(' karena ');
  if (name?.toLowerCase() !== tier) return false;
  const figure = (text: string): number => Number(text.replaceAll('.', ''));
  const today = list.includes('kontak terakhir hari ini');
  if (today !== (facts.recencyDays === 0 && list.includes('kontak terakhir'))) return false;
  const patterns: readonly [RegExp, number | undefined][] = [
    [/^pendapatan Rp ([\d.]+) sebulan/, facts.monthlyRevenue],
    [/^([\d.]+) transaksi/, facts.transactions],
    [/^kontak terakhir (?:hari ini|([\d.]+) hari lalu)/, facts.recencyDays],
    [/^([\d.]+) perjanjian berlaku/, facts.agreements],
    [/^([\d.]+) pengaduan/, facts.complaints],
  ];
  return list.split('; ').every((part) => {
    const found = patterns.find(([pattern]) => pattern.test(part));
    if (!found) return false;
    const value = figure(found[0].exec(part)?.[1] ?? '0');
    const least = /paling sedikit (?:Rp )?([\d.]+)/.exec(part)?.[1];
    const most = /paling banyak (?:Rp )?([\d.]+)/.exec(part)?.[1];
    return (
      value === found[1] &&
      (least !== undefined || most !== undefined) &&
      (least === undefined || value >= figure(least)) &&
      (most === undefined || value <= figure(most))
    );
  });
}

test('a second review of the same day changes nothing', async () => {
  expect(await reviewTiers({ db: database.db, rules: RULES, now: NOW })).toEqual({ changed: 0 });
});
