/** The directory as screens have it: filled from the collections once, then kept up with their changes. */
import { wrap } from 'comlink';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Directory, DirectoryCollection } from '../../desk-types.ts';
import { Cell } from '../../live.ts';
import type { DirectoryEngine } from './engine.ts';
import { DIRECTORY_COLLECTIONS } from './index-core.ts';

/** Where the documents come from. */
export interface DirectorySource {
  /** Reads all documents of a collection, waiting for `onChunk` before it reads on. Deleted ones may be left out. */
  readAll(collection: DirectoryCollection, onChunk: (docs: StoredDoc[]) => Promise<void>): Promise<void>;
  /**
   * Calls `listener` with documents in their newest form after each change, deleted ones included (`_deleted`), those
   * that left this branch too.
   * @returns the function that ends it
   */
  changes(collection: DirectoryCollection, listener: (docs: StoredDoc[]) => void): () => void;
}

type Calls = 'load' | 'loaded' | 'apply' | 'remove' | 'clear' | 'search' | 'list' | 'counts';

/** The engine on the other side of a door. Calls arrive in the order in which they were made. */
export type DirectoryCalls = {
  readonly [Call in Calls]: (
    ...args: Parameters<DirectoryEngine[Call]>
  ) => Promise<Awaited<ReturnType<DirectoryEngine[Call]>>>;
};

export interface DirectoryWorker {
  readonly calls: DirectoryCalls;
  /** Calls `listener` once when the Worker itself breaks (its script did not load). */
  onFailure(listener: (error: unknown) => void): void;
  end(): void;
}

export interface DirectoryOptions {
  readonly source: DirectorySource;
  /** A Worker of this page unless given. */
  readonly createWorker?: () => DirectoryWorker;
  /** Runs `work` in the next frame: changes until then are handed over, and `version` grows, together. */
  readonly nextFrame?: (work: () => void) => void;
  /** The first read failed or the Worker broke: `ready` stays as it is and questions are refused with the error. */
  readonly onFailure?: (error: unknown) => void;
}

const FRAME_MS = 16;

/** @returns the directory's engine in a Worker of its own. */
function openWorker(): DirectoryWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'directory' });
  return {
    calls: wrap<DirectoryEngine>(worker),
    onFailure: (listener) => worker.addEventListener('error', listener, { once: true }),
    end: () => worker.terminate(),
  };
}

/**
 * Opens the directory and starts to fill it at once.
 * @returns the directory. After `dispose` every question is answered with nothing. Questions made while it is still
 * being filled are answered with what is there.
 */
export function createDirectory(options: DirectoryOptions): Directory & { dispose(): void } {
  const { source, createWorker = openWorker, onFailure } = options;
  const nextFrame = options.nextFrame ?? ((work: () => void): void => void setTimeout(work, FRAME_MS));
  const worker = createWorker();
  const { calls } = worker;
  const version = new Cell(0);
  const ready = new Cell(false);
  const waiting = new Map<DirectoryCollection, Map<string, StoredDoc>>();
  /** Collections that were read: only to these are changes applied, so that no older page overwrites them. */
  const read = new Set<DirectoryCollection>();
  const pending = new Set<(outcome: { readonly error?: unknown }) => void>();
  let over: { readonly error?: unknown } | undefined;
  let flushing = false;

  const end = (outcome: { readonly error?: unknown }): void => {
    if (over) return;
    over = outcome;
    for (const stop of stops) stop();
    worker.end();
    for (const settle of pending) settle(outcome);
    pending.clear();
    waiting.clear();
  };
  const failed = (error: unknown): void => {
    if (over) return;
    end({ error });
    onFailure?.(error);
  };

  /** A call that is answered even when the Worker is gone: refused after a failure, with `nothing` after the end. */
  const ask = async <T>(call: () => Promise<T>, nothing: T): Promise<T> => {
    let settle: ((outcome: { readonly error?: unknown }) => void) | undefined;
    const gone = new Promise<T>((resolve, reject) => {
      settle = (outcome) => ('error' in outcome ? reject(outcome.error) : resolve(nothing));
      if (over) settle(over);
      else pending.add(settle);
    });
    try {
      return await (over ? gone : Promise.race([call(), gone]));
    } finally {
      if (settle) pending.delete(settle);
    }
  };

  const flush = async (): Promise<void> => {
    const batch = [...waiting].filter(([collection]) => read.has(collection));
    for (const [collection] of batch) waiting.delete(collection);
    // All handed over before any answer, so that a later batch cannot pass an earlier one.
    await Promise.all(
      batch.map(([collection, docs]) => ask(() => calls.apply(collection, [...docs.values()]), undefined)),
    );
    if (batch.length > 0 && !over) version.set(version.get() + 1);
  };
  const flushSoon = (): void => {
    if (flushing || over) return;
    flushing = true;
    nextFrame(() => {
      if (over) return;
      flush()
        .catch(failed)
        .finally(() => {
          flushing = false;
          if ([...waiting.keys()].some((collection) => read.has(collection))) flushSoon();
        });
    });
  };
  const stops = DIRECTORY_COLLECTIONS.map((collection) =>
    source.changes(collection, (docs) => {
      if (over) return;
      const newest = waiting.get(collection) ?? new Map<string, StoredDoc>();
      for (const doc of docs) newest.set(doc.id, doc);
      waiting.set(collection, newest);
      if (read.has(collection)) flushSoon();
    }),
  );

  const fill = async (): Promise<void> => {
    for (const collection of DIRECTORY_COLLECTIONS) {
      await source.readAll(collection, (docs) => ask(() => calls.load(collection, docs), undefined));
      if (over) return;
      await ask(() => calls.loaded(collection), undefined);
      read.add(collection);
      await flush();
      if (over) return;
      version.set(version.get() + 1);
    }
    ready.set(true);
  };
  worker.onFailure(failed);
  fill().catch(failed);

  return {
    version,
    ready,
    search: (text, how) => ask(() => calls.search(text, how), []),
    list: (query) => ask(() => calls.list(query), { total: 0, rows: [] }),
    async counts(collection, views) {
      const names = Object.keys(views) as (keyof typeof views)[];
      const found: Readonly<Record<string, number>> = await ask(() => calls.counts(collection, views), {});
      const answer: Partial<Record<keyof typeof views, number>> = {};
      for (const name of names) answer[name] = found[name] ?? 0;
      return answer as Record<keyof typeof views, number>;
    },
    dispose: () => end({}),
  };
}
