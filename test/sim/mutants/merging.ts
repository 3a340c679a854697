/** Mistakes in merging, and in bringing saved entries of the journal to the documents. */
import { type Mutant, mutant } from './mutant.ts';

const FIELDS = 'shared/sync/merge/fields.ts';
const APPLIER = 'renderer/data/journal/applier.ts';
const APPLY = 'renderer/data/journal/apply.ts';

export const MERGE: readonly Mutant[] = [
  mutant(
    'a withdrawal of consent is overwritten',
    FIELDS,
    "if (here !== there) return here ? 'local' : 'master';",
    '',
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

export const JOURNAL: readonly Mutant[] = [
  mutant(
    'an entry leaves the journal before head office has all of it',
    APPLIER,
    'if (docs?.get(id)?.unsent !== 0) waiting.add(keyOf({ collection, id }));',
    'if (!docs) waiting.add(keyOf({ collection, id }));',
  ),
  mutant(
    'saved entries are not replayed',
    APPLIER,
    'for (const entry of entries) if (entry.applied === 0 && !this.#known.has(entry.seq)) this.#take(entry);\n    const applied',
    'const applied',
  ),
  mutant(
    'an entry is flagged before it is applied',
    APPLIER,
    'const docs =\n        entry.docs.length > MANY',
    'await this.#options.entries.markApplied({ ...entry, applied: 1 });\n      const docs =\n        entry.docs.length > MANY',
  ),
  mutant(
    'a write of unknown end is not looked for',
    APPLIER,
    'doubt(): void {\n    this.#doubtful = true;',
    'doubt(): void {',
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
    'if (unchanged) {',
    'if (unchanged || doc.unsent === 0) {',
  ),
];
