/** Documents for every cell of the table of rights. */
import type { Collection, Place } from './oracle.ts';

export interface Made {
  readonly id: string;
  readonly [field: string]: unknown;
}
export const BRANCH_OF = { own: 'NGW', other: 'JAP', all: 'PST' } as const;

const AT = '2026-03-05T07:00:00.000Z';
let counter = 1000;

/** Parents that stand where the child shall stand, by name. */
export const parentId = (kind: 'customer' | 'complaint' | 'campaign', place: Place): string =>
  [kind, place.branch, place.division ?? 'none', place.confidential ? 'secret' : 'open'].join('-');

/** @returns content of a document of `collection` that stands in `place`. */
export function contentOf(
  collection: Collection,
  place: Place,
  id: string,
  by: { readonly id: string; readonly name: string },
): Made {
  const branchId = BRANCH_OF[place.branch];
  const base = {
    id,
    branchId,
    createdBy: by,
    createdAt: AT,
    updatedBy: by,
    updatedAt: AT,
    clock: { offset: 0, uncertainty: 0 },
  };
  const number = (prefix: string): string => `${prefix}-${branchId}-D1-${++counter}`;
  const customerId = parentId('customer', { branch: place.branch });
  const complaintId = parentId('complaint', place);
  const of: Readonly<Record<Collection, () => object>> = {
    customers: () => ({
      kind: 'person',
      number: number('P'),
      name: 'Budi',
      stage: 'active',
      phones: [],
      contacts: [],
      source: 'walk_in',
      consents: {},
      tags: [],
    }),
    agreements: () => ({ kind: 'pks', customerId, facilities: [] }),
    complaints: () => ({
      kind: 'complaint',
      number: number('K'),
      customerId,
      channel: 'walk_in',
      category: 'lainnya',
      divisionId: place.division ?? '',
      description: 'hilang',
      references: [],
      status: 'new',
      receivedAt: AT,
      promised: [],
      dueAt: AT,
      confidential: place.confidential === true,
      prints: 0,
    }),
    activities: () => ({ kind: 'note', at: AT, customerId, complaintId, text: 'catatan' }),
    tasks: () => ({ kind: 'visit', customerId, complaintId, title: 'kunjungan', dueAt: AT, status: 'open' }),
    campaigns: () => ({
      kind: 'radio',
      name: 'Promo',
      branchIds: place.branch === 'all' ? [] : [branchId],
      start: '2026-01-01',
      end: '2026-12-31',
      status: 'running',
    }),
    responses: () => ({
      campaignId: parentId('campaign', { branch: 'all' }),
      customerId,
      name: 'Budi',
      result: 'deal',
      repeatOrder: false,
    }),
    reference: () =>
      place.branch === 'all'
        ? { kind: 'template', title: 'Salam', text: 'Selamat pagi' }
        : { kind: 'staff', userId: 'nobody', name: 'Nobody', role: 'frontliner', active: true },
  };
  return { ...base, ...of[collection]() };
}
