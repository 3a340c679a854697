/** What a start finds in the journal: work to be applied, and work whose collection has lost it (row 15). */
import { beforeEach, expect, test, vi } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { outgoing, snapshotOf } from '#shared/sync/replica.ts';
import type { Store } from '#shared/sync/store.ts';
import { Applier } from './applier.ts';
import type { Entry, EntryDoc } from './entry.ts';

let entries: Map<number, Entry>;
let held: Map<string, StoredDoc>;
let revs = 0;
beforeEach(() => {
  entries = new Map();
  held = new Map();
});

const store = {
  get: async (ids: readonly string[]) => new Map(ids.flatMap((id) => pair(id, held.get(id)))),
  cas: async (rows: Parameters<Store['cas']>[0]) => {
    const written = new Map<string, StoredDoc>();
    for (const { prev, next } of rows) {
      if (held.get(next.id)?.rev !== prev?.rev) continue;
      held.set(next.id, next);
      written.set(next.id, next);
    }
    return written;
  },
} as unknown as Store;
const pair = (id: string, doc: StoredDoc | undefined): [string, StoredDoc][] => (doc ? [[id, doc]] : []);

/** A desk's start over what is on the disk. `dieAt`: the step at which it is killed. */
function start(dieAt = Infinity): { applier: Applier; steps: string[] } {
  const steps: string[] = [];
  const step = async (name: string): Promise<void> => {
    if (steps.length === dieAt) throw new Error('killed');
    steps.push(name);
  };
  const applier = new Applier({
    entries: {
      all: async () => [...entries.values()].toSorted((a, b) => a.seq - b.seq),
      async markApplied(entry) {
        await step('marking');
        entries.set(entry.seq, entry);
      },
      async remove(seqs) {
        for (const seq of seqs) entries.delete(seq);
      },
    },
    storeOf: (collection) => (collection === 'customers' ? store : undefined),
    contextOf: () => ({ merge: mergeOf('customers'), newRev: () => `new-${++revs}` }),
    onStep: step,
  });
  return { applier, steps };
}

const save = (applied: 0 | 1, ...docs: EntryDoc[]): void => {
  const seq = entries.size + 1;
  entries.set(seq, { seq, id: `e${seq}`, command: 'edit', userId: 'u1', at: '', docs, applied });
};
const write = (rev: string, base: StoredDoc | null, after: Record<string, unknown>): EntryDoc => ({
  collection: 'customers',
  id: 'c1',
  rev,
  base: base && snapshotOf(base),
  after: { id: 'c1', ...after },
  deleted: false,
});

const OTHER: StoredDoc = { id: 'other', rev: 'o0', ver: 1, _deleted: false, unsent: 0, name: 'awal' };

/** Registers a customer and edits it twice, all applied; `other` was written along with the second. */
async function threeWrites(): Promise<void> {
  const { applier } = start();
  const put = async (doc: EntryDoc, ...more: EntryDoc[]): Promise<StoredDoc> => {
    save(0, doc, ...more);
    const entry = [...entries.values()].at(-1);
    if (entry) applier.enqueue(entry);
    await applier.settled();
    const written = held.get(doc.id);
    if (!written) throw new Error('not applied');
    return written;
  };
  held.set('other', OTHER);
  const first = await put(write('r1', null, { name: 'Sri' }));
  const along = { ...write('o1', OTHER, {}), id: 'other', after: { id: 'other', name: 'lain' } };
  const second = await put(write('r2', first, { name: 'Sri', note: 'dua' }), along);
  await put(write('r3', second, { name: 'Sri Lestari', note: 'dua' }));
}

test('row 15: every write of a lost document comes back, in order; what is there stays as it is', async () => {
  await threeWrites();
  held.delete('c1');
  // somebody has set it back since
  held.set('other', { ...OTHER, rev: 'o2', ver: 4 });
  await start().applier.replay();
  const restored = held.get('c1') as StoredDoc;
  expect(restored).toMatchObject({ rev: 'r3', name: 'Sri Lestari', note: 'dua', unsent: 1 });
  // the first write goes out first, as it would have
  expect(outgoing(restored)).toMatchObject({ sent: { rev: 'r1' }, base: null });
  expect(held.get('other')).toEqual({ ...OTHER, rev: 'o2', ver: 4 });
  expect(entries.size).toBe(3);
});

test('row 15: a start that is killed at any step of the restoring loses no write', async () => {
  await threeWrites();
  const before = structuredClone([...entries]);
  for (let at = 0, died = true; died; at++) {
    entries = new Map(structuredClone(before));
    held.delete('c1');
    died = await start(at)
      .applier.replay()
      .then(
        () => false,
        () => true,
      );
    const { applier, steps } = start();
    await applier.replay();
    expect(held.get('c1'), `killed at ${at}`).toMatchObject({ rev: 'r3', name: 'Sri Lestari', note: 'dua' });
    if (!died) {
      expect(steps).toEqual([]);
      expect(at).toBeGreaterThan(6);
    }
    expect([...entries.values()].flatMap(({ docs }) => docs).filter((doc) => doc.lost)).toEqual([]);
  }
});

test('a lost document that a merge had made is sent under a rev of its own', async () => {
  const base: StoredDoc = { id: 'c1', rev: 's1', ver: 1, _deleted: false, unsent: 0, name: 'Sri' };
  held.set('c1', { ...base, rev: 's2', ver: 2, phone: '1' });
  save(0, write('r1', base, { name: 'Sri Lestari' }));
  await start().applier.replay();
  expect(entries.get(1)?.docs[0]?.appliedAs).toBe('r1~');
  expect(held.get('c1')).toMatchObject({ name: 'Sri Lestari', phone: '1' });
  held.delete('c1');
  await start().applier.replay();
  const restored = held.get('c1') as StoredDoc;
  expect(restored.rev).toMatch(/^new-/);
  expect(outgoing(restored)).toMatchObject({ base: 's1' });
  expect(entries.get(1)?.docs[0]?.appliedAs).toBe(restored.rev);
});

