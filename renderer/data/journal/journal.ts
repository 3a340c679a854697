/** Saved means that it stands here: entry, counters and consumed draft in one durable transaction. */
import { Dexie } from 'dexie';
import { v7 as newId } from 'uuid';
import { isCollection } from '#shared/domain/collections.ts';
import { migrateContent, migrateVersion, SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';
import type { DeskDatabase } from './database.ts';
import type { Entry, EntryDoc, EntryStore } from './entry.ts';
import type { Mirror } from './mirror.ts';
import { reached } from './steps.ts';

export interface SaveRequest {
  readonly entry: Omit<Entry, 'seq' | 'applied'>;
  /** Numbers given out, by counter: from which value, to which. */
  readonly counters: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  readonly draft?: { readonly userId: string; readonly id: string };
}

/** Another writer has used numbers meanwhile: form them anew and save again. */
export class CounterMoved extends Error {}

/** Setting that names this journal; the mirror's copies belong to one journal. */
const JOURNAL_ID = 'journal-id';

export class Journal implements EntryStore {
  readonly #db: DeskDatabase;
  readonly #mirror: Mirror | undefined;
  readonly #schemas: Schemas;
  /** One after the other: an entry that is dropped must not be written after that. */
  #mirroring: Promise<void> = Promise.resolve();

  constructor(db: DeskDatabase, mirror?: Mirror, schemas: Schemas = SCHEMAS) {
    this.#db = db;
    this.#mirror = mirror;
    this.#schemas = schemas;
  }

  /**
   * Brings what is here to the newest schema, and takes back from the mirror what a lost database held. To be called
   * once, before anything is applied.
   * @returns how many entries were taken back
   */
  async prepare(): Promise<number> {
    const restored = await this.#restore().catch(() => 0);
    const outdated = (await this.all()).filter((entry) => entry.docs.some((doc) => this.#isOld(doc)));
    const next = outdated.map((entry) => ({ ...entry, docs: entry.docs.map((doc) => this.#migrated(doc)) }));
    if (next.length > 0) await this.#db.entries.bulkPut(next);
    return restored;
  }

  #isOld({ collection, version = 0 }: EntryDoc): boolean {
    return isCollection(collection) && version < this.#schemas[collection].version;
  }

  #migrated(doc: EntryDoc): EntryDoc {
    const { collection, version = 0 } = doc;
    if (!isCollection(collection) || !this.#isOld(doc)) return doc;
    const schema = this.#schemas[collection];
    const after = migrateContent(schema, doc.after, version);
    const base = doc.base && migrateVersion(schema, doc.base, version);
    return { ...doc, after, base, version: schema.version };
  }

  /** Copies that belong to another journal are of a database that is gone. */
  async #restore(): Promise<number> {
    const mirror = this.#mirror;
    if (!mirror) return 0;
    const known = await this.#db.setting<string>(JOURNAL_ID);
    if (known !== undefined && known === (await mirror.owner())) return 0;
    const lost: Entry[] = [];
    for (const entry of await mirror.all()) if (!(await this.has(entry.id))) lost.push(entry);
    const own = known ?? newId();
    await this.#db.transaction('rw', this.#db.entries, this.#db.settings, async () => {
      for (const { seq: _seq, ...entry } of lost) await this.#db.entries.add({ ...entry, applied: 0 });
      await this.#db.set(JOURNAL_ID, own);
    });
    for (const entry of await this.all()) await mirror.keep(entry);
    await mirror.own(own);
    return lost.length;
  }

  /** A copy that fails costs safety, never the saving itself. */
  #mirrored(work: (mirror: Mirror) => Promise<void>): Promise<void> {
    const mirror = this.#mirror;
    if (!mirror) return Promise.resolve();
    this.#mirroring = this.#mirroring.then(() => work(mirror)).catch(() => undefined);
    return this.#mirroring;
  }

  /** @returns the last number that `key` has given out; 0 when none. */
  async lastNumber(key: string): Promise<number> {
    return (await this.#db.counters.get(key))?.last ?? 0;
  }

  /**
   * All or nothing. Throws `CounterMoved`, or what IndexedDB throws; whether the entry stands is then to be asked by
   * `has`.
   */
  async save({ entry, counters, draft }: SaveRequest): Promise<Entry> {
    const db = this.#db;
    await reached('before saving');
    const saved = await db.transaction('rw', db.entries, db.counters, db.drafts, async () => {
      for (const [key, { from, to }] of counters) {
        const last = (await db.counters.get(key))?.last ?? 0;
        if (last !== from) throw new CounterMoved(key);
        await db.counters.put({ key, last: to });
        await Dexie.waitFor(reached(`counter ${key}`));
      }
      const docs = entry.docs.map((doc) => this.#current(doc));
      const row = { ...entry, docs, applied: 0 as const };
      const seq = await db.entries.add(row);
      await Dexie.waitFor(reached('entry'));
      if (draft) {
        await db.drafts.delete([draft.userId, draft.id]);
        await Dexie.waitFor(reached('draft'));
      }
      return { ...row, seq };
    });
    void this.#mirrored((mirror) => mirror.keep(saved));
    await reached('saved');
    return saved;
  }

  #current(doc: EntryDoc): EntryDoc {
    const version = isCollection(doc.collection) ? this.#schemas[doc.collection].version : 0;
    return version > 0 ? { ...doc, version } : doc;
  }

  /** @returns whether an entry of this id has been saved. */
  async has(id: string): Promise<boolean> {
    return (await this.#db.entries.where('id').equals(id).count()) > 0;
  }

  all(): Promise<readonly Entry[]> {
    return this.#db.entries.orderBy('seq').toArray();
  }

  async markApplied(entry: Entry): Promise<void> {
    await this.#db.entries.put(entry);
  }

  /** The copies go first: a copy without its entry would bring old work back, an entry without its copy does not. */
  async remove(seqs: readonly number[]): Promise<void> {
    if (this.#mirror) {
      const entries = await this.#db.entries.bulkGet([...seqs]);
      await this.#mirrored((mirror) => mirror.drop(entries.flatMap((entry) => entry?.id ?? [])));
    }
    await this.#db.entries.bulkDelete([...seqs]);
  }
}
