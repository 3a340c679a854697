/** The matrix: every row that is there, by its number. */
import type { Row } from '../row.ts';
import { killedServer } from './killed-server.ts';
import { LINE_AND_DESK } from './line-and-desk.ts';
import { manyBranches } from './many-branches.ts';
import { fromBackup } from './from-backup.ts';
import { oldDesks } from './old-desks.ts';
import { OTHER_DISKS } from './other-disks.ts';
import { PEOPLE } from './people.ts';
import { SERVERS } from './servers.ts';
import { TWO_DESKS } from './two-desks.ts';
import { downgrade, migration } from './versions.ts';

export const ROWS: readonly Row[] = [
  ...LINE_AND_DESK,
  ...OTHER_DISKS,
  fromBackup,
  killedServer,
  oldDesks,
  ...SERVERS,
  manyBranches,
  ...TWO_DESKS,
  ...PEOPLE,
  migration,
  downgrade,
];
