/** The form of a campaign, what is wrong with it, and what goes to head office. */
import type { CampaignFields } from '#shared/api/head-office.ts';

export interface CampaignValues {
  readonly name: string;
  readonly kind: CampaignFields['kind'];
  readonly start: string;
  readonly end: string;
  readonly everywhere: boolean;
  readonly branchIds: readonly string[];
  readonly area: string;
  readonly offer: string;
  readonly budget: number | undefined;
  readonly target: number | undefined;
  readonly status: CampaignFields['status'];
}

/** @param today the calendar day at head office, `2026-03-05` */
export const emptyCampaign = (today: string): CampaignValues => ({
  name: '',
  kind: 'exhibition',
  start: today,
  end: today,
  everywhere: true,
  branchIds: [],
  area: '',
  offer: '',
  budget: undefined,
  target: undefined,
  status: 'running',
});

/** @returns the form of a campaign that exists. */
export const valuesOf = (campaign: CampaignFields): CampaignValues => ({
  name: campaign.name,
  kind: campaign.kind,
  start: campaign.start,
  end: campaign.end,
  everywhere: campaign.branchIds.length === 0,
  branchIds: campaign.branchIds,
  area: campaign.area ?? '',
  offer: campaign.offer ?? '',
  budget: campaign.budget,
  target: campaign.target,
  status: campaign.status,
});

export type CampaignProblem = 'required' | 'endBeforeStart' | 'needBranch';

/** @returns what is wrong, by field; empty when it can be saved. */
export function campaignProblems(
  values: CampaignValues,
): Readonly<Partial<Record<'name' | 'start' | 'end' | 'branchIds', CampaignProblem>>> {
  return {
    ...(values.name.trim() === '' ? { name: 'required' } : {}),
    ...(values.start === '' ? { start: 'required' } : {}),
    ...(values.end === '' ? { end: 'required' } : values.end < values.start ? { end: 'endBeforeStart' } : {}),
    ...(!values.everywhere && values.branchIds.length === 0 ? { branchIds: 'needBranch' } : {}),
  };
}

/** @returns the fields as head office takes them: an empty list of branches stands for all of them. */
export function fieldsOf(values: CampaignValues): CampaignFields {
  const area = values.area.trim();
  const offer = values.offer.trim();
  return {
    name: values.name.trim(),
    kind: values.kind,
    start: values.start,
    end: values.end,
    branchIds: values.everywhere ? [] : [...values.branchIds],
    status: values.status,
    ...(area === '' ? {} : { area }),
    ...(offer === '' ? {} : { offer }),
    ...(values.budget === undefined ? {} : { budget: values.budget }),
    ...(values.target === undefined ? {} : { target: values.target }),
  };
}
