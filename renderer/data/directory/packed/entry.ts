/** What the directory keeps of a document: enough to draw its row, to compare it and to find it. */
import type { StoredDoc, Unsent } from '#shared/sync/document.ts';
import type { DirectoryCollection } from '../../desk-types.ts';
import { nationalDigits, wordsOf } from './text.ts';

export interface Entry {
  readonly collection: DirectoryCollection;
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly detail: string;
  readonly kind: string;
  readonly status: string;
  readonly stage: string;
  readonly tier: string;
  readonly category: string;
  readonly divisionId: string;
  readonly ownerId: string;
  readonly handlerId: string;
  readonly branchId: string;
  readonly customerId: string;
  readonly dueAt: string;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly unsent: Unsent;
  /** E.164, the customer's own ones first, then those of contact persons. */
  readonly phones: readonly string[];
  /** The same, as `nationalDigits` writes them. */
  readonly digits: readonly string[];
  readonly contacts: readonly string[];
  /** Contract, customer ID and the like, as written. */
  readonly externals: readonly string[];
  /** Words found as "other": address, commodity, tags, beginning of a description. */
  readonly other: string;
  /** Name as it is sorted. */
  readonly sortName: string;
}

/** Beginning of a description: one line of a list. */
const DETAIL_LENGTH = 120;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
const joined = (parts: readonly unknown[], by: string): string =>
  parts
    .map(text)
    .filter((part) => part !== '')
    .join(by);
const oneLine = (value: unknown): string => text(value).replace(/\s+/g, ' ').trim().slice(0, DETAIL_LENGTH);
const numbersIn = (phones: unknown): string[] =>
  list(phones)
    .map((phone) => text(record(phone)['number']))
    .filter((number) => number !== '');

function common(collection: DirectoryCollection, doc: StoredDoc): Entry {
  return {
    collection,
    id: doc.id,
    name: '',
    number: text(doc['number']),
    detail: '',
    kind: text(doc['kind']),
    status: text(doc['status']),
    stage: '',
    tier: '',
    category: '',
    divisionId: '',
    ownerId: '',
    handlerId: '',
    branchId: text(doc['branchId']),
    customerId: text(doc['customerId']),
    dueAt: text(doc['dueAt']),
    receivedAt: '',
    updatedAt: text(doc['updatedAt']),
    unsent: doc.unsent,
    phones: [],
    digits: [],
    contacts: [],
    externals: Object.values(record(doc['externalIds'])).map(text),
    other: '',
    sortName: '',
  };
}

const named = (entry: Entry, name: string): Entry => ({ ...entry, name, sortName: wordsOf(name).join(' ') });

function customerEntry(doc: StoredDoc): Entry {
  const contacts = list(doc['contacts']).map(record);
  const phones = [
    ...new Set([...numbersIn(doc['phones']), ...contacts.flatMap((c) => numbersIn(c['phones']))]),
  ];
  const address = record(doc['address']);
  return {
    ...named(common('customers', doc), text(doc['name'])),
    customerId: doc.id,
    stage: text(doc['stage']),
    tier: text(doc['tier']),
    ownerId: text(doc['ownerId']),
    receivedAt: text(doc['createdAt']),
    phones,
    digits: phones.map(nationalDigits),
    contacts: contacts.map((contact) => text(contact['name'])),
    detail: joined([address['village'], address['district']], ', '),
    other: joined(
      [
        address['street'],
        address['village'],
        address['district'],
        address['regency'],
        doc['commodity'],
        ...list(doc['tags']),
      ],
      ' ',
    ),
  };
}

function complaintEntry(doc: StoredDoc): Entry {
  const entry = common('complaints', doc);
  const detail = oneLine(doc['description']);
  return {
    ...entry,
    category: text(doc['category']),
    divisionId: text(doc['divisionId']),
    handlerId: text(doc['handlerId']),
    receivedAt: text(doc['receivedAt']),
    externals: [
      ...entry.externals,
      ...list(doc['references']).map((reference) => text(record(reference)['value'])),
    ],
    detail,
    other: detail,
  };
}

function taskEntry(doc: StoredDoc): Entry {
  const assignee = text(doc['assigneeId']);
  return {
    ...named(common('tasks', doc), text(doc['title'])),
    ownerId: assignee,
    handlerId: assignee,
    receivedAt: text(doc['createdAt']),
  };
}

function campaignEntry(doc: StoredDoc): Entry {
  const detail = text(doc['area']);
  return {
    ...named(common('campaigns', doc), text(doc['name'])),
    receivedAt: text(doc['start']),
    dueAt: text(doc['end']),
    detail,
    other: detail,
  };
}

const MAKE: Readonly<Record<DirectoryCollection, (doc: StoredDoc) => Entry>> = {
  customers: customerEntry,
  complaints: complaintEntry,
  tasks: taskEntry,
  campaigns: campaignEntry,
};

/**
 * @param doc a stored document; a field of an unknown shape (made by a newer version) counts as empty
 * @returns what the directory keeps of it, still without its customer (`withCustomer`). Of a task, `ownerId` and
 * `handlerId` are who has to do it; of a campaign, `receivedAt` and `dueAt` are its first and last day; of a customer
 * and a task, `receivedAt` is when it was written down.
 */
export const entryOf = (collection: DirectoryCollection, doc: StoredDoc): Entry => MAKE[collection](doc);

/**
 * Labels what belongs to a customer: a complaint shows and is found by the customer's name, persons, phones and tier,
 * a task shows the name as its detail.
 *
 * @param entry a complaint or a task
 * @param customer undefined while (or when) the customer is not on this PC
 * @returns the labelled entry, or the very same one when nothing changes
 */
export function withCustomer(entry: Entry, customer: Entry | undefined): Entry {
  const name = customer?.name ?? '';
  const phones = customer?.phones ?? [];
  const contacts = customer?.contacts ?? [];
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((value, at) => value === b[at]);
  const shown = entry.collection === 'tasks' ? entry.detail : entry.name;
  const tier = customer?.tier ?? '';
  if (shown === name && entry.tier === tier && same(entry.phones, phones) && same(entry.contacts, contacts)) {
    return entry;
  }
  const joint = { ...entry, phones, digits: customer?.digits ?? [], contacts, tier };
  return entry.collection === 'tasks' ? { ...joint, detail: name, other: name } : named(joint, name);
}
