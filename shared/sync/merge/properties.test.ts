/** What has to hold for every merge of every collection. A failure names its seed: give it as MERGE_SEED to begin with it. */
import { expect, test } from 'vitest';
import { COLLECTION_NAMES, type CollectionName } from '#shared/domain/collections.ts';
import { canReach, STATUSES } from '#shared/domain/complaint.ts';
import type { Content, Snapshot } from '../document.ts';
import type { Rule } from './rules.ts';
import { complaintVerdict } from './status.ts';
import { MERGE_RULES, mergeOf } from './tables.ts';

const RUNS = 400;
const SEED = Number(process.env['MERGE_SEED'] ?? 20260305);

/** A small generator whose sequence depends on nothing but its seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Maker {
  readonly below: (below: number) => number;
  /** A text that is nowhere else. */
  readonly fresh: () => string;
}

const BY = { id: 'u', name: 'u' };

function itemOf(key: string, make: Maker): Record<string, unknown> {
  return {
    [key]: make.fresh(),
    name: make.fresh(),
    ...(key === 'id' ? { phones: [{ number: make.fresh(), label: make.fresh() }] } : {}),
  };
}

/** A value that the field may have; `before` is what it is now. */
function valueOf(rule: Rule, before: unknown, make: Maker): unknown {
  switch (rule.rule) {
    case 'later':
    case 'immutable':
      return make.fresh();
    case 'max':
      return Number(before ?? 0) + 1 + make.below(3);
    case 'notes':
      return [...(typeof before === 'string' && make.below(4) > 0 ? [before] : []), make.fresh()].join('\n');
    case 'status':
      return STATUSES[make.below(STATUSES.length)];
    case 'withdrawal':
      return rule.restricts(true)
        ? make.below(2) === 0
        : { given: make.below(2) === 0, at: `0${make.below(3)}:00`, proof: make.fresh(), by: BY };
    case 'record': {
      const key = `k${make.below(3)}`;
      const all = (before ?? {}) as Record<string, unknown>;
      return { ...all, [key]: valueOf(rule.value, all[key], make) };
    }
    case 'object': {
      const all = (before ?? {}) as Record<string, unknown>;
      return { ...all, name: make.fresh() };
    }
    case 'set': {
      const list = Array.isArray(before) ? [...(before as unknown[])] : [];
      if (make.below(3) === 0) list.splice(make.below(list.length + 1), 1);
      const at = make.below(list.length + 1);
      const item = list[at];
      if (rule.item && item !== undefined && make.below(2) === 0) list[at] = valueOf(rule.item, item, make);
      else list.push(rule.key === undefined ? make.fresh() : itemOf(rule.key, make));
      return list;
    }
  }
}

const ENVELOPE = new Set(['id', 'updatedBy', 'updatedAt', 'clock', 'command']);

function edited(collection: CollectionName, from: Content, make: Maker, all: boolean): Content {
  const out: Record<string, unknown> = { ...from };
  for (const [field, rule] of Object.entries(MERGE_RULES[collection])) {
    if (ENVELOPE.has(field) || (!all && (rule.rule === 'immutable' || make.below(3) > 0))) continue;
    out[field] = valueOf(rule, from[field], make);
    if (!all && rule.rule === 'later' && make.below(6) === 0) delete out[field];
  }
  return out as Content;
}

/** One document and two edits of it that do not know of each other. */
function concurrent(collection: CollectionName, seed: number) {
  const below = randomOf(seed);
  let made = 0;
  const make: Maker = { below, fresh: () => `v${++made}` };
  const version = (content: Content, rev: string, second: number): Snapshot => ({
    ...content,
    rev,
    ver: 1,
    _deleted: false,
    updatedAt: new Date(Date.UTC(2026, 2, 5) + second * 1000).toISOString(),
    updatedBy: { id: rev, name: rev },
    clock: { offset: 0, uncertainty: 10 },
  });
  const base = version(edited(collection, { id: 'd' }, make, true), 'base', 0);
  const [first, second] = below(2) === 0 ? [100, 200] : [200, 100];
  const a = version(edited(collection, base, make, false), 'a', first);
  const b = version(edited(collection, base, make, false), 'b', second);
  return { base, a, b };
}

