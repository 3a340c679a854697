/** Builders for tests of the domain: a command context with fixed ids, clock and reference. */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import type { CommandContext, Write } from '#shared/domain/commands/index.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import { startingReference, type Sector } from '#shared/domain/starting-reference.ts';

export const CLERK: Actor = {
  userId: 'rina',
  name: 'Rina',
  role: 'frontliner',
  branchId: 'NGW',
  deviceId: 'pc-1',
  deskCode: 'D1',
};

export const BRANCHES = [
  { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
  { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' },
] as const;

export interface TestWorld {
  readonly context: CommandContext;
  /** Puts the documents of a command where `read` finds them. */
  keep(writes: readonly Write[]): void;
  all<C extends CollectionName>(collection: C): ContentOf<C>[];
}

/** @returns a context whose numbers and ids count up from 1; `now` is ISO UTC. */
export function testWorld(options: { actor?: Actor; now?: string; sector?: Sector } = {}): TestWorld {
  const actor = options.actor ?? CLERK;
  const now = options.now ?? '2026-03-05T07:07:00.000Z';
  const store = new Map<string, unknown>();
  const reference = startingReference(
    { name: 'Contoh Nusantara', sector: options.sector ?? 'post' },
    BRANCHES,
    { id: 'admin', name: 'Admin' },
    '2026-01-01T00:00:00.000Z',
  );
  let ids = 0;
  const numbers = { P: 0, K: 0 };
  const context: CommandContext = {
    actor,
    now,
    clock: { offset: 0, uncertainty: 50 },
    reference: referenceView(reference),
    newId: () => `id-${++ids}`,
    number: (prefix) => `${prefix}-${actor.branchId}-${actor.deskCode ?? 'D0'}-${++numbers[prefix]}`,
    read: <C extends CollectionName>(collection: C, id: string) =>
      store.get(`${collection}/${id}`) as ContentOf<C> | undefined,
  };
  return {
    context,
    keep: (writes) => {
      for (const w of writes) {
        if (w.deleted) store.delete(`${w.collection}/${w.id}`);
        else store.set(`${w.collection}/${w.id}`, w.after);
      }
    },
    all: <C extends CollectionName>(collection: C) =>
      [...store].filter(([key]) => key.startsWith(`${collection}/`)).map(([, doc]) => doc as ContentOf<C>),
  };
}
