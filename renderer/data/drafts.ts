import { fail, ok } from '#shared/errors/errors.ts';
import { asSaved } from './storage-errors.ts';
import type { Draft, Drafts } from './desk-types.ts';
import type { DeskDatabase, StoredDraft } from './journal/database.ts';
import { Cell } from './live.ts';
import { needRoom, ROOM_TO_SAVE } from './room.ts';

export interface PersonalDrafts extends Drafts {
  /** Shows the drafts of another person, or nobody's. */
  show(userId: string | undefined): Promise<void>;
  /** A command has consumed it in its own transaction. */
  consumed(id: string): void;
}

/** @returns drafts over the desk's database; only those of the person who is shown are ever in memory. */
export function openDrafts(db: DeskDatabase, now: () => string): PersonalDrafts {
  const live = new Cell<readonly Draft[]>([]);
  let owner: string | undefined;
  const without = (id: string): Draft[] => live.get().filter((draft) => draft.id !== id);

  return {
    live,
    list: live.get,
    get: (id) => live.get().find((draft) => draft.id === id),
    async show(userId) {
      owner = userId;
      live.set([]);
      if (userId === undefined) return;
      const stored = await db.drafts.where('userId').equals(userId).toArray();
      if (owner !== userId) return;
      const mine = stored.map(({ userId: _owner, ...draft }) => draft);
      live.set(mine.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)));
    },
    async put({ id, form, value, parked = false }) {
      const userId = owner;
      if (userId === undefined) return fail('signed_out');
      const draft: Draft = { id, form, parked, value, updatedAt: now() };
      live.set([draft, ...without(id)]);
      const stored: StoredDraft = { ...draft, userId };
      const kept = await asSaved(async () => {
        await needRoom(ROOM_TO_SAVE);
        await db.drafts.put(stored);
      });
      return kept.ok ? ok(undefined) : kept;
    },
    async remove(id) {
      const userId = owner;
      if (userId === undefined) return fail('signed_out');
      const gone = await asSaved(() => db.drafts.delete([userId, id]));
      if (gone.ok) live.set(without(id));
      return gone;
    },
    consumed(id) {
      live.set(without(id));
    },
  };
}