/** Head office's state stands where neither of two can follow: which one that is depends on who came first. */
const standsAlone = (collection: CollectionName, a: Snapshot, b: Snapshot): boolean => {
  const rule = MERGE_RULES[collection]['status'];
  return (
    rule?.rule === 'status' &&
    a['status'] !== b['status'] &&
    rule.verdict('new', String(a['status']), String(b['status'])) === 'stands'
  );
};

function eachSeed(check: (seed: number) => void): void {
  for (let run = 0; run < RUNS; run++) {
    const seed = SEED + run * 7919;
    try {
      check(seed);
    } catch (thrown) {
      throw new Error(`MERGE_SEED=${seed}`, { cause: thrown });
    }
  }
}

test.each(COLLECTION_NAMES)('%s: whoever comes first, the content is the same', (collection) => {
  const merge = mergeOf(collection);
  eachSeed((seed) => {
    const { base, a, b } = concurrent(collection, seed);
    if (collection === 'activities' || standsAlone(collection, a, b)) return;
    expect(merge(base, a, b).content).toEqual(merge(base, b, a).content);
  });
});

test.each(COLLECTION_NAMES)('%s: a merge made again changes nothing', (collection) => {
  const merge = mergeOf(collection);
  eachSeed((seed) => {
    const { base, a, b } = concurrent(collection, seed);
    expect(merge(base, a, a)).toEqual({ content: expect.anything() as unknown, deleted: false, history: [] });
    expect(merge(base, a, b)).toEqual(merge(base, a, b));
    const once: Snapshot = { ...merge(base, a, b).content, rev: 'm', ver: 2, _deleted: false };
    const again = merge(base, once, b);
    expect({ ...again.content, rev: 'm', ver: 2, _deleted: again.deleted }).toEqual(once);
  });
});

/** @returns every text within a value, line by line. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
const contentTexts = (version: Content): string[] =>
  Object.entries(version).flatMap(([field, value]) => (ENVELOPE.has(field) ? [] : textsIn(value)));

test.each(COLLECTION_NAMES)('%s: everything typed is in the result or in the history', (collection) => {
  const merge = mergeOf(collection);
  eachSeed((seed) => {
    const { base, a, b } = concurrent(collection, seed);
    // when something was said is nothing without what was said
    const times = [a, b].flatMap((version) => textsIn(version['confidentialAt'] ?? ''));
    const known = new Set([...contentTexts(base), ...(STATUSES as readonly string[]), 'a', 'b', ...times]);
    const { content, history } = merge(base, a, b);
    const kept = new Set([...contentTexts(content), ...history.flatMap(({ value }) => textsIn(value))]);
    const typed = [...contentTexts(a), ...contentTexts(b)].filter((text) => !known.has(text));
    expect(typed.filter((text) => !kept.has(text))).toEqual([]);
  });
});

test('a state that wins can follow the one that loses, and the verdict does not depend on who is called local', () => {
  const mirrored = { local: 'master', master: 'local', later: 'later', stands: 'stands' } as const;
  for (const base of STATUSES) {
    for (const local of STATUSES.filter((status) => canReach(base, status))) {
      for (const master of STATUSES.filter((status) => canReach(base, status) && status !== local)) {
        const verdict = complaintVerdict(base, local, master);
        expect(complaintVerdict(base, master, local)).toBe(mirrored[verdict]);
        if (verdict === 'local' || verdict === 'later') expect(canReach(master, local)).toBe(true);
        if (verdict === 'later') expect(canReach(local, master)).toBe(true);
      }
    }
  }
});
