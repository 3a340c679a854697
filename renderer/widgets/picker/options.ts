/** What the customer picker offers for what was typed. Pure, so that its order can be tested. */
import type { DirectoryHit, DirectoryRow } from '#renderer/data/desk-types.ts';

export type PickerOption =
  | { readonly type: 'customer'; readonly id: string; readonly hit: DirectoryHit }
  | { readonly type: 'new'; readonly id: 'new'; readonly typed: string; readonly phone: boolean };

/** Shorter texts match half the book. */
export const SEARCH_FROM = 2;

/** @returns whether the text is a phone or a number rather than a name. */
export const looksLikePhone = (text: string): boolean => /^[+\d][\d\s().-]*$/.test(text.trim());

/**
 * @param hits of the directory for exactly this text, best first
 * @returns the customers in the directory's order, then the new one; nothing for a text that is too short
 */
export function pickerOptions(text: string, hits: readonly DirectoryHit[]): readonly PickerOption[] {
  const typed = text.trim();
  if (typed.length < SEARCH_FROM) return [];
  return [
    ...hits.map((hit) => ({ type: 'customer', id: hit.id, hit }) as const),
    { type: 'new', id: 'new', typed, phone: looksLikePhone(typed) },
  ];
}

/**
 * Enter may come before the answer of the directory. What it then means is only sure with one customer or none;
 * with several the list stays open, because a wrong customer on paper is hard to take back.
 */
export function hurriedChoice(options: readonly PickerOption[]): PickerOption | undefined {
  const customers = options.filter((option) => option.type === 'customer');
  if (customers.length === 1) return customers[0];
  return customers.length === 0 ? options.at(-1) : undefined;
}

/** @returns customers who may be the one being typed: same phone first, then similar names, none twice. */
export function possibleDuplicates(
  byPhone: readonly DirectoryRow[],
  byName: readonly DirectoryRow[],
  limit = 3,
): readonly DirectoryRow[] {
  const seen = new Set<string>();
  return [...byPhone, ...byName]
    .filter((row) => row.collection === 'customers' && !seen.has(row.id) && seen.add(row.id))
    .slice(0, limit);
}

/** Nearly a whole phone, without what all of them begin with: fewer digits would suggest half the book. */
export function phoneQuery(typed: string): string {
  const digits = typed.replace(/\D/g, '');
  return digits.length < 9 ? '' : digits.slice(-8);
}
