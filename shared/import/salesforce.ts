import { tableOf, type Columns } from './columns.ts';
import { readBookRow, readEmail } from './book-row.ts';
import { rowReader } from './row-reader.ts';
import type { DataRow } from './table.ts';
import type { BookContact, BookPhone, BookRow, LeftContact, Problem } from './types.ts';

/** @returns which table of a Salesforce data export these columns are, if any. */
export function salesforceTable({ byField }: Columns): 'account' | 'contact' | undefined {
  const table = tableOf((field) => byField.has(field));
  return table === 'book' ? undefined : table;
}

/** @returns the Salesforce id of a row of the account table; undefined when the cell is empty. */
export const salesforceIdOf = (data: DataRow, columns: Columns): string | undefined =>
  rowReader(data, columns).text('salesforceId', 80);

/** @returns whether the export marks the row as deleted. */
export function isDeleted(data: DataRow, columns: Columns): boolean {
  return rowReader(data, columns).text('deleted', 10)?.toLowerCase() === 'true';
}

/**
 * @param data a live row of the account table
 * @returns the row with its Salesforce id. An account is a company unless it carries the name parts of a
 * person account
 */
export function readAccount(data: DataRow, columns: Columns): BookRow {
  const row = readBookRow(data, columns);
  const reader = rowReader(data, columns);
  const id = salesforceIdOf(data, columns);
  return {
    ...row,
    kind: reader.text('lastName', 120) === undefined ? 'company' : 'person',
    externalIds: id === undefined ? row.externalIds : { ...row.externalIds, salesforce: id },
  };
}

export interface AccountContact {
  /** The row as it stands in the contact table. */
  readonly data: DataRow;
  readonly accountId: string;
  readonly contact: BookContact;
  readonly phones: readonly BookPhone[];
  readonly problems: readonly Problem[];
}

/**
 * @param data a live row of the contact table
 * @returns the contact; its name is empty when there is none. Many have one name only, and it stands as last name
 */
export function readAccountContact(data: DataRow, columns: Columns): AccountContact {
  const reader = rowReader(data, columns);
  const parts = [reader.text('firstName', 60), reader.text('lastName', 60)].filter(
    (part) => part !== undefined,
  );
  const name = reader.text('name', 120) ?? parts.join(' ');
  const phones = [...reader.phones('phone'), ...reader.phones('contactPhone')].map((phone): BookPhone => ({
    ...phone,
    of: 'contact',
  }));
  const salutation = reader.text('salutation', 20);
  const role = reader.text('contactRole', 80);
  const email = readEmail(reader, 'email');
  const externalId = reader.text('salesforceId', 80);
  return {
    data,
    accountId: reader.text('accountId', 80) ?? '',
    contact: {
      name,
      phones: [...new Set(phones.map(({ number }) => number))],
      ...(salutation === undefined ? {} : { salutation }),
      ...(role === undefined ? {} : { role }),
      ...(email === undefined ? {} : { email }),
      ...(externalId === undefined ? {} : { externalId }),
    },
    phones,
    problems: reader.problems,
  };
}

/** What became of the contacts. */
export interface JoinedContacts {
  readonly rows: BookRow[];
  /** How many found their account. */
  readonly joined: number;
  /** In the order of the contact table. */
  readonly left: readonly LeftContact[];
}

/**
 * Puts the contacts into their accounts. A Salesforce id of 18 characters is one of 15 with a check on letter
 * case behind it; both forms meet.
 *
 * @param accounts live rows of the account table; a refused one takes nobody in
 * @param deleted Salesforce ids of accounts that the export marks as deleted
 * @returns the rows with their contacts, and those that are left with the reason
 */
export function joinContacts(
  accounts: readonly BookRow[],
  contacts: readonly AccountContact[],
  deleted: readonly string[],
): JoinedContacts {
  const gone = new Set(deleted.map(idKey));
  const refused = new Set(accounts.flatMap((row) => (row.refused === undefined ? [] : [accountKey(row)])));
  const known = new Set(accounts.map(accountKey).filter((id) => id !== '' && !refused.has(id)));
  const whyLeft = ({ accountId, contact }: AccountContact): LeftContact['why'] | undefined => {
    const id = idKey(accountId);
    if (contact.name === '') return 'contactNameless';
    if (known.has(id)) return undefined;
    if (id === '') return 'accountUnnamed';
    return gone.has(id) ? 'accountDeleted' : refused.has(id) ? 'accountRefused' : 'accountMissing';
  };
  const byAccount = new Map<string, AccountContact[]>();
  const left: LeftContact[] = [];
  for (const contact of contacts) {
    const why = whyLeft(contact);
    const id = idKey(contact.accountId);
    if (why === undefined) byAccount.set(id, [...(byAccount.get(id) ?? []), contact]);
    else left.push({ line: contact.data.line, cells: contact.data.cells, why });
  }
  let joined = 0;
  const rows = accounts.map((account): BookRow => {
    const id = accountKey(account);
    const own = byAccount.get(id) ?? [];
    byAccount.delete(id);
    joined += own.length;
    if (own.length === 0) return account;
    return {
      ...account,
      contacts: own.map(({ contact }) => contact),
      phones: [...account.phones, ...own.flatMap(({ phones }) => phones)],
      problems: [...account.problems, ...own.flatMap(({ problems }) => problems)],
    };
  });
  return { rows, joined, left };
}

const idKey = (id: string): string => (id.length === 18 ? id.slice(0, 15) : id);
const accountKey = (account: BookRow): string => idKey(account.externalIds['salesforce'] ?? '');