test('neither is a later write that is merged into the restored document what it was before', async () => {
  const base: StoredDoc = { id: 'c1', rev: 's1', ver: 1, _deleted: false, unsent: 0, name: 'Sri' };
  held.set('c1', { ...base, rev: 's2', ver: 2, phone: '1' });
  save(0, write('r1', base, { name: 'Sri Lestari' }));
  save(0, write('r2', base, { name: 'Sri', email: 'sri@contoh.id' }));
  await start().applier.replay();
  expect(held.get('c1')).toMatchObject({ rev: 'r2~', phone: '1', email: 'sri@contoh.id' });
  held.delete('c1');
  await start().applier.replay();
  const restored = held.get('c1') as StoredDoc;
  expect(restored).toMatchObject({ name: 'Sri Lestari', email: 'sri@contoh.id' });
  // head office may have the other content under the old rev
  expect(restored.rev).toMatch(/^new-/);
});

test('row 13: a start without room keeps what waits, and applies it once there is room; a lost document stops it', async () => {
  const full = new DOMException('', 'QuotaExceededError');
  save(0, write('r1', null, { name: 'Sri' }));
  const cas = vi.spyOn(store, 'cas').mockRejectedValue(full);
  const { applier } = start();
  await applier.replay();
  expect([applier.stuck, applier.waiting('customers', 'c1')?.rev, held.size]).toEqual([true, 'r1', 0]);
  cas.mockRestore();
  await applier.settled();
  expect(held.get('c1')).toMatchObject({ rev: 'r1' });
  held.clear();
  vi.spyOn(store, 'cas').mockRejectedValueOnce(full);
  await expect(start().applier.replay()).rejects.toBe(full);
  await start().applier.replay();
  expect(held.get('c1')).toMatchObject({ rev: 'r1' });
});

test('an entry is forgotten once head office has every document of it, and not before', async () => {
  await threeWrites();
  const { applier } = start();
  await applier.replay();
  expect(await applier.confirm()).toBe(3);
  for (const id of ['c1', 'other'])
    held.set(id, { ...(held.get(id) as StoredDoc), unsent: id === 'c1' ? 0 : 2 });
  expect(await applier.confirm()).toBe(1);
  held.set('other', { ...(held.get('other') as StoredDoc), unsent: 0 });
  expect(await applier.confirm()).toBe(0);
});

test('what was saved although its end was not heard is in the queue before anything else is read', async () => {
  const { applier } = start();
  await applier.replay();
  save(0, write('r1', null, { name: 'Sri' }));
  applier.doubt();
  expect(applier.waiting('customers', 'c1')).toBeUndefined();
  // two who ask at the same time both wait for it
  const first = applier.queued();
  await applier.queued();
  expect(applier.waiting('customers', 'c1')?.rev).toBe('r1');
  await first;
});

test('rules 5, 23: an edit of what has left meanwhile keeps the version that it was made from', async () => {
  const base: StoredDoc = { id: 'c1', rev: 's1', ver: 1, _deleted: false, unsent: 0, name: 'Sri' };
  held.set('c1', { id: 'c1', rev: 's1', ver: 0, _deleted: true, unsent: 0 });
  save(0, write('r1', base, { name: 'Sri', note: 'satu' }));
  await start().applier.replay();
  const applied = held.get('c1') as StoredDoc;
  expect(applied).toMatchObject({
    rev: 'r1',
    ver: 1,
    unsent: 2,
    _deleted: false,
    sync: { base: { rev: 's1' } },
  });
  expect(outgoing(applied).base).toBe('s1');
  await start().applier.replay();
  expect(held.get('c1')).toBe(applied);
});

test('a block of an import is applied some at a time, and what meets another writer one by one', async () => {
  const many = Array.from({ length: 120 }, (_, at) => `m${at}`);
  const block = (id: string, rev: string, name: string): EntryDoc => ({
    ...write(rev, null, {}),
    id,
    after: { id, name },
  });
  const made = many.map((id) => block(id, `r-${id}`, id));
  // the same document twice, and one that somebody else has made meanwhile
  const twice = block('m7', 'r-zgain', 'again');
  held.set('m9', { id: 'm9', rev: 's9', ver: 1, _deleted: false, unsent: 0, name: 'pusat' });
  save(0, ...made, twice);
  await start().applier.replay();
  expect(many.filter((id) => (held.get(id)?.unsent ?? 0) > 0 || id === 'm9')).toHaveLength(120);
  expect(held.get('m3')).toMatchObject({ rev: 'r-m3', name: 'm3' });
  expect(held.get('m7')).toMatchObject({ name: 'again' });
  expect(held.get('m9')).toMatchObject({ ver: 1 });
  const before = new Map(held);
  await start().applier.replay();
  expect(new Map(held)).toEqual(before);
});

test('an entry that is applied while another is confirmed stays until head office has it', async () => {
  held.set('other', OTHER);
  save(1, { ...write('o0', null, {}), id: 'other', after: { id: 'other', name: 'awal' } });
  const { applier } = start();
  await applier.replay();
  const read = store.get;
  store.get = async (ids) => {
    store.get = read;
    const found = await read(ids);
    // saved and applied before the answer is there
    save(0, write('r1', null, { name: 'Sri' }));
    applier.enqueue([...entries.values()].at(-1) as Entry);
    await applier.settled();
    return found;
  };
  expect(await applier.confirm()).toBe(1);
  expect([...entries.values()].map(({ docs }) => docs[0]?.id)).toEqual(['c1']);
});
