/** The matrix: every row that is there, by its number. */
import type { Row } from '../row.ts';
import { deliveredTwice, droppedAfterCommit, reordered } from './lost-answers.ts';
import { PEOPLE } from './people.ts';
import { halfOpen, heldStream, lossyAndSlow } from './slow-lines.ts';
import { brokenBody, interception, portal } from './strangers.ts';
import { expiredToken } from './tokens.ts';
import { TWO_DESKS } from './two-desks.ts';

export const ROWS: readonly Row[] = [
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
  ...TWO_DESKS,
  ...PEOPLE,
];
