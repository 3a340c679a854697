/** Two records of one customer: what the survivor takes over, and which record stands for which. Pure. */
import { equal } from '#shared/sync/same.ts';
import type { Customer } from './customer.ts';
import { joinNoteOf, markOf, type JoinNote } from './join-note.ts';

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

/** A tier that a person set goes with why and until when, and one of the rules comes without: they are one choice. */
const together = (customer: Customer): Fields => ({
  tier: customer.tier,
  tierOverride: customer.tierOverride,
});

/** Lists of which both sides count, how their items are told apart, and the most that the schema takes. */
const LISTS = {
  phones: { key: 'number', most: 20 },
  contacts: { key: 'id', most: 50 },
  tags: { key: '', most: 50 },
  needs: { key: 'id', most: 100 },
  offers: { key: 'id', most: 100 },
} as const;
type ListField = keyof typeof LISTS;
const LIST_FIELDS = Object.keys(LISTS) as ListField[];
const LONGEST_REMARKS = 8000;

/** Fields of which a person may say which record's value counts. */
export const CHOSEN_FIELDS = [
  'name',
  'kind',
  'stage',
  'source',
  'remarks',
  ...FILLED,
  'phones',
  'contacts',
  'tags',
] as const;
export type ChosenField = (typeof CHOSEN_FIELDS)[number];
export type JoinChoices = Readonly<Partial<Record<ChosenField, 'survivor' | 'merged'>>>;

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (customer: Customer): Fields => customer as unknown as Fields;
const isEmpty = (value: unknown): boolean => value === undefined || value === '';
const isList = (field: string): field is ListField => Object.hasOwn(LISTS, field);
const itemsOf = (customer: Customer, field: ListField): readonly unknown[] => customer[field] ?? [];
const keyOf = (field: ListField, item: unknown): string =>
  typeof item === 'string' ? item : String((item as Fields)[LISTS[field].key]);

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
  return both.length <= LONGEST_REMARKS ? both : survivor.remarks;
}

/** Without what a person who joined the records did not want. */
function wantedOf(merged: Customer): Customer {
  const left = new Set(joinNoteOf(merged).left);
  if (left.size === 0) return merged;
  const wanted: Record<string, unknown> = { ...merged };
  for (const field of [...FILLED, 'remarks', 'stage'])
    if (left.has(markOf(field, wanted[field]))) {
      delete wanted[field];
      if (field === 'tier') delete wanted['tierOverride'];
    }
  for (const field of LIST_FIELDS)
    wanted[field] = itemsOf(merged, field).filter(
      (item) => !left.has(markOf(`${field}.${keyOf(field, item)}`, item)),
    );
  return wanted as unknown as Customer;
}

/**
 * Repeatable: what was taken over once changes nothing the second time.
 * @returns the fields of the survivor that change when `merged` is joined into it, but for what its note leaves out
 */
export function absorb(survivor: Customer, merged: Customer): Partial<Customer> {
  const theirs = wantedOf(merged);
  const wanted: Record<string, unknown> = {
    consents: consentsOf(survivor, theirs),
    ...(survivor.stage === 'prospect' && theirs.stage === 'active' ? { stage: 'active' } : {}),
  };
  for (const field of FILLED)
    if (isEmpty(survivor[field]) && !isEmpty(theirs[field])) wanted[field] = theirs[field];
  // the same tier on both sides, by the rules here and by a person there, stays what the person said
  if (theirs.tierOverride && !survivor.tierOverride && (wanted['tier'] ?? survivor.tier) === theirs.tier)
    wanted['tierOverride'] = theirs.tierOverride;
  for (const field of LIST_FIELDS) {
    const known = new Set(itemsOf(survivor, field).map((item) => keyOf(field, item)));
    const more = itemsOf(theirs, field).filter((item) => !known.has(keyOf(field, item)));
    if (more.length > 0) wanted[field] = [...itemsOf(survivor, field), ...more].slice(0, LISTS[field].most);
  }
  const remarks = remarksOf(survivor, theirs);
  if (remarks !== undefined) wanted['remarks'] = remarks;
  const externalIds = { ...theirs.externalIds, ...survivor.externalIds };
  if (Object.keys(externalIds).length > 0) wanted['externalIds'] = externalIds;
  const now = fieldsOf(survivor);
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => !equal(value, now[field])));
}

