/** Mistakes in the state machine of a document at the desk. */
import { type Mutant, mutant } from './mutant.ts';

const REPLICA = 'shared/sync/replica.ts';

export const STATE: readonly Mutant[] = [
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
    'const sync = { ...syncOf(doc), ...doubtOf(doc), flight: null, problem: { code: MOVED } };',
    'return only(departed(doc.id, doc.rev)); const sync = { ...syncOf(doc), problem: { code: MOVED } };',
  ),
  mutant(
    'a refused write is dropped',
    REPLICA,
    'return only({ ...doc, unsent: 3, sync: { ...sync, ...doubt, master, problem } });',
    'return only(discard({ ...doc, unsent: 3, sync: { ...sync, master, problem } }));',
  ),
  mutant(
    'a refused write is sent again for ever',
    REPLICA,
    'return only({ ...doc, unsent: 3, sync: { ...sync, ...doubt, master, problem } });',
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
    'if (doc.unsent === 0) return only(doc.rev === master.rev ? clean(master) : ask(doc, master, epoch));',
    'if (doc.unsent === 0) return only(clean(master));',
  ),
  mutant(
    'a repair takes nothing',
    REPLICA,
    'return stale ? only(ask(doc, asSnapshot(row))) : receive(doc, row, context);',
    'return null;',
  ),
];
