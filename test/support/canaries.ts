/** Documents of every collection in one branch, each with marks that nobody outside may ever see. */
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import type { Content } from '#shared/sync/document.ts';
import type { HeadOffice } from './head-office.ts';

export interface CanaryBook {
  readonly documents: readonly {
    readonly collection: CollectionName;
    readonly id: string;
    readonly rev: string;
    readonly content: Content;
  }[];
  /** Texts that prove a leak. */
  readonly canaries: readonly string[];
  readonly ids: readonly string[];
}

const AT = '2026-03-05T07:00:00.000Z';

/**
 * Writes the book of a branch as its clerk, and as the administrator what only head office writes; enrols a desk and
 * hands in what is refused.
 */
export async function plantCanaries(office: HeadOffice, branchId: string): Promise<CanaryBook> {
  const clerk = await office.createUser({
    username: `rani-${branchId.toLowerCase()}`,
    branchId,
    name: `CANARY-STAFF-${branchId}`,
  });
  const { accessToken } = await office.signIn(clerk.username);
  const by = { id: clerk.id, name: clerk.name };
  const base = (id: string) => ({
    id,
    branchId,
    createdBy: by,
    createdAt: AT,
    updatedBy: by,
    updatedAt: AT,
    clock: { offset: 0, uncertainty: 0 },
  });
  const made = await office.api<{ id: string }>(
    'POST',
    '/api/headoffice/campaigns',
    {
      kind: 'radio',
      name: 'CANARY-CAMPAIGN',
      branchIds: [branchId],
      start: '2026-01-01',
      end: '2026-12-31',
      status: 'running',
      offer: 'CANARY-OFFER',
    },
    await office.adminToken(),
  );
  const campaignId = made.body.id;
  const customer: ContentOf<'customers'> = {
    ...base(`cust-${branchId}`),
    kind: 'person',
    number: `P-${branchId}-D7-770001`,
    name: 'CANARY-CUSTOMER',
    stage: 'active',
    phones: [{ number: '+6281277700011' }],
    contacts: [],
    source: 'walk_in',
    consents: {},
    tags: ['CANARY-TAG'],
    remarks: 'CANARY-REMARKS',
  };
  const complaint = (id: string, number: string, confidential: boolean): ContentOf<'complaints'> => ({
    ...base(id),
    kind: 'complaint',
    number,
    customerId: customer.id,
    channel: 'walk_in',
    category: 'lainnya',
    divisionId: 'ti',
    description: `CANARY-${id}`,
    references: [],
    status: 'new',
    receivedAt: AT,
    promised: [],
    dueAt: AT,
    confidential,
    prints: 1,
  });
  const open = complaint(`comp-${branchId}`, `K-${branchId}-D7-770002`, false);
  const secret = complaint(`secret-${branchId}`, `K-${branchId}-D7-770003`, true);
  const activity = (id: string, complaintId: string): ContentOf<'activities'> => ({
    ...base(id),
    kind: 'note',
    at: AT,
    customerId: customer.id,
    complaintId,
    text: `CANARY-${id}`,
  });
  const documents: { collection: CollectionName; content: Content }[] = [
    { collection: 'customers', content: customer },
    {
      collection: 'agreements',
      content: {
        ...base(`agr-${branchId}`),
        customerId: customer.id,
        kind: 'pks',
        number: 'CANARY-AGREEMENT',
        start: '2026-01-01',
        end: '2026-12-31',
        facilities: [],
      },
    },
    { collection: 'complaints', content: open },
    { collection: 'complaints', content: secret },
    { collection: 'activities', content: activity(`act-${branchId}`, open.id) },
    { collection: 'activities', content: activity(`act-secret-${branchId}`, secret.id) },
    {
      collection: 'tasks',
      content: {
        ...base(`task-${branchId}`),
        kind: 'visit',
        customerId: customer.id,
        complaintId: open.id,
        title: 'CANARY-TASK',
        dueAt: AT,
        status: 'open',
      },
    },
    {
      collection: 'responses',
      content: {
        ...base(`resp-${branchId}`),
        campaignId,
        customerId: customer.id,
        name: 'CANARY-RESPONSE',
        result: 'deal',
        repeatOrder: true,
      },
    },
  ];
  const planted = [];
  for (const { collection, content } of documents) {
    const rev = `CANARYREV-${content.id}`;
    const row = { id: content.id, rev, base: null, doc: { ...content, rev, ver: 0, _deleted: false } };
    const { body } = await office.api<{ answers: { status: string }[] }>(
      'POST',
      `/api/sync/${collection}/push`,
      { rows: [row] },
      accessToken,
    );
    if (body.answers[0]?.status !== 'accepted') throw new Error(`${collection}: ${JSON.stringify(body)}`);
    planted.push({ collection, id: content.id, rev, content });
  }
  const device = await office.enrol(branchId, 'CANARY-DEVICE');
  const refused = {
    ...customer,
    id: `refused-${branchId}`,
    kind: 'CANARY-REFUSED',
    rev: 'CANARYREV',
    ver: 0,
  };
  await office.api(
    'POST',
    '/api/sync/customers/push',
    { rows: [{ id: refused.id, rev: refused.rev, base: null, doc: { ...refused, _deleted: false } }] },
    accessToken,
  );
  return {
    documents: planted,
    canaries: ['CANARY', 'D7-77000', '6281277700011', clerk.username],
    ids: [
      ...documents.map((d) => d.content.id),
      campaignId,
      clerk.id,
      `staff:${clerk.id}`,
      device.deviceId,
      refused.id,
    ],
  };
}
