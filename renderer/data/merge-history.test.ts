import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import type { Store, WriteRow } from '#shared/sync/store.ts';
import type { MergeNote } from './desk-types.ts';
import type { Note } from './journal/database.ts';
import { MergeHistory } from './merge-history.ts';

/** The one table that is used of the desk's database; it outlives a crash. */
class Notes {
  readonly rows = new Map<number, Note>();
  full = false;
  #last = 0;
  readonly order: string[];

  constructor(order: string[]) {
    this.order = order;
  }

  bulkAdd(notes: readonly Note[]): Promise<void> {
    if (this.full) return Promise.reject(new Error('QuotaExceededError'));
    for (const note of notes) this.rows.set(++this.#last, { ...note, n: this.#last });
    this.order.push('note');
    return Promise.resolve();
  }
  #found(keep: (note: Note) => boolean) {
    return { toArray: () => Promise.resolve([...this.rows.values()].filter(keep)) };
  }
  filter = (keep: (note: Note) => boolean) => this.#found(keep);
  where = (field: 'documentId') => ({ equals: (id: string) => this.#found((note) => note[field] === id) });
  update(n: number, changes: Partial<Note>): Promise<void> {
    const note = this.rows.get(n);
    if (note) this.rows.set(n, { ...note, ...changes });
    return Promise.resolve();
  }
  delete(n: number): Promise<void> {
    this.rows.delete(n);
    return Promise.resolve();
  }
  bulkDelete(ns: readonly number[]): Promise<void> {
    for (const n of ns) this.rows.delete(n);
    return Promise.resolve();
  }
}

const version = (rev: string, name: string, second: number): Snapshot => ({
  id: 'c1',
  rev,
  ver: 1,
  _deleted: false,
  name,
  updatedAt: `2026-03-05T07:00:0${second}.000Z`,
  updatedBy: { id: rev, name: `Si ${rev}` },
  clock: { offset: 0, uncertainty: 1 },
});
const [base, local, master] = [version('b', 'Sri', 0), version('l', 'Sri L.', 1), version('m', 'Sri M.', 2)];

function desk(answer: () => Result<unknown> = () => ok(undefined), notes = new Notes([])) {
  const ran: { readonly merges: readonly { readonly id: string }[] }[] = [];
  const told: MergeNote[] = [];
  const history = new MergeHistory({
    db: { notes: notes as never },
    now: () => '2026-03-05T07:00:09.000Z',
    run(name, args) {
      expect(name).toBe('recordMerge');
      const done = answer();
      if (done.ok) ran.push(args as (typeof ran)[number]);
      return Promise.resolve(done);
    },
    tell: (note) => told.push(note),
  });
  const written: WriteRow[] = [];
  const store = {
    cas(rows: readonly WriteRow[]) {
      notes.order.push('document');
      written.push(...rows);
      return Promise.resolve(new Map(rows.map(({ next }) => [next.id, next])));
    },
  } as unknown as Store;
  const merge = history.watch('customers', mergeOf('customers'));
  const stored = (doc: Snapshot): StoredDoc => ({ ...doc, unsent: 2 });
  return { notes, history, store: history.guard(store), merge, ran, told, written, stored };
}

test('the note is on the disk before the merged document, and the timeline gets it once', async () => {
  const { notes, store, merge, history, ran, told, stored } = desk();
  const merged = merge(base, local, master);
  const doc = stored(master);
  await store.cas([{ next: doc }]);
  expect(notes.order).toEqual(['note', 'document']);
  history.merged('customers', doc, merged.history);
  await history.flush();
  expect(ran).toMatchObject([
    {
      collection: 'customers',
      documentId: 'c1',
      about: { customerId: 'c1', complaintId: '' },
      merges: [{ field: 'name', notTaken: 'Sri L.', taken: 'Sri M.', base: 'Sri', by: { name: 'Si l' } }],
    },
  ]);
  expect(told).toMatchObject([{ by: 'Si m', fields: ['name'] }]);
  expect(notes.rows.size).toBe(0);
});

test('without room for the note there is no merge either, and the next try works', async () => {
  const { notes, store, merge, stored, written } = desk();
  notes.full = true;
  merge(base, local, master);
  await expect(store.cas([{ next: stored(master) }])).rejects.toThrow('Quota');
  expect(written).toEqual([]);
  notes.full = false;
  merge(base, local, master);
  await store.cas([{ next: stored(master) }]);
  expect(written).toHaveLength(1);
});

test.each([
  ['after', master, 1],
  ['before', { ...local, unsent: 2 }, 0],
  ['with the version still in flight', { ...master, rev: 'x', unsent: 1, sync: { flight: local } }, 0],
])(
  'a desk that dies %s the document was written keeps what was not taken',
  async (_when, found, recorded) => {
    const dead = desk();
    const merged = dead.merge(base, local, master);
    await dead.store.cas([{ next: dead.stored(master) }]);
    expect(merged.history).toHaveLength(1);

    const again = desk(undefined, dead.notes);
    const store = { get: () => Promise.resolve(new Map([['c1', found]])) } as unknown as Store;
    await again.history.recover(() => store);
    await again.history.flush();
    expect(again.ran).toHaveLength(recorded);
    expect(again.notes.rows.size).toBe(0);
  },
);

test('a merge that lost the race leaves no entry; the one that took its place does', async () => {
  const { store, merge, history, ran, stored, notes } = desk();
  merge(base, version('l0', 'Sri 0', 1), master);
  const merged = merge(base, local, master);
  await store.cas([{ next: stored(master) }]);
  history.merged('customers', stored(master), merged.history);
  await history.flush();
  expect(ran.flatMap(({ merges }) => merges.map(({ id }) => id))).toEqual(merged.history.map(({ id }) => id));
  expect(notes.rows.size).toBe(0);
});

test('while nobody is signed in the note waits; where it may not be told it stays on this disk', async () => {
  let answer: Result<unknown> = fail('signed_out');
  const { store, merge, history, ran, stored, notes } = desk(() => answer);
  const merged = merge(base, local, master);
  await store.cas([{ next: stored(master) }]);
  history.merged('customers', stored(master), merged.history);
  await history.flush();
  expect([...notes.rows.values()]).toMatchObject([{ landed: 1 }]);
  answer = fail('other_branch');
  await history.flush();
  expect([...notes.rows.values()]).toMatchObject([{ landed: 2, reason: 'other_branch' }]);
  answer = ok(undefined);
  await history.flush();
  expect(ran).toEqual([]);
});

test('entries of the timeline make no entries of the timeline', () => {
  const { history } = desk();
  const merge = mergeOf('activities');
  expect(history.watch('activities', merge)).toBe(merge);
});
