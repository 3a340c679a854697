/** Mistakes in the desk’s loop, in what asks for it, and in the checks of what comes in. */
import { type Mutant, mutant } from './mutant.ts';

const REPLICATOR = 'shared/sync/replicator.ts';
const PUSHING = 'shared/sync/pushing.ts';
const UPDATING = 'shared/sync/updating.ts';

export const LOOP: readonly Mutant[] = [
  mutant(
    'the checkpoint is saved before the documents',
    REPLICATOR,
    'const rows = newestRows(answer.rows);',
    'const rows = newestRows(answer.rows); if (!stored.resync) await store.savePosition(stored, { ...stored, checkpoint: answer.checkpoint, epoch: answer.epoch, scope: answer.scope });',
  ),
  mutant(
    'a lost race is not run again',
    UPDATING,
    'todo = todo.filter((key) => wanted.has(key.id) && !written.has(key.id));',
    'todo = [];',
  ),
  mutant(
    'the epoch is ignored',
    REPLICATOR,
    'const epoch = position.epoch !== null && position.epoch !== answer.epoch;',
    'const epoch = false;',
  ),
  mutant(
    'the scope hash is ignored',
    REPLICATOR,
    'const scope = position.scope !== null && position.scope !== answer.scope;',
    'const scope = false;',
  ),
  mutant(
    'an answer of another incarnation is believed',
    PUSHING,
    "if (epoch !== position.epoch) return 'foreign';",
    '',
  ),
  mutant(
    'what a complete pull did not mention stays',
    REPLICATOR,
    'if (survey && reason) await this.#finish(reason, survey, answer.epoch, counts);',
    '',
  ),
  mutant(
    'the first filling goes on from the last block',
    REPLICATOR,
    'const since = position.snapshot?.checkpoint ?? answer.checkpoint;',
    'const since = answer.checkpoint;',
  ),
  mutant(
    'summaries are compared and nothing is mended',
    REPLICATOR,
    'if (differing.size === 0) return 0;',
    'return 0;',
  ),
  mutant(
    'an unsent deletion is not looked for',
    'sim/disk.ts',
    'if (behind && (doc.unsent === 1',
    'if (!doc._deleted && behind && (doc.unsent === 1',
  ),
  mutant(
    'a RESYNC is lost and nobody asks by himself',
    'sim/desk.ts',
    'this.#world.clock.after(POLL * (1 + 2 * this.#world.random()), resolve);',
    '',
  ),
  mutant(
    'a push is not validated',
    'shared/sync/validate.ts',
    'if (!Value.Check(PushResponse, answer) || answer.answers.length !== rows.length) throw malformed();',
    "if (typeof answer !== 'object' || !('answers' in (answer as object))) return { answers: rows.map(({ id, rev }) => ({ id, rev, status: 'accepted', ver: 1 })), epoch: 'e1', now: '' };",
  ),
  mutant(
    'a pulled answer is not validated',
    'shared/sync/validate.ts',
    'if (!Value.Check(PullResponse, answer)) throw malformed();',
    "if (typeof answer === 'object') return { rows: [], more: false, checkpoint: {}, epoch: 'e1', scope: '', now: '', ...answer };",
  ),
];
