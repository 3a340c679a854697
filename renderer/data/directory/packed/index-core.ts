/** The directory without a Worker: documents in, answers out. Pure; the Worker only carries it. */
import { isOpen, STATUSES } from '#shared/domain/complaint.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type {
  DirectoryCollection,
  DirectoryHit,
  DirectoryListQuery,
  DirectoryPage,
  DirectoryRow,
  DirectorySort,
  View,
} from '../../desk-types.ts';
import { entryOf, withCustomer, type Entry } from './entry.ts';
import { byName, type SortBy } from './order.ts';
import { rowOf } from './row.ts';
import { DELTA_FLOOR, RANK, RANK_SHIFT, Shelf, type Scores } from './shelf.ts';
import { mayHaveTypo, parseQuery } from './text.ts';

/** In the order in which they are read first: what belongs to customers after the customers. */
export const DIRECTORY_COLLECTIONS = [
  'customers',
  'complaints',
  'tasks',
  'campaigns',
] as const satisfies readonly DirectoryCollection[];

const SEARCH_LIMIT = 20;
const LIST_LIMIT = 100;
const CLOSENESS = (1 << RANK_SHIFT) - 1;

const MATCHED: Readonly<Record<number, DirectoryHit['matched']>> = {
  [RANK.number]: 'number',
  [RANK.phone]: 'phone',
  [RANK.name]: 'name',
  [RANK.other]: 'other',
};

/** How a list is sorted when nobody said how. */
const USUAL: Readonly<Record<DirectoryCollection, { by: SortBy; descending: boolean }>> = {
  customers: { by: 'name', descending: false },
  complaints: { by: 'receivedAt', descending: true },
  tasks: { by: 'dueAt', descending: false },
  campaigns: { by: 'receivedAt', descending: true },
};

interface Found {
  readonly entry: Entry;
  readonly slot: number;
  readonly score: number;
}

const better = (a: Found, b: Found): number => b.score - a.score || byName(a.entry, b.entry);

export class DirectoryCore {
  readonly #deltaFloor: number;
  #shelves: Record<DirectoryCollection, Shelf>;
  /** Of each customer, known or not: the complaints and tasks that refer to it. */
  readonly #dependents = new Map<string, Map<string, 'complaints' | 'tasks'>>();

  /** @param deltaFloor changes that a collection's packed base stands before it is made anew */
  constructor(deltaFloor: number = DELTA_FLOOR) {
    this.#deltaFloor = deltaFloor;
    this.#shelves = emptyShelves(deltaFloor);
  }

  /** Takes documents in their newest form; deleted ones leave. */
  apply(collection: DirectoryCollection, docs: readonly StoredDoc[]): void {
    for (const doc of docs) {
      if (doc._deleted) this.#drop(collection, doc.id);
      else this.#put(collection, entryOf(collection, doc));
    }
  }

  /** Forgets documents, as when they left this branch. Unknown ids do no harm. */
  remove(collection: DirectoryCollection, ids: readonly string[]): void {
    for (const id of ids) this.#drop(collection, id);
  }

  /** Forgets everything. */
  clear(): void {
    this.#shelves = emptyShelves(this.#deltaFloor);
    this.#dependents.clear();
  }

  /** While everything is being read (`true`) the packed base is made anew less often. */
  loading(collection: DirectoryCollection, value: boolean): void {
    this.#shelves[collection].loading = value;
  }

