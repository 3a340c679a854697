/** What may be recorded for a campaign today, and what came back from it. Days are the branch's, `2026-03-05`. */
import { RESPONSE_RESULTS, type Campaign, type Response } from '#shared/domain/campaign.ts';

/** @returns days from one calendar day to another; negative when `to` is before `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/**
 * `open`: record now. `late`: its dates are over, but head office has not closed it, so the slips of the last evening
 * can still be entered. Otherwise why not.
 */
export type Recording = 'open' | 'late' | 'coming' | 'ended' | 'cancelled' | 'draft';

/** @returns whether the booth may record a response today. */
export function recordingOf(campaign: Pick<Campaign, 'status' | 'start' | 'end'>, today: string): Recording {
  if (campaign.status !== 'running') return campaign.status;
  if (campaign.start > today) return 'coming';
  return campaign.end < today ? 'late' : 'open';
}

/** @returns whether every word of `text` begins a word of the campaign's name, area or kind. */
export function matches(campaign: Pick<Campaign, 'name' | 'area'>, kind: string, text: string): boolean {
  const words = `${campaign.name} ${campaign.area ?? ''} ${kind}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

export type Result = (typeof RESPONSE_RESULTS)[number];

/** @returns the newest first. */
export const newestFirst = <T extends Pick<Response, 'createdAt' | 'id'>>(
  responses: readonly T[],
): readonly T[] =>
  [...responses].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id));

/** @returns how many responses have each result. */
export function tally(responses: readonly Pick<Response, 'result'>[]): Readonly<Record<Result, number>> {
  const counts: Record<Result, number> = { interested: 0, follow_up: 0, deal: 0, not_interested: 0 };
  for (const { result } of responses) if (result in counts) counts[result] += 1;
  return counts;
}
