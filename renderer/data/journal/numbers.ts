/** Numbers on paper: prefix, branch, desk, counter. Gaps are allowed, a second use never is. */

export interface Numbering {
  /** @returns the next number, as in `K-NGW-D1-12`. */
  next(prefix: 'P' | 'K'): string;
  /** What was given out so far, by counter. */
  readonly used: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

/** @returns the counter of a prefix at a desk. */
export const counterKey = (branch: string, deskCode: string, prefix: string): string =>
  `${branch}-${deskCode}-${prefix}`;

/**
 * @param last the last number given out by each counter of this desk
 * @returns numbers for one command
 */
export function numbering(branch: string, deskCode: string, last: (key: string) => number): Numbering {
  const used = new Map<string, { from: number; to: number }>();
  return {
    used,
    next(prefix) {
      const key = counterKey(branch, deskCode, prefix);
      const from = used.get(key)?.from ?? last(key);
      const to = (used.get(key)?.to ?? from) + 1;
      used.set(key, { from, to });
      return `${prefix}-${branch}-${deskCode}-${to}`;
    },
  };
}
