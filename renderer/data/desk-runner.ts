/** Commands over an opened branch, for the person at work. */
import type { Actor } from '#shared/domain/actor.ts';
import { isCollection } from '#shared/domain/collections.ts';
import type { Branch } from './branch.ts';
import { CommandRunner } from './journal/runner.ts';
import type { Live } from './desk-types.ts';
import type { OwnDesk } from './session/own-desk.ts';
import type { DeskClock } from './sync/clock.ts';
import { hasRoom } from './storage-errors.ts';
import { canSee } from './visible.ts';

/** @returns the runner of an opened branch. */
export function runnerOf(
  opened: Branch,
  reader: Live<Actor | undefined>,
  own: Pick<OwnDesk, 'identity' | 'codeLost'>,
  clock: DeskClock,
): CommandRunner {
  const source = {
    waiting: opened.applier.waiting.bind(opened.applier),
    complaints: opened.stores.complaints,
  };
  return new CommandRunner({
    journal: opened.journal,
    applier: opened.applier,
    storeOf: opened.storeOf,
    actor: reader.get,
    visible: async (actor, collection, id) => {
      const stored = (await opened.storeOf(collection)?.get([id]))?.get(id);
      return isCollection(collection) && canSee(actor, collection, id, stored, source);
    },
    desk: () => {
      const identity = own.identity.get();
      return identity && !own.codeLost.get()
        ? { branch: identity.branch.code, deskCode: identity.deskCode }
        : undefined;
    },
    hasRoom,
    reference: opened.reference,
    now: () => clock.now(),
    clock: () => clock.stamp(),
  });
}
