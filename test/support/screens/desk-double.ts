/**
 * A double of the desk for screens: documents in memory, the real commands, the real directory index, a head office
 * that answers from the same documents. Nothing is stored and nothing is sent.
 */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import {
  runCommand,
  type CommandContext,
  type CommandName,
  type Write,
} from '#shared/domain/commands/index.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { fail, ok, type LoketError, type Result } from '#shared/errors/errors.ts';
import type { Content, StoredDoc, Unsent } from '#shared/sync/document.ts';
import type {
  Desk,
  DeskIdentity,
  DeskStatus,
  DiscardedItem,
  Draft,
  ListQuery,
  Live,
  MustEnrol,
  PastDesk,
  QuarantineItem,
  Session,
  SessionEnd,
  SyncStatus,
  UnsentItem,
} from '#renderer/data/desk-types.ts';
import { DirectoryCore } from '#renderer/data/directory/core.ts';
import { DIRECTORY_COLLECTIONS, rowOf } from '#renderer/data/directory/rows.ts';
import { Cell, constant } from '#renderer/data/live.ts';
import { importsDouble } from './imports-double.ts';

export interface DoubleOptions {
  readonly actor: Actor;
  readonly identity: DeskIdentity;
  /** ISO UTC; it does not move. */
  readonly now: string;
  readonly reference: readonly Reference[];
  readonly status?: DeskStatus;
  readonly failure?: LoketError;
  readonly mustEnrol?: MustEnrol;
  readonly sessionEnd?: SessionEnd;
  readonly past?: PastDesk;
  readonly sync?: Partial<SyncStatus>;
  /** Every online call fails with this. */
  readonly away?: LoketError;
  readonly api?: (method: string, path: string, documents: Documents) => Result<unknown>;
  readonly setupNeeded?: boolean;
}

export type Documents = <C extends CollectionName>(collection: C) => readonly ContentOf<C>[];

export interface DeskDouble extends Desk {
  /** Runs a command as someone else, at another time; throws when it is refused. */
  readonly as: (
    changes: { readonly actor?: Actor; readonly now?: string; readonly unsent?: Unsent },
    name: CommandName,
    args: unknown,
  ) => Record<string, unknown>;
  readonly quarantineNow: (items: readonly QuarantineItem[]) => void;
  readonly say: (change: Partial<SyncStatus>) => void;
}

const CLEAN: SyncStatus = {
  kind: 'synced',
  pending: 0,
  sending: 0,
  rejected: 0,
  since: null,
  dataAsOf: null,
  retryAt: null,
  reason: null,
  progress: null,
  merged: [],
  storageLow: false,
  checked: null,
  clock: { offset: 1_200, uncertainty: 300, skewed: false },
};

