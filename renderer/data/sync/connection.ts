/** Everything that runs while somebody is signed in: replicators, event stream, and what wakes them. */
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import type { Host } from '#shared/host/host.ts';
import type { NotTaken, StoredDoc } from '#shared/sync/document.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import type { Branch } from '../branch.ts';
import { isFree, ROOM_TO_WORK } from '../room.ts';
import type { Authorized } from './authorized.ts';
import { fail, ok } from '#shared/errors/errors.ts';
import { Checker } from './checker.ts';
import type { DeskClock } from './clock.ts';
import { SyncEngine } from './engine.ts';
import { EventStream } from './event-stream.ts';
import { netOf, newBatches } from './net.ts';
import { watchWakefulness } from './wakefulness.ts';

/** Nobody has saved anything for this long: the desk may look after itself. */
const QUIET_MS = 5_000;
const FIRST: readonly CollectionName[] = ['reference', 'customers', 'campaigns', 'agreements', 'complaints'];
const LAST: readonly CollectionName[] = ['activities'];

/** What other documents hang on comes first; rule 42: the entry of the timeline, by which a command is whole, last. */
export const SYNC_ORDER: readonly CollectionName[] = [
  ...FIRST,
  ...COLLECTION_NAMES.filter((name) => !FIRST.includes(name) && !LAST.includes(name)),
  ...LAST,
];

export interface ConnectionOptions {
  readonly branch: Branch;
  readonly authorized: Authorized;
  readonly clock: DeskClock;
  readonly host: Host;
  readonly dataAsOf: string | null;
  readonly onAgreed: (at: string) => Promise<void>;
  readonly onMerged: (collection: string, doc: StoredDoc, history: readonly NotTaken[]) => void;
}

export interface Connection {
  readonly engine: SyncEngine;
  readonly checker: Checker;
  close(): Promise<void>;
}

/** Begins to bring the branch into agreement with head office. */
export function openConnection(options: ConnectionOptions): Connection {
  const { branch, authorized, clock, host } = options;
  const replicators = SYNC_ORDER.map((collection) => {
    const batches = newBatches();
    return {
      collection,
      replicator: new Replicator({
        ...branch.contextOf(collection),
        store: branch.stores[collection],
        net: netOf(collection, authorized, batches),
        pushBatch: batches.push.size,
        pullBatch: batches.pull.size,
        beforePush: () => branch.applier.settled(),
        hold: (id) => branch.applier.waiting(collection, id) !== undefined,
        events: {
          sending: (rows) => engine.sending(rows),
          pulled: (rows, more, total) => engine.pulled(collection, rows, more, total),
          merged: (doc, history) => options.onMerged(collection, doc, history),
        },
      }),
    };
  });
  const engine: SyncEngine = new SyncEngine({
    replicators,
    clock,
    online: () => host.online(),
    dataAsOf: options.dataAsOf,
    here: async (collection) => (await branch.stores[collection].held()).length,
    room: () => isFree(ROOM_TO_WORK),
    interrupt: () => authorized.interrupt(),
    onStorageError: () => checker.suspect(),
    async onAgreed(at) {
      await branch.applier.confirm();
      await options.onAgreed(at);
    },
  });
  let savedAt = 0;
  const checker = new Checker({
    replicators,
    quiet() {
      const { kind, pending } = engine.state.get();
      return kind === 'synced' && pending === 0 && performance.now() - savedAt > QUIET_MS;
    },
    async agree() {
      const error = await engine.run();
      return error ? fail(error.code, error.kind) : ok(undefined);
    },
    onChecked: (checked) => engine.tell({ checked }),
    now: () => clock.now(),
  });
  const stream = new EventStream({
    open: (signal) => authorized.open('/api/sync/stream', signal),
    onResync: () => engine.due(),
  });
  const wake = (): void => {
    stream.reconnect();
    engine.refreshed();
  };
  const ends = [
    // Also "offline" is a hint only: head office on this PC, or over another way, still answers. Ask.
    host.on('connectivity', ({ online }) => (online ? wake() : engine.refreshed())),
    host.on('lock', ({ state }) => (state === 'awake' ? wake() : undefined)),
    branch.onJournal(() => {
      savedAt = performance.now();
      engine.due();
    }),
    watchWakefulness({ wall: () => Date.now(), jumped: () => clock.jumped(), onWake: wake }),
  ];
  const visible = (): void => {
    if (document.visibilityState === 'visible') engine.due();
  };
  document.addEventListener('visibilitychange', visible);
  void engine.run();

  return {
    engine,
    checker,
    async close() {
      for (const end of ends) end();
      document.removeEventListener('visibilitychange', visible);
      stream.close();
      await Promise.all([engine.close(), checker.close()]);
    },
  };
}
