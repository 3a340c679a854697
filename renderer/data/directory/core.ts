/** The directory itself: every customer, complaint, task and campaign of the branch in memory. No store, no Worker. */
import type { Actor } from '#shared/domain/actor.ts';
import type {
  Candidate,
  DirectoryCollection,
  DirectoryHit,
  DirectoryListQuery,
  DirectoryPage,
  DirectoryRow,
  Facet,
  FacetValue,
  SimilarCustomer,
  View,
} from '../desk-types.ts';
import { bestOf, foundIn } from './packed/best.ts';
import { Joins } from './packed/joins.ts';
import { CustomerLinks } from './packed/links.ts';
import { BY_CUSTOMER, classOf, match, parseQuery, type Query } from './packed/matching.ts';
import { openByCustomer } from './packed/open-complaints.ts';
import { nameRanks, orderOf, sortedBy } from './packed/orders.ts';
import { idAt, type Place, placeAt, shownRow } from './packed/row.ts';
import { codedAt } from './packed/segment.ts';
import { Shelf } from './packed/shelf.ts';
import { similarTo } from './packed/similar.ts';
import { countOf, inView, valuesOf } from './packed/views.ts';
import { Readers } from './readers.ts';
import { DIRECTORY_COLLECTIONS, type SourceRow } from './rows.ts';
import { normalised } from './text.ts';

const DEFAULT_LIMIT = 20;
const PAGE = 100;
/** Fewer rows than this answer what was typed: it may have been mistyped. */
const FEW = 20;
const MOST_SIMILAR = 10;

export interface SearchOptions {
  readonly collections?: readonly DirectoryCollection[];
  readonly limit?: number;
}

type Shelves = Record<DirectoryCollection, Shelf>;

const emptyShelves = (): Shelves => ({
  customers: new Shelf(),
  complaints: new Shelf(),
  tasks: new Shelf(),
  campaigns: new Shelf(),
});

/** Collections whose rows are found by their customer as well. */
const OF_CUSTOMERS: readonly DirectoryCollection[] = ['complaints', 'tasks'];

export class DirectoryCore {
  protected readonly shelves: Shelves = emptyShelves();
  readonly #joins = new Joins(this.shelves);
  readonly #links = new CustomerLinks(this.#joins);
  readonly #readers = new Readers(this.shelves);
  /** The last list, kept until something changes: its pages are asked for one by one. */
  #last: { readonly key: string; readonly slots: Uint32Array } | null = null;
  #open: { readonly version: string; readonly counts: ReadonlyMap<string, number> } | undefined;

  put(rows: readonly SourceRow[]): void {
    for (const row of rows) this.shelves[row.collection].put(row);
  }

  delete(collection: DirectoryCollection, ids: readonly string[]): void {
    for (const id of ids) this.shelves[collection].delete(id);
  }

  /** From now on answers are for this person; for nobody, only what everybody may see. */
  setReader(reader: Actor | null): void {
    this.#readers.set(reader);
  }

  /** Changes whenever an answer may. */
  get #version(): string {
    const { customers, complaints, tasks, campaigns } = this.shelves;
    return [this.#readers.version, ...[customers, complaints, tasks, campaigns].map((s) => s.version)].join();
  }

