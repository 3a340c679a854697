/** What screens ask of a desk and no command does: documents, head office's other answers, preferences. */
import { isCollection } from '#shared/domain/collections.ts';
import { ok } from '#shared/errors/errors.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { isDeparted } from '#shared/sync/replica.ts';
import type { Branch } from './branch.ts';
import type { Desk, Fate, Live, Session } from './desk-types.ts';
import type { DeskDatabase } from './journal/database.ts';
import { constant } from './live.ts';
import { liveDoc, liveList } from './reading.ts';
import { needRoom, ROOM_TO_WORK } from './room.ts';
import { storageEstimate } from './storage-estimate.ts';
import { unlessFull } from './storage-errors.ts';
import type { Authorized } from './sync/authorized.ts';

export interface DeskReadingOptions {
  readonly branch: Live<Branch | undefined>;
  readonly db: DeskDatabase;
  readonly session: Live<Session | undefined>;
  readonly authorized: Authorized;
}

export type DeskReading = Pick<
  Desk,
  'doc' | 'list' | 'fate' | 'api' | 'preference' | 'setPreference' | 'storage'
>;

function fateOf(stored: StoredDoc | undefined): Fate {
  if (!stored) return 'unknown';
  if (isDeparted(stored)) return 'left';
  return stored._deleted ? 'deleted' : 'here';
}

/** @returns the desk's reading part; before the branch is open everything is loading. */
export function deskReading({ branch, db, session, authorized }: DeskReadingOptions): DeskReading {
  const preferenceKey = (key: string, scope: 'pc' | 'user' = 'user'): string =>
    scope === 'pc' ? `preference/${key}` : `preference/${session.get()?.actor.userId ?? ''}/${key}`;
  return {
    doc: (collection, id) => {
      const opened = branch.get();
      return opened ? liveDoc(opened, collection, id) : constant({ loading: true, value: undefined });
    },
    list: (collection, query) => {
      const opened = branch.get();
      return opened ? liveList(opened, collection, query) : constant({ loading: true, value: [] });
    },
    async fate(collection, id) {
      const opened = branch.get();
      if (!opened || !isCollection(collection)) return 'unknown';
      const waiting = opened.applier.waiting(collection, id);
      if (waiting) return waiting.deleted ? 'deleted' : 'here';
      return fateOf((await opened.stores[collection].get([id])).get(id));
    },
    async api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
      const answer = await authorized.send(method, path, body);
      return answer.ok ? ok(answer.value as T) : answer;
    },
    preference: <T>(key: string, scope?: 'pc' | 'user') => db.setting<T>(preferenceKey(key, scope)),
    setPreference: (key, value, scope) =>
      unlessFull(needRoom(ROOM_TO_WORK).then(() => db.set(preferenceKey(key, scope), value))),
    storage: storageEstimate,
  };
}
