/**
 * What a merge did not take goes into the timeline. Its note is on this disk before the merged document is, so that
 * not even a crash between the two loses it; an entry of the timeline is made of it as soon as somebody is signed in.
 * Both are made again without harm: note and entry carry an id that is derived from the merge.
 */
import { isCollection } from '#shared/domain/collections.ts';
import { isJoinedRow } from '#shared/domain/import-mark.ts';
import { aboutOf } from '#shared/domain/commands/merges.ts';
import type { MergedField } from '#shared/domain/merge-note.ts';
import type { Result } from '#shared/errors/errors.ts';
import type { Merge, NotTaken, StoredDoc } from '#shared/sync/document.ts';
import type { Store } from '#shared/sync/store.ts';
import type { MergeNote } from './desk-types.ts';
import type { DeskDatabase, Note } from './journal/database.ts';

/** Most entries of one command. */
const MAX_ENTRIES = 100;
/** The entry cannot be made now, but later. */
const LATER = new Set(['signed_out', 'not_ready', 'storage_full', 'not_saved']);

interface Kept {
  readonly entry: NotTaken;
  readonly about: ReturnType<typeof aboutOf>;
}

type Run = (name: string, args: unknown) => Promise<Result<unknown>>;

export interface MergeHistoryOptions {
  readonly db: Pick<DeskDatabase, 'notes'>;
  /** ISO UTC. */
  readonly now: () => string;
  /** Runs a command as the signed-in person. */
  readonly run: Run;
  /** Says on screen what was merged. */
  readonly tell: (note: MergeNote) => void;
}

/** @returns the note as the timeline keeps it. */
export function mergedField({
  id,
  field,
  side,
  value,
  taken,
  base,
  uncertain,
  ...who
}: NotTaken): MergedField {
  const { by, at, takenBy, takenAt } = who;
  return {
    id,
    field: field.slice(0, 200),
    side,
    notTaken: value,
    taken,
    base,
    uncertain,
    ...(by ? { by } : {}),
    ...(at ? { byAt: at } : {}),
    ...(takenBy ? { takenBy } : {}),
    ...(takenAt ? { takenAt } : {}),
  };
}

