/** Everything of the product that runs at a desk, bundled into one file: each desk loads an instance of its own. */
export { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
export { openCollections } from '#renderer/data/db/database.ts';
export { rxdbStore } from '#renderer/data/db/rxdb-store.ts';
export { Applier } from '#renderer/data/journal/applier.ts';
export { CounterMoved } from '#renderer/data/journal/journal.ts';
export { CommandRunner } from '#renderer/data/journal/runner.ts';
export { LoketFailure } from '#shared/errors/errors.ts';
export { mergeOf } from '#shared/sync/merge/tables.ts';
export { discard, retry } from '#shared/sync/replica.ts';
export { Replicator } from '#shared/sync/replicator.ts';
export { change } from '#shared/sync/store.ts';
