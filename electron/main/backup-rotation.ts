import type { BackupEntry } from '#shared/host/types.ts';

const DAY_MS = 86_400_000;

/** How many stay: the newest ones, then the newest of each of the last days, then of each of the last weeks. */
export interface Rotation {
  readonly newest: number;
  readonly days: number;
  readonly weeks: number;
}

export const ROTATION: Rotation = { newest: 3, days: 7, weeks: 4 };

/** @returns the entries that may go. Pure: days and weeks are counted in UTC from each entry's own time. */
export function expired(entries: readonly BackupEntry[], rotation: Rotation = ROTATION): BackupEntry[] {
  const newestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at));
  const kept = new Set(newestFirst.slice(0, rotation.newest));
  keepFirstOfEach(newestFirst, kept, DAY_MS, rotation.days);
  keepFirstOfEach(newestFirst, kept, 7 * DAY_MS, rotation.weeks);
  return newestFirst.filter((entry) => !kept.has(entry));
}

function keepFirstOfEach(
  newestFirst: readonly BackupEntry[],
  kept: Set<BackupEntry>,
  periodMs: number,
  count: number,
): void {
  const seen = new Set<number>();
  for (const entry of newestFirst) {
    const period = Math.floor(Date.parse(entry.at) / periodMs);
    if (seen.has(period)) continue;
    if (seen.size === count) return;
    seen.add(period);
    kept.add(entry);
  }
}
