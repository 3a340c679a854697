/** Why a customer has its tier, in a sentence; every figure in it is one that the rules were held against. */
import type { Tier } from './customer.ts';
import type { TierMeasure } from './reference.ts';
import type { TierVerdict } from './tiers.ts';

export type TierLanguage = 'id' | 'en';

/** A condition as it is told: whether it holds is not said. */
interface ToldCheck {
  readonly measure: TierMeasure;
  readonly value?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

interface ToldVerdict {
  readonly tier?: Tier | undefined;
  readonly checks: readonly ToldCheck[];
}

const TIER_NAMES: Readonly<Record<Tier, string>> = { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' };

const number = (value: number, language: TierLanguage): string =>
  value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 0 });

interface Words {
  /** `of` is the figure that `amount` writes out. */
  readonly value: (amount: string, of: number) => string;
  readonly none: string;
  readonly bound: (amount: string) => string;
}
const plain = (amount: string): string => amount;
const rupiah = (amount: string): string => `Rp ${amount}`;
/** English tells one from several. */
const counted =
  (one: string, several: string): Words['value'] =>
  (amount, of) =>
    `${amount} ${of === 1 ? one : several}`;

const MEASURES: Readonly<Record<TierLanguage, Readonly<Record<TierMeasure, Words>>>> = {
  id: {
    monthlyRevenue: { value: (n) => `pendapatan Rp ${n} sebulan`, none: '', bound: rupiah },
    transactions: { value: (n) => `${n} transaksi`, none: '', bound: plain },
    recencyDays: {
      value: (n, of) => (of === 0 ? 'kontak terakhir hari ini' : `kontak terakhir ${n} hari lalu`),
      none: 'belum ada kontak yang tercatat',
      bound: (n) => `${n} hari`,
    },
    agreements: { value: (n) => `${n} perjanjian berlaku`, none: '', bound: plain },
    complaints: { value: (n) => `${n} pengaduan`, none: '', bound: plain },
  },
  en: {
    monthlyRevenue: { value: (n) => `revenue of Rp ${n} a month`, none: '', bound: rupiah },
    transactions: { value: counted('transaction', 'transactions'), none: '', bound: plain },
    recencyDays: {
      value: (n, of) =>
        of === 0 ? 'last contact today' : `last contact ${counted('day', 'days')(n, of)} ago`,
      none: 'no contact on record',
      bound: (n) => (n === '1' ? '1 day' : `${n} days`),
    },
    agreements: { value: counted('agreement in force', 'agreements in force'), none: '', bound: plain },
    complaints: { value: counted('complaint', 'complaints'), none: '', bound: plain },
  },
};

/** @returns one condition with the customer's figure and the bound, as in `2 transaksi (paling sedikit 1)`. */
export function checkWords(check: ToldCheck, language: TierLanguage): string {
  const words = MEASURES[language][check.measure];
  const has =
    check.value === undefined ? words.none : words.value(number(check.value, language), check.value);
  const bound = (amount: number): string => words.bound(number(amount, language));
  const least = language === 'id' ? 'paling sedikit' : 'at least';
  const most = language === 'id' ? 'paling banyak' : 'at most';
  const bounds = [
    ...(check.atLeast === undefined ? [] : [`${least} ${bound(check.atLeast)}`]),
    ...(check.atMost === undefined ? [] : [`${most} ${bound(check.atMost)}`]),
  ];
  return `${has} (${bounds.join(', ')})`;
}

/** @returns why, as in `Gold karena pendapatan Rp 12.500.000 sebulan (paling sedikit Rp 10.000.000)`. */
export function verdictWords(verdict: ToldVerdict, language: TierLanguage): string {
  const list = verdict.checks.map((check) => checkWords(check, language)).join('; ');
  if (!verdict.tier) return language === 'id' ? 'Belum masuk kelas mana pun' : 'Does not reach any tier yet';
  return `${TIER_NAMES[verdict.tier]} ${language === 'id' ? 'karena' : 'because of'} ${list}`;
}

/** @returns what the next better tier lacks; undefined at the best one. */
export function missingWords(verdict: TierVerdict, language: TierLanguage): string | undefined {
  if (!verdict.missing) return undefined;
  const list = verdict.missing.checks.map((check) => checkWords(check, language)).join('; ');
  const tier = TIER_NAMES[verdict.missing.tier];
  return language === 'id' ? `Untuk ${tier} belum terpenuhi: ${list}` : `For ${tier} it lacks: ${list}`;
}