/** @returns a desk in memory. */
export function deskDouble(options: DoubleOptions): DeskDouble {
  const { actor, identity, now } = options;
  const documents = new Map<string, StoredDoc>();
  const directory = new DirectoryCore();
  directory.setReader(options.actor);
  const version = new Cell(0);
  const status = new Cell<DeskStatus>(options.status ?? 'ready');
  const unsent = new Cell<readonly UnsentItem[]>([]);
  const quarantine = new Cell<readonly QuarantineItem[]>([]);
  const discarded = new Cell<readonly DiscardedItem[]>([]);
  const sync = new Cell<SyncStatus>({ ...CLEAN, dataAsOf: now, ...options.sync });
  const drafts = new Cell<readonly Draft[]>([]);
  const preferences = new Map<string, unknown>();
  const session: Session = { actor, leaseUntil: '2026-03-12T07:07:00.000Z', offline: false, tokens: true };
  const sessionCell = new Cell<Session | undefined>(options.status === 'signed-out' ? undefined : session);
  const identityCell = new Cell<DeskIdentity | undefined>(
    options.status === 'unenrolled' ? undefined : identity,
  );
  const numbers = { P: 0, K: 0 };
  let ids = 0;
  let rev = 0;

  const context = (who: Actor, at: string): CommandContext => ({
    actor: who,
    now: at,
    clock: { offset: 0, uncertainty: 50 },
    reference: referenceView(options.reference),
    newId: () => `id-${String(++ids).padStart(4, '0')}`,
    number: (prefix) => `${prefix}-${who.branchId}-${who.deskCode ?? 'D1'}-${++numbers[prefix]}`,
    read: <C extends CollectionName>(collection: C, id: string) =>
      documents.get(`${collection}/${id}`) as unknown as ContentOf<C> | undefined,
  });

  const keep = (writes: readonly Write[], mark: Unsent): void => {
    for (const write of writes) {
      const doc: StoredDoc = {
        ...(write.after as unknown as Content),
        rev: `r${++rev}`,
        ver: 1,
        _deleted: false,
        unsent: mark,
      };
      documents.set(`${write.collection}/${write.id}`, doc);
      const collection = DIRECTORY_COLLECTIONS.find((name) => name === write.collection);
      if (collection) directory.put([rowOf(collection, doc)]);
      if (mark === 2) unsent.set([...unsent.get(), unsentItem(write.collection, doc)]);
    }
    const pending = unsent.get().length;
    if (pending !== sync.get().pending) sync.set({ ...sync.get(), pending });
    version.set(version.get() + 1);
  };
  keep(
    options.reference.map((after) => ({
      collection: 'reference' as const,
      id: after.id,
      before: null,
      after,
    })) as unknown as Write[],
    0,
  );

  const derived = <T>(read: () => T): Live<T> => {
    let seen = -1;
    let value: T;
    return {
      get: () => {
        if (seen !== version.get()) {
          seen = version.get();
          value = read();
        }
        return value;
      },
      subscribe: version.subscribe,
    };
  };
  const all: Documents = <C extends CollectionName>(collection: C) =>
    [...documents]
      .filter(([key, doc]) => key.startsWith(`${collection}/`) && !doc._deleted)
      .map(([, doc]) => doc as unknown as ContentOf<C>);
  const run: DeskDouble['as'] = (changes, name, args) => {
    const at = changes.now ?? now;
    const answer = runCommand(name, context(changes.actor ?? actor, at), args as never);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.field ?? ''}`);
    keep(answer.value.writes, changes.unsent ?? 0);
    return answer.value.result as Record<string, unknown>;
  };
  const online = <T>(value: T): Promise<Result<T>> =>
    Promise.resolve(options.away ? { ok: false, error: options.away } : ok(value));

  return {
    as: run,
    say: (change) => {
      sync.set({ ...sync.get(), ...change });
    },
    quarantineNow: (items) => {
      quarantine.set(items);
      sync.set({ ...sync.get(), rejected: items.length });
    },
    status,
    failure: new Cell(options.failure ?? null),
    identity: identityCell,
    session: sessionCell,
    sessionEnd: constant(options.sessionEnd ?? null),
    mustEnrol: constant(options.mustEnrol ?? null),
    past: constant(options.past),
    beginAnew: () => Promise.resolve(),
    takeOver: () => Promise.resolve(),
    connect: () =>
      online({ company: identity.company, setupNeeded: options.setupNeeded ?? false, demo: identity.demo }),
    enrol: ({ code }) => {
      if (code.startsWith('SALAH')) return Promise.resolve(fail('code_invalid', 'person', { field: 'code' }));
      identityCell.set(identity);
      status.set('signed-out');
      return online(identity);
    },
    signIn: ({ password }) => {
      if (password === 'salah') return Promise.resolve(fail('wrong_credentials'));
      if (password === 'terkunci')
        return Promise.resolve(fail('too_many_attempts', 'retryable', { detail: { seconds: 60 } }));
      sessionCell.set(session);
      status.set('ready');
      return Promise.resolve(ok(session));
    },
    signOut: () => {
      status.set('signed-out');
      sessionCell.set(undefined);
      return Promise.resolve();
    },
    leaveDemo: () => {
      status.set('unenrolled');
      return Promise.resolve(ok(undefined));
    },
    run: (name, args, more) => {
      const answer = runCommand(name as CommandName, context(actor, now), args as never);
      if (!answer.ok) return Promise.resolve(answer);
      keep(answer.value.writes, 2);
      if (more?.draftId) drafts.set(drafts.get().filter(({ id }) => id !== more.draftId));
      return Promise.resolve(ok({ result: answer.value.result, entryId: `e${++ids}`, savedAt: now }));
    },
    doc: (collection, id) => derived(() => ({ loading: false, value: documents.get(`${collection}/${id}`) })),
    list: (collection, query) =>
      derived(() => ({
        loading: false,
        value: selected(all(collection as CollectionName) as unknown as StoredDoc[], query),
      })),
    fate: (collection, id) => Promise.resolve(documents.has(`${collection}/${id}`) ? 'here' : 'unknown'),
    directory: {
      version,
      ready: new Cell(true),
      search: (text, more) => Promise.resolve(directory.search(text, more)),
      list: (query) => Promise.resolve(directory.list(query)),
      ids: (query) => Promise.resolve(directory.ids(query)),
      values: (collection, facet) => Promise.resolve(directory.values(collection, facet)),
      similar: (candidate) => Promise.resolve(directory.similar(candidate)),
      joined: (id) => Promise.resolve(directory.joined(id)),
      counts: (collection, views) => Promise.resolve(directory.counts(collection, views) as never),
    },
    drafts: {
      live: drafts,
      list: drafts.get,
      get: (id) => drafts.get().find((draft) => draft.id === id),
      put: (draft) => {
        const stored = { parked: false, ...draft, updatedAt: now };
        drafts.set([stored, ...drafts.get().filter(({ id }) => id !== draft.id)]);
        return Promise.resolve(ok(undefined));
      },
      remove: (id) => {
        drafts.set(drafts.get().filter((draft) => draft.id !== id));
        return Promise.resolve(ok(undefined));
      },
    },
    imports: importsDouble({ actor, book: (put) => put(all('customers'), all('agreements')) }),
    sync: {
      state: sync,
      unsent,
      quarantine,
      discarded,
      sendNow: () => online(undefined),
      check: () => online({ at: new Date().toISOString(), repaired: 0 }),
      retry: () => Promise.resolve(ok(undefined)),
      renumber: () => Promise.resolve(ok(`K-${actor.branchId}-D2-${++numbers.K}`)),
      discard: (item, reason) => {
        const given = quarantine.get().filter(({ id }) => id === item.id);
        discarded.set([
          ...given.map(({ collection, id, mine }) => ({
            key: id,
            collection,
            id,
            at: now,
            by: actor.userId,
            reason,
            content: mine,
          })),
          ...discarded.get(),
        ]);
        quarantine.set(quarantine.get().filter(({ id }) => id !== item.id));
        sync.set({ ...sync.get(), rejected: quarantine.get().length });
        return Promise.resolve(ok(undefined));
      },
    },
    api: <T>(method: string, path: string) => {
      if (options.away) return online(undefined as T);
      const answer = options.api?.(method, path, all) ?? fail('not_found', 'permanent');
      return Promise.resolve(answer as Result<T>);
    },
    now: () => now,
    preference: <T>(key: string) => Promise.resolve(preferences.get(key) as T | undefined),
    setPreference: (key, value) => {
      preferences.set(key, value);
      return Promise.resolve();
    },
    storage: () =>
      Promise.resolve({ usage: 184_000_000, quota: 12_400_000_000, low: false, persistent: true }),
    close: () => Promise.resolve(),
  };
}

function unsentItem(collection: string, doc: StoredDoc): UnsentItem {
  const by = doc['updatedBy'];
  return {
    collection,
    id: doc.id,
    unsent: 2,
    deleted: doc._deleted,
    updatedAt: String(doc['updatedAt']),
    updatedBy: typeof by === 'object' && by !== null && 'name' in by ? String(by.name) : '',
    doc,
  };
}

function selected(docs: readonly StoredDoc[], query: ListQuery): readonly StoredDoc[] {
  const wanted = query.ids;
  const found = docs.filter(
    (doc) =>
      doc.id.startsWith(query.prefix ?? '') &&
      (!wanted || wanted.includes(doc.id)) &&
      Object.entries(query.where ?? {}).every(([field, value]) =>
        Array.isArray(value) ? value.includes(doc[field]) : doc[field] === value,
      ),
  );
  const sort = query.sort ?? '';
  const field = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  if (field) found.sort((a, b) => sign * String(a[field]).localeCompare(String(b[field])));
  return found.slice(0, query.limit ?? found.length);
}