  /**
   * Does a part of the background work.
   * @param entries about how many entries to pack before other work gets its turn
   * @returns whether more is to be done
   */
  tidy(entries: number): boolean {
    const shelves = Object.values(this.#shelves);
    shelves.find((shelf) => shelf.wantsRebuild)?.rebuild(entries);
    return shelves.some((shelf) => shelf.wantsRebuild);
  }

  search(
    text: string,
    options: { readonly collections?: readonly DirectoryCollection[]; readonly limit?: number } = {},
  ): DirectoryHit[] {
    const limit = options.limit ?? SEARCH_LIMIT;
    const collections = [...new Set(options.collections ?? DIRECTORY_COLLECTIONS)];
    const all = this.#find(text, collections).flatMap((scores, at) => {
      const collection = collections[at];
      return collection ? best(this.#shelves[collection], scores, limit) : [];
    });
    return all
      .sort(better)
      .slice(0, limit)
      .map(({ entry, score }) => ({ ...this.#row(entry), matched: MATCHED[score >> RANK_SHIFT] ?? 'other' }));
  }

  list(query: DirectoryListQuery): DirectoryPage {
    const { collection, view = {}, offset = 0, limit = LIST_LIMIT } = query;
    const shelf = this.#shelves[collection];
    const scores = hasText(view) ? this.#find(view.text, [collection])[0] : undefined;
    const test = shelf.test(view);
    const slots = this.#sorted(collection, query.sort, scores).filter(
      (slot) => (!scores || scores[slot] !== 0) && test(slot),
    );
    const rows = slots.slice(offset, offset + limit).flatMap((slot) => {
      const entry = shelf.at(slot);
      return entry ? [this.#row(entry)] : [];
    });
    return { total: slots.length, rows };
  }

  /** @returns how many entries each view holds, in one pass. */
  counts(collection: DirectoryCollection, views: Readonly<Record<string, View>>): Record<string, number> {
    const shelf = this.#shelves[collection];
    const found = new Map<string, Uint16Array | undefined>();
    const counted = Object.entries(views).map(([name, view]) => {
      if (hasText(view) && !found.has(view.text))
        found.set(view.text, this.#find(view.text, [collection])[0]);
      return { name, test: shelf.test(view), scores: found.get(view.text ?? ''), total: 0 };
    });
    shelf.each((slot) => {
      for (const view of counted) {
        if ((!view.scores || view.scores[slot] !== 0) && view.test(slot)) view.total += 1;
      }
    });
    return Object.fromEntries(counted.map(({ name, total }) => [name, total]));
  }

  #put(collection: DirectoryCollection, entry: Entry): void {
    const shelf = this.#shelves[collection];
    if (collection === 'customers') {
      shelf.set(entry);
      this.#relabel(entry.id);
    } else if (collection === 'campaigns') {
      shelf.set(entry);
    } else {
      this.#unlink(collection, entry.id);
      if (entry.customerId !== '') {
        const dependents = this.#dependents.get(entry.customerId) ?? new Map<string, typeof collection>();
        this.#dependents.set(entry.customerId, dependents.set(entry.id, collection));
      }
      shelf.set(withCustomer(entry, this.#shelves.customers.get(entry.customerId)));
    }
  }

  #drop(collection: DirectoryCollection, id: string): void {
    if (collection === 'complaints' || collection === 'tasks') this.#unlink(collection, id);
    this.#shelves[collection].remove(id);
    if (collection === 'customers') this.#relabel(id);
  }

  #unlink(collection: 'complaints' | 'tasks', id: string): void {
    const customerId = this.#shelves[collection].get(id)?.customerId ?? '';
    const dependents = this.#dependents.get(customerId);
    dependents?.delete(id);
    if (dependents?.size === 0) this.#dependents.delete(customerId);
  }

  /** Brings the labels of what belongs to a customer up to date. */
  #relabel(customerId: string): void {
    const customer = this.#shelves.customers.get(customerId);
    for (const [id, collection] of this.#dependents.get(customerId) ?? []) {
      const entry = this.#shelves[collection].get(id);
      const labelled = entry && withCustomer(entry, customer);
      if (labelled && labelled !== entry) this.#shelves[collection].set(labelled);
    }
  }

  #row(entry: Entry): DirectoryRow {
    let open = 0;
    if (entry.collection === 'customers') {
      for (const [id, collection] of this.#dependents.get(entry.id) ?? []) {
        const status = collection === 'complaints' ? this.#shelves.complaints.get(id)?.status : undefined;
        const known = STATUSES.find((one) => one === status);
        if (known && isOpen(known)) open += 1;
      }
    }
    return rowOf(entry, open);
  }

  /**
   * A word is looked for with a typo only when none of the collections has it without.
   * @returns the scores of each collection, by slot
   */
  #find(text: string, collections: readonly DirectoryCollection[]): Uint16Array[] {
    const query = parseQuery(text);
    const shelves = collections.map((collection) => this.#shelves[collection]);
    const terms = query.terms.map((term) => {
      const plain = shelves.map((shelf) => shelf.find(term));
      if (plain.some(({ any }) => any) || !mayHaveTypo(term.word)) return plain;
      return shelves.map((shelf) => shelf.findTypo(term.word));
    });
    return shelves.map((shelf, at) => {
      const each = terms.flatMap((ofTerm) => ofTerm[at] ?? []);
      return together(each, shelf.findNumber(query));
    });
  }

  #sorted(
    collection: DirectoryCollection,
    sort: { readonly by: DirectorySort; readonly descending?: boolean } | undefined,
    scores: Uint16Array | undefined,
  ): readonly number[] {
    const shelf = this.#shelves[collection];
    if (scores && (sort === undefined || sort.by === 'relevance')) {
      return best(shelf, scores, Infinity).map(({ slot }) => slot);
    }
    if (sort === undefined || sort.by === 'relevance') {
      return shelf.ordered(USUAL[collection].by, USUAL[collection].descending);
    }
    return shelf.ordered(sort.by, sort.descending ?? false);
  }
}

const emptyShelves = (deltaFloor: number): Record<DirectoryCollection, Shelf> => ({
  customers: new Shelf(deltaFloor),
  complaints: new Shelf(deltaFloor),
  tasks: new Shelf(deltaFloor),
  campaigns: new Shelf(deltaFloor),
});

/** A text without a letter or a digit is no condition. */
const hasText = (view: View): view is View & { readonly text: string } =>
  view.text !== undefined && parseQuery(view.text).terms.length > 0;

/** All words must be found; the weakest decides the rank. A number that the whole text is counts by itself. */
function together(terms: readonly Scores[], number: Scores): Uint16Array {
  const result = number.slots;
  const [first, ...others] = terms;
  if (!first) return result;
  for (let slot = 0; slot < result.length; slot += 1) {
    let one = first.slots[slot] ?? 0;
    for (const { slots } of others) {
      const other = slots[slot] ?? 0;
      if (one === 0 || other === 0) {
        one = 0;
        break;
      }
      const rank = Math.min(one >> RANK_SHIFT, other >> RANK_SHIFT);
      const closeness = Math.min(CLOSENESS, (one & CLOSENESS) + (other & CLOSENESS));
      one = (rank << RANK_SHIFT) | closeness;
    }
    result[slot] = Math.max(result[slot] ?? 0, one);
  }
  return result;
}

/** @returns the best `limit` entries, best first; only those that can be among them are sorted. */
function best(shelf: Shelf, scores: Uint16Array, limit: number): Found[] {
  const histogram = new Uint32Array((RANK.number + 1) << RANK_SHIFT);
  for (const score of scores) histogram[score] = (histogram[score] ?? 0) + 1;
  let least = histogram.length;
  for (let count = 0; least > 1 && count < limit;) {
    least -= 1;
    count += histogram[least] ?? 0;
  }
  const found: Found[] = [];
  scores.forEach((score, slot) => {
    const entry = score >= least ? shelf.at(slot) : undefined;
    if (entry) found.push({ entry, slot, score });
  });
  return found.sort(better).slice(0, limit);
}
