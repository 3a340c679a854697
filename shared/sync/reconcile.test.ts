import { expect, test } from 'vitest';
import { AdaptiveBatch } from './batch.ts';
import type { Snapshot, StoredDoc } from './document.ts';
import { SUMMARY_BUCKETS, type WireDocument } from './messages.ts';
import { contentOf, knownOf, stamp } from './replica.ts';
import { Replicator } from './replicator.ts';
import { equal } from './same.ts';
import { type Net, type Position, START, type Store } from './store.ts';
import { bucketOf, Summary } from './summary.ts';

/** A store in memory, without faults. */
function memory(docs: readonly StoredDoc[] = [], at: Position | null = null) {
  const held = new Map(docs.map((doc) => [doc.id, doc]));
  const positions: Position[] = at ? [at] : [];
  const store: Store = {
    get: async (ids) => new Map(ids.flatMap((id) => (held.has(id) ? [[id, held.get(id) as StoredDoc]] : []))),
    unsent: async (limit) =>
      [...held.values()].filter((d) => d.unsent === 1 || d.unsent === 2).slice(0, limit),
    held: async () => [...held.values()],
    async *known() {
      yield [...held.values()].flatMap((doc) => knownOf(doc) ?? []);
    },
    async cas(rows) {
      const written = new Map<string, StoredDoc>();
      for (const { prev, next } of rows) {
        if (held.get(next.id) !== prev) continue;
        held.set(next.id, next);
        written.set(next.id, next);
      }
      return written;
    },
    position: async () => positions.at(-1) ?? null,
    savePosition: async (prev, next) => {
      if (!equal(positions.at(-1) ?? START, prev)) return false;
      positions.push(next);
      return true;
    },
  };
  return { store, held, positions };
}

const version = (id: string, ver: number): WireDocument =>
  Object.assign({ id, rev: `${id}-${ver}`, ver, _deleted: false }, { text: `${id} ${ver}` });
const clean = (row: WireDocument): StoredDoc => ({ ...(row as Snapshot), unsent: 0 });
const NOW = { epoch: 'e', scope: 's', now: '' };
const LEVEL: Position = { checkpoint: { b: 9 }, epoch: 'e', scope: 's', resync: null };

/** Head office with these versions; `asked` says what it was asked. */
function headOffice(versions: readonly WireDocument[], over: Partial<Net> = {}) {
  const asked: string[] = [];
  const sorted = [...versions].sort((a, b) => (a.id < b.id ? -1 : 1));
  const net: Net = {
    push: async (rows) => ({
      answers: rows.map(({ id, rev }) => ({ id, rev, status: 'accepted', ver: 50 })),
      ...NOW,
    }),
    pull: async (checkpoint) => ({ rows: [], checkpoint: checkpoint ?? {}, more: false, ...NOW }),
    async snapshot(after, limit) {
      asked.push(`snapshot ${after}`);
      const rest = sorted.filter(({ id }) => after === null || id > after);
      const rows = rest.slice(0, limit);
      const next = rest.length > limit ? (rows.at(-1)?.id ?? null) : null;
      return { rows, next, checkpoint: { b: asked.length }, total: sorted.length, ...NOW };
    },
    async digest(_checkpoint, list) {
      asked.push(`digest ${list.length}`);
      const summary = new Summary();
      for (const row of versions) summary.add(row);
      const entries = versions
        .filter(({ id }) => list.includes(bucketOf(id)))
        .map(({ id, rev }) => ({ id, rev }));
      return { level: true, buckets: summary.buckets(), entries, ...NOW };
    },
    async fetch(ids) {
      asked.push(`fetch ${ids.join()}`);
      const rows = ids.map(
        (id) => versions.find((v) => v.id === id) ?? { id, rev: 'left', ver: 0, _deleted: true, _left: true },
      );
      return { rows, ...NOW };
    },
    ...over,
  };
  return { net, asked };
}

let revs = 0;
const replicator = (store: Store, net: Net, pullBatch = 2): Replicator =>
  new Replicator({
    store,
    net,
    merge: (_base, local) => ({ content: contentOf(local), deleted: local._deleted, history: [] }),
    newRev: () => `new-${++revs}`,
    pullBatch: () => pullBatch,
  });

test('rule 41: an empty desk is filled by blocks and asks on from where the first block stood', async () => {
  const { store, held, positions } = memory();
  const { net, asked } = headOffice([version('a', 1), version('b', 4), version('c', 2)]);
  await replicator(store, net).cycle();
  expect(asked).toEqual(['snapshot null', 'snapshot b']);
  expect([...held.values()].map(({ id, ver, unsent }) => [id, ver, unsent])).toEqual([
    ['a', 1, 0],
    ['b', 4, 0],
    ['c', 2, 0],
  ]);
  expect(positions.at(-1)?.checkpoint).toEqual({ b: 1 });
});

test('rule 41: an interrupted filling goes on after its last block', async () => {
  const { store, held } = memory([clean(version('a', 1)), clean(version('b', 4))], {
    ...LEVEL,
    checkpoint: null,
    snapshot: { after: 'b', checkpoint: { b: 1 } },
  });
  const { net, asked } = headOffice([version('a', 1), version('b', 4), version('c', 2)]);
  await replicator(store, net).cycle();
  expect(asked).toEqual(['snapshot b']);
  expect(held.has('c')).toBe(true);
});

