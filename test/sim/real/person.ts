/** The people at a desk: they run commands by what they see, and decide on what stands in the quarantine. */
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DeskSide } from './bundle.ts';
import type { Ledger } from './ledger.ts';
import { operationOf, type Seen } from './operations.ts';
import { type Collection, COLLECTIONS, type Running } from './running.ts';
import type { World } from './world.ts';

export interface Place {
  readonly world: World;
  readonly ledger: Ledger;
  readonly side: DeskSide;
  readonly index: number;
  /** Nothing takes documents out of a desk's sight (a backup will be restored). */
  readonly quiet: boolean;
  isExpected(thrown: unknown): boolean;
  /** Something was thrown that the product should not throw. */
  mistake(thrown: unknown): void;
}

/**
 * Somebody does the `n`th thing of the schedule.
 * @param joint upon the customer whom somebody else of the branch works on
 */
export async function act(
  place: Place,
  running: Running,
  actor: () => Actor,
  n: number,
  joint: boolean,
): Promise<void> {
  const { world, ledger, index } = place;
  const { clock, random, trace, faults } = world;
  const seen = await clock.work(() => seenAt(running));
  const wanted = operationOf(
    random,
    n,
    actor(),
    { ...seen, topic: world.topics.get(actor().branchId) ?? '' },
    place.quiet,
    joint,
  );
  if (!wanted) return;
  const { command, args, marker } = wanted;
  if (wanted.about) world.topics.set(actor().branchId, wanted.about);
  ledger.operations++;
  try {
    const done = await running.runner.run(command, args);
    trace.note(clock.now, index, command, done.ok ? done.value.entryId : done.error.code);
    if (!done.ok || !running.alive) return;
    if (command === 'deleteCustomer') faults.add('deletion');
    if (command === 'joinCustomers') faults.add('merge');
    ledger.acknowledged(done.value.entryId, marker);
  } catch (thrown) {
    if (!place.isExpected(thrown)) place.mistake(thrown);
  }
}

async function seenAt(running: Running): Promise<Omit<Seen, 'topic'>> {
  const live = async (collection: Collection): Promise<StoredDoc[]> => {
    const store = running.raw.get(collection);
    const ids = ((await store?.held()) ?? []).map(({ id }) => id).sort();
    const docs = [...((await store?.get(ids)) ?? new Map<string, StoredDoc>()).values()];
    return docs
      .map((doc) => {
        // screens show what is saved, applied or not
        const waiting = running.applier.waiting(collection, doc.id);
        return waiting ? { ...doc, ...waiting.after, _deleted: waiting.deleted } : doc;
      })
      .filter((doc) => !doc._deleted)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  return {
    customers: await live('customers'),
    complaints: await live('complaints'),
    tasks: await live('tasks'),
  };
}

/** Somebody looks into the quarantine: tries a change again, or gives it up. */
export async function decide(place: Place, running: Running): Promise<void> {
  const { side, ledger } = place;
  const { clock, random, newId } = place.world;
  for (const collection of COLLECTIONS) {
    const refused = (await clock.work(() => running.raw.get(collection)?.pending()))
      ?.filter((doc) => doc.unsent === 3)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const chosen = refused?.[Math.floor(random() * refused.length)];
    const store = running.stores.get(collection);
    if (!chosen || !store) continue;
    const giveUp = random() < 0.4;
    await side
      .change(store, chosen.id, (doc) => {
        if (doc?.unsent !== 3) return null;
        if (!giveUp) return side.retry(doc, newId());
        ledger.givenUp(collection, doc);
        return side.discard(doc);
      })
      .catch((thrown: unknown) => {
        if (!place.isExpected(thrown)) place.mistake(thrown);
      });
  }
}