  /** @returns complaints that are not closed, by customer, as far as the person may see them. */
  #openComplaints(): ReadonlyMap<string, number> {
    const version = this.#version;
    if (this.#open?.version === version) return this.#open.counts;
    const counts = openByCustomer(this.shelves.complaints, this.#readers.visible('complaints'));
    this.#open = { version, counts };
    return counts;
  }

  /** @returns where the record stands that stands for a customer; undefined when it is not here. */
  #customer(id: string): Place | undefined {
    const { customers } = this.shelves;
    const slot = id === '' ? -1 : customers.slotOf(id);
    return slot < 0 ? undefined : placeAt(customers, this.#joins.leads().get(slot) ?? slot);
  }

  #shown(collection: DirectoryCollection, slot: number): DirectoryRow {
    const place = placeAt(this.shelves[collection], slot);
    if (collection === 'customers') {
      const open = this.#openComplaints();
      const id = idAt(place);
      const count = [id, ...this.#joins.joined(id)].reduce((sum, one) => sum + (open.get(one) ?? 0), 0);
      return shownRow(collection, place, undefined, count);
    }
    return shownRow(collection, place, this.#customer(codedAt(place.segment, 'customerId', place.row)), 0);
  }

  /** @returns ids of the records that were joined into a customer, straight or over others. */
  joined(id: string): string[] {
    return this.#joins.joined(id);
  }

  /** Complaints have no name of their own: the place of their customer's among the names. */
  #customerNames(collection: DirectoryCollection): (() => Float64Array) | undefined {
    if (collection !== 'complaints') return undefined;
    const { customers, complaints } = this.shelves;
    return () => {
      const ranks = nameRanks(customers);
      return this.#links.each(complaints, customers, (slot) => ranks[slot] ?? 0, -1);
    };
  }

  /** @returns all slots by name; what belongs to one customer newest first. */
  #byName(collection: DirectoryCollection): Uint32Array {
    const shelf = this.shelves[collection];
    const names = this.#customerNames(collection);
    return names ? sortedBy(orderOf(shelf, 'receivedAt', true), names(), false) : shelf.byName();
  }

