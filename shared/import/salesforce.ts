import type { Columns } from './columns.ts';
import { readBookRow, readEmail } from './book-row.ts';
import { rowReader } from './row-reader.ts';
import type { DataRow } from './table.ts';
import type { BookContact, BookPhone, BookRow, Problem } from './types.ts';

/** @returns which table of a Salesforce data export these columns are, if any. */
export function salesforceTable({ byField }: Columns): 'account' | 'contact' | undefined {
  if (byField.has('accountId') && byField.has('lastName')) return 'contact';
  const exported = byField.has('salesforceId') && byField.has('deleted') && byField.has('name');
  return exported ? 'account' : undefined;
}

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
  const id = reader.text('salesforceId', 80);
  return {
    ...row,
    kind: reader.text('lastName', 120) === undefined ? 'company' : 'person',
    externalIds: id === undefined ? row.externalIds : { ...row.externalIds, salesforce: id },
  };
}

export interface AccountContact {
  readonly accountId: string;
  readonly contact: BookContact;
  readonly phones: readonly BookPhone[];
  readonly problems: readonly Problem[];
}

/**
 * @param data a live row of the contact table
 * @returns the contact, or undefined when it has no name. Many have one name only, and it stands as last name
 */
export function readAccountContact(data: DataRow, columns: Columns): AccountContact | undefined {
  const reader = rowReader(data, columns);
  const parts = [reader.text('firstName', 60), reader.text('lastName', 60)].filter(
    (part) => part !== undefined,
  );
  const name = reader.text('name', 120) ?? parts.join(' ');
  if (name === '') return undefined;
  const phones = [...reader.phones('phone'), ...reader.phones('contactPhone')].map((phone): BookPhone => ({
    ...phone,
    of: 'contact',
  }));
  const salutation = reader.text('salutation', 20);
  const role = reader.text('contactRole', 80);
  const email = readEmail(reader, 'email');
  const externalId = reader.text('salesforceId', 80);
  return {
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

/**
 * Puts the contacts into their accounts. A Salesforce id of 18 characters is one of 15 with a check on letter
 * case behind it; both forms meet.
 *
 * @returns the rows with their contacts, how many contacts found an account and how many did not
 */
export function joinContacts(
  accounts: readonly BookRow[],
  contacts: readonly AccountContact[],
): { readonly rows: BookRow[]; readonly joined: number; readonly left: number } {
  const byAccount = new Map<string, AccountContact[]>();
  for (const contact of contacts) {
    const id = idKey(contact.accountId);
    byAccount.set(id, [...(byAccount.get(id) ?? []), contact]);
  }
  let joined = 0;
  const rows = accounts.map((account): BookRow => {
    const id = idKey(account.externalIds['salesforce'] ?? '');
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
  return { rows, joined, left: contacts.length - joined };
}

const idKey = (id: string): string => (id.length === 18 ? id.slice(0, 15) : id);
