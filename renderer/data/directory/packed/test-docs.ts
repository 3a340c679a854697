/** Documents of made-up people for the tests of the directory. */
import type { StoredDoc } from '#shared/sync/document.ts';

const by = { id: 'u-1', name: 'Rina' };
const AT = '2026-03-05T02:00:00.000Z';
const base = {
  rev: 'r1',
  ver: 1,
  _deleted: false,
  unsent: 0 as const,
  branchId: 'NGW',
  createdBy: by,
  createdAt: AT,
  updatedBy: by,
  updatedAt: AT,
  clock: { offset: 0, uncertainty: 0 },
};

export const customer = (id: string, fields: Readonly<Record<string, unknown>> = {}): StoredDoc => ({
  ...base,
  kind: 'person',
  number: `P-NGW-D1-${id.replace(/\D/g, '') || '0'}`,
  name: 'Sukarno',
  stage: 'active',
  phones: [],
  contacts: [],
  source: 'walk_in',
  consents: {},
  tags: [],
  ...fields,
  id,
});

export const complaint = (id: string, fields: Readonly<Record<string, unknown>> = {}): StoredDoc => ({
  ...base,
  kind: 'complaint',
  number: `K-NGW-D1-${id.replace(/\D/g, '') || '0'}`,
  customerId: 'c1',
  channel: 'walk_in',
  category: 'late',
  divisionId: '',
  description: 'Kiriman terlambat',
  references: [],
  status: 'new',
  receivedAt: AT,
  promised: [],
  dueAt: '',
  confidential: false,
  prints: 0,
  ...fields,
  id,
});

export const task = (id: string, fields: Readonly<Record<string, unknown>> = {}): StoredDoc => ({
  ...base,
  kind: 'visit',
  customerId: '',
  complaintId: '',
  title: 'Kunjungan',
  dueAt: AT,
  status: 'open',
  ...fields,
  id,
});
