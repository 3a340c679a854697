/** The directory as screens have it: a Worker that is filled from the collections and kept up with their changes. */
import { wrap, type Remote } from 'comlink';
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Collections } from '../db/database.ts';
import { pagesOf } from '../db/rxdb-store.ts';
import type { Directory, DirectoryCollection } from '../desk-types.ts';
import { Cell } from '../live.ts';
import type { DirectoryCore } from './core.ts';
import { DIRECTORY_COLLECTIONS, rowOf } from './rows.ts';

/** Changes of this long are handed to the Worker together. */
const GATHER_MS = 30;

export interface RunningDirectory extends Directory {
  /** Fills the directory; resolves when it is whole. */
  build(collections: Collections): Promise<void>;
  /** Whom the answers are for; null while nobody is signed in. */
  setReader(reader: Actor | null): Promise<void>;
  close(): void;
}

/** @returns the directory of a window over a Worker of its own. */
export function openDirectory(): RunningDirectory {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'directory' });
  const core: Remote<DirectoryCore> = wrap<DirectoryCore>(worker);
  const version = new Cell(0);
  const ready = new Cell(false);
  const ends: (() => void)[] = [];
  let changed = new Map<string, { collection: DirectoryCollection; doc: StoredDoc }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async (): Promise<void> => {
    timer = undefined;
    const batch = [...changed.values()];
    changed = new Map();
    if (batch.length === 0) return;
    const live = batch.filter(({ doc }) => !doc._deleted);
    await core.put(live.map(({ collection, doc }) => rowOf(collection, doc)));
    for (const collection of DIRECTORY_COLLECTIONS) {
      const gone = batch.filter((change) => change.collection === collection && change.doc._deleted);
      if (gone.length > 0)
        await core.delete(
          collection,
          gone.map(({ doc }) => doc.id),
        );
    }
    version.set(version.get() + 1);
  };
  const change = (collection: DirectoryCollection, doc: StoredDoc): void => {
    changed.set(`${collection}/${doc.id}`, { collection, doc });
    // while the pages come in, changes wait: a page read before a change must not be put after it
    if (ready.get()) timer ??= setTimeout(() => void flush(), GATHER_MS);
  };

  return {
    version,
    ready,
    async build(collections) {
      for (const collection of DIRECTORY_COLLECTIONS) {
        const { $ } = collections[collection];
        const subscription = $.subscribe((event) => change(collection, storedOf(event)));
        ends.push(() => subscription.unsubscribe());
      }
      for (const collection of DIRECTORY_COLLECTIONS) {
        for await (const page of pagesOf(collections[collection])) {
          await core.put(page.map((doc) => rowOf(collection, doc)));
          version.set(version.get() + 1);
        }
      }
      ready.set(true);
      await flush();
      version.set(version.get() + 1);
    },
    async setReader(reader) {
      await core.setReader(reader);
      version.set(version.get() + 1);
    },
    search: (text, options) => core.search(text, options),
    list: (query) => core.list(query),
    ids: (query) => core.ids(query),
    values: (collection, facet) => core.values(collection, facet),
    similar: (candidate) => core.similar(candidate),
    joined: (id) => core.joined(id),
    counts: async (collection, views) => (await core.counts(collection, views as never)) as never,
    close() {
      for (const end of ends) end();
      clearTimeout(timer);
      worker.terminate();
    },
  };
}

function storedOf(event: {
  readonly operation: string;
  readonly documentData: unknown;
  readonly documentId: string;
}): StoredDoc {
  const doc = event.documentData as StoredDoc;
  return event.operation === 'DELETE' ? { ...doc, id: event.documentId, _deleted: true } : doc;
}
