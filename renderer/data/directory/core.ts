/** The directory itself: every customer, complaint, task and campaign of the branch in memory. No store, no Worker. */
import type { Actor } from '#shared/domain/actor.ts';
import { isOpen, type Status } from '#shared/domain/complaint.ts';
import { survivorOf } from '#shared/domain/joining.ts';
import { mayRead, readsAll } from '#shared/domain/may-read.ts';
import { nameKey } from '#shared/domain/names.ts';
import { maskPhone } from '#shared/domain/phone.ts';
import type { Content } from '#shared/sync/document.ts';
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
import { gradeOf, WordIndex } from './names.ts';
import { DIRECTORY_COLLECTIONS, type SourceRow } from './rows.ts';
import { nikMark, paperNumber, phoneDigits } from './text.ts';
import { facetOf, sortKeyOf, testOf } from './views.ts';

/** So many rows may stand beside the index, searched one by one, before it is built anew. */
const MAX_LOOSE = 2000;
const MIN_PHONE_DIGITS = 3;
const DEFAULT_LIMIT = 20;

export interface SearchOptions {
  readonly collections?: readonly DirectoryCollection[];
  readonly limit?: number;
}

/** One collection: its rows by id, an index over the rows it was built from, and the rows changed since. */
class Shelf {
  readonly rows = new Map<string, SourceRow>();
  #indexed: readonly SourceRow[] = [];
  #index = new WordIndex([]);
  readonly #loose = new Set<string>();

  put(row: SourceRow): void {
    this.rows.set(row.id, row);
    this.#loose.add(row.id);
  }

  delete(id: string): void {
    this.rows.delete(id);
    this.#loose.add(id);
  }

  /** @returns grade by id of the rows whose words match. */
  search(query: string): Map<string, 1 | 2> {
    if (this.#loose.size > MAX_LOOSE) this.#rebuild();
    const found = new Map<string, 1 | 2>();
    for (const [ordinal, grade] of this.#index.search(query)) {
      const row = this.#indexed[ordinal];
      if (row && !this.#loose.has(row.id)) found.set(row.id, grade);
    }
    for (const id of this.#loose) {
      const row = this.rows.get(id);
      const grade = row ? gradeOf(row, query) : 0;
      if (grade !== 0) found.set(id, grade);
    }
    return found;
  }

  #rebuild(): void {
    this.#indexed = [...this.rows.values()];
    this.#index = new WordIndex(this.#indexed);
    this.#loose.clear();
  }
}

export class DirectoryCore {
  readonly #shelves: Readonly<Record<DirectoryCollection, Shelf>> = {
    customers: new Shelf(),
    complaints: new Shelf(),
    tasks: new Shelf(),
    campaigns: new Shelf(),
  };
  /** Complaints that are not closed, by customer: how many that everybody sees, and the confidential ones. */
  readonly #open = new Map<string, number>();
  readonly #openSecret = new Map<string, Set<string>>();
  /** Customers that were joined into each one, straight. */
  readonly #joined = new Map<string, Set<string>>();
  #reader: Actor | null = null;
  /** Grows with every change: the last list is kept until then. */
  #version = 0;
  #last: { readonly key: string; readonly rows: readonly SourceRow[] } | null = null;

  put(rows: readonly SourceRow[]): void {
    this.#version++;
    for (const row of rows) {
      const before = this.#shelves[row.collection].rows.get(row.id);
      this.#countOpen(before, -1);
      if (before) this.#joined.get(before.mergedInto)?.delete(row.id);
      this.#shelves[row.collection].put(row);
      this.#countOpen(row, 1);
      if (row.mergedInto) {
        const ids = this.#joined.get(row.mergedInto);
        if (ids) ids.add(row.id);
        else this.#joined.set(row.mergedInto, new Set([row.id]));
      }
    }
  }

  delete(collection: DirectoryCollection, ids: readonly string[]): void {
    this.#version++;
    for (const id of ids) {
      const before = this.#shelves[collection].rows.get(id);
      this.#countOpen(before, -1);
      if (before) this.#joined.get(before.mergedInto)?.delete(id);
      this.#shelves[collection].delete(id);
    }
  }

  /** From now on answers are for this person; for nobody, only what everybody may see. */
  setReader(reader: Actor | null): void {
    this.#version++;
    this.#reader = reader;
  }

