/** The imports of a desk, for the person at work. */
import type { Actor } from '#shared/domain/actor.ts';
import type { Branch } from './branch.ts';
import type { Desk, Live } from './desk-types.ts';
import { openImports, type RunningImports } from './import/imports.ts';
import type { DeskDatabase } from './journal/database.ts';
import type { Authorized } from './sync/authorized.ts';
import type { DeskClock } from './sync/clock.ts';

export interface DeskImportsOptions {
  readonly db: DeskDatabase;
  readonly branch: Live<Branch | undefined>;
  readonly reader: Live<Actor | undefined>;
  readonly clock: DeskClock;
  readonly authorized: Authorized;
  readonly run: Desk['run'];
}

/** @returns the desk's imports; before the branch is open they answer `not_ready`. */
export const deskImports = ({
  db,
  branch,
  reader,
  clock,
  authorized,
  run,
}: DeskImportsOptions): RunningImports =>
  openImports({
    db,
    branch,
    actor: reader.get,
    run,
    now: () => clock.now(),
    send: (template) => authorized.send('POST', '/api/import-templates', template),
  });
