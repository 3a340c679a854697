/** Rules of tiers while they are being drafted. */
import type { TierDraft } from '#shared/api/tiers.ts';
import type { TierCondition, TierRules } from '#shared/domain/reference.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import { formatNumber } from '#renderer/ui/index.ts';

export type DraftRule = TierDraft['rules'][number];

/** @returns a condition in words, as in `Transaksi: paling sedikit 4`. */
export function conditionWords(condition: TierCondition, t: Translate, language: Language): string {
  const bound = (word: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`${word.toLocaleLowerCase()} ${formatNumber(value, language)}`];
  const bounds = [
    ...bound(t('tiers.office.atLeast'), condition.atLeast),
    ...bound(t('tiers.office.atMost'), condition.atMost),
  ];
  return `${t(`tiers.office.measures.${condition.measure}`)}: ${bounds.join(', ')}`;
}

/** @returns a draft that begins with the rules that count now, or with one empty rule. */
export const draftFrom = (rules: TierRules | undefined, today: string): TierDraft => ({
  name: rules?.name ?? { id: 'Kelas pelanggan', en: 'Customer tiers' },
  from: today,
  windowDays: rules?.windowDays ?? 365,
  rules: rules?.rules ?? [
    { id: 'r1', tier: 'gold', all: [{ measure: 'monthlyRevenue', atLeast: 25_000_000 }] },
  ],
});

/** @returns an id that no rule of the draft has. */
export function freeId(rules: readonly DraftRule[]): string {
  const used = new Set(rules.map(({ id }) => id));
  let n = rules.length + 1;
  while (used.has(`r${n}`)) n++;
  return `r${n}`;
}

/** @returns the list with the entry at `index` replaced. */
export const withEntry = <T>(list: readonly T[], index: number, entry: T): T[] =>
  list.map((one, at) => (at === index ? entry : one));

/** @returns the list with the entry at `index` one place earlier. */
export function raised<T>(list: readonly T[], index: number): T[] {
  const copy = [...list];
  const [entry] = copy.splice(index, 1);
  if (entry !== undefined) copy.splice(Math.max(0, index - 1), 0, entry);
  return copy;
}
