/** Plausible mistakes within reach of the fast tier, each in one file of the product or of the reference head office. */
import type { Mistake } from '../bundle.ts';

export interface Mutant extends Mistake {
  readonly name: string;
}

const REPLICA = 'shared/sync/replica.ts';
const REPLICATOR = 'shared/sync/replicator.ts';
const PUSHING = 'shared/sync/pushing.ts';
const FIELDS = 'shared/sync/merge/fields.ts';
const APPLIER = 'renderer/data/journal/applier.ts';
const APPLY = 'renderer/data/journal/apply.ts';
const JUDGE = 'sim/office/judge.ts';
const READS = 'sim/office/reads.ts';
const PLACING = 'sim/office/placing.ts';

const mutant = (name: string, file: string, text: string, mistake: string): Mutant => ({
  name,
  file,
  text,
  mistake,
});

const STATE: readonly Mutant[] = [
  mutant(
    'marked as sent although edited since',
    REPLICA,
    'if (isCurrent) return only(clean(later ?? landed))',
    'if (true) return only(clean(later ?? landed))',
  ),
  mutant(
    'an edit forgets what was sent',
    REPLICA,
    'const flight = prev.unsent === 2 ? snapshotOf(prev) : before.flight;',
    'const flight = before.flight;',
  ),
  mutant(
    'an edit of a clean document keeps no base',
    REPLICA,
    'base: prev.ver > 0 ? snapshotOf(prev) : null',
    'base: null',
  ),
  mutant(
    'a merge is made without the base',
    REPLICA,
    'context.merge(base, snapshotOf(doc), master)',
    'context.merge(null, snapshotOf(doc), master)',
  ),
  mutant(
    'a merge is made against the master instead of the base',
    REPLICA,
    'context.merge(base, snapshotOf(doc), master)',
    'context.merge(master, snapshotOf(doc), master)',
  ),
  mutant('a merge keeps the old rev', REPLICA, 'rev: context.newRev(),', 'rev: doc.rev,'),
  mutant(
    'a pull does not compare versions',
    REPLICA,
    'return master.ver > doc.ver ? only(clean(master)) : null;',
    'return only(clean(master));',
  ),
  mutant('a pull forgets masters of unsent documents', REPLICA, 'return only(waiting);', 'return null;'),
  mutant(
    'a pull overwrites what is unsent',
    REPLICA,
    'if (doc.unsent === 0) return master.ver > doc.ver',
    'if (doc.unsent !== 3) return master.ver > doc.ver',
  ),
  mutant(
    '`_left` is an ordinary deletion',
    REPLICA,
    'if (doc.unsent === 0) return only(departed(doc.id, doc.rev));',
    'if (doc.unsent === 0) return only({ ...doc, _deleted: true, unsent: 2, sync: CLEAN_SYNC, ver: 0 });',
  ),
  mutant(
    'a departure is forgotten',
    REPLICA,
    'if (isLeft(row)) return leave(doc, row);',
    'if (isLeft(row)) return null;',
  ),
  mutant(
    'what has left keeps its content',
    REPLICA,
    'if (doc.unsent === 0) return only(departed(doc.id, doc.rev));',
    'if (doc.unsent === 0) return only({ ...doc, ver: 0, _deleted: true });',
  ),
  mutant(
    'an unsent document just goes when it leaves',
    REPLICA,
    'return only({ ...doc, unsent: 3, sync: { ...syncOf(doc), flight: null',
    'return only(departed(doc.id, doc.rev)); return only({ ...doc, unsent: 3, sync: { ...syncOf(doc), flight: null',
  ),
  mutant(
    'a refused write is dropped',
    REPLICA,
    'return only({ ...doc, unsent: 3, sync: { ...sync, master, problem } });',
    'return only(discard({ ...doc, unsent: 3, sync: { ...sync, master, problem } }));',
  ),
  mutant(
    'a refused write is sent again for ever',
    REPLICA,
    'return only({ ...doc, unsent: 3, sync: { ...sync, master, problem } });',
    'return null;',
  ),
  mutant(
    'an unsent deletion is ignored',
    REPLICA,
    'const fresh = { ...contentOf(want), rev, _deleted: deleted };',
    'const fresh = { ...contentOf(want), rev, _deleted: false };',
  ),
  mutant(
    'after a restoration the rev is not asked about',
    REPLICA,
    'if (doc.unsent === 0) return only(doc.rev === master.rev ? clean(master) : ask(doc, master));',
    'if (doc.unsent === 0) return only(clean(master));',
  ),
  mutant(
    'a repair takes nothing',
    REPLICA,
    'return stale ? only(ask(doc, asSnapshot(row))) : receive(doc, row, context);',
    'return null;',
  ),
];

