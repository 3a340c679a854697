/** The signed-in person of an opened branch meets head office. */
import type { Host } from '#shared/host/host.ts';
import type { Branch } from './branch.ts';
import { AGREED_AT } from './desk-leaving.ts';
import type { SyncStatus } from './desk-types.ts';
import type { RunningImports } from './import/imports.ts';
import type { DeskDatabase } from './journal/database.ts';
import type { Cell } from './live.ts';
import type { MergeHistory } from './merge-history.ts';
import type { Settlements } from './settlements.ts';
import { storageEstimate } from './storage-estimate.ts';
import { unlessFull } from './storage-errors.ts';
import type { Authorized } from './sync/authorized.ts';
import type { DeskClock } from './sync/clock.ts';
import { type Connection, openConnection } from './sync/connection.ts';

/** Setting: how far this PC's clock was off when it last agreed with head office. */
export const CLOCK_OFFSET = 'clock-offset';

export interface ConnectingOptions {
  readonly branch: Branch;
  readonly db: DeskDatabase;
  readonly authorized: Authorized;
  readonly clock: DeskClock;
  readonly host: Host;
  readonly history: MergeHistory;
  readonly settlements: Settlements;
  readonly imports: Pick<RunningImports, 'flush'>;
  /** Is told how the sync stands. */
  readonly state: Cell<SyncStatus>;
}

/** Begins to bring the branch into agreement. Rejects when the desk's own database does. */
export async function connectBranch(options: ConnectingOptions): Promise<Connection> {
  const { branch, db, authorized, clock, host, history, settlements, imports, state } = options;
  // what was lost here is being fetched again: until then nothing is in agreement
  const agreed = branch.rebuilt.length > 0 ? null : await db.setting<string>(AGREED_AT);
  const made = openConnection({
    branch,
    authorized,
    clock,
    host,
    dataAsOf: agreed ?? null,
    onMerged: history.merged,
    async onAgreed(time) {
      await unlessFull(db.set(AGREED_AT, time));
      await unlessFull(db.set(CLOCK_OFFSET, clock.state.get().offset));
      void history.flush();
      void settlements.flush();
      void imports.flush();
      made.engine.tell({ storageLow: (await storageEstimate()).low });
    },
  });
  made.engine.state.subscribe(() => state.set(made.engine.state.get()));
  return made;
}
