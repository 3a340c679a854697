/** Rows 1 to 21: the line, the desk's disk, its clock and its windows. */
import type { Row } from '../row.ts';
import { corruptDatabase, wipedProfile } from './damage.ts';
import { diskFull, quotaExceeded } from './disks.ts';
import { killedWhileWriting } from './kills.ts';
import { deliveredTwice, droppedAfterCommit, reordered } from './lost-answers.ts';
import { powerCut } from './power.ts';
import { halfOpen, heldStream, lossyAndSlow } from './slow-lines.ts';
import { brokenBody, interception, portal } from './strangers.ts';
import { slept, wrongClocks } from './time.ts';
import { expiredToken } from './tokens.ts';
import { upgradeInMidSync } from './upgrade.ts';
import { frozenWindow, twoWindows } from './windows.ts';

export const LINE_AND_DESK: readonly Row[] = [
  droppedAfterCommit,
  deliveredTwice,
  reordered,
  halfOpen,
  lossyAndSlow,
  portal,
  heldStream,
  interception,
  expiredToken,
  brokenBody,
  killedWhileWriting,
  powerCut,
  diskFull,
  quotaExceeded,
  corruptDatabase,
  wipedProfile,
  wrongClocks,
  slept,
  twoWindows,
  frozenWindow,
  upgradeInMidSync,
];
