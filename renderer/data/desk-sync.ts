/** `desk.sync`: what waits for head office, as far as the person may see it, and what they decide on it. */
import type { Actor } from '#shared/domain/actor.ts';
import { isCollection } from '#shared/domain/collections.ts';
import { fail, ok } from '#shared/errors/errors.ts';
import type { Branch } from './branch.ts';
import type {
  Desk,
  DeskSync,
  DiscardedItem,
  Live,
  QuarantineItem,
  SyncStatus,
  UnsentItem,
} from './desk-types.ts';
import { Discards } from './discards.ts';
import type { DeskDatabase } from './journal/database.ts';
import { derived } from './live.ts';
import { discardItem, renumberItem, retryItem } from './quarantine.ts';
import type { Settlements } from './settlements.ts';
import { asSaved } from './storage-errors.ts';
import type { Connection } from './sync/connection.ts';
import { discardedOf, quarantineOf, unsentOf } from './visible.ts';

export interface DeskSyncOptions {
  readonly state: Live<SyncStatus>;
  readonly branch: Live<Branch | undefined>;
  readonly connection: Live<Connection | undefined>;
  readonly reader: Live<Actor | undefined>;
  readonly db: DeskDatabase;
  /** Tells head office what was given up. */
  readonly settlements: Settlements;
  readonly run: Desk['run'];
  readonly now: () => string;
}

/** @returns the desk's sync as screens see it. */
export function deskSync(options: DeskSyncOptions): DeskSync {
  const { state, branch, connection, reader, db, settlements } = options;
  const unsent = derived<readonly UnsentItem[]>(
    [branch, reader],
    () => unsentOf(reader.get(), branch.get()?.unsent.unsent.get() ?? []),
    () => [branch.get()?.unsent.unsent ?? []].flat(),
  );
  const quarantine = derived<readonly QuarantineItem[]>(
    [branch, reader],
    () => quarantineOf(reader.get(), branch.get()?.unsent.quarantine.get() ?? []),
    () => [branch.get()?.unsent.quarantine ?? []].flat(),
  );
  const discards = new Discards(db);
  branch.subscribe(() => void discards.load());
  const discarded = derived<readonly DiscardedItem[]>([discards.all, reader], () =>
    discardedOf(reader.get(), discards.all.get()),
  );
  /** What somebody else was refused is for its author and the supervisor to decide. */
  const isMine = ({ collection, id }: Pick<QuarantineItem, 'collection' | 'id'>): boolean =>
    quarantine.get().some((item) => item.collection === collection && item.id === id);

  return {
    state,
    unsent,
    quarantine,
    discarded,
    async sendNow() {
      const error = await connection.get()?.engine.run();
      if (error === undefined) return fail('not_ready', 'retryable');
      return error ? { ok: false, error } : ok(undefined);
    },
    async check() {
      return (await connection.get()?.checker.check()) ?? fail('not_ready', 'retryable');
    },
    async retry(item) {
      if (!isMine(item)) return fail('not_found');
      const done = await asSaved(() => retryItem(branch.get()?.storeOf(item.collection), item));
      void connection.get()?.engine.run();
      return done.ok ? done.value : done;
    },
    async renumber(item) {
      if (!isMine(item)) return fail('not_found');
      const { collection, id } = item;
      const store = branch.get()?.storeOf(collection);
      const seen = String((await store?.get([id]))?.get(id)?.['number'] ?? '');
      const given = await options.run('takeNewNumber', { collection, documentId: id, seen });
      if (!given.ok) return given;
      const { number } = given.value.result as { readonly number: string };
      const done = await asSaved(() => renumberItem(store, item, { seen, number }));
      void connection.get()?.engine.run();
      if (!done.ok) return done;
      return done.value.ok ? ok(number) : done.value;
    },
    async discard(item, reason) {
      if (!isMine(item)) return fail('not_found');
      const refused = quarantine
        .get()
        .find(({ collection, id }) => collection === item.collection && id === item.id);
      const decision = { at: options.now(), by: reader.get()?.userId ?? '', reason };
      const store = branch.get()?.storeOf(item.collection);
      const done = await asSaved(() => discardItem(store, db, item, decision));
      await discards.load();
      if (done.ok && done.value.ok && refused) {
        const { collection, id } = item;
        if (isCollection(collection)) void settlements.add({ collection, id, rev: refused.mine.rev, reason });
      }
      void connection.get()?.engine.run();
      return done.ok ? done.value : done;
    },
  };
}
