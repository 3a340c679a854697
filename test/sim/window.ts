/** One window of a desk: the product's replicators of all collections over the desk's disk and its line. */
import type { Actor } from '#shared/domain/actor.ts';
import type { ReplicaContext } from '#shared/sync/replica.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import type { Store } from '#shared/sync/store.ts';
import type { Applier } from '#renderer/data/journal/applier.ts';
import type { Process } from './disk.ts';
import { isExpected, SimulatedFault } from './faults.ts';
import { Line } from './network.ts';
import { COLLECTIONS, type SimCollection } from './people.ts';
import type { World } from './world.ts';

/** What all windows of a desk have in common. */
export interface SharedDesk {
  /** Who works here, as the desk knows it. */
  actor: Actor;
  /** Collections in which the last comparison with head office's summary found nothing. */
  readonly compared: Set<string>;
  /** @returns when there is something to do, or enough time has gone by. */
  news(): Promise<void>;
  wake(): void;
}

export interface WindowOptions {
  readonly world: World;
  readonly desk: SharedDesk;
  readonly process: Process;
  readonly applier: Applier;
  readonly stores: ReadonlyMap<string, Store>;
  readonly contextOf: (collection: SimCollection) => ReplicaContext;
  /** Push and pull of all collections run at the same time, without any order. */
  readonly overlapping: boolean;
  readonly isOpen: () => boolean;
}

interface Replica {
  readonly collection: SimCollection;
  readonly replicator: Replicator;
}

/** How soon a desk tries again, at most. */
const RETRY = 16;

/** Brings all collections into agreement whenever there is news, and now and then without any, while it is open. */
export async function runWindow(options: WindowOptions): Promise<void> {
  const { world, desk, process, applier } = options;
  const { random, office } = world;
  const replicas = replicasOf(options);
  while (process.alive && options.isOpen()) {
    const news = desk.news();
    try {
      if (process.isOffline()) throw new SimulatedFault('no line');
      await (options.overlapping ? overlap(replicas, world) : inOrder(replicas));
      await applier.confirm();
      desk.actor = office.actorOf(desk.actor.userId);
      if (!world.isStormy() || random() < 0.06) await compare(replicas, options);
    } catch (thrown) {
      if (!isExpected(thrown)) throw thrown;
      // without a line there is no hurry
      if (!process.isOffline()) world.clock.after(RETRY * (1 + random()), () => desk.wake());
    }
    await news;
  }
}

function replicasOf({ world, desk, process, applier, stores, contextOf }: WindowOptions): Replica[] {
  const line = new Line(process, world.office, desk.actor.userId, world.trace);
  const size = 1 + Math.floor(world.random() * 6);
  return COLLECTIONS.map((collection) => {
    const replicator = new Replicator({
      ...contextOf(collection),
      store: stores.get(collection) as Store,
      net: line.netOf(collection),
      beforePush: () => applier.settled(),
      hold: (id) => applier.waiting(collection, id) !== undefined,
      pushBatch: () => size,
      pullBatch: () => size + 1,
      events: { merged: () => world.merged() },
    });
    return { collection, replicator };
  });
}

/** One collection in trouble does not hold the others up. */
async function inOrder(replicas: readonly Replica[]): Promise<void> {
  let failure: unknown;
  for (const { replicator } of replicas)
    await replicator.trigger().catch((thrown: unknown) => {
      failure ??= thrown;
    });
  if (failure !== undefined) return Promise.reject(failure);
}

async function overlap(replicas: readonly Replica[], { isStormy, random }: World): Promise<void> {
  const all = replicas.flatMap(({ replicator }) => {
    if (isStormy() && random() < 0.3) return [];
    const both: Promise<unknown>[] = [replicator.pushOnce(), replicator.pullOnce()];
    if (random() < 0.2) both.push(replicator.pullOnce());
    return both;
  });
  for (const end of await Promise.allSettled(all)) if (end.status === 'rejected') throw end.reason;
}

async function compare(replicas: readonly Replica[], { world, desk }: WindowOptions): Promise<void> {
  if (world.isStormy()) desk.compared.clear();
  for (const { collection, replicator } of replicas) {
    if (desk.compared.has(collection)) continue;
    if ((await replicator.reconcile()) === 0) desk.compared.add(collection);
  }
}
