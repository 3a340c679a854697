/** The directory as screens have it: a Worker that begins with what was kept and follows the collections' changes. */
import { wrap, type Remote } from 'comlink';
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Collections } from '../db/database.ts';
import type { Directory, DirectoryCollection } from '../desk-types.ts';
import { Cell } from '../live.ts';
import type { DirectoryEngine } from './engine.ts';
import { changesSince, everything, liveCount } from './reading.ts';
import { DIRECTORY_COLLECTIONS, rowOf } from './rows.ts';

/** Changes of this long are handed to the Worker together. */
const GATHER_MS = 30;
/** Rows that the Worker takes at once: it answers questions in between. */
const HANDED = 500;
/** After the start people work; whether everything is there is counted when they have begun. */
const VERIFY_AFTER_MS = 60_000;

export interface DirectorySource {
  /** Of the database of collections. */
  readonly name: string;
  readonly collections: Collections;
  /** Collections that were found empty: what the directory has kept of them is of another time. */
  readonly lost: readonly string[];
}

export interface RunningDirectory extends Directory {
  /** Fills the directory; resolves when it is whole. */
  build(source: DirectorySource): Promise<void>;
  /** Whom the answers are for; null while nobody is signed in. */
  setReader(reader: Actor | null): Promise<void>;
  close(): void;
}

interface Change {
  readonly collection: DirectoryCollection;
  readonly doc: StoredDoc;
}

/** @returns the directory of a window over a Worker of its own. */
export function openDirectory(): RunningDirectory {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'directory' });
  const core: Remote<DirectoryEngine> = wrap<DirectoryEngine>(worker);
  const version = new Cell(0);
  const ready = new Cell(false);
  const ends: (() => void)[] = [];
  let changed = new Map<string, Change>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun = false;
  const step = (): void => version.set(version.get() + 1);

  const flush = async (): Promise<void> => {
    timer = undefined;
    const batch = [...changed.values()];
    changed = new Map();
    if (batch.length === 0) return;
    for (let at = 0; at < batch.length; at += HANDED) {
      const part = batch.slice(at, at + HANDED);
      await core.put(
        part.filter(({ doc }) => !doc._deleted).map(({ collection, doc }) => rowOf(collection, doc)),
      );
      for (const collection of DIRECTORY_COLLECTIONS) {
        const gone = part.filter((one) => one.collection === collection && one.doc._deleted);
        if (gone.length > 0) await core.delete(collection, gone.map(({ doc }) => doc.id)); // prettier-ignore
      }
    }
    step();
  };
  const change = (collection: DirectoryCollection, doc: StoredDoc): void => {
    changed.set(`${collection}/${doc.id}`, { collection, doc });
    if (begun) timer ??= setTimeout(() => void flush(), GATHER_MS);
  };

  /** @param since undefined: everything is read */
  const read = async (
    { collections }: DirectorySource,
    collection: DirectoryCollection,
    since: number | undefined,
  ): Promise<void> => {
    await core.begin(collection, since === undefined);
    const pages = since === undefined ? everything(collections[collection]) : changesSince(collections[collection], since); // prettier-ignore
    for await (const page of pages) {
      const rows = page.filter((doc) => !doc._deleted).map((doc) => rowOf(collection, doc));
      await core.fill(collection, rows, page.filter((doc) => doc._deleted).map(({ id }) => id)); // prettier-ignore
      if (!ready.get()) step();
    }
    await core.end(collection);
    step();
  };

  /** What was kept may have been right and be wrong by now in ways that no change tells of: at least it is all there. */
  const verify = async (source: DirectorySource): Promise<void> => {
    for (const collection of DIRECTORY_COLLECTIONS) {
      const agrees = async (): Promise<boolean> => {
        const wanted = await liveCount(source.collections[collection]);
        await flush();
        return (await core.sizes)[collection] === wanted;
      };
      // a change may have come between the two counts
      if ((await agrees()) || (await agrees()) || (await agrees())) continue;
      await read(source, collection, undefined);
    }
  };

  return {
    version,
    ready,
    async build(source) {
      const { name, collections, lost } = source;
      for (const collection of DIRECTORY_COLLECTIONS) {
        const { $ } = collections[collection];
        const subscription = $.subscribe((event) => change(collection, storedOf(event)));
        ends.push(() => subscription.unsubscribe());
      }
      const schemas = Object.fromEntries(
        DIRECTORY_COLLECTIONS.map((collection) => [collection, collections[collection].schema.version]),
      ) as Record<DirectoryCollection, number>;
      const opened = await core.open(name, schemas, lost);
      begun = true;
      await flush();
      const kept = DIRECTORY_COLLECTIONS.filter((collection) => opened[collection].since !== undefined);
      await Promise.all(kept.map((collection) => read(source, collection, opened[collection].since)));
      if (kept.length === DIRECTORY_COLLECTIONS.length) ready.set(true);
      for (const collection of DIRECTORY_COLLECTIONS) {
        const { since, old } = opened[collection];
        if (since === undefined || old) await read(source, collection, undefined);
      }
      ready.set(true);
      step();
      const verifying = setTimeout(() => void verify(source).catch(() => undefined), VERIFY_AFTER_MS);
      ends.push(() => clearTimeout(verifying));
    },
    async setReader(reader) {
      await core.setReader(reader);
      step();
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
