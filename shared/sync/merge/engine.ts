/** Three-way merge of two versions of a document, field by field. Pure and repeatable. */
import type { Content, Merge, NotTaken, Snapshot } from '../document.ts';
import { contentOf } from '../replica.ts';
import { equal } from '../same.ts';
import { digest } from './digest.ts';
import { later, type Rule, type RuleTable } from './rules.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What one merge knows of its two sides. */
interface Sides {
  readonly localLater: boolean;
  /** The difference of the two times lies within what the clocks may be wrong by. */
  readonly uncertain: boolean;
  notTaken(field: string, side: 'local' | 'master', value: unknown, taken: unknown, base: unknown): void;
}

/** Fields that say who wrote a version and when: all of them follow the later side together. */
const AUTHORSHIP = ['updatedBy', 'updatedAt', 'clock', 'command'] as const;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asFields = (value: unknown): Fields => (isObject(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function uncertaintyOf(doc: Content): number {
  const value = asFields(doc['clock'])['uncertainty'];
  return typeof value === 'number' ? value : 0;
}

/** ISO times in UTC compare as text; equal times are decided by the rev, which both sides know. */
function isLater(local: Snapshot, master: Snapshot): boolean {
  const a = text(local['updatedAt']);
  const b = text(master['updatedAt']);
  return a === b ? local.rev > master.rev : a > b;
}

function isUncertain(local: Snapshot, master: Snapshot): boolean {
  const gap = Math.abs(Date.parse(text(local['updatedAt'])) - Date.parse(text(master['updatedAt'])));
  return !(gap > uncertaintyOf(local) + uncertaintyOf(master));
}

function mergeLater(sides: Sides, field: string, base: unknown, local: unknown, master: unknown): unknown {
  const taken = sides.localLater ? local : master;
  sides.notTaken(
    field,
    sides.localLater ? 'master' : 'local',
    sides.localLater ? master : local,
    taken,
    base,
  );
  return taken;
}

/** Text that grew on both sides of a common beginning keeps that beginning once. */
function mergeNotes(
  sides: Sides,
  field: string,
  base: unknown,
  local: unknown,
  master: unknown,
  maxLength: number,
): unknown {
  const [mine, theirs, common] = [text(local), text(master), text(base)];
  if (!mine || !theirs) return mergeLater(sides, field, base, local, master);
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  const shared = common && mine.startsWith(common) && theirs.startsWith(common) ? common : '';
  const tail = mine.slice(shared.length).replace(/^\n+/, '');
  const both = `${theirs.replace(/\n+$/, '')}\n${tail}`;
  return both.length <= maxLength ? both : mergeLater(sides, field, base, local, master);
}

function mergeSet(
  rule: Extract<Rule, { rule: 'set' }>,
  sides: Sides,
  field: string,
  base: unknown,
  local: unknown,
  master: unknown,
): unknown {
  const keyOf = (item: unknown): string =>
    rule.key === undefined ? JSON.stringify(item) : JSON.stringify(asFields(item)[rule.key]);
  const index = (list: unknown): Map<string, unknown> =>
    new Map(asList(list).map((item) => [keyOf(item), item]));
  const [before, mine, theirs] = [index(base), index(local), index(master)];
  const out: unknown[] = [];
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const [was, here, there] = [before.get(key), mine.get(key), theirs.get(key)];
    const path = `${field}.${key.replaceAll('"', '')}`;
    if (here !== undefined && there !== undefined)
      out.push(mergeField(rule.item ?? later, sides, path, was, here, there));
    else if (was === undefined) out.push(here ?? there);
    else {
      // Removed on one side. What the other side changed meanwhile is not thrown away unseen.
      const kept = here ?? there;
      if (!equal(kept, was)) {
        sides.notTaken(path, here === undefined ? 'local' : 'master', null, kept, was);
        out.push(kept);
      }
    }
  }
  return out;
}

function mergeKeys(
  ruleOf: (key: string) => Rule,
  sides: Sides,
  prefix: string,
  base: Fields,
  local: Fields,
  master: Fields,
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(master), ...Object.keys(local)])) {
    const value = mergeField(ruleOf(key), sides, prefix + key, base[key], local[key], master[key]);
    if (value !== undefined) out[key] = value;
  }
  return out;
}

