/** Lists that may be exported, and how their rows are read. */
import type { Agreement } from '#shared/domain/agreement.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { customerFields, mainAgreement, type CustomerRow } from '#shared/export/customers.ts';
import { complaintFields, type ComplaintRow } from '#shared/export/complaints.ts';
import { CHANNELS, type Complaint } from '#shared/domain/complaint.ts';
import type { Customer } from '#shared/domain/customer.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { Desk, DirectoryListQuery, ListQuery } from '#renderer/data/desk-types.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import type { ExportSource } from './ExportDialog.tsx';

/** @returns what a list holds once it has been read. */
function readOnce<T>(desk: Desk, collection: CollectionName, query: ListQuery): Promise<readonly T[]> {
  return new Promise((resolve) => {
    const live = desk.list(collection, query);
    let end: (() => void) | undefined;
    const look = (): void => {
      const { loading, value } = live.get();
      if (loading) return;
      end?.();
      end = undefined;
      resolve(value as unknown as readonly T[]);
    };
    end = live.subscribe(look);
    look();
  });
}

interface SourceOptions {
  readonly desk: Desk;
  readonly t: Translate;
  readonly language: Language;
  readonly reference: ReferenceView;
  /** The list as it is on screen: view, words, order. */
  readonly query: DirectoryListQuery;
  /** The view in words. */
  readonly what: string;
}

const USUAL_CUSTOMER = [
  'number',
  'name',
  'phone0',
  'phone1',
  'contact',
  'contactPhone',
  'street',
  'village',
  'district',
  'regency',
  'commodity',
  'stage',
  'tier',
  'owner',
];

/** @returns the customers of a list, each with the agreement that runs longest. */
export function customerSource(options: SourceOptions): ExportSource<CustomerRow> {
  const { desk, t, reference, query, what } = options;
  return {
    name: 'customers',
    what,
    usual: USUAL_CUSTOMER,
    fields: customerFields({
      stage: (stage) => t(`domain.stage.${stage}`),
      tier: (tier) => tier,
      channel: (channel) => t(`domain.consent.${channel}`),
      person: (userId) => reference.staff(userId)?.name ?? '',
    }),
    ids: () => desk.directory.ids(query),
    async read(ids) {
      const [customers, agreements] = await Promise.all([
        readOnce<Customer>(desk, 'customers', { ids }),
        readOnce<Agreement>(desk, 'agreements', { where: { customerId: ids } }),
      ]);
      const of = new Map<string, Agreement[]>(ids.map((id) => [id, []]));
      for (const agreement of agreements) of.get(agreement.customerId)?.push(agreement);
      return customers.map((customer) => ({ customer, agreement: mainAgreement(of.get(customer.id) ?? []) }));
    },
  };
}

/** @returns the complaints of a list, each with its customer. */
export function complaintSource(options: SourceOptions): ExportSource<ComplaintRow> {
  const { desk, t, language, reference, query, what } = options;
  return {
    name: 'complaints',
    what,
    usual: [
      'number',
      'received',
      'customer',
      'phone',
      'category',
      'division',
      'status',
      'due',
      'description',
    ],
    fields: complaintFields({
      kind: (kind) => t(`domain.kind.${kind}`),
      channel: (code) => {
        const known = CHANNELS.find((one) => one === code);
        return known ? t(`domain.channel.${known}`) : code;
      },
      status: (status) => t(`domain.status.${status}`),
      category: (code) => reference.category(code)?.name[language] ?? code,
      division: (code) => reference.division(code)?.name[language] ?? code,
      person: (userId) => reference.staff(userId)?.name ?? '',
      zone: (branchId) => reference.branch(branchId)?.zone ?? 'Asia/Jakarta',
    }),
    ids: () => desk.directory.ids(query),
    async read(ids) {
      const complaints = await readOnce<Complaint>(desk, 'complaints', { ids });
      const customerIds = [...new Set(complaints.map(({ customerId }) => customerId))];
      const customers = await readOnce<Customer>(desk, 'customers', { ids: customerIds });
      const byId = new Map(customers.map((customer) => [customer.id, customer]));
      return complaints.map((complaint) => ({ complaint, customer: byId.get(complaint.customerId) }));
    },
  };
}
