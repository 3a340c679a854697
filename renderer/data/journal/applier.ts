/**
 * Brings saved entries into the collections: one after the other, in the order in which they were saved.
 * An entry that fails stays at the head of the queue and is tried again by the next `settled()`.
 */
import type { NotTaken, StoredDoc } from '#shared/sync/document.ts';
import type { ReplicaContext } from '#shared/sync/replica.ts';
import type { Store } from '#shared/sync/store.ts';
import { unlessFull } from '../storage-errors.ts';
import { applyDoc, reapplyDoc } from './apply.ts';
import { unconfirmed, type Applied, type Entry, type EntryDoc, type EntryStore } from './entry.ts';

/** An entry of more documents than this is a block of an import; so many of them are written at once. */
const MANY = 50;
const NOTHING: ReadonlyMap<string, StoredDoc> = new Map();
/** Documents asked for at once. */
const ASKED = 500;

export interface ApplierOptions {
  readonly entries: EntryStore;
  /** The collection's store; undefined for a collection that this version does not know. */
  readonly storeOf: (collection: string) => Store | undefined;
  readonly contextOf: (collection: string) => ReplicaContext;
  /** Between every two writes (crash tests). */
  readonly onStep?: (step: string) => Promise<void> | void;
  readonly onMerged?: (collection: string, doc: StoredDoc, history: readonly NotTaken[]) => void;
  /** The entries that wait, or what they hold, changed. */
  readonly onChange?: () => void;
}

export class Applier {
  readonly #options: ApplierOptions;
  #queue: Entry[] = [];
  #applied: Applied[] = [];
  #working: Promise<void> | null = null;
  #doubtful = false;
  #looking: Promise<void> | null = null;
  #stuck = false;
  /** Every entry ever queued here, so that none is queued twice. */
  readonly #known = new Set<number>();

  constructor(options: ApplierOptions) {
    this.#options = options;
  }