  /** Scores of a collection with those that only their customer's score brings. */
  #withCustomers(collection: DirectoryCollection, scores: Uint8Array, customers: Uint8Array): Uint8Array {
    const own = this.shelves[collection];
    const brought = this.#links.each(own, this.shelves.customers, (slot) => customers[slot] ?? 0, 0);
    return scores.map((score, slot) => (score === 0 && (brought[slot] ?? 0) > 0 ? BY_CUSTOMER : score));
  }

  /** Leaves out what may not be seen, and what stands for nothing any more. */
  #seen(collection: DirectoryCollection, scores: Uint8Array): Uint8Array {
    const listed = this.#readers.listed(collection);
    const seen = new Uint8Array(scores.length);
    for (let slot = 0; slot < seen.length; slot++) if (listed[slot] === 1) seen[slot] = scores[slot] ?? 0;
    return seen;
  }

  /**
   * @param most customers that bring their complaints and tasks along, as many as there may be
   * @returns scores of each collection; with typos forgiven when few rows answer without
   */
  #answers(text: string, collections: readonly DirectoryCollection[], most: number): Uint8Array[] {
    const query = parseQuery(text);
    const found = this.#scores(query, collections, most, false);
    const count = found.reduce((sum, scores) => sum + foundIn(scores), 0);
    if (count >= FEW || !query.terms.some((term) => term.mayHaveTypo)) return found;
    return this.#scores(query, collections, most, true);
  }

  #scores(
    query: Query,
    collections: readonly DirectoryCollection[],
    most: number,
    typos: boolean,
  ): Uint8Array[] {
    const wantsCustomers = collections.some((collection) => OF_CUSTOMERS.includes(collection));
    const customers =
      wantsCustomers || collections.includes('customers')
        ? this.#seen('customers', this.#joins.lead(match(this.shelves.customers, query, typos)))
        : new Uint8Array(0);
    const bringing = wantsCustomers ? foundIn(customers) : 0;
    return collections.map((collection) => {
      if (collection === 'customers') return customers;
      const own = match(this.shelves[collection], query, typos);
      const brings = OF_CUSTOMERS.includes(collection) && bringing > 0 && bringing <= most;
      return this.#seen(collection, brings ? this.#withCustomers(collection, own, customers) : own);
    });
  }

  /** @returns the best rows: exact number, phone digits, name, other; whole words first, then names in their order. */
  search(text: string, options: SearchOptions = {}): DirectoryHit[] {
    const { collections = ['customers', 'complaints'], limit = DEFAULT_LIMIT } = options;
    const all = this.#answers(text, collections, limit).flatMap((scores, at) => {
      const collection = collections[at] ?? 'customers';
      return Array.from(
        bestOf(scores, limit, () => this.#byName(collection)),
        (slot) => {
          const row = this.#shown(collection, slot);
          return { row, score: scores[slot] ?? 0, name: normalised(row.name) };
        },
      );
    });
    const matched = ['other', 'other', 'name', 'phone', 'number'] as const;
    return all
      .sort((a, b) => b.score - a.score || compare(a.name, b.name))
      .slice(0, limit)
      .map(({ row, score }) => ({ ...row, matched: matched[classOf(score)] ?? 'other' }));
  }

  /** @returns 1 for each slot in the view, its text included. */
  #mask(
    collection: DirectoryCollection,
    view: View,
  ): { readonly mask: Uint8Array; readonly scores?: Uint8Array } {
    const mask = inView(this.shelves[collection], view, this.#readers.listed(collection));
    if (!view.text?.trim()) return { mask };
    const [scores = new Uint8Array(0)] = this.#answers(view.text, [collection], Infinity);
    for (let slot = 0; slot < mask.length; slot++) if (scores[slot] === 0) mask[slot] = 0;
    return { mask, scores };
  }

  #listed(query: DirectoryListQuery): Uint32Array {
    const { collection, view = {}, sort = { by: 'name' } } = query;
    const key = JSON.stringify([this.#version, collection, view, sort]);
    if (this.#last?.key === key) return this.#last.slots;
    const { mask, scores } = this.#mask(collection, view);
    const slots = this.#sorted(collection, sort, mask, scores);
    this.#last = { key, slots };
    return slots;
  }

  #sorted(
    collection: DirectoryCollection,
    { by, descending = false }: NonNullable<DirectoryListQuery['sort']>,
    mask: Uint8Array,
    scores: Uint8Array | undefined,
  ): Uint32Array {
    if (by === 'relevance' && scores) {
      const wanted = scores.slice();
      for (let slot = 0; slot < wanted.length; slot++) if (mask[slot] !== 1) wanted[slot] = 0;
      return bestOf(wanted, Infinity, () => this.#byName(collection));
    }
    const name = by === 'relevance' ? 'name' : by;
    const order = orderOf(this.shelves[collection], name, descending, this.#customerNames(collection));
    const sorted = new Uint32Array(order.length);
    let count = 0;
    for (const slot of order) if (mask[slot] === 1) sorted[count++] = slot;
    return sorted.subarray(0, count);
  }

  list(query: DirectoryListQuery): DirectoryPage {
    const { collection, offset = 0, limit = PAGE } = query;
    const slots = this.#listed(query);
    const shown = Array.from(slots.subarray(offset, offset + limit), (slot) => this.#shown(collection, slot));
    return { total: slots.length, rows: shown };
  }

  ids(query: DirectoryListQuery): string[] {
    const shelf = this.shelves[query.collection];
    return Array.from(this.#listed(query), (slot) => idAt(placeAt(shelf, slot)));
  }

  counts(collection: DirectoryCollection, views: Readonly<Record<string, View>>): Record<string, number> {
    return Object.fromEntries(
      Object.entries(views).map(([name, view]) => [name, countOf(this.#mask(collection, view).mask)]),
    );
  }

  values(collection: DirectoryCollection, facet: Facet): FacetValue[] {
    const listed = this.#readers.listed(collection);
    const counts = new Map<string, number>();
    for (const { segment, offset } of this.shelves[collection].parts) {
      const { values, codes } = segment.coded[facet];
      const each = new Uint32Array(values.length);
      codes.forEach((code, row) => (each[code] = (each[code] ?? 0) + (listed[offset + row] ?? 0)));
      values.forEach((value, code) => {
        const count = each[code] ?? 0;
        if (count > 0)
          for (const one of valuesOf(facet, value)) counts.set(one, (counts.get(one) ?? 0) + count);
      });
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value));
  }

  similar(candidate: Candidate): SimilarCustomer[] {
    const { customers } = this.shelves;
    const listed = this.#readers.listed('customers');
    return similarTo(customers, candidate)
      .filter(({ slot }) => listed[slot] === 1 && idAt(placeAt(customers, slot)) !== candidate.id)
      .slice(0, MOST_SIMILAR)
      .map(({ slot, because }) => ({ ...this.#shown('customers', slot), because }));
  }

  /** Does all background work at once. */
  settle(): void {
    for (const shelf of Object.values(this.shelves)) while (shelf.unite(() => true));
  }

  get sizes(): Readonly<Record<DirectoryCollection, number>> {
    const sizes = DIRECTORY_COLLECTIONS.map(
      (collection) => [collection, this.shelves[collection].size] as const,
    );
    return Object.fromEntries(sizes) as Record<DirectoryCollection, number>;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