const LOOP: readonly Mutant[] = [
  mutant(
    'the checkpoint is saved before the documents',
    REPLICATOR,
    'const rows = newestRows(answer.rows);',
    'const rows = newestRows(answer.rows); if (!stored.resync) await store.savePosition({ ...stored, checkpoint: answer.checkpoint, epoch: answer.epoch, scope: answer.scope });',
  ),
  mutant(
    'a lost race is not run again',
    REPLICATOR,
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
    'if (survey && reason) await this.#finish(reason, survey);',
    '',
  ),
  mutant(
    'the first filling goes on from the last block',
    REPLICATOR,
    'const checkpoint = position.snapshot?.checkpoint ?? answer.checkpoint;',
    'const checkpoint = answer.checkpoint;',
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

const MERGE: readonly Mutant[] = [
  mutant(
    'a withdrawal of consent is overwritten',
    FIELDS,
    "return take(sides, field, here ? 'local' : 'master', of, false);",
    'return takeLater(sides, field, of);',
  ),
  mutant(
    'the status machine is skipped in a merge',
    FIELDS,
    "if (verdict === 'later') return takeLater(sides, field, of);",
    'return takeLater(sides, field, of);',
  ),
  mutant('what one side did not change counts as well', FIELDS, 'if (equal(local, base)) return master;', ''),
  mutant('what one side removed comes back', FIELDS, 'if (equal(kept, was)) continue;', ''),
  mutant(
    'of two lists one is taken',
    FIELDS,
    'return mergeSet(rule, sides, field, of);',
    'return takeLater(sides, field, of);',
  ),
  mutant(
    'of two remarks one is taken',
    FIELDS,
    'return mergeNotes(sides, field, of, rule.maxLength);',
    'return takeLater(sides, field, of);',
  ),
  mutant(
    'a deletion wins over an edit that did not know of it',
    'shared/sync/merge/engine.ts',
    'const deleted = local._deleted && master._deleted;',
    'const deleted = local._deleted || master._deleted;',
  ),
];

const JOURNAL: readonly Mutant[] = [
  mutant(
    'saved entries are not replayed',
    APPLIER,
    'for (const entry of entries) if (entry.applied === 0 && !this.#known.has(entry.seq)) this.#take(entry);\n    this.#applied',
    'this.#applied',
  ),
  mutant(
    'an entry is flagged before it is applied',
    APPLIER,
    'const docs: EntryDoc[] = [];',
    'await this.#options.entries.markApplied({ ...entry, applied: 1 }); const docs: EntryDoc[] = [];',
  ),
  mutant(
    'a write of unknown end is not looked for',
    APPLIER,
    'this.#doubtful = true;\n  }\n\n  async #look',
    '}\n\n  async #look',
  ),
  mutant(
    'an entry is merged over what stands there without its base',
    APPLY,
    'context.merge(entry.base, mine, snapshotOf(doc))',
    'context.merge(null, mine, snapshotOf(doc))',
  ),
  mutant(
    'an entry overwrites what came meanwhile',
    APPLY,
    'if (unchanged || absent) {',
    'if (unchanged || absent || doc.unsent === 0) {',
  ),
];

/** Mistakes that the product had, and that the simulator found. */
const ONCE_MADE: readonly Mutant[] = [
  mutant(
    'once made: what waits in quarantine makes summaries differ for ever',
    REPLICA,
    'const version = doc.unsent === 0 ? doc : newest(base, master);',
    'const version = doc.unsent === 0 ? doc : base;',
  ),
  mutant(
    'once made: what hangs on an unknown complaint follows its customer to another branch',
    PLACING,
    "if (text(content['complaintId']) !== '') return [own];",
    '',
  ),
];

const OFFICE: readonly Mutant[] = [
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

/** All of them. */
export const MUTANTS: readonly Mutant[] = [...STATE, ...LOOP, ...MERGE, ...JOURNAL, ...ONCE_MADE, ...OFFICE];
