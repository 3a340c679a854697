/** What the directory keeps of a document: enough for lists, searches and counts. */
import type { StoredDoc, Unsent } from '#shared/sync/document.ts';
import type { DirectoryCollection, DirectoryRow } from '../desk-types.ts';
import { nikMark } from './text.ts';

/** The directory's own form of a row; what depends on other rows is added when it is shown. */
export interface SourceRow extends Omit<DirectoryRow, 'customerName' | 'openComplaints' | 'phone'> {
  /** E.164, the customer's own ones first, then those of its contacts. */
  readonly phones: readonly string[];
  /** Names of contacts and other words by which it is found. */
  readonly also: string;
  /** Numbers of other systems and references. */
  readonly otherNumbers: readonly string[];
  /** `nikMark` of the NIK, empty when there is none: the number itself is never kept here. */
  readonly nik: string;
  /** Customers: the one that it was joined into. */
  readonly mergedInto: string;
  /** Who may see the row follows from these (`mayRead`). */
  readonly complaintId: string;
  readonly confidential: boolean;
  readonly updatedBy: { readonly id: string };
}

export const DIRECTORY_COLLECTIONS = ['customers', 'complaints', 'tasks', 'campaigns'] as const;
const DETAIL_LENGTH = 120;

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const numbersOf = (phones: unknown): string[] =>
  list(phones)
    .map((phone) => text(fields(phone)['number']))
    .filter(Boolean);
const consentsOf = (consents: unknown): string[] =>
  Object.entries(fields(consents)).flatMap(([key, consent]) =>
    fields(consent)['given'] === true ? [key] : [],
  );

/** @returns the row of a document. A field of another shape (a newer version wrote it) counts as empty. */
export function rowOf(collection: DirectoryCollection, doc: StoredDoc): SourceRow {
  const contacts = list(doc['contacts']).map(fields);
  const phones = [
    ...numbersOf(doc['phones']),
    ...contacts.flatMap((contact) => numbersOf(contact['phones'])),
  ];
  const address = fields(doc['address']);
  const place = [address['village'], address['district'], address['regency']].map(text).filter(Boolean);
  const description = text(doc['description']).slice(0, DETAIL_LENGTH);
  const detail = {
    customers: () => place.slice(0, 2).join(', '),
    complaints: () => description,
    tasks: () => text(doc['outcome']).slice(0, DETAIL_LENGTH),
    campaigns: () => text(doc['area']),
  }[collection]();
  const assigneeId = text(doc['assigneeId']);
  return {
    collection,
    id: doc.id,
    name: text(doc['name']) || text(doc['title']),
    number: text(doc['number']),
    phones: [...new Set(phones)],
    detail,
    also: [
      ...contacts.map((contact) => text(contact['name'])),
      text(address['street']),
      ...place,
      ...[address['province'], address['postalCode']].map(text),
      ...[doc['commodity'], doc['area'], doc['place'], ...list(doc['tags'])].map(text),
    ]
      .filter(Boolean)
      .join(' '),
    otherNumbers: [
      ...Object.values(fields(doc['externalIds'])).map(text),
      ...list(doc['references']).map((reference) => text(fields(reference)['value'])),
    ].filter(Boolean),
    nik: nikMark(text(doc['nik'])),
    kind: text(doc['kind']),
    status: text(doc['status']),
    stage: text(doc['stage']),
    tier: text(doc['tier']),
    category: text(doc['category']),
    divisionId: text(doc['divisionId']),
    ownerId: text(doc['ownerId']),
    handlerId: text(doc['handlerId']) || assigneeId,
    assigneeId,
    branchId: text(doc['branchId']),
    customerId: text(doc['customerId']),
    commodity: text(doc['commodity']),
    area: text(address['district']) || text(doc['area']),
    village: text(address['village']),
    consents: consentsOf(doc['consents']),
    tags: list(doc['tags']).map(text).filter(Boolean),
    dueAt: text(doc['dueAt']) || text(doc['end']),
    receivedAt: text(doc['receivedAt']) || text(doc['start']) || text(doc['createdAt']),
    createdAt: text(doc['createdAt']),
    updatedAt: text(doc['updatedAt']),
    unsent: doc.unsent satisfies Unsent,
    mergedInto: text(doc['mergedInto']),
    complaintId: text(doc['complaintId']),
    confidential: doc['confidential'] === true,
    updatedBy: { id: text(fields(doc['updatedBy'])['id']) },
  };
}
