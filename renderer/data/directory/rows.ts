/** What the directory keeps of a document: enough for lists, searches and counts. */
import type { StoredDoc, Unsent } from '#shared/sync/document.ts';
import type { DirectoryCollection, DirectoryRow } from '../desk-types.ts';
import { maskPhone } from '#shared/domain/phone.ts';
import { phoneDigits } from './text.ts';

/** The directory's own form of a row; what depends on other rows is added when it is shown. */
export interface SourceRow extends Omit<DirectoryRow, 'openComplaints' | 'phone'> {
  /** National digits of every phone of the customer and of its contacts. */
  readonly phones: readonly string[];
  readonly phone: string;
  /** Names of contacts and other words by which it is found. */
  readonly also: string;
  /** Numbers of other systems and references. */
  readonly otherNumbers: readonly string[];
  /** Who may see the row follows from these (`mayRead`). */
  readonly complaintId: string;
  readonly confidential: boolean;
  readonly updatedBy: { readonly id: string };
}

export const DIRECTORY_COLLECTIONS = ['customers', 'complaints', 'tasks', 'campaigns'] as const;
const DETAIL_LENGTH = 120;

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const numbersOf = (phones: unknown): string[] =>
  list(phones)
    .map((phone) => text(phone['number']))
    .filter(Boolean);

/** @returns the row of a document. */
export function rowOf(collection: DirectoryCollection, doc: StoredDoc): SourceRow {
  const contacts = list(doc['contacts']);
  const phones = [
    ...numbersOf(doc['phones']),
    ...contacts.flatMap((contact) => numbersOf(contact['phones'])),
  ];
  const address = fields(doc['address']);
  const place = [address['village'], address['district'], address['regency']].map(text).filter(Boolean);
  const detail = {
    customers: () => place.slice(0, 2).join(', '),
    complaints: () => text(doc['description']).slice(0, DETAIL_LENGTH),
    tasks: () => text(doc['outcome']).slice(0, DETAIL_LENGTH),
    campaigns: () => text(doc['area']),
  }[collection]();
  return {
    collection,
    id: doc.id,
    name: text(doc['name']) || text(doc['title']),
    number: text(doc['number']),
    phones: phones.map(phoneDigits),
    phone: phones[0] ? maskPhone(phones[0]) : '',
    detail,
    also: [...contacts.map((contact) => text(contact['name'])), text(address['street']), ...place].join(' '),
    otherNumbers: [
      ...Object.values(fields(doc['externalIds'])).map(text),
      ...list(doc['references']).map((reference) => text(reference['value'])),
    ].filter(Boolean),
    kind: text(doc['kind']),
    status: text(doc['status']),
    stage: text(doc['stage']),
    tier: text(doc['tier']),
    category: text(doc['category']),
    divisionId: text(doc['divisionId']),
    ownerId: text(doc['ownerId']),
    handlerId: text(doc['handlerId']) || text(doc['assigneeId']),
    branchId: text(doc['branchId']),
    customerId: text(doc['customerId']),
    dueAt: text(doc['dueAt']) || text(doc['end']),
    receivedAt: text(doc['receivedAt']) || text(doc['start']) || text(doc['createdAt']),
    updatedAt: text(doc['updatedAt']),
    unsent: doc.unsent satisfies Unsent,
    complaintId: text(doc['complaintId']),
    confidential: doc['confidential'] === true,
    updatedBy: { id: text(fields(doc['updatedBy'])['id']) },
  };
}
