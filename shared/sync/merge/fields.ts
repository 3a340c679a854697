/** One field of two versions, by its rule. */
import { equal } from '../same.ts';
import { joinNotes } from './notes.ts';
import { later, type Rule, type RuleTable } from './rules.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type Side = 'local' | 'master';

/** A value of one side that the merge does not take. */
export interface Loss {
  readonly field: string;
  readonly side: Side;
  readonly value: unknown;
  readonly taken: unknown;
  readonly base: unknown;
  /** Nothing but the times decided. */
  readonly byTime: boolean;
}

/** What one merge knows of its two sides. */
export interface Sides {
  readonly localLater: boolean;
  notTaken(loss: Loss): void;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asFields = (value: unknown): Fields => (isObject(value) ? value : {});
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns a key that is the same for equal values, whatever the order of their fields. */
export function keyOf(value: unknown, key?: string): string {
  const part = key === undefined ? value : asFields(value)[key];
  if (!isObject(part)) return typeof part === 'string' ? part : JSON.stringify(part);
  return JSON.stringify(Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The three values of one field. */
interface Three {
  readonly base: unknown;
  readonly local: unknown;
  readonly master: unknown;
}

function take(sides: Sides, field: string, winner: Side, of: Three, byTime: boolean): unknown {
  const side = winner === 'local' ? 'master' : 'local';
  sides.notTaken({ field, side, value: of[side], taken: of[winner], base: of.base, byTime });
  return of[winner];
}

const takeLater = (sides: Sides, field: string, of: Three): unknown =>
  take(sides, field, sides.localLater ? 'local' : 'master', of, true);

function mergeNotes(sides: Sides, field: string, of: Three, maxLength: number): unknown {
  const [mine, theirs] = [text(of.local), text(of.master)];
  if (!mine || !theirs) return takeLater(sides, field, of);
  const [earlier, last] = sides.localLater ? [theirs, mine] : [mine, theirs];
  const both = joinNotes(text(of.base), earlier, last);
  return both.length <= maxLength ? both : takeLater(sides, field, of);
}

function mergeSet(rule: Extract<Rule, { rule: 'set' }>, sides: Sides, field: string, of: Three): unknown {
  const index = (list: unknown): Map<string, unknown> =>
    new Map(asList(list).map((item) => [keyOf(item, rule.key), item]));
  const [before, mine, theirs] = [index(of.base), index(of.local), index(of.master)];
  const [first, second] = sides.localLater ? [mine, theirs] : [theirs, mine];
  const out: unknown[] = [];
  for (const key of new Set([...first.keys(), ...second.keys()])) {
    const [was, here, there] = [before.get(key), mine.get(key), theirs.get(key)];
    const path = `${field}.${key}`;
    let item: unknown;
    if (here !== undefined && there !== undefined)
      item = mergeField(rule.item ?? later, sides, path, { base: was, local: here, master: there });
    else if (was === undefined) item = here ?? there;
    else {
      // Removed on one side. What the other side changed meanwhile is not thrown away unseen.
      const kept = here ?? there;
      if (equal(kept, was)) continue;
      const side = here === undefined ? 'local' : 'master';
      sides.notTaken({ field: path, side, value: null, taken: kept, base: was, byTime: false });
      item = kept;
    }
    if (out.length < (rule.maxItems ?? Infinity)) out.push(item);
    else {
      const side = here === undefined ? 'master' : 'local';
      sides.notTaken({ field: path, side, value: item, taken: null, base: was, byTime: false });
    }
  }
  return out;
}

function mergeKeys(ruleOf: (key: string) => Rule, sides: Sides, prefix: string, of: Three): Fields {
  const [base, local, master] = [asFields(of.base), asFields(of.local), asFields(of.master)];
  const out: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(master), ...Object.keys(local)])) {
    const three = { base: base[key], local: local[key], master: master[key] };
    const value = mergeField(ruleOf(key), sides, prefix + key, three);
    if (value !== undefined) out[key] = value;
  }
  return out;
}

/** Which of two statements stands, made at these times. */
function stronger(
  { restricts }: Extract<Rule, { rule: 'withdrawal' }>,
  sides: Sides,
  { local, master }: Three,
  mine: string,
  theirs: string,
): Side {
  const [here, there] = [restricts(local), restricts(master)];
  if (here !== there) return here ? 'local' : 'master';
  const isLater = mine === theirs ? sides.localLater : mine > theirs;
  return isLater ? 'local' : 'master';
}

