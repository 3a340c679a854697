/** Several contact persons in one cell of a worksheet: written by the export, read again by the import. */
import type { Contact } from './customer.ts';
import { formatPhone, parsePhones } from './phone.ts';

/** A person as a cell holds them. */
export interface ListedContact {
  readonly name: string;
  readonly role?: string;
  /** E.164. */
  readonly phones: readonly string[];
  readonly email?: string;
}

/** What one cell held. */
export interface ContactList {
  readonly contacts: readonly ListedContact[];
  /** Entries without a name, as written. */
  readonly unread: readonly string[];
}

const EMAIL = /[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+/;
/** Digits and their marks; whether it is a number that can be dialled is asked of it afterwards. */
const PHONE = /[+(]?\d[\d\s().-]{6,}\d/g;

/** `Sri (Manajer), 0812-3456-7890, sri@contoh.id`; a semicolon is what stands between two persons. */
const contactText = ({ name, role, phones, email }: Contact): string =>
  [role ? `${name} (${role})` : name, ...phones.map(({ number }) => formatPhone(number)), email]
    .filter(Boolean)
    .join(', ')
    .replaceAll(';', ',');

/** @returns the persons as one cell: `Sri (Manajer), 0812-3456-7890, sri@contoh.id; Ani`. */
export const contactList = (contacts: readonly Contact[]): string => contacts.map(contactText).join('; ');

function readContact(written: string): ListedContact {
  const email = EMAIL.exec(written)?.[0];
  const phones: string[] = [];
  const rest = (email === undefined ? written : written.replace(email, '')).replace(PHONE, (digits) => {
    const found = parsePhones(digits);
    if (found.invalid.length > 0) return digits;
    phones.push(...found.phones);
    return '';
  });
  const who = rest.replace(/(?:[\s,]+$)|(?:^[\s,]+)/g, '').replace(/\s*,(?:\s*,)+\s*/g, ', ');
  const [, name = who, role = ''] = /^(.+?) \((.+)\)$/.exec(who) ?? [];
  return {
    name,
    phones: [...new Set(phones)],
    ...(role === '' ? {} : { role }),
    ...(email === undefined ? {} : { email }),
  };
}

/**
 * Reads what `contactList` wrote, or what a person wrote in such a cell: one entry up to each semicolon or line
 * break, in it a name, a role in brackets, phones and an e-mail address.
 *
 * @param text the cell; nothing for an empty one
 * @returns the persons; it never throws
 */
export function readContactList(text = ''): ContactList {
  const entries = text
    .split(/[;\r\n]+/)
    .map((entry) => entry.trim())
    .filter(Boolean);
  const read = entries.map((entry) => ({ entry, contact: readContact(entry) }));
  return {
    contacts: read.flatMap(({ contact }) => (contact.name === '' ? [] : [contact])),
    unread: read.flatMap(({ entry, contact }) => (contact.name === '' ? [entry] : [])),
  };
}
