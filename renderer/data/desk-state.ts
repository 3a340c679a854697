/** What a desk is at this moment, in cells that its parts share. */
import type { Actor } from '#shared/domain/actor.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { Branch } from './branch.ts';
import type { DeskStatus, PastDesk, SyncStatus } from './desk-types.ts';
import { Cell } from './live.ts';
import type { DeskClock } from './sync/clock.ts';
import type { Connection } from './sync/connection.ts';
import { IDLE_STATUS } from './sync/engine.ts';

/** @returns the cells of a desk that is starting. */
export const deskState = (clock: DeskClock) => ({
  status: new Cell<DeskStatus>('starting'),
  /** Why the status is `failed`. */
  failure: new Cell<LoketError | null>(null),
  /** What this PC was, when it has lost it or it was taken. */
  past: new Cell<PastDesk | undefined>(undefined),
  /** Whose eyes the lists are for. */
  reader: new Cell<Actor | undefined>(undefined),
  branch: new Cell<Branch | undefined>(undefined),
  connection: new Cell<Connection | undefined>(undefined),
  state: new Cell<SyncStatus>({ ...IDLE_STATUS, clock: clock.state.get() }),
});