  #visible(row: SourceRow): boolean {
    if (!row.confidential && row.complaintId === '') return true;
    const { rows } = this.#shelves.complaints;
    if (!this.#reader) return !row.confidential && rows.get(row.complaintId)?.confidential === false;
    if (readsAll(this.#reader)) return true;
    return mayRead(this.#reader, row.collection, row as unknown as Content, (id) => rows.get(id));
  }

  #openOf(customerId: string): number {
    let open = this.#open.get(customerId) ?? 0;
    for (const id of this.#openSecret.get(customerId) ?? []) {
      const row = this.#shelves.complaints.rows.get(id);
      if (row && this.#visible(row)) open++;
    }
    return open;
  }

  #countOpen(row: SourceRow | undefined, by: 1 | -1): void {
    if (row?.collection !== 'complaints' || !isOpen(row.status as Status)) return;
    if (row.confidential) {
      const ids = this.#openSecret.get(row.customerId) ?? new Set();
      if (by > 0) ids.add(row.id);
      else ids.delete(row.id);
      this.#openSecret.set(row.customerId, ids);
      return;
    }
    this.#open.set(row.customerId, (this.#open.get(row.customerId) ?? 0) + by);
  }

  /** The record that stands for a customer: what hangs on a joined one is shown with it. */
  #customerOf(id: string): SourceRow | undefined {
    const { rows } = this.#shelves.customers;
    return rows.get(survivorOf(id, (step) => rows.get(step))) ?? rows.get(id);
  }

  /** @returns ids of the records that were joined into a customer, straight or over others. */
  joined(id: string): string[] {
    const found = new Set<string>();
    const look = (at: string): void => {
      for (const next of this.#joined.get(at) ?? [])
        if (next !== id && !found.has(next)) {
          found.add(next);
          look(next);
        }
    };
    look(id);
    return [...found].sort();
  }

  #nameOf(row: SourceRow): string {
    return row.name || (this.#customerOf(row.customerId)?.name ?? '');
  }

  #shown(row: SourceRow): DirectoryRow {
    const { phones: _phones, also: _also, otherNumbers: _others, nik: _nik, ...more } = row;
    const { mergedInto: _into, complaintId: _id, confidential: _secret, updatedBy: _by, ...rest } = more;
    const customer = row.collection === 'customers' ? row : this.#customerOf(row.customerId);
    const whole = row.collection === 'customers' ? [row.id, ...this.joined(row.id)] : [];
    return {
      ...rest,
      name: this.#nameOf(row),
      phone: customer?.phones[0] ? maskPhone(customer.phones[0]) : '',
      tier: row.tier || (customer?.tier ?? ''),
      openComplaints: whole.reduce((sum, id) => sum + this.#openOf(id), 0),
    };
  }

  /** Every row that answers `text`, with the reason. */
  #matches(collection: DirectoryCollection, text: string): Map<string, DirectoryHit['matched']> {
    const shelf = this.#shelves[collection];
    const found = new Map<string, DirectoryHit['matched']>();
    const digits = phoneDigits(text);
    const number = paperNumber(text);
    const isDigits = /^[+\d\s().-]+$/.test(text.trim()) && digits.length >= MIN_PHONE_DIGITS;
    for (const row of shelf.rows.values()) {
      if (
        number.length > 1 &&
        (paperNumber(row.number) === number || row.otherNumbers.some((n) => paperNumber(n) === number))
      ) {
        found.set(row.id, 'number');
      } else if (isDigits && row.phones.some((phone) => phoneDigits(phone).includes(digits))) {
        found.set(row.id, 'phone');
      } else if (isDigits && row.number.endsWith(`-${digits}`)) {
        found.set(row.id, 'number');
      } else if (number.length > 2 && /\d/.test(number) && paperNumber(row.number).startsWith(number)) {
        found.set(row.id, 'other');
      }
    }
    for (const [id, grade] of shelf.search(text)) {
      if (!found.has(id)) found.set(id, grade === 2 ? 'name' : 'other');
    }
    return found;
  }

  /** @returns the best rows: exact number, phone digits, name, other; names in their order, open ones first. */
  search(text: string, options: SearchOptions = {}): DirectoryHit[] {
    const { collections = ['customers', 'complaints'], limit = DEFAULT_LIMIT } = options;
    const hits = collections.flatMap((collection) => {
      const matches = this.#matches(collection, text);
      const led = new Set<string>();
      return [...matches].flatMap(([id, matched]) => {
        const found = this.#shelves[collection].rows.get(id);
        // what is known of a joined record leads to the one that stands for it
        const row = found?.mergedInto ? this.#customerOf(id) : found;
        if (!row || row.mergedInto || (row !== found && (matches.has(row.id) || led.has(row.id)))) return [];
        if (row !== found) led.add(row.id);
        return this.#visible(row) ? [{ row, matched, name: this.#nameOf(row) }] : [];
      });
    });
    // a complaint is found by its customer as well, after everything that was found by itself
    if (collections.includes('complaints')) {
      const own = new Set(hits.map((hit) => hit.row.id));
      const customers = this.#matches('customers', text);
      if (customers.size > 0 && customers.size <= limit) {
        for (const row of this.#shelves.complaints.rows.values()) {
          if (customers.has(row.customerId) && !own.has(row.id) && this.#visible(row)) {
            hits.push({ row, matched: 'other', name: this.#nameOf(row) });
          }
        }
      }
    }
    const rank = { number: 0, phone: 1, name: 2, other: 3 } as const;
    const key = sortKeyOf('name');
    return hits
      .map((hit) => ({ ...hit, key: key(hit.row, hit.name) }))
      .sort(
        (a, b) =>
          rank[a.matched] - rank[b.matched] ||
          compare(a.key, b.key) ||
          compare(b.row.receivedAt, a.row.receivedAt),
      )
      .slice(0, limit)
      .map(({ row, matched }) => ({ ...this.#shown(row), matched }));
  }

  #selected(collection: DirectoryCollection, view: View): SourceRow[] {
    const inView = testOf(view);
    const test = (row: SourceRow): boolean => row.mergedInto === '' && inView(row) && this.#visible(row);
    const shelf = this.#shelves[collection];
    if (!view.text?.trim()) return [...shelf.rows.values()].filter(test);
    const ids = new Set(this.#matches(collection, view.text).keys());
    const customers = collection === 'customers' ? new Map() : this.#matches('customers', view.text);
    return [...shelf.rows.values()].filter(
      (row) => (ids.has(row.id) || customers.has(row.customerId)) && test(row),
    );
  }

  #listed(query: DirectoryListQuery): readonly SourceRow[] {
    const { collection, view = {}, sort = { by: 'name' } } = query;
    const key = JSON.stringify([this.#version, collection, view, sort]);
    if (this.#last?.key !== key) {
      const keyOf = sortKeyOf(sort.by);
      const direction = sort.descending ? -1 : 1;
      const rows = this.#selected(collection, view)
        .map((row) => ({ row, key: keyOf(row, this.#nameOf(row)) }))
        .sort((a, b) => direction * compare(a.key, b.key) || compare(a.row.id, b.row.id))
        .map(({ row }) => row);
      this.#last = { key, rows };
    }
    return this.#last.rows;
  }

  list(query: DirectoryListQuery): DirectoryPage {
    const { offset = 0, limit = 100 } = query;
    const rows = this.#listed(query);
    return { total: rows.length, rows: rows.slice(offset, offset + limit).map((row) => this.#shown(row)) };
  }

  ids(query: DirectoryListQuery): string[] {
    return this.#listed(query).map((row) => row.id);
  }

  values(collection: DirectoryCollection, facet: Facet): FacetValue[] {
    const counts = new Map<string, number>();
    for (const row of this.#selected(collection, {}))
      for (const value of facetOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compare(a.value, b.value));
  }

  similar(candidate: Candidate): SimilarCustomer[] {
    const phones = new Set((candidate.phones ?? []).map(phoneDigits).filter((digits) => digits.length > 5));
    const nik = nikMark(candidate.nik ?? '');
    const name = nameKey(candidate.name ?? '');
    const why = (row: SourceRow): SimilarCustomer['because'] | '' => {
      if (row.phones.some((phone) => phones.has(phoneDigits(phone)))) return 'phone';
      if (nik !== '' && row.nik === nik) return 'nik';
      return name !== '' && nameKey(row.name) === name && row.area === (candidate.area ?? '') ? 'name' : '';
    };
    return this.#selected('customers', {}).flatMap((row) => {
      const because = row.id === candidate.id ? '' : why(row);
      return because === '' ? [] : [{ ...this.#shown(row), because }];
    });
  }

  counts(collection: DirectoryCollection, views: Readonly<Record<string, View>>): Record<string, number> {
    return Object.fromEntries(
      Object.entries(views).map(([name, view]) => [name, this.#selected(collection, view).length]),
    );
  }

  get sizes(): Readonly<Record<DirectoryCollection, number>> {
    const sizes = DIRECTORY_COLLECTIONS.map(
      (collection) => [collection, this.#shelves[collection].rows.size] as const,
    );
    return Object.fromEntries(sizes) as Record<DirectoryCollection, number>;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