/** What a person's choice of the survivor's value leaves out of the joined record. */
function leftOf(survivor: Customer, merged: Customer, choices: JoinChoices): string[] {
  return Object.entries(choices).flatMap(([field, whose]) => {
    if (whose !== 'survivor') return [];
    if (!isList(field)) {
      const value = fieldsOf(merged)[field];
      return isEmpty(value) ? [] : [markOf(field, value)];
    }
    const mine = new Set(itemsOf(survivor, field).map((item) => keyOf(field, item)));
    return itemsOf(merged, field)
      .filter((item) => !mine.has(keyOf(field, item)))
      .map((item) => markOf(`${field}.${keyOf(field, item)}`, item));
  });
}

/** Every place in which two versions of the survivor differ; items of lists and consents are places of their own. */
function differences(before: Customer, after: Customer): JoinNote['taken'] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const places = (field: string): { path: string; was: unknown; now: unknown }[] => {
    if (isList(field)) {
      const was = new Map(itemsOf(before, field).map((item) => [keyOf(field, item), item]));
      const is = new Map(itemsOf(after, field).map((item) => [keyOf(field, item), item]));
      return [...new Set([...was.keys(), ...is.keys()])].map((key) => ({
        path: `${field}.${key}`,
        was: was.get(key) ?? null,
        now: is.get(key) ?? null,
      }));
    }
    if (field === 'consents' || field === 'externalIds') {
      const [was, is] = [(old[field] ?? {}) as Fields, (now[field] ?? {}) as Fields];
      return [...new Set([...Object.keys(was), ...Object.keys(is)])].map((key) => ({
        path: `${field}.${key}`,
        was: was[key] ?? null,
        now: is[key] ?? null,
      }));
    }
    return [{ path: field, was: old[field] ?? null, now: now[field] ?? null }];
  };
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .flatMap(places)
    .filter((place) => !equal(place.was, place.now));
}

/**
 * @param choices by field whose value counts; without one the survivor keeps its own, takes what it lacks, and of
 *   lists both sides count
 * @returns the fields of the survivor that change (undefined empties one), and the note for the joined record
 */
export function joined(
  survivor: Customer,
  merged: Customer,
  choices: JoinChoices,
): { readonly changes: Readonly<Record<string, unknown>>; readonly note: JoinNote } {
  const chosen: Record<string, unknown> = {};
  for (const [field, whose] of Object.entries(choices))
    if (whose === 'merged')
      Object.assign(chosen, field === 'tier' ? together(merged) : { [field]: fieldsOf(merged)[field] });
  const left = leftOf(survivor, merged, choices);
  const base = { ...survivor, ...chosen } as Customer;
  const taken = absorb(base, { ...merged, ext: { join: { left, taken: [] } } });
  const changes: Record<string, unknown> = { ...chosen, ...taken };
  for (const field of Object.keys(changes))
    if (equal(changes[field], fieldsOf(survivor)[field])) delete changes[field];
  return { changes, note: { left, taken: differences(survivor, { ...survivor, ...changes } as Customer) } };
}

/** By field the values that have no room in the survivor, named as they are told apart. */
export type LeftOut = Readonly<Partial<Record<ListField | 'remarks', readonly string[]>>>;

/** @returns what of `merged` would stay behind on its record for want of room: what was chosen to be left is not. */
export function leftOut(survivor: Customer, merged: Customer, choices: JoinChoices): LeftOut {
  const { changes, note } = joined(survivor, merged, choices);
  const after = { ...survivor, ...changes } as Customer;
  const wanted = wantedOf({ ...merged, ext: { join: { ...note, taken: [] } } });
  const out: Partial<Record<ListField | 'remarks', readonly string[]>> = {};
  for (const field of LIST_FIELDS) {
    const there = new Set(itemsOf(after, field).map((item) => keyOf(field, item)));
    const keys = itemsOf(wanted, field).map((item) => keyOf(field, item));
    const without = keys.filter((key) => !there.has(key));
    if (without.length > 0) out[field] = without;
  }
  if (wanted.remarks && !after.remarks?.includes(wanted.remarks)) out.remarks = [wanted.remarks];
  return out;
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
