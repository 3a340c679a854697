/** Plausible mistakes within reach of the fast tier, each in one file of the product or of the reference head office. */
import { LOOP } from './loop.ts';
import { JOURNAL, MERGE } from './merging.ts';
import { type Mutant, mutant } from './mutant.ts';
import { OFFICE } from './office.ts';
import { STATE } from './state.ts';

/** Mistakes that the product had, and that the simulator found. */
const ONCE_MADE: readonly Mutant[] = [
  mutant(
    'once made: what waits in quarantine makes summaries differ for ever',
    'shared/sync/replica.ts',
    'const version = doc.unsent === 0 ? doc : newest(base, master);',
    'const version = doc.unsent === 0 ? doc : base;',
  ),
  mutant(
    'once made: what hangs on an unknown complaint follows its customer to another branch',
    'sim/office/placing.ts',
    "if (text(content['complaintId']) !== '') return [own];",
    '',
  ),
];

/** All of them. */
export const MUTANTS: readonly Mutant[] = [...STATE, ...LOOP, ...MERGE, ...JOURNAL, ...ONCE_MADE, ...OFFICE];
