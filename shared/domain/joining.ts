/** Two records of one customer: what the survivor takes over, and which record stands for which. Pure. */
import type { Customer } from './customer.ts';

/** Fields that the survivor takes over where its own are empty. */
const FILLED = [
  'salutation',
  'email',
  'nik',
  'npwp',
  'birthDate',
  'address',
  'commodity',
  'ownerId',
  'broughtBy',
  'tier',
] as const;
const MAX = { phones: 20, contacts: 50, tags: 50, remarks: 8000 } as const;

const isEmpty = (value: unknown): boolean => value === undefined || value === '';

/** @returns `mine` with the items of `theirs` that it lacks, told apart by `key`. */
const union = <T>(mine: readonly T[], theirs: readonly T[], key: (item: T) => string, most: number): T[] => {
  const known = new Set(mine.map(key));
  return [...mine, ...theirs.filter((item) => !known.has(key(item)))].slice(0, most);
};

/** Of two statements on one channel the one that forbids counts, otherwise the later one. */
function consentsOf(survivor: Customer, merged: Customer): Customer['consents'] {
  const consents: Record<string, Customer['consents'][string]> = { ...merged.consents };
  for (const [channel, mine] of Object.entries(survivor.consents)) {
    const theirs = consents[channel];
    const theirsCounts = theirs && (theirs.given === mine.given ? theirs.at > mine.at : !theirs.given);
    if (!theirsCounts) consents[channel] = mine;
  }
  return consents;
}

function remarksOf(survivor: Customer, merged: Customer): string | undefined {
  const [mine, theirs] = [survivor.remarks ?? '', merged.remarks ?? ''];
  if (!theirs || mine.includes(theirs)) return survivor.remarks;
  const both = mine ? `${mine}\n${theirs}` : theirs;
  return both.length <= MAX.remarks ? both : survivor.remarks;
}

/**
 * Repeatable: what was taken over once changes nothing the second time.
 * @returns the fields of the survivor that change when `merged` is joined into it
 */
export function absorb(survivor: Customer, merged: Customer): Partial<Customer> {
  const filled = Object.fromEntries(
    FILLED.filter((field) => isEmpty(survivor[field]) && !isEmpty(merged[field])).map((field) => [
      field,
      merged[field],
    ]),
  );
  const remarks = remarksOf(survivor, merged);
  const wanted: Partial<Customer> = {
    ...filled,
    phones: union(survivor.phones, merged.phones, (phone) => phone.number, MAX.phones),
    contacts: union(survivor.contacts, merged.contacts, (contact) => contact.id, MAX.contacts),
    tags: union(survivor.tags, merged.tags, (tag) => tag, MAX.tags),
    consents: consentsOf(survivor, merged),
    ...(remarks === undefined ? {} : { remarks }),
    ...(survivor.stage === 'prospect' && merged.stage === 'active' ? { stage: 'active' } : {}),
  };
  const now = survivor as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(now[field])),
  );
}

/** Longest way from a record to the one that stands for it. */
const MAX_STEPS = 10;

/**
 * @param read a customer by id, as far as it is known
 * @returns the id of the record that stands for `id`: itself when it was not joined, or when the way leads in a circle
 */
export function survivorOf(
  id: string,
  read: (id: string) => Pick<Customer, 'mergedInto'> | undefined,
): string {
  const seen = new Set([id]);
  let at = id;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = read(at)?.mergedInto;
    if (!next) return at;
    if (seen.has(next)) return id;
    seen.add(next);
    at = next;
  }
  return id;
}
