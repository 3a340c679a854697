/** Lists that may be exported, and how their rows are read. */
import type { Agreement } from '#shared/domain/agreement.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { customerFields, mainAgreement, type CustomerRow } from '#shared/export/customers.ts';
import { complaintFields, type ComplaintRow } from '#shared/export/complaints.ts';
import { CHANNELS, isOpen, type Complaint } from '#shared/domain/complaint.ts';
import type { Customer } from '#shared/domain/customer.ts';
import type { ExportedView } from '#shared/domain/said.ts';
import { survivorOf } from '#shared/domain/joining.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { Desk, DirectoryListQuery, ListQuery } from '#renderer/data/desk-types.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { keysOfList } from './choice.ts';
import type { ExportSource } from './ExportDialog.tsx';

/** @returns what a list holds once it has been read. */
function readOnce<T>(
  desk: Pick<Desk, 'list'>,
  collection: CollectionName,
  query: ListQuery,
): Promise<readonly T[]> {
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
  /** What is on screen, in codes. */
  readonly of: ExportedView;
  /** Columns that the list shows, where a person chooses them. */
  readonly columns?: readonly string[] | undefined;
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

/** So many records are followed from one to the next before the rest of the way is left. */
const MAX_STEPS = 10;
const byId = <T extends { readonly id: string }>(docs: readonly T[]): Map<string, T> =>
  new Map(docs.map((doc) => [doc.id, doc]));

/**
 * @param columns keys of the columns that leave; complaints are read where their count is one of them
 * @returns the customers of these ids, each with what hangs on it and on the records that were joined into it
 */
export async function readCustomers(
  desk: Pick<Desk, 'list' | 'directory'>,
  ids: readonly string[],
  columns: ReadonlySet<string>,
): Promise<CustomerRow[]> {
  const leads = new Map(ids.map((id) => [id, id]));
  const joined = await Promise.all(ids.map((id) => desk.directory.joined(id)));
  ids.forEach((id, at) => joined[at]?.forEach((one) => leads.set(one, id)));
  const customerId = [...leads.keys()];
  const [customers, agreements, complaints] = await Promise.all([
    readOnce<Customer>(desk, 'customers', { ids }),
    readOnce<Agreement>(desk, 'agreements', { where: { customerId } }),
    columns.has('complaints') ? readOnce<Complaint>(desk, 'complaints', { where: { customerId } }) : [],
  ]);
  const agreementsOf = new Map<string, Agreement[]>(ids.map((id) => [id, []]));
  for (const agreement of agreements)
    agreementsOf.get(leads.get(agreement.customerId) ?? '')?.push(agreement);
  const open = new Map<string, number>();
  for (const complaint of complaints) {
    const lead = leads.get(complaint.customerId) ?? '';
    if (isOpen(complaint.status)) open.set(lead, (open.get(lead) ?? 0) + 1);
  }
  return customers.map((customer) => {
    const all = agreementsOf.get(customer.id) ?? [];
    const agreement = mainAgreement(all);
    return {
      customer,
      agreement,
      otherAgreements: all.filter((one) => one !== agreement),
      openComplaints: open.get(customer.id) ?? 0,
    };
  });
}

/** @returns the customers that complaints belong to, by the id in the complaint: a joined one is its survivor. */
async function customersOf(
  desk: Pick<Desk, 'list'>,
  complaints: readonly Complaint[],
): Promise<ReadonlyMap<string, Customer>> {
  const wanted = [...new Set(complaints.map(({ customerId }) => customerId))];
  const known = byId(await readOnce<Customer>(desk, 'customers', { ids: wanted }));
  for (let step = 0; step < MAX_STEPS; step++) {
    const ids = [...new Set([...known.values()].map(({ mergedInto }) => mergedInto ?? ''))];
    const further = ids.filter((id) => id !== '' && !known.has(id));
    if (further.length === 0) break;
    const found = await readOnce<Customer>(desk, 'customers', { ids: further });
    if (found.length === 0) break;
    for (const customer of found) known.set(customer.id, customer);
  }
  const named = wanted.flatMap((id): [string, Customer][] => {
    const customer = known.get(survivorOf(id, (one) => known.get(one))) ?? known.get(id);
    return customer ? [[id, customer]] : [];
  });
  return new Map(named);
}

/** @returns complaints of these ids, each under the name of the record that stands for its customer. */
export async function readComplaints(
  desk: Pick<Desk, 'list'>,
  ids: readonly string[],
): Promise<ComplaintRow[]> {
  const complaints = await readOnce<Complaint>(desk, 'complaints', { ids });
  const customers = await customersOf(desk, complaints);
  return complaints.map((complaint) => ({ complaint, customer: customers.get(complaint.customerId) }));
}

/** @returns the customers of a list, each with the agreement that runs longest. */
export function customerSource(options: SourceOptions): ExportSource<CustomerRow> {
  const { desk, t, reference, query, of, columns } = options;
  return {
    name: 'customers',
    of,
    usual: USUAL_CUSTOMER,
    ...(columns ? { shown: keysOfList(columns) } : {}),
    fields: customerFields({
      stage: (stage) => t(`domain.stage.${stage}`),
      tier: (tier) => t(`common.tier.${tier}`),
      kind: (kind) => t(`domain.customerKind.${kind}`),
      source: (source) => t(`domain.source.${source}`),
      agreement: (kind) => t(`domain.agreement.${kind}`),
      agreementStatus: (status) => t(`agreements.status.${status}`),
      monthly: (rupiah) => t('agreements.money', { money: formatMoney(rupiah) }),
      channel: (channel) => t(`domain.consent.${channel}`),
      purpose: (purpose) => t(`domain.purpose.${purpose}`),
      person: (userId) => reference.staff(userId)?.name ?? '',
      zone: (branchId) => reference.branch(branchId)?.zone ?? 'Asia/Jakarta',
    }),
    ids: () => desk.directory.ids(query),
    read: (ids, chosen) => readCustomers(desk, ids, chosen),
  };
}

/** @returns the complaints of a list, each with its customer. */
export function complaintSource(options: SourceOptions): ExportSource<ComplaintRow> {
  const { desk, t, language, reference, query, of } = options;
  return {
    name: 'complaints',
    of,
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
    read: (ids) => readComplaints(desk, ids),
  };
}