  /**
   * At start-up: queues what was saved and not applied, and applies again what a collection has lost. Rejects when the
   * store refuses; for lack of room only when something is lost: what waits is read from the queue meanwhile.
   */
  async replay(): Promise<void> {
    const entries = await this.#options.entries.all();
    for (const entry of entries) if (entry.applied === 0 && !this.#known.has(entry.seq)) this.#take(entry);
    const applied = await this.#markLost(entries.filter((entry) => entry.applied === 1));
    this.#applied = applied.map(unconfirmed);
    for (const entry of applied) await this.#restoreLost(entry);
    await unlessFull(this.settled());
  }

  /** Takes an entry that has just been saved. It is applied without anyone waiting for it. */
  enqueue(entry: Entry): void {
    if (!this.#known.has(entry.seq)) this.#take(entry);
    this.#options.onChange?.();
    // A failure is kept: whoever needs the entry applied calls `settled`, which tries again.
    this.settled().catch(() => undefined);
  }

  /** A save failed in a way that leaves open whether the entry stands: the next `queued` or `settled` looks. */
  doubt(): void {
    this.#doubtful = true;
  }

  /**
   * @returns when every saved entry is in the queue: what reads by `waiting` afterwards misses none, and what is saved
   *   afterwards stands behind them. Rejects when the journal cannot be read.
   */
  async queued(): Promise<void> {
    while (this.#doubtful || this.#looking)
      await (this.#looking ??= this.#look().finally(() => {
        this.#looking = null;
      }));
  }

  async #look(): Promise<void> {
    // Lowered before reading: a save that fails meanwhile may stand behind what was read.
    this.#doubtful = false;
    const entries = await this.#options.entries.all().catch((thrown: unknown) => {
      this.#doubtful = true;
      throw thrown;
    });
    for (const entry of entries) if (entry.applied === 0 && !this.#known.has(entry.seq)) this.#take(entry);
  }

  #take(entry: Entry): void {
    this.#known.add(entry.seq);
    this.#queue.push(entry);
  }

  /** The store refused the last time: what is saved beyond the entry that waits would not be seen in any list. */
  get stuck(): boolean {
    return this.#stuck;
  }

  /** @returns when every entry saved so far is applied and flagged; rejects when the store refuses. */
  async settled(): Promise<void> {
    await this.queued();
    while (this.#queue.length > 0) {
      this.#working ??= this.#work().then(
        () => {
          this.#working = null;
          this.#stuck = false;
        },
        (thrown: unknown) => {
          this.#working = null;
          this.#stuck = true;
          throw thrown;
        },
      );
      await this.#working;
    }
  }

  async #work(): Promise<void> {
    for (let entry = this.#queue[0]; entry; entry = this.#queue[0]) {
      const docs =
        entry.docs.length > MANY ? await this.#applyMany(entry.docs) : await this.#applyEach(entry.docs);
      const applied: Entry = { ...entry, docs, applied: 1 };
      await this.#options.entries.markApplied(applied);
      this.#queue.shift();
      this.#applied.push(unconfirmed(applied));
      this.#options.onChange?.();
      await this.#options.onStep?.('flagged');
    }
  }

  async #applyEach(docs: readonly EntryDoc[]): Promise<EntryDoc[]> {
    const applied: EntryDoc[] = [];
    for (const doc of docs) {
      applied.push({ ...doc, appliedAs: await this.#apply(doc) });
      await this.#options.onStep?.(`applied ${doc.collection}`);
    }
    return applied;
  }

  /** A block of an import: what does not meet another writer is read and written some at a time. */
  async #applyMany(docs: readonly EntryDoc[]): Promise<EntryDoc[]> {
    const applied = new Map<EntryDoc, string>();
    for (const [collection, of] of groupedBy(docs, ({ collection }) => collection)) {
      const store = this.#options.storeOf(collection);
      if (!store) continue;
      for (let at = 0; at < of.length; at += MANY) {
        const some = of.slice(at, at + MANY);
        const there = await store.get(some.map(({ id }) => id));
        const plain = some.flatMap((doc) => {
          const prev = there.get(doc.id);
          const { next, appliedAs, history } = applyDoc(prev, doc, this.#options.contextOf(collection));
          // who is read twice in a block sees what the first one wrote: one after the other
          const twice = some.some((other) => other !== doc && other.id === doc.id);
          return next && history.length === 0 && !twice
            ? [{ doc, appliedAs, row: prev ? { prev, next } : { next } }]
            : [];
        });
        const written = plain.length > 0 ? await store.cas(plain.map(({ row }) => row)) : NOTHING;
        for (const { doc, appliedAs } of plain) if (written.has(doc.id)) applied.set(doc, appliedAs);
        for (const doc of some) if (!applied.has(doc)) applied.set(doc, await this.#apply(doc));
        await this.#options.onStep?.(`applied ${collection}`);
      }
    }
    return docs.map((doc) => ({ ...doc, appliedAs: applied.get(doc) ?? doc.rev }));
  }

  /** @param again the collection has lost it since it was applied */
  async #apply(entry: EntryDoc, again = false): Promise<string> {
    const store = this.#options.storeOf(entry.collection);
    if (!store) return entry.rev;
    for (;;) {
      const prev = (await store.get([entry.id])).get(entry.id);
      const context = this.#options.contextOf(entry.collection);
      const rev = again ? context.newRev() : undefined;
      const { next, appliedAs, history } = applyDoc(prev, entry, context, rev);
      if (!next) {
        // head office's values stand, and the others are on record like those of any merge
        if (prev && history.length > 0) this.#options.onMerged?.(entry.collection, prev, history);
        return appliedAs;
      }
      const written = (await store.cas([prev ? { prev, next } : { next }])).get(entry.id);
      if (!written) continue;
      if (history.length > 0) this.#options.onMerged?.(entry.collection, written, history);
      return appliedAs;
    }
  }

  /**
   * Every write of a lost document is marked before the first one is restored: a start that is killed in between would
   * find the document there, and take its later writes for present.
   */
  async #markLost(entries: readonly Entry[]): Promise<Entry[]> {
    const lost = new Set<string>();
    for (const [collection, ids] of idsOf(entries)) {
      const store = this.#options.storeOf(collection);
      if (!store) continue;
      for (const some of chunks([...ids])) {
        const there = await store.get(some);
        for (const id of some) if (!there.has(id)) lost.add(keyOf({ collection, id }));
      }
    }
    const marked: Entry[] = [];
    for (const entry of entries) {
      const news = entry.docs.some((doc) => !doc.lost && lost.has(keyOf(doc)));
      const docs = entry.docs.map((doc) => (lost.has(keyOf(doc)) ? { ...doc, lost: true as const } : doc));
      const next = news ? { ...entry, docs } : entry;
      if (news) await this.#options.entries.markApplied(next);
      marked.push(next);
    }
    return marked;
  }

  /** Only the writes that were lost: a document that is there may have gone on since. */
  async #restoreLost(entry: Entry): Promise<void> {
    if (!entry.docs.some((doc) => doc.lost)) return;
    const docs: EntryDoc[] = [];
    for (const doc of entry.docs) {
      docs.push(doc.lost ? await this.#restored(doc) : doc);
      if (doc.lost) await this.#options.onStep?.(`restored ${doc.collection}`);
    }
    await this.#options.entries.markApplied({ ...entry, docs });
    await this.#options.onStep?.('restored');
  }

  async #restored({ lost: _lost, ...doc }: EntryDoc): Promise<EntryDoc> {
    const store = this.#options.storeOf(doc.collection);
    if (store && !(await store.get([doc.id])).has(doc.id)) {
      const next = reapplyDoc(doc, this.#options.contextOf(doc.collection));
      if ((await store.cas([{ next }])).has(doc.id)) return { ...doc, appliedAs: next.rev };
    }
    return { ...doc, appliedAs: await this.#apply(doc, true) };
  }

  /** Forgets the entries of which head office has every document. @returns how many are left. */
  async confirm(): Promise<number> {
    // what is applied while this one reads has not been asked about
    const asked = [...this.#applied];
    const waiting = new Set<string>();
    for (const [collection, ids] of idsOf(asked)) {
      for (const some of chunks([...ids])) {
        const docs = await this.#options.storeOf(collection)?.get(some);
        for (const id of some) if (docs?.get(id)?.unsent !== 0) waiting.add(keyOf({ collection, id }));
      }
    }
    const done = asked.filter((entry) => !entry.docs.some((doc) => waiting.has(keyOf(doc))));
    if (done.length > 0) {
      await this.#options.entries.remove(done.map((entry) => entry.seq));
      const gone = new Set(done);
      this.#applied = this.#applied.filter((entry) => !gone.has(entry));
    }
    return this.#applied.length + this.#queue.length;
  }

  /** @returns how many documents of saved entries are not in their collections yet. */
  get waitingCount(): number {
    return this.#queue.reduce((sum, { docs }) => sum + docs.length, 0);
  }

  /** @returns the newest saved write of a document that its collection may not show yet. */
  waiting(collection: string, id: string): EntryDoc | undefined {
    for (let at = this.#queue.length - 1; at >= 0; at--) {
      const doc = this.#queue[at]?.docs.find((d) => d.collection === collection && d.id === id);
      if (doc) return doc;
    }
    return undefined;
  }
}

/** @returns the ids in parts that are read within a frame. */
const chunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / ASKED) }, (_, at) => ids.slice(at * ASKED, (at + 1) * ASKED));

function groupedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const keyOf = ({ collection, id }: Pick<EntryDoc, 'collection' | 'id'>): string => `${collection}/${id}`;

/** @returns the documents that the entries write, by collection. */
function idsOf(entries: readonly Applied[]): Map<string, Set<string>> {
  const byCollection = new Map<string, Set<string>>();
  for (const { docs } of entries)
    for (const { collection, id } of docs)
      byCollection.set(collection, (byCollection.get(collection) ?? new Set<string>()).add(id));
  return byCollection;
}
