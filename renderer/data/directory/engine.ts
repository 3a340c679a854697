/** The core with its background work: what stands behind the Worker's door. */
import type { DirectoryCollection } from '../desk-types.ts';
import { DirectoryCore } from './core.ts';
import { Shelf } from './packed/shelf.ts';
import { DIRECTORY_COLLECTIONS, type SourceRow } from './rows.ts';
import { Snapshots } from './snapshots.ts';

/** Background work between two questions. */
const SLICE_MS = 8;
/** So many changes are worth writing the whole collection to the disk again. */
const WORTH_SAVING = 3000;
/** Behind what is kept: a change may be on its way while another, later one is here. */
const MARGIN_MS = 60_000;

/** Reading a collection, for the first time or again. */
interface Filling {
  readonly into: Shelf;
  /** What changed meanwhile: a page read before must not be put over it. */
  readonly changed: Set<string>;
}

interface Keeping {
  /** Changes since what is kept. */
  changes: number;
  /** It is being made one: since when, by the clock. */
  mark: number | undefined;
}

export interface EngineOptions {
  /** Runs `work` after whatever else is waiting. */
  readonly later: (work: () => void) => void;
  /** Milliseconds that never go back. */
  readonly elapsed: () => number;
  /** Milliseconds of the PC's clock. */
  readonly now: () => number;
  /** When this start began, by the PC's clock: nothing had been written before. */
  readonly startedAt: number;
  readonly snapshotsOf: (name: string) => Pick<Snapshots, 'read' | 'write'>;
}

/** What a collection began with. `since`: changes from then on have to be read; undefined: everything has. */
export type Opened = Readonly<
  Record<DirectoryCollection, { readonly since?: number; readonly old: boolean }>
>;

export class DirectoryEngine extends DirectoryCore {
  readonly #options: EngineOptions;
  /** Collections that answer for the whole branch. */
  readonly #whole = new Set<DirectoryCollection>();
  readonly #filling = new Map<DirectoryCollection, Filling>();
  readonly #keeping = new Map<DirectoryCollection, Keeping>();
  #snapshots: Pick<Snapshots, 'read' | 'write'> | undefined;
  #schemas: Readonly<Record<string, number>> = {};
  #working = false;

  constructor(options: EngineOptions) {
    super();
    this.#options = options;
  }

  /**
   * Begins with what was kept of a branch.
   * @param name of its database of collections
   * @param schemas version of each collection's schema
   * @param lost collections that are empty now: what was kept of them counts for nothing
   */
  async open(
    name: string,
    schemas: Readonly<Record<DirectoryCollection, number>>,
    lost: readonly string[],
  ): Promise<Opened> {
    this.#snapshots = this.#options.snapshotsOf(name);
    this.#schemas = schemas;
    const opened: Partial<Record<DirectoryCollection, Opened[DirectoryCollection]>> = {};
    for (const collection of DIRECTORY_COLLECTIONS) {
      const kept = lost.includes(collection)
        ? undefined
        : await this.#snapshots.read(collection, schemas[collection], this.#options.startedAt);
      if (kept) {
        this.shelves[collection] = new Shelf(kept.segment);
        this.#whole.add(collection);
      }
      opened[collection] = kept ? { since: kept.mark, old: kept.old } : { old: false };
      this.#keeping.set(collection, { changes: 0, mark: undefined });
    }
    return opened as Opened;
  }

  /**
   * From now on a collection is read.
   * @param anew everything of it; what is here answers meanwhile if it is whole
   */
  begin(collection: DirectoryCollection, anew: boolean): void {
    const here = this.shelves[collection];
    const into = anew && this.#whole.has(collection) ? new Shelf() : here;
    if (anew) into.filling = true;
    this.#filling.set(collection, { into, changed: new Set() });
  }

  /** Takes a page of what is read. `gone`: ids that are no more. */
  fill(collection: DirectoryCollection, rows: readonly SourceRow[], gone: readonly string[]): void {
    const filling = this.#filling.get(collection);
    if (!filling) return;
    for (const row of rows) if (!filling.changed.has(row.id)) filling.into.put(row);
    for (const id of gone) if (!filling.changed.has(id)) filling.into.delete(id);
    this.#count(collection, rows.length + gone.length);
    this.#work();
  }

  /** A collection has been read to its end. */
  end(collection: DirectoryCollection): void {
    const filling = this.#filling.get(collection);
    if (!filling) return;
    filling.into.filling = false;
    this.#filling.delete(collection);
    this.shelves[collection] = filling.into;
    this.#whole.add(collection);
    this.#work();
  }

  override put(rows: readonly SourceRow[]): void {
    super.put(rows);
    for (const row of rows) {
      const filling = this.#filling.get(row.collection);
      filling?.changed.add(row.id);
      if (filling && filling.into !== this.shelves[row.collection]) filling.into.put(row);
      this.#count(row.collection, 1);
    }
    this.#work();
  }

  override delete(collection: DirectoryCollection, ids: readonly string[]): void {
    super.delete(collection, ids);
    const filling = this.#filling.get(collection);
    for (const id of ids) {
      filling?.changed.add(id);
      if (filling && filling.into !== this.shelves[collection]) filling.into.delete(id);
    }
    this.#count(collection, ids.length);
    this.#work();
  }

  #count(collection: DirectoryCollection, changes: number): void {
    const keeping = this.#keeping.get(collection);
    if (keeping) keeping.changes += changes;
  }

  #work(): void {
    if (this.#working) return;
    this.#working = true;
    this.#options.later(() => {
      this.#working = false;
      if (this.#slice()) this.#work();
    });
  }

  /** @returns whether something is left to do. */
  #slice(): boolean {
    const until = this.#options.elapsed() + SLICE_MS;
    const more = (): boolean => this.#options.elapsed() < until;
    const filled = [...this.#filling.values()].map(({ into }) => into);
    for (const shelf of new Set([...Object.values(this.shelves), ...filled])) {
      if (shelf.tidy(more)) return true;
    }
    return DIRECTORY_COLLECTIONS.some((collection) => this.#keep(collection, more));
  }

  /** Keeps a collection that has changed enough, a little at a time. @returns whether there is more to do. */
  #keep(collection: DirectoryCollection, more: () => boolean): boolean {
    const keeping = this.#keeping.get(collection);
    if (!keeping || this.#filling.has(collection)) return false;
    if (keeping.mark === undefined) {
      if (keeping.changes < WORTH_SAVING && keeping.changes < this.shelves[collection].slots / 2)
        return false;
      if (keeping.changes === 0) return false;
      keeping.mark = this.#options.now() - MARGIN_MS;
      keeping.changes = 0;
    }
    const shelf = this.shelves[collection];
    if (shelf.unite(more)) return true;
    const segment = shelf.largest;
    if (segment)
      void this.#snapshots?.write(collection, this.#schemas[collection] ?? 0, {
        segment,
        mark: keeping.mark,
      });
    keeping.mark = undefined;
    return true;
  }
}
