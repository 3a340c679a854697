/** Mistakes in the reference head office. */
import { type Mutant, mutant } from './mutant.ts';

const JUDGE = 'sim/office/judge.ts';
const READS = 'sim/office/reads.ts';
const PLACING = 'sim/office/placing.ts';
const STATE = 'sim/office/state.ts';

export const OFFICE: readonly Mutant[] = [
  mutant(
    'the base revision is not checked',
    JUDGE,
    "if (stored && stored.rev !== base) return { id, rev, status: 'conflict', master: stored };",
    '',
  ),
  mutant(
    'answered revs are forgotten',
    JUDGE,
    'const remembered = state.answers.get(`${key}|${rev}`);',
    'const remembered = undefined as { ver: number; code: string | null; branch: string } | undefined;',
  ),
  mutant(
    'a conflict tells of documents that the writer does not see',
    JUDGE,
    'if (stored ? !visible : base !== null)',
    'if (!stored && base !== null)',
  ),
  mutant(
    'the counter begins anew after a wipe',
    'sim/head-office.ts',
    'const deskCode = `D${++this.#deskCodes}`;',
    "const deskCode = this.actorOf(userId).deskCode ?? 'D1';",
  ),
  mutant(
    'the counter of a stream is not locked: now and then two writers take the same number',
    STATE,
    'const seq = (state.counters.get(stream) ?? 0) + 1;\n  state.counters.set(stream, seq);',
    'const next = (state.counters.get(stream) ?? 0) + 1; const seq = next % 5 === 0 ? next - 1 : next; state.counters.set(stream, next);',
  ),
  mutant('a departure is not told', READS, 'if (!stays) rows.set', 'if (!stays && !gone) rows.set'),
  mutant(
    'a late child stays at the old branch',
    PLACING,
    'if (!stays) moveDependents(state, collection, id, [...before, ...streams]);',
    '',
  ),
  mutant(
    'a summary is given to who is behind, and of another branch as well',
    READS,
    'if (!gone && doc && !doc._deleted) found.set(id, doc);',
    'if (doc && !doc._deleted) found.set(id, doc);',
  ),
];
