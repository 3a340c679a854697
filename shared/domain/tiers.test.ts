import { expect, test } from 'vitest';
import { verdictWords } from './tier-words.ts';
import { inForceOn, judgeTier, tierFacts, type TierFacts, type TierSources } from './tiers.ts';

type Agreement = TierSources['agreements'][number];
const until31March: Agreement = {
  id: 'a',
  start: '2025-04-01',
  end: '2026-03-31',
  monthlyAmount: 30_000_000,
};
const next: Agreement = {
  id: 'b',
  start: '2026-04-01',
  end: '2027-03-31',
  monthlyAmount: 32_000_000,
  renewsId: 'a',
};
const idsOn = (agreements: readonly Agreement[], day: string): string[] =>
  inForceOn(agreements, day).map(({ id }) => id);

test('renewed early, an agreement counts to its last day, and the one that follows from its first', () => {
  const agreements: Agreement[] = [{ ...until31March, status: 'renewed' }, next];
  expect(idsOn(agreements, '2026-03-10')).toEqual(['a']);
  expect(idsOn(agreements, '2026-03-31')).toEqual(['a']);
  expect(idsOn(agreements, '2026-04-01')).toEqual(['b']);
  const on = { day: '2026-03-11', branchId: 'NGW', zone: 'Asia/Jakarta', windowDays: 365 } as const;
  expect(tierFacts({ agreements, complaints: [], activities: [] }, on)).toMatchObject({
    monthlyRevenue: 30_000_000,
    agreements: 1,
  });
});

test('terms that were changed before the end take the place of the old ones: none counts twice', () => {
  const agreements: Agreement[] = [
    { ...until31March, status: 'renewed' },
    { ...next, start: '2026-03-16' },
  ];
  expect(idsOn(agreements, '2026-03-15')).toEqual(['a']);
  expect(idsOn(agreements, '2026-03-16')).toEqual(['b']);
});

test('ended counts until it ends; where its last day was brought forward or is not known, no longer', () => {
  const ended: Agreement = { ...until31March, status: 'ended' };
  expect(idsOn([ended], '2026-03-31')).toEqual(['a']);
  expect(idsOn([ended], '2026-04-01')).toEqual([]);
  expect(idsOn([{ ...ended, end: '2026-03-05' }], '2026-03-06')).toEqual([]);
  const { end: _, ...open } = ended;
  expect(idsOn([open], '2026-03-06')).toEqual([]);
});

test('why, as a person would say it: today, and one of something', () => {
  const facts: TierFacts = {
    monthlyRevenue: 0,
    transactions: 1,
    recencyDays: 0,
    agreements: 1,
    complaints: 1,
  };
  const all = (['transactions', 'recencyDays', 'agreements', 'complaints'] as const).map((measure) => ({
    measure,
    atMost: 90,
  }));
  const why = (more: Partial<TierFacts>, language: 'id' | 'en'): string =>
    verdictWords(judgeTier({ ...facts, ...more }, { rules: [{ id: 'one', tier: 'gold', all }] }), language);
  expect(why({}, 'id')).toBe(
    'Gold karena 1 transaksi (paling banyak 90); kontak terakhir hari ini (paling banyak 90 hari); ' +
      '1 perjanjian berlaku (paling banyak 90); 1 pengaduan (paling banyak 90)',
  );
  expect(why({}, 'en')).toBe(
    'Gold because of 1 transaction (at most 90); last contact today (at most 90 days); ' +
      '1 agreement in force (at most 90); 1 complaint (at most 90)',
  );
  expect(why({ recencyDays: 1, transactions: 2, agreements: 0, complaints: 3 }, 'en')).toBe(
    'Gold because of 2 transactions (at most 90); last contact 1 day ago (at most 90 days); ' +
      '0 agreements in force (at most 90); 3 complaints (at most 90)',
  );
  expect(why({ recencyDays: 2 }, 'id')).toContain('kontak terakhir 2 hari lalu');
});
