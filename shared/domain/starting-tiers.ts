/**
 * Rules of tiers that a new company starts with; head office follows them up with its own. The study asks for bronze,
 * silver and gold and says that customers of large revenue get more service (domain.md, stage 1); the amounts are ours.
 */
import type { TierRules } from './reference.ts';

type Rules = Pick<TierRules, 'name' | 'windowDays' | 'rules'>;

const POST: Rules = {
  name: { id: 'Kelas pelanggan', en: 'Customer tiers' },
  windowDays: 365,
  rules: [
    {
      id: 'gold-revenue',
      tier: 'gold',
      all: [
        { measure: 'monthlyRevenue', atLeast: 25_000_000 },
        { measure: 'agreements', atLeast: 1 },
      ],
    },
    {
      id: 'silver-revenue',
      tier: 'silver',
      all: [
        { measure: 'monthlyRevenue', atLeast: 5_000_000 },
        { measure: 'agreements', atLeast: 1 },
      ],
    },
    {
      id: 'silver-orders',
      tier: 'silver',
      all: [
        { measure: 'transactions', atLeast: 4 },
        { measure: 'recencyDays', atMost: 90 },
      ],
    },
    { id: 'bronze-agreement', tier: 'bronze', all: [{ measure: 'agreements', atLeast: 1 }] },
    { id: 'bronze-order', tier: 'bronze', all: [{ measure: 'transactions', atLeast: 1 }] },
  ],
};

/** A financier's customer pays instalments: who comes back for another contract is worth most. */
const FINANCE: Rules = {
  name: POST.name,
  windowDays: 1095,
  rules: [
    { id: 'gold-contracts', tier: 'gold', all: [{ measure: 'transactions', atLeast: 3 }] },
    {
      id: 'gold-instalment',
      tier: 'gold',
      all: [
        { measure: 'monthlyRevenue', atLeast: 10_000_000 },
        { measure: 'complaints', atMost: 5 },
      ],
    },
    {
      id: 'silver-contracts',
      tier: 'silver',
      all: [
        { measure: 'transactions', atLeast: 2 },
        { measure: 'agreements', atLeast: 1 },
      ],
    },
    { id: 'silver-instalment', tier: 'silver', all: [{ measure: 'monthlyRevenue', atLeast: 4_000_000 }] },
    { id: 'bronze-agreement', tier: 'bronze', all: [{ measure: 'agreements', atLeast: 1 }] },
    { id: 'bronze-order', tier: 'bronze', all: [{ measure: 'transactions', atLeast: 1 }] },
  ],
};

export const STARTING_TIERS = { finance: FINANCE, post: POST } as const;
