import { maskPhone } from '#shared/domain/phone.ts';
import type { DirectoryRow } from '../../desk-types.ts';
import type { Entry } from './entry.ts';

/** @returns the row of an entry. A phone number leaves the directory masked only. */
export const rowOf = (entry: Entry, openComplaints: number): DirectoryRow => ({
  collection: entry.collection,
  id: entry.id,
  name: entry.name,
  number: entry.number,
  phone: entry.phones[0] === undefined ? '' : maskPhone(entry.phones[0]),
  detail: entry.detail,
  kind: entry.kind,
  status: entry.status,
  stage: entry.stage,
  tier: entry.tier,
  category: entry.category,
  divisionId: entry.divisionId,
  ownerId: entry.ownerId,
  handlerId: entry.handlerId,
  branchId: entry.branchId,
  customerId: entry.customerId,
  dueAt: entry.dueAt,
  receivedAt: entry.receivedAt,
  updatedAt: entry.updatedAt,
  unsent: entry.unsent,
  openComplaints,
});
