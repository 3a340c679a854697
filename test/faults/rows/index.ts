/** The matrix: every row that is there, by its number. */
import type { Row } from '../row.ts';
import { LINE_AND_DESK } from './line-and-desk.ts';
import { PEOPLE } from './people.ts';
import { TWO_DESKS } from './two-desks.ts';

export const ROWS: readonly Row[] = [...LINE_AND_DESK, ...TWO_DESKS, ...PEOPLE];