function mergeField(
  rule: Rule,
  sides: Sides,
  field: string,
  base: unknown,
  local: unknown,
  master: unknown,
): unknown {
  if (equal(local, master)) return master;
  if (rule.rule === 'immutable') {
    const taken = base === undefined ? (master ?? local) : base;
    if (!equal(local, taken)) sides.notTaken(field, 'local', local, taken, base);
    return taken;
  }
  if (equal(local, base)) return master;
  if (equal(master, base)) return local;
  switch (rule.rule) {
    case 'later':
      return mergeLater(sides, field, base, local, master);
    case 'max':
      return Math.max(Number(local ?? 0), Number(master ?? 0));
    case 'set':
      return mergeSet(rule, sides, field, base, local, master);
    case 'notes':
      return mergeNotes(sides, field, base, local, master, rule.maxLength);
    case 'status': {
      const forward = rule.reaches(text(master), text(local));
      const backward = rule.reaches(text(local), text(master));
      if (forward && backward) return mergeLater(sides, field, base, local, master);
      if (forward) return local;
      sides.notTaken(field, 'local', local, master, base);
      return master;
    }
    case 'withdrawal': {
      const [here, there] = [rule.restricts(local), rule.restricts(master)];
      if (here === there) return mergeLater(sides, field, base, local, master);
      sides.notTaken(field, here ? 'master' : 'local', here ? master : local, here ? local : master, base);
      return here ? local : master;
    }
    case 'object':
      if (!isObject(local) || !isObject(master)) return mergeLater(sides, field, base, local, master);
      return mergeKeys((key) => rule.fields[key] ?? later, sides, `${field}.`, asFields(base), local, master);
    case 'record':
      if (!isObject(local) || !isObject(master)) return mergeLater(sides, field, base, local, master);
      return mergeKeys(() => rule.value, sides, `${field}.`, asFields(base), local, master);
  }
}

/** A tombstone whose content was scrubbed says nothing about fields. */
const isScrubbed = (doc: Snapshot): boolean => doc._deleted && Object.keys(contentOf(doc)).length <= 1;

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
      uncertain,
      notTaken(field, side, value, taken, common) {
        const [loser, winner] = side === 'local' ? [local, master] : [master, local];
        const authorOf = (version: Snapshot): unknown => asFields(version['updatedBy'])['id'];
        const [by, at] = [authorOf(loser), loser['updatedAt']];
        const [takenBy, takenAt] = [authorOf(winner), winner['updatedAt']];
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
          ...(typeof by === 'string' ? { by } : {}),
          ...(typeof at === 'string' ? { at } : {}),
          ...(typeof takenBy === 'string' ? { takenBy } : {}),
          ...(typeof takenAt === 'string' ? { takenAt } : {}),
          uncertain,
        });
      },
    };
    const deleted = local._deleted && master._deleted;
    if (local._deleted !== master._deleted)
      sides.notTaken('_deleted', local._deleted ? 'local' : 'master', true, false, base?._deleted);
    if (isScrubbed(local) || isScrubbed(master)) {
      return { content: contentOf(isScrubbed(local) ? master : local), deleted, history };
    }
    const [mine, theirs] = [contentOf(local), contentOf(master)];
    const fields = mergeKeys(
      (key) => table[key] ?? later,
      sides,
      '',
      base ? contentOf(base) : {},
      without(mine, AUTHORSHIP),
      without(theirs, AUTHORSHIP),
    );
    const author = localLater ? mine : theirs;
    for (const field of AUTHORSHIP) if (author[field] !== undefined) fields[field] = author[field];
    return { content: { ...fields, id: local.id }, deleted, history };
  };
}

function without(content: Content, fields: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = { ...content };
  for (const field of fields) delete out[field];
  return out;
}
