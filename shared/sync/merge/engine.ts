/** Three-way merge of two versions of a document, field by field. Pure and repeatable. */
import type { Author, Content, Merge, NotTaken, Snapshot } from '../document.ts';
import { contentOf } from '../replica.ts';
import { digest } from './digest.ts';
import { asFields, mergeFields, type Sides, text } from './fields.ts';
import type { RuleTable } from './rules.ts';

/** Fields that say who wrote a version and when: all of them follow the later side together. */
const AUTHORSHIP = ['updatedBy', 'updatedAt', 'clock', 'command'] as const;

function uncertaintyOf(doc: Content): number {
  const value = asFields(doc['clock'])['uncertainty'];
  return typeof value === 'number' ? value : 0;
}

const timeOf = (doc: Content): number => Date.parse(text(doc['updatedAt']));

/** Equal times, or times that are none, are decided by the rev, which both sides know. */
function isLater(local: Snapshot, master: Snapshot): boolean {
  const gap = timeOf(local) - timeOf(master);
  return gap === 0 || Number.isNaN(gap) ? local.rev > master.rev : gap > 0;
}

/** The difference of the two times lies within what the clocks may be wrong by. */
const isUncertain = (local: Snapshot, master: Snapshot): boolean =>
  !(Math.abs(timeOf(local) - timeOf(master)) > uncertaintyOf(local) + uncertaintyOf(master));

function authorOf(version: Snapshot): Author | undefined {
  const { id, name, desk } = asFields(version['updatedBy']);
  if (typeof id !== 'string') return undefined;
  return { id, name: text(name) || id, ...(typeof desk === 'string' ? { desk } : {}) };
}

/** A tombstone whose content was scrubbed says nothing about fields. */
const isScrubbed = (doc: Snapshot): boolean => doc._deleted && Object.keys(contentOf(doc)).length <= 1;

/** What is known of who wrote the two values of a field, and when. */
function authorship(loser: Snapshot, winner: Snapshot): Partial<NotTaken> {
  const [by, takenBy] = [authorOf(loser), authorOf(winner)];
  const [at, takenAt] = [loser['updatedAt'], winner['updatedAt']];
  return {
    ...(by ? { by } : {}),
    ...(typeof at === 'string' ? { at } : {}),
    ...(takenBy ? { takenBy } : {}),
    ...(typeof takenAt === 'string' ? { takenAt } : {}),
  };
}

/**
 * @param table rules of the collection's fields; a field without one (of a newer version) is `later`
 * @returns the merge of a collection: an edit revives a deletion that did not know of it, and what is not taken is
 *   in `history` with an id derived from the document and both revs
 */
export function mergeBy(table: RuleTable): Merge {
  return (base, local, master) => {
    const history: NotTaken[] = [];
    const localLater = isLater(local, master);
    const uncertain = isUncertain(local, master);
    const sides: Sides = {
      localLater,
      notTaken({ field, side, value, taken, base: common, byTime }) {
        const [loser, winner] = side === 'local' ? [local, master] : [master, local];
        history.push({
          id: digest([local.id, local.rev, master.rev, field].join('|')),
          documentId: local.id,
          field,
          side,
          value: value ?? null,
          taken: taken ?? null,
          base: common ?? null,
          localRev: local.rev,
          masterRev: master.rev,
          ...authorship(loser, winner),
          uncertain: byTime && uncertain,
        });
      },
    };
    const deleted = local._deleted && master._deleted;
    if (local._deleted !== master._deleted) {
      const side = local._deleted ? 'local' : 'master';
      sides.notTaken({
        field: '_deleted',
        side,
        value: true,
        taken: false,
        base: base?._deleted,
        byTime: false,
      });
    }
    if (isScrubbed(local) || isScrubbed(master)) {
      return { content: contentOf(isScrubbed(local) ? master : local), deleted, history };
    }
    const [mine, theirs] = [contentOf(local), contentOf(master)];
    const common = base && !isScrubbed(base) ? contentOf(base) : {};
    const fields = mergeFields(table, sides, common, without(mine), without(theirs));
    // what never changes has no later writer either
    const frozen = table['updatedAt']?.rule === 'immutable';
    const author = localLater && !frozen ? mine : theirs;
    for (const field of AUTHORSHIP) if (author[field] !== undefined) fields[field] = author[field];
    return { content: { ...fields, id: local.id }, deleted, history };
  };
}

function without(content: Content): Record<string, unknown> {
  const out: Record<string, unknown> = { ...content };
  for (const field of AUTHORSHIP) delete out[field];
  return out;
}
