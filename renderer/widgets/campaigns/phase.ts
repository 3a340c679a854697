/** Where a campaign stands today, and how far its responses have come. */
import type { Campaign, Response } from '#shared/domain/campaign.ts';

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

export interface Progress {
  readonly responses: number;
  readonly deals: number;
  readonly repeatOrders: number;
  /** 0 to 1; undefined without a target. */
  readonly share: number | undefined;
}

export function progressOf(
  target: number | undefined,
  responses: readonly Pick<Response, 'result' | 'repeatOrder'>[],
): Progress {
  return {
    responses: responses.length,
    deals: responses.filter(({ result }) => result === 'deal').length,
    repeatOrders: responses.filter(({ repeatOrder }) => repeatOrder).length,
    share: target ? Math.min(1, responses.length / target) : undefined,
  };
}
