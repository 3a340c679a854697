import { expect, test } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { MemoryStore } from '#test/support/memory-desk.ts';
import { Discards } from './discards.ts';
import type { DeskDatabase, Note } from './journal/database.ts';
import { discardItem, renumberItem, retryItem } from './quarantine.ts';

const version = (rev: string, ver: number, more: Record<string, unknown> = {}) => ({
  id: 'k1',
  rev,
  ver,
  _deleted: false,
  description: 'versi pusat',
  ...more,
});
const refused = (more: Partial<StoredDoc> = {}): StoredDoc => ({
  ...version('mine', 1, { description: 'tulisan saya', updatedBy: { id: 'u1' } }),
  unsent: 3,
  sync: {
    base: version('theirs', 1),
    flight: null,
    master: null,
    problem: { code: 'status_unreachable', field: 'status' },
  },
  ...more,
});

/** A desk with one document, and its notes. */
function desk(doc: StoredDoc | undefined) {
  const store = new MemoryStore();
  if (doc) store.docs.set(doc.id, doc);
  const notes: Note[] = [];
  const db = {
    notes: {
      add: async (note: Note) => notes.push({ ...note, n: notes.length + 1 }),
      delete: async (n: number) => void notes.splice(n - 1, 1),
      toArray: async () => [...notes],
    },
  } as unknown as DeskDatabase;
  return { store, db, notes, now: () => store.docs.get('k1') };
}
const item = { collection: 'complaints', id: 'k1' };
const decision = { at: '2026-03-05T07:07:00.000Z', by: 'u1', reason: 'sudah dicatat ulang' };

test('rule 16: “kirim lagi” sends the same content under a new rev, upon the version it was made from', async () => {
  const { store, now } = desk(refused());
  expect(await retryItem(store, item)).toEqual({ ok: true, value: undefined });
  expect(now()).toMatchObject({
    description: 'tulisan saya',
    ver: 1,
    unsent: 2,
    sync: { base: { rev: 'theirs' }, flight: null, problem: null },
  });
  expect(now()?.rev).not.toBe('mine');
  // it waits to be sent and is refused no more: a second try has nothing to do
  expect(await retryItem(store, item)).toMatchObject({ error: { code: 'not_found' } });
});

test('rule 16: a refused deletion is tried again as a deletion', async () => {
  const { store, now } = desk(refused({ _deleted: true }));
  await retryItem(store, item);
  expect(now()).toMatchObject({ _deleted: true, unsent: 2 });
});

test('rule 16: “buang” takes head office’s version, and what was given up stays on record with the reason', async () => {
  const { store, db, notes, now } = desk(refused());
  expect(await discardItem(store, db, item, decision)).toEqual({ ok: true, value: undefined });
  expect(now()).toMatchObject({ rev: 'theirs', description: 'versi pusat', unsent: 0 });
  expect(notes).toMatchObject([
    {
      ...decision,
      kind: 'discarded',
      collection: 'complaints',
      documentId: 'k1',
      value: { id: 'k1', description: 'tulisan saya' },
    },
  ]);
  expect(await discardItem(store, db, item, decision)).toMatchObject({ error: { code: 'not_found' } });
  expect(notes).toHaveLength(1);
});

test('rule 16: what head office never had goes from the desk, and is never sent', async () => {
  const sync = { base: null, flight: null, master: null, problem: { code: 'number_taken', field: 'number' } };
  const { store, db, notes, now } = desk(refused({ ver: 0, sync }));
  await discardItem(store, db, item, decision);
  expect(now()).toMatchObject({ _deleted: true, unsent: 0, ver: 0 });
  expect(now()).not.toHaveProperty('description');
  expect(notes[0]?.value).toMatchObject({ description: 'tulisan saya' });
});

test('what is not refused, not here or of no collection is neither sent again nor given up', async () => {
  for (const doc of [refused({ unsent: 2 }), refused({ unsent: 0 }), undefined]) {
    const { store, db, notes, now } = desk(doc);
    expect(await retryItem(store, item)).toMatchObject({ error: { code: 'not_found' } });
    expect(await discardItem(store, db, item, decision)).toMatchObject({ error: { code: 'not_found' } });
    expect(now()).toEqual(doc);
    expect(notes).toEqual([]);
  }
  expect(await retryItem(undefined, item)).toMatchObject({ error: { code: 'not_found' } });
});

test('edited while it was being given up: the edit stays, and the person is told', async () => {
  const { store, db, notes, now } = desk(refused());
  const edited = refused({ rev: 'newer', description: 'diperbaiki' });
  const meanwhile = {
    notes: {
      ...db.notes,
      add: async (note: Note) => {
        store.docs.set('k1', edited);
        return db.notes.add(note);
      },
    },
  } as unknown as DeskDatabase;
  expect(await discardItem(store, meanwhile, item, decision)).toMatchObject({
    error: { code: 'changed_meanwhile', kind: 'retryable' },
  });
  expect(now()).toEqual(edited);
  expect(notes).toEqual([]);
  expect(await discardItem(store, db, item, decision)).toMatchObject({ ok: true });
});

test('the record of what was given up: newest first, without the notes of merges', async () => {
  const { store, db, notes } = desk(refused());
  const discards = new Discards(db);
  await discards.load();
  expect(discards.all.get()).toEqual([]);
  await discardItem(store, db, item, decision);
  notes.push({ ...(notes[0] as Note), n: 2, kind: 'merged' });
  store.docs.set('k1', refused());
  await discardItem(store, db, item, { ...decision, by: 'u2', reason: 'keliru' });
  await discards.load();
  expect(discards.all.get()).toMatchObject([
    { key: '3', id: 'k1', by: 'u2', reason: 'keliru', content: { description: 'tulisan saya' } },
    { key: '1', id: 'k1', collection: 'complaints', at: decision.at, by: 'u1', reason: decision.reason },
  ]);
});

const NUMBER_TAKEN = { code: 'number_taken', field: 'number' };
const twice = (more: Partial<StoredDoc> = {}): StoredDoc =>
  refused({
    ver: 0,
    number: 'K-NGW-D1-1',
    sync: { base: null, flight: null, master: null, problem: NUMBER_TAKEN },
    ...more,
  });
const numbers = { seen: 'K-NGW-D1-1', number: 'K-NGW-D3-1' };

test('rule 35: what was refused for its number is sent under the new one, otherwise unchanged', async () => {
  const { store, now } = desk(twice());
  expect(await renumberItem(store, item, numbers)).toEqual({ ok: true, value: undefined });
  expect(now()).toMatchObject({
    number: 'K-NGW-D3-1',
    description: 'tulisan saya',
    updatedBy: { id: 'u1' },
    ver: 0,
    unsent: 2,
    sync: { base: null, flight: null, problem: null },
  });
  expect(now()?.rev).not.toBe('mine');
  // once: what waits to be sent has its number
  expect(await renumberItem(store, item, numbers)).toMatchObject({ error: { code: 'changed_meanwhile' } });
});

test('rule 35: what head office has, what was refused for another reason and what has another number keep theirs', async () => {
  const sync = { base: version('theirs', 1), flight: null, master: null, problem: NUMBER_TAKEN };
  for (const doc of [
    refused(),
    twice({ sync }),
    twice({ _deleted: true }),
    twice({ number: 'K-NGW-D1-2' }),
  ]) {
    const { store, now } = desk(doc);
    expect(await renumberItem(store, item, numbers)).toMatchObject({ error: { code: 'changed_meanwhile' } });
    expect(now()).toEqual(doc);
  }
});