test('rule 41: a filling under which head office was restored begins anew and compares by rev', async () => {
  const { store, positions } = memory([clean(version('a', 1))], {
    ...LEVEL,
    epoch: 'before',
    checkpoint: null,
    snapshot: { after: 'a', checkpoint: { b: 1 } },
  });
  await replicator(store, headOffice([version('a', 1)]).net).pullOnce();
  expect(positions.at(-1)).toMatchObject({ checkpoint: null, snapshot: null, resync: { reason: 'epoch' } });
});

test('rule 41: a block that was asked for ahead does not count for a filling that began later', async () => {
  const { store, held, positions } = memory();
  const office = [version('a', 1), version('b', 1)];
  const { net } = headOffice([], {
    async snapshot(after) {
      const rows = office.filter(({ id }) => (after === null ? id === 'a' : id > after));
      const next = after === null ? 'a' : null;
      return { rows, next, checkpoint: { b: office[1]?.ver ?? 0 }, total: 2, ...NOW };
    },
  });
  const first = replicator(store, net, 1);
  await first.pullOnce();
  office[1] = version('b', 2);
  // a second window, which found nothing here, begins at a later position
  positions.length = 0;
  await replicator(store, net, 1).pullOnce();
  await first.pullOnce();
  expect(positions.at(-1)?.checkpoint).toEqual({ b: 2 });
  expect(held.get('b')?.ver).toBe(2);
});

test('rule 41: a block that does not lead on is refused', async () => {
  const { store, positions } = memory();
  const { net } = headOffice([], {
    snapshot: async () => ({ rows: [], next: 'a', checkpoint: {}, total: 0, ...NOW }),
  });
  await expect(replicator(store, net).pullOnce()).rejects.toMatchObject({
    error: { code: 'malformed_answer' },
  });
  expect(positions).toEqual([]);
});

test('rule 26: equal copies cost one question', async () => {
  const versions = [version('a', 1), version('b', 2)];
  const { store } = memory(versions.map(clean), LEVEL);
  const { net, asked } = headOffice(versions);
  expect(await replicator(store, net).reconcile()).toBe(0);
  expect(asked).toEqual(['digest 0']);
});

test('rule 26: a half restored disk is found and mended, and what is unsent stays', async () => {
  const edited = stamp(clean(version('e', 3)), { id: 'e', text: 'mine' }, false, 'e-mine');
  const fresh = stamp(undefined, { id: 'f', text: 'new here' }, false, 'f-mine');
  const { store, held } = memory(
    [clean(version('older', 1)), clean(version('ghost', 2)), clean(version('ahead', 7)), edited, fresh],
    LEVEL,
  );
  const { net } = headOffice([
    version('older', 5),
    version('absent', 1),
    version('ahead', 6),
    version('e', 3),
  ]);
  const desk = replicator(store, net);
  expect(await desk.reconcile()).toBe(4);
  expect(held.get('older')).toMatchObject({ ver: 5, unsent: 0 });
  expect(held.get('absent')).toMatchObject({ ver: 1, unsent: 0 });
  expect(held.get('ghost')).toMatchObject({ _deleted: true, ver: 0 });
  expect(held.get('e')).toBe(edited);
  expect(held.get('f')).toBe(fresh);
  // what head office does not know is asked about by sending it again
  expect(held.get('ahead')).toMatchObject({ rev: 'ahead-7', unsent: 2 });
  await desk.pushOnce();
  expect(held.get('ahead')).toMatchObject({ rev: 'ahead-7', ver: 50, unsent: 0 });
});

test('rule 26: nothing is said while head office stands elsewhere', async () => {
  const { store } = memory([], LEVEL);
  const { net } = headOffice([version('a', 1)], {
    digest: async () => ({ level: false, buckets: [], entries: [], ...NOW }),
  });
  expect(await replicator(store, net).reconcile()).toBeNull();
});

test('rule 26: a summary depends on every id and rev and not on their order', () => {
  const of = (...versions: readonly { id: string; rev: string }[]): string[] => {
    const summary = new Summary();
    for (const each of versions) summary.add(each);
    return summary.buckets();
  };
  const [a, b] = [
    { id: 'a', rev: '1' },
    { id: 'b', rev: '2' },
  ];
  expect(of(a, b)).toEqual(of(b, a));
  expect(of(a, b)).not.toEqual(of({ ...a, rev: '2' }, b));
  expect(of(a)).not.toEqual(of(a, a));
  expect(of()).toHaveLength(SUMMARY_BUCKETS);
});

test('the size of a batch follows the line', () => {
  const batch = new AdaptiveBatch({ least: 10, most: 1000, first: 200, target: 4000 });
  batch.measured(200, 500);
  expect(batch.size()).toBe(400);
  batch.measured(5, 100);
  expect(batch.size(), 'a small request says nothing').toBe(400);
  batch.measured(400, 8000);
  expect(batch.size()).toBe(200);
  for (let n = 0; n < 10; n++) batch.failed();
  expect(batch.size()).toBe(10);
  for (let n = 0; n < 10; n++) batch.measured(batch.size(), 1);
  expect(batch.size()).toBe(1000);
});
