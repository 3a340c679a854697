/** Everything of the product that runs at head office below HTTP, bundled into one file. */
export { mayReadAsReader, readAs } from '#server/db/row-security.ts';
export { backup } from '#server/jobs/backup.ts';
export { restore } from '#server/jobs/restore.ts';
export { transferCustomer } from '#server/jobs/transfer.ts';
export { digest, openSums } from '#server/sync/digest.ts';
export { fetchVersions } from '#server/sync/fetch.ts';
export { epochOf, pull, scopeOf } from '#server/sync/pull.ts';
export { push } from '#server/sync/push.ts';
export { openTotals, snapshot } from '#server/sync/snapshot.ts';
export { streamsOf } from '#shared/domain/actor.ts';
export { checkWrite } from '#shared/domain/check-write.ts';
export { placementsOf } from '#shared/domain/placement.ts';
export { useIds } from './ids.ts';
