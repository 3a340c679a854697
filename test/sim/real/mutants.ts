/** Plausible mistakes in head office's code and in the desk's store: the schedules of the real tier must catch each. */
import { failuresOf } from '../outcome.ts';
import { loadSides, type Mistake } from './bundle.ts';
import { runRealSchedule } from './run.ts';

export interface RealMutant extends Mistake {
  readonly name: string;
}

const DECIDE = 'server/sync/decide.ts';
const PUSH = 'server/sync/push.ts';
const PULL = 'server/sync/pull.ts';
const PLACING = 'server/sync/placing.ts';
const PLACEMENT = 'shared/domain/placement.ts';
const RXDB_STORE = 'renderer/data/db/rxdb-store.ts';

export const REAL_MUTANTS: readonly RealMutant[] = [
  {
    name: 'answers are not remembered',
    file: PUSH,
    text: 'await writeAnswers(tx, collection, verdicts, now);',
    mistake: '',
  },
  {
    name: 'the base is not checked at head office',
    file: DECIDE,
    text: "if (current && current.rev !== base) return { id, rev, status: 'conflict', master: parse(current) };",
    mistake: '',
  },
  {
    name: 'the conflict answer is not held to the scope',
    file: DECIDE,
    text: 'if (current ? !visible : base !== null) {',
    mistake: 'if (!current && base !== null) {',
  },
  {
    name: 'a number that is taken is given again',
    file: DECIDE,
    text: 'if (owner !== undefined && owner !== self) {',
    mistake: 'if (!self) {',
  },
  {
    name: 'the counter of a deleted document begins again',
    file: DECIDE,
    text: 'const ver = (current?.ver ?? 0) + 1;',
    mistake: 'const ver = (current?.deleted ? 0 : (current?.ver ?? 0)) + 1;',
  },
  {
    name: 'what left a stream is not told to it',
    file: PLACING,
    text: '...[...before].filter((s) => !now.has(s)).map((stream) => ({ stream, collection, id, gone: true, rev })),',
    mistake: '',
  },
  {
    name: 'a changed document that stays is no event',
    file: PLACING,
    text: '.filter((s) => changed || !before.has(s))',
    mistake: '.filter((s) => !before.has(s))',
  },
  {
    name: 'what hangs on a document does not move with it',
    file: PLACING,
    text: 'if (!column || parents.length === 0) return [];',
    mistake: 'if (!column || parents.length >= 0) return [];',
  },
  {
    name: 'a late child is placed at the old branch',
    file: PLACEMENT,
    text: 'if (complaint) return ofComplaint(complaint).sort();',
    mistake: '',
  },
  {
    name: 'a confidential complaint stands in the open',
    file: PLACEMENT,
    text: 'c.confidential ? confidentialStream(c.branchId) : branchStream(c.branchId),',
    mistake: 'branchStream(c.branchId),',
  },
  {
    name: 'a document has left although it stands in another stream of the reader',
    file: PULL,
    text: 'if (!event.elsewhere) rows.set(',
    mistake: 'rows.set(',
  },
  {
    name: 'the checkpoint is ahead of the page',
    file: PULL,
    text: 'checkpoint[event.stream] = event.seq;',
    mistake: 'checkpoint[event.stream] = event.seq + 1;',
  },
  {
    name: 'the last row of a full page is skipped',
    file: PULL,
    text: 'if (!event.elsewhere) rows.set(',
    mistake: 'if (!event.elsewhere && event !== events[limit - 1]) rows.set(',
  },
  {
    name: 'the scope hash does not know the role',
    file: PULL,
    text: "const said = [actor.role, actor.branchId, actor.divisionId ?? '', ...streamsOf(actor)]",
    mistake: 'const said = [actor.branchId]',
  },
  {
    name: 'a restored database keeps its epoch',
    file: 'server/jobs/epoch.ts',
    text: "await tx.query(`UPDATE settings SET value = $1 WHERE key = 'epoch'`, [epoch]);",
    mistake: '',
  },
  {
    name: 'the summary counts deleted documents',
    file: 'server/sync/digest.ts',
    text: 'AND documents.id = w.id AND NOT deleted OFFSET 0',
    mistake: 'AND documents.id = w.id OFFSET 0',
  },
  {
    name: 'a block of a snapshot begins one document too late',
    file: 'server/sync/snapshot.ts',
    text: 'const last = ids.at(-1);',
    mistake: 'const last = page.at(-1);',
  },
  {
    name: 'the positions of the last block count, not those of the first',
    file: 'shared/sync/replicator.ts',
    text: 'const since = position.snapshot?.checkpoint ?? answer.checkpoint;',
    mistake: 'const since = answer.checkpoint;',
  },
  {
    name: 'a write that lost the race counts as written',
    file: RXDB_STORE,
    text: 'written.delete(error.documentId);',
    mistake: '',
  },
  {
    name: 'unsent deletions are not found',
    file: RXDB_STORE,
    text: 'return [...live, ...gone].slice(0, limit);',
    mistake: 'return gone.length > 0 ? live : live.slice(0, limit);',
  },
  {
    name: 'once made: what waits for a confidential complaint stands in the open of its customer’s new branch',
    file: PLACEMENT,
    text: 'branchStream(complaintId ? own : customerBranch)',
    mistake: 'branchStream(customerBranch)',
  },
  {
    name: 'once made: a confidential complaint stays at the desk of the clerk who registered it',
    file: PUSH,
    text: 'new Set(foreign ? ownStreams(writer) : [])',
    mistake: 'new Set()',
  },
  {
    name: 'once made: two windows begin a complete pull anew by turns, for ever',
    file: 'shared/sync/replicator.ts',
    text: 'const survey = await this.#surveyOf(stored);',
    mistake: `const known = this.#survey;
    const survey = await this.#surveyOf(stored);
    if (survey && survey !== known) {
      survey.run = this.#options.newRev();
      await store.savePosition(stored, { ...stored, resync: { ...stored.resync, run: survey.run } });
    }`,
  },
];

/** A mutant is caught by the first schedule that finds something wrong. */
export interface Caught {
  /** Number of the schedule, counted from 1; null when none of them found anything. */
  readonly at: number | null;
  /** What it found. */
  readonly why: string;
  /** What the same schedule finds in the product without the mistake: nothing, or it proves nothing. */
  readonly control: string | null;
}

/**
 * Runs up to `most` schedules from seed `first` on against the product with one mistake.
 * @throws when the text to be replaced is not there any more
 */
export async function catchRealMutant(mutant: RealMutant, first: number, most: number): Promise<Caught> {
  const sides = await loadSides(mutant);
  for (let n = 0; n < most; n++) {
    const [why] = failuresOf(await runRealSchedule(first + n, undefined, sides));
    if (why === undefined) continue;
    const [control = null] = failuresOf(await runRealSchedule(first + n));
    return { at: n + 1, why, control };
  }
  return { at: null, why: '', control: null };
}
