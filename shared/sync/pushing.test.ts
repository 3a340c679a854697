import { expect, test } from 'vitest';
import { OneStreamOffice } from '#test/support/one-stream-office.ts';
import type { StoredDoc } from './document.ts';
import { contentOf, knownOf, stamp } from './replica.ts';
import { Replicator } from './replicator.ts';
import { equal } from './same.ts';
import { type Net, type Position, START, type Store } from './store.ts';

const LEVEL: Position = { checkpoint: { all: 0 }, epoch: 'e1', scope: 's1', resync: null };
const made = (n: number): StoredDoc => {
  const id = `d${String(n).padStart(2, '0')}`;
  return stamp(undefined, { id, text: `here ${n}` }, false, `${id}-r`);
};

/** A desk over a store in memory; `log` says what was read, sent and stored, in order. */
function world(count: number, over: { readonly store?: Partial<Store>; readonly net?: Partial<Net> } = {}) {
  const office = new OneStreamOffice();
  const held = new Map(Array.from({ length: count }, (_, n) => made(n)).map((doc) => [doc.id, doc]));
  const log: string[] = [];
  let position = LEVEL;
  const inOrder = (): StoredDoc[] => [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const store: Store = {
    get: async (ids) => new Map(inOrder().flatMap((doc) => (ids.includes(doc.id) ? [[doc.id, doc]] : []))),
    async unsent(limit, after) {
      const due = inOrder().filter((d) => (d.unsent === 1 || d.unsent === 2) && (!after || d.id > after.id));
      const page = due.slice(0, limit);
      log.push(`read ${page.map(({ id }) => id).join()}`);
      return page;
    },
    held: async () => inOrder(),
    async *known() {
      yield inOrder().flatMap((doc) => knownOf(doc) ?? []);
    },
    async cas(rows) {
      log.push(`store ${rows.map(({ next }) => next.id).join()}`);
      const won = rows.filter(({ prev, next }) => held.get(next.id) === prev);
      for (const { next } of won) held.set(next.id, next);
      return new Map(won.map(({ next }) => [next.id, next]));
    },
    position: async () => position,
    savePosition: async (prev, next) => {
      if (!equal(position ?? START, prev)) return false;
      position = next;
      return true;
    },
    ...over.store,
  };
  const net: Net = {
    async push(rows) {
      log.push(`send ${rows.map(({ id }) => id).join()}`);
      const answer = await office.push(rows);
      // an answer takes longer than anything on the disk
      for (let n = 0; n < 20; n++) await Promise.resolve();
      log.push(`answered ${rows.length}`);
      return answer;
    },
    pull: (checkpoint, limit) => office.pull(checkpoint, limit),
    snapshot: (after, limit) => office.snapshot(after, limit),
    digest: (checkpoint, list) => office.digest(checkpoint, list),
    fetch: (ids) => office.fetch(ids),
    ...over.net,
  };
  let revs = 0;
  const replicator = new Replicator({
    store,
    net,
    merge: (_base, local) => ({ content: contentOf(local), deleted: local._deleted, history: [] }),
    newRev: () => `merged-${++revs}`,
    pushBatch: () => 2,
  });
  const unsent = (): string[] => inOrder().flatMap((doc) => (doc.unsent === 0 ? [] : [doc.id]));
  return { replicator, office, held, log, unsent };
}

test('while a request is under way, the next rows are read and the answers before it are stored', async () => {
  const { replicator, log, unsent, office } = world(6);
  expect(await replicator.push()).toBe(true);
  expect(unsent()).toEqual([]);
  expect(office.docs.size).toBe(6);
  expect(log).toEqual([
    'read d00,d01',
    'send d00,d01',
    'read d02,d03',
    'answered 2',
    'send d02,d03',
    'read d04,d05',
    'store d00,d01',
    'answered 2',
    'send d04,d05',
    'read ',
    'store d02,d03',
    'answered 2',
    'store d04,d05',
  ]);
});

test('a page that is not full is the last one: a few changes cost one look at the disk', async () => {
  const { replicator, log } = world(1);
  await replicator.push();
  expect(log).toEqual(['read d00', 'send d00', 'answered 1', 'store d00']);
});

test('rule 14: what a conflict leaves unsent is sent in the same push', async () => {
  const { replicator, office, held, unsent } = world(5);
  office.put('d01', { text: 'there' });
  await replicator.push();
  expect(unsent()).toEqual([]);
  expect(office.docs.get('d01')?.version).toMatchObject({ text: 'here 1', ver: 2 });
  expect(held.get('d01')).toMatchObject({ ver: 2, unsent: 0 });
});

test('rule 9: what was sent is sent again unchanged, with the same rev, until it is answered', async () => {
  const sent: string[] = [];
  const lossy = world(1, {
    net: {
      async push(rows) {
        sent.push(JSON.stringify(rows));
        if (sent.length === 3) return lossy.office.push(rows);
        // head office has it, or has not: the desk does not know
        if (sent.length === 2) await lossy.office.push(rows);
        throw new Error('cut');
      },
    },
  });
  for (const rev of ['e1', 'e2']) {
    await expect(lossy.replicator.pushOnce()).rejects.toThrow('cut');
    lossy.held.set('d00', stamp(lossy.held.get('d00'), { id: 'd00', text: rev }, false, rev));
  }
  await lossy.replicator.pushOnce();
  expect(sent[1]).toBe(sent[0]);
  expect(sent[2]).toBe(sent[0]);
  expect(lossy.held.get('d00')).toMatchObject({
    rev: 'e2',
    unsent: 2,
    sync: { base: { rev: 'd00-r', ver: 1 } },
  });
});

const ok = { id: 'd00', rev: 'd00-r', status: 'accepted', ver: 1 } as const;
const fine = [ok, { ...ok, id: 'd01', rev: 'd01-r' }] as const;
test.each([
  ['is not one', '<html>'],
  ['is empty', {}],
  ['has no epoch', { answers: fine, now: '' }],
  ['is too short', { answers: [ok], epoch: 'e1', now: '' }],
  ['is too long', { answers: [...fine, ok], epoch: 'e1', now: '' }],
  ['names another document', { answers: [ok, { ...fine[1], id: 'd02' }], epoch: 'e1', now: '' }],
  ['names another rev', { answers: [ok, { ...fine[1], rev: 'd01-x' }], epoch: 'e1', now: '' }],
  ['is in another order', { answers: fine.toReversed(), epoch: 'e1', now: '' }],
  ['has an unknown verdict', { answers: [ok, { ...fine[1], status: 'perhaps' }], epoch: 'e1', now: '' }],
])('rules 10, 11: an answer that %s changes nothing', async (_what, answer) => {
  const strange = world(2, { net: { push: async () => answer } });
  const before = new Map(strange.held);
  await expect(strange.replicator.push()).rejects.toMatchObject({
    error: { code: 'malformed_answer', kind: 'retryable' },
  });
  expect(strange.held).toEqual(before);
});

test('rule 10: a failed request leaves its rows unsent, and what was answered before it is stored', async () => {
  let asked = 0;
  const failing = world(6, {
    net: {
      push: (rows) => (++asked === 2 ? Promise.reject(new Error('cut')) : failing.office.push(rows)),
    },
  });
  await expect(failing.replicator.push()).rejects.toThrow('cut');
  expect(failing.unsent()).toEqual(['d02', 'd03', 'd04', 'd05']);
  await failing.replicator.push();
  expect(failing.unsent()).toEqual([]);
});

test('a disk that fails between ends the push with everything as it was answered or unsent', async () => {
  let stored = 0;
  const broken = world(6, {
    store: {
      cas: async (rows) => {
        if (++stored === 1) throw new Error('the disk failed');
        for (const { next } of rows) broken.held.set(next.id, next);
        return new Map(rows.map(({ next }) => [next.id, next]));
      },
    },
  });
  await expect(broken.replicator.push()).rejects.toThrow('the disk failed');
  expect(broken.unsent()).toContain('d00');
  await broken.replicator.push();
  expect(broken.unsent()).toEqual([]);
  expect([...broken.office.docs.values()].every(({ version }) => version.ver === 1)).toBe(true);
});

test('rule 24: answers of another database end the push and change nothing', async () => {
  const { replicator, unsent } = world(6, {
    net: {
      push: async (rows) => ({
        answers: rows.map(({ id, rev }) => ({ id, rev, status: 'accepted', ver: 9 })),
        epoch: 'e2',
        now: '',
      }),
    },
  });
  expect(await replicator.push()).toBe(false);
  expect(unsent().length).toBe(6);
});

test('a push that fails has nothing under way any more when it says so', async () => {
  let answer = (): void => undefined;
  let asked = 0;
  const slow = world(6, {
    store: { cas: () => Promise.reject(new Error('the disk failed')) },
    net: {
      async push(rows) {
        if (++asked === 2) await new Promise<void>((resolve) => (answer = resolve));
        return slow.office.push(rows);
      },
    },
  });
  let over = false;
  const pushing = slow.replicator.push().finally(() => (over = true));
  pushing.catch(() => undefined);
  for (let n = 0; n < 100; n++) await Promise.resolve();
  expect([asked, over]).toEqual([2, false]);
  answer();
  await expect(pushing).rejects.toThrow('the disk failed');
});