function mergeField(rule: Rule, sides: Sides, field: string, of: Three): unknown {
  const { base, local, master } = of;
  if (equal(local, master)) return master;
  if (rule.rule === 'immutable') {
    const taken = master ?? base ?? local;
    if (!equal(local, taken) && !equal(local, base)) return take(sides, field, 'master', of, false);
    return taken;
  }
  // what is counted never falls, also when the base counts what was refused or lost since
  if (rule.rule === 'max') return Math.max(Number(local ?? 0), Number(master ?? 0));
  if (equal(local, base)) return master;
  if (equal(master, base)) return local;
  switch (rule.rule) {
    case 'later':
      return takeLater(sides, field, of);
    case 'set':
      return mergeSet(rule, sides, field, of);
    case 'notes':
      return mergeNotes(sides, field, of, rule.maxLength);
    case 'status': {
      const verdict = rule.verdict(text(base), text(local), text(master));
      if (verdict === 'later') return takeLater(sides, field, of);
      return take(sides, field, verdict === 'local' ? 'local' : 'master', of, false);
    }
    case 'withdrawal': {
      const at = (value: unknown): string => rule.at?.(value) ?? '';
      return take(sides, field, stronger(rule, sides, of, at(local), at(master)), of, false);
    }
    case 'object':
      if (!isObject(local) || !isObject(master)) return takeLater(sides, field, of);
      return mergeKeys((key) => rule.fields[key] ?? later, sides, `${field}.`, of);
    case 'record': {
      // who has no such record has none of its keys: that is no reason to drop what the other side put in
      if ([local, master].some((one) => one !== undefined && !isObject(one)))
        return takeLater(sides, field, of);
      const merged = mergeKeys(() => rule.value, sides, `${field}.`, of);
      const isGone = local === undefined || master === undefined;
      return isGone && Object.keys(merged).length === 0 ? undefined : merged;
    }
  }
}

interface Group {
  readonly fields: readonly string[];
  /** Of a statement: the field that says what was said; the other ones say when. */
  readonly said?: { readonly field: string; readonly rule: Extract<Rule, { rule: 'withdrawal' }> };
}

/** Fields of `table` that say one thing together. */
function groupsOf(table: RuleTable): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [field, rule] of Object.entries(table)) {
    if ((rule.rule !== 'later' && rule.rule !== 'withdrawal') || rule.together === undefined) continue;
    const group = groups.get(rule.together) ?? { fields: [] };
    const said = rule.rule === 'withdrawal' ? { said: { field, rule } } : {};
    groups.set(rule.together, { ...group, fields: [...group.fields, field], ...said });
  }
  return [...groups.values()];
}

const threeOf = ({ base, local, master }: Record<Side | 'base', Fields>, field: string): Three => ({
  base: base[field],
  local: local[field],
  master: master[field],
});

/** Takes a group from one side, after both have changed it. @returns its side */
function takeGroup({ fields, said }: Group, sides: Sides, of: Record<Side | 'base', Fields>): Side {
  if (said) {
    const at = (version: Fields): string =>
      fields.flatMap((field) => (field === said.field ? [] : text(version[field]))).join();
    const three = threeOf(of, said.field);
    const winner = stronger(said.rule, sides, three, at(of.local), at(of.master));
    if (!equal(three.local, three.master)) take(sides, said.field, winner, three, false);
    return winner;
  }
  const [winner, loser]: readonly [Side, Side] = sides.localLater ? ['local', 'master'] : ['master', 'local'];
  for (const field of fields) {
    const three = threeOf(of, field);
    if (!equal(three[loser], three.base) && !equal(three.local, three.master))
      take(sides, field, winner, three, true);
  }
  return winner;
}

/**
 * @param table rules; a field without one is `later`
 * @returns the fields of both versions merged; what is not taken is told to `sides`
 */
export function mergeFields(
  table: RuleTable,
  sides: Sides,
  base: Fields,
  local: Fields,
  master: Fields,
): Record<string, unknown> {
  const of = { base, local, master };
  const winners = new Map<string, Side>();
  for (const group of groupsOf(table)) {
    const { fields } = group;
    const changed = (version: Fields): boolean => fields.some((field) => !equal(version[field], base[field]));
    const differ = fields.some((field) => !equal(local[field], master[field]));
    if (!differ || !changed(local) || !changed(master)) continue;
    const winner = takeGroup(group, sides, of);
    for (const field of fields) winners.set(field, winner);
  }
  const single = (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([key]) => !winners.has(key)));
  const out: Record<string, unknown> = mergeKeys((key) => table[key] ?? later, sides, '', {
    base,
    local: single(local),
    master: single(master),
  });
  for (const [field, winner] of winners) {
    const value = of[winner][field];
    if (value !== undefined) out[field] = value;
  }
  return out;
}