export class MergeHistory {
  readonly #options: MergeHistoryOptions;
  #writing: Promise<unknown> | null = null;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: MergeHistoryOptions) {
    this.#options = options;
  }

  /** @returns the same merge, whose losses `guard` puts on the disk before its result. */
  watch(collection: string, merge: Merge): Merge {
    // entries of the timeline are not merged but kept as head office has them
    if (collection === 'activities') return merge;
    return (base, local, master) => {
      const all = merge(base, local, master);
      // that two desks took the same row of a book in is listed with the import
      const history = all.history.filter((loss) => !isJoinedRow(base, local, master, loss));
      const merged = { ...all, history };
      if (merged.history.length > 0) this.#intend(collection, merged.content, merged.history);
      return merged;
    };
  }

  /** @returns a store that writes nothing before the notes are written; when they cannot be, neither is the merge. */
  guard<S extends Store>(store: S): S {
    return {
      ...store,
      cas: async (rows) => {
        await this.#writing;
        return store.cas(rows);
      },
    };
  }

  #noteOf(collection: string, content: StoredDoc | Parameters<typeof aboutOf>[1], entry: NotTaken): Note {
    const value: Kept = { entry, about: aboutOf(collection, content) };
    return {
      at: this.#options.now(),
      kind: 'merged',
      collection,
      documentId: entry.documentId,
      by: entry.by?.id ?? '',
      reason: entry.field,
      value,
      landed: 0,
    };
  }

  #intend(collection: string, content: Parameters<typeof aboutOf>[1], history: readonly NotTaken[]): void {
    const notes = history.map((entry) => this.#noteOf(collection, content, entry));
    const writing: Promise<unknown> = (this.#writing ?? Promise.resolve())
      .then(() => this.#options.db.notes.bulkAdd(notes))
      .finally(() => {
        if (this.#writing === writing) this.#writing = null;
      });
    this.#writing = writing;
    // whoever waits for it hears of it
    void writing.catch(() => undefined);
  }

  /** The merged document is stored: its losses are told, and go into the timeline. */
  readonly merged = (collection: string, doc: StoredDoc, history: readonly NotTaken[]): void => {
    if (!isCollection(collection) || collection === 'activities') return;
    const other = history.map((entry) => (entry.side === 'local' ? entry.takenBy : entry.by));
    const by = other.find((author) => author !== undefined)?.name ?? '';
    const fields = history.map(({ field }) => field);
    this.#options.tell({ collection, id: doc.id, at: this.#options.now(), by, fields });
    void this.#queue(() => this.#land(collection, doc, history));
    void this.flush();
  };

  /** What was intended and did not land came too late: another merge of the same document took its place. */
  async #land(collection: string, doc: StoredDoc, history: readonly NotTaken[]): Promise<void> {
    const { notes } = this.#options.db;
    const wanted = new Map(history.map((entry) => [entry.id, entry]));
    const found = await notes.where('documentId').equals(doc.id).toArray();
    for (const note of found) {
      if (note.landed !== 0 || note.n === undefined) continue;
      const { id } = (note.value as Kept).entry;
      if (wanted.delete(id)) await notes.update(note.n, { landed: 1 });
      else await notes.delete(note.n);
    }
    const rest = [...wanted.values()].map((entry) => ({
      ...this.#noteOf(collection, doc, entry),
      landed: 1 as const,
    }));
    if (rest.length > 0) await notes.bulkAdd(rest);
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#telling = this.#telling.then(work).catch(() => undefined);
    return this.#telling;
  }

  /**
   * At start-up, before anything is merged again: of what was intended when the desk died, that counts whose document
   * is no longer as it was before the merge.
   */
  async recover(storeOf: (collection: string) => Store | undefined): Promise<void> {
    const { notes } = this.#options.db;
    for (const note of await notes.filter(({ landed }) => landed === 0).toArray()) {
      if (note.n === undefined) continue;
      const { entry } = note.value as Kept;
      const doc = (await storeOf(note.collection)?.get([note.documentId]))?.get(note.documentId);
      const before = doc?.rev === entry.localRev || doc?.sync?.flight?.rev === entry.localRev;
      if (before) await notes.delete(note.n);
      else await notes.update(note.n, { landed: 1 });
    }
  }

  /** Makes entries of the timeline out of what is noted; what cannot be made now is made later. */
  flush(): Promise<void> {
    return this.#queue(async () => {
      const { notes } = this.#options.db;
      const waiting = await notes.filter(({ landed }) => landed === 1).toArray();
      const byDocument = new Map<string, Note[]>();
      for (const note of waiting) {
        const key = `${note.collection}/${note.documentId}`;
        byDocument.set(key, [...(byDocument.get(key) ?? []), note]);
      }
      for (const group of byDocument.values()) if (!(await this.#record(group))) return;
    });
  }

  /** @returns false when nothing can be recorded now. */
  async #record(group: readonly Note[]): Promise<boolean> {
    const [first] = group;
    if (!first) return true;
    const { notes } = this.#options.db;
    const entries = new Map(group.map((note) => [(note.value as Kept).entry.id, note.value as Kept]));
    const kept = [...entries.values()];
    for (let at = 0; at < kept.length; at += MAX_ENTRIES) {
      const merges = kept.slice(at, at + MAX_ENTRIES);
      const done = await this.#options.run('recordMerge', {
        collection: first.collection,
        documentId: first.documentId,
        about: merges[0]?.about,
        merges: merges.map(({ entry }) => mergedField(entry)),
      });
      if (done.ok) continue;
      if (LATER.has(done.error.code)) return false;
      // the document is not this person's to write about any more: the note stays here with both values
      for (const { n } of group)
        if (n !== undefined) await notes.update(n, { landed: 2, reason: done.error.code });
      return true;
    }
    await notes.bulkDelete(group.flatMap(({ n }) => (n === undefined ? [] : [n])));
    return true;
  }
}
