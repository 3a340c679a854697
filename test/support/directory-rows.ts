/** Rows of the directory for tests of screens: what does not matter is blank. */
import type { DirectoryHit } from '#renderer/data/desk-types.ts';

/** @returns a customer as the directory finds one; `id` unless told otherwise is the name. */
export function customerHit(name: string, more: Partial<DirectoryHit> = {}): DirectoryHit {
  return {
    collection: 'customers',
    id: name.toLowerCase(),
    name,
    number: '',
    phone: '',
    detail: '',
    kind: 'person',
    status: '',
    stage: 'active',
    tier: '',
    category: '',
    divisionId: '',
    ownerId: '',
    handlerId: '',
    assigneeId: '',
    branchId: 'NGW',
    customerId: '',
    customerName: '',
    commodity: '',
    area: '',
    village: '',
    consents: [],
    tags: [],
    dueAt: '',
    receivedAt: '',
    createdAt: '',
    updatedAt: '',
    unsent: 0,
    openComplaints: 0,
    matched: 'name',
    ...more,
  };
}
