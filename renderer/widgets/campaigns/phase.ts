/** Where a campaign stands today. */
import type { Campaign } from '#shared/domain/campaign.ts';

export const PHASES = ['running', 'coming', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * @param today local day of the branch, `YYYY-MM-DD`
 * @returns undefined for a draft: the branch does not see it
 */
export function phaseOf(
  campaign: Pick<Campaign, 'status' | 'start' | 'end'>,
  today: string,
): Phase | undefined {
  if (campaign.status === 'draft') return undefined;
  if (campaign.status !== 'running' || campaign.end < today) return 'ended';
  return campaign.start > today ? 'coming' : 'running';
}

/** Running ones by their end, coming ones by their beginning, ended ones newest first. */
export function inPhase<T extends Pick<Campaign, 'status' | 'start' | 'end' | 'name'>>(
  campaigns: readonly T[],
  phase: Phase,
  today: string,
): readonly T[] {
  const key = (campaign: T): string => (phase === 'coming' ? campaign.start : campaign.end);
  const order = phase === 'ended' ? -1 : 1;
  return campaigns
    .filter((campaign) => phaseOf(campaign, today) === phase)
    .sort((a, b) => (key(a) === key(b) ? (a.name < b.name ? -1 : 1) : key(a) < key(b) ? -order : order));
}
