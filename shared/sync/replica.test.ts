/** Rules 1 to 18, one by one: what a document becomes of a write, an answer and a pulled row. */
import { expect, test } from 'vitest';
import type { Merge, Snapshot, StoredDoc } from './document.ts';
import { mergeOf } from './merge/tables.ts';
import type { PushAnswer, WireDocument } from './messages.ts';
import { contentOf, discard, isDeparted, outgoing, receive, retry, settle, stamp } from './replica.ts';

/** Of each merge: base, local and master. */
const merges: (readonly (string | undefined)[])[] = [];
/** What is here wins, over what else the master has. */
const merge: Merge = (base, local, master) => {
  merges.push([base?.rev, local.rev, master.rev]);
  return {
    content: { ...contentOf(master), ...contentOf(local) },
    deleted: local._deleted && master._deleted,
    history: [],
  };
};
const context = { merge, newRev: () => 'new' };

const SERVER = { at: '2026-03-05T07:00:00.000Z', streams: ['b:NGW'] };
/** A version of head office: `v3` at its counter 3. */
const version = (ver: number, more: object = {}): Snapshot => ({
  id: 'c1',
  rev: `v${ver}`,
  ver,
  _deleted: false,
  name: `name ${ver}`,
  server: SERVER,
  ...more,
});
const clean = (ver: number, more: object = {}): StoredDoc => ({ ...version(ver, more), unsent: 0 });
const edited = (doc: StoredDoc | undefined, rev: string, name = rev): StoredDoc =>
  stamp(doc, { id: 'c1', name }, false, rev);
const accepted = (rev: string, ver: number, master?: Snapshot, server: object = SERVER): PushAnswer => ({
  id: 'c1',
  rev,
  status: 'accepted',
  ver,
  server,
  ...(master ? { master } : {}),
});
const conflict = (rev: string, master: Snapshot): PushAnswer => ({
  id: 'c1',
  rev,
  status: 'conflict',
  master: master as WireDocument,
});
const rejected = (rev: string): PushAnswer => ({ id: 'c1', rev, status: 'rejected', code: 'invalid' });
const answered = (doc: StoredDoc, answer: PushAnswer): StoredDoc =>
  settle(doc, outgoing(doc).sent, answer, context)?.next ?? doc;
const pulled = (doc: StoredDoc | undefined, row: Snapshot): StoredDoc | null =>
  receive(doc, row, context)?.next ?? null;

/** Made from `v3` and sent; then edited again, so that `b` is in flight. */
const unsent = edited(clean(3), 'b');
const inFlight = edited(unsent, 'c');

test('rule 1: a clean document has no sync state; any other one has base, flight, master and problem', () => {
  expect(pulled(undefined, version(3))).toEqual({ ...version(3), unsent: 0 });
  for (const doc of [edited(undefined, 'a'), unsent, inFlight, answered(unsent, rejected('b'))]) {
    expect(Object.keys(doc.sync ?? {}).sort()).toEqual(['base', 'flight', 'master', 'problem']);
    expect([doc.rev, doc.ver, doc.unsent]).toEqual([
      expect.any(String),
      expect.any(Number),
      expect.any(Number),
    ]);
  }
  expect(answered(unsent, accepted('b', 4))).not.toHaveProperty('sync');
});

test('rule 1: what head office owns changes with ver and is not merged', () => {
  expect(unsent).toMatchObject({ ver: 3, server: SERVER });
  const [first, later] = [{ at: '2026-03-05T08:00:00.000Z' }, { at: '2026-03-05T09:00:00.000Z' }];
  expect(answered(unsent, accepted('b', 4, undefined, first))).toMatchObject({ ver: 4, server: first });
  const product = { ...context, merge: mergeOf('customers') };
  const master = version(4, { name: 'name 3', remarks: 'there', server: later });
  const merged = settle(unsent, outgoing(unsent).sent, conflict('b', master), product);
  expect(merged?.next).toMatchObject({ name: 'b', remarks: 'there', ver: 4, server: later });
  expect(merged?.history).toEqual([]);
});

test('rule 5: a new document has no base, an edit of a clean one has what was there before', () => {
  expect(edited(undefined, 'a')).toMatchObject({
    rev: 'a',
    ver: 0,
    unsent: 2,
    sync: { base: null, flight: null },
  });
  expect(unsent).toMatchObject({ rev: 'b', name: 'b', ver: 3, unsent: 2, sync: { flight: null } });
  expect(unsent.sync?.base).toEqual(version(3));
});

test('rule 6: an edit of an unsent one keeps it as flight, the next ones keep base and flight', () => {
  expect(inFlight).toMatchObject({ rev: 'c', name: 'c', unsent: 1 });
  expect(inFlight.sync).toMatchObject({ base: version(3), flight: { rev: 'b', name: 'b' } });
  const again = edited(inFlight, 'd');
  expect(again).toMatchObject({ rev: 'd', unsent: 1 });
  expect(again.sync).toEqual(inFlight.sync);
});

test('rule 6: an edit of a refused one is unsent and forgets the problem', () => {
  const refused = answered(unsent, rejected('b'));
  expect(edited(refused, 'd')).toMatchObject({
    rev: 'd',
    unsent: 2,
    sync: { base: { rev: 'v3' }, flight: null, problem: null },
  });
});

test('rule 7: a deletion is an edit in every state, and its tombstone stays until head office has it', () => {
  for (const [doc, state] of [
    [clean(3), 2],
    [unsent, 1],
    [inFlight, 1],
  ] as const) {
    const gone = stamp(doc, { id: 'c1' }, true, 'x');
    expect(gone).toMatchObject({ rev: 'x', _deleted: true, unsent: state });
    expect(pulled(gone, version(9))).toMatchObject({ rev: 'x', _deleted: true, unsent: state });
  }
  const gone = stamp(clean(3), { id: 'c1' }, true, 'x');
  expect(outgoing(gone)).toMatchObject({ sent: { rev: 'x', _deleted: true }, base: 'v3' });
  expect(answered(gone, accepted('x', 4))).toMatchObject({ rev: 'x', ver: 4, _deleted: true, unsent: 0 });
});

test('rule 9: sent is the flight, otherwise the current version, with the rev of the base', () => {
  expect(outgoing(edited(undefined, 'a'))).toMatchObject({ sent: { rev: 'a', name: 'a' }, base: null });
  expect(outgoing(unsent)).toMatchObject({ sent: { rev: 'b', name: 'b' }, base: 'v3' });
  expect(outgoing(inFlight)).toEqual(outgoing(unsent));
  expect(outgoing(edited(inFlight, 'd'))).toEqual(outgoing(unsent));
});

test('rule 11: an answer counts for the flight, or for the current version of an unsent one, and for nothing else', () => {
  for (const answer of [accepted('z', 9), conflict('z', version(9)), rejected('z')]) {
    for (const doc of [undefined, clean(3), unsent, inFlight, answered(unsent, rejected('b'))])
      expect(settle(doc, version(0, { rev: 'z' }), answer, context)).toBeNull();
    // the current version of what is in flight was never sent
    expect(settle(inFlight, version(0, { rev: 'c' }), { ...answer, rev: 'c' }, context)).toBeNull();
  }
});

test('rule 12: the current version is accepted: clean at its ver, or at the newer master', () => {
  expect(answered(unsent, accepted('b', 4))).toEqual({
    id: 'c1',
    rev: 'b',
    name: 'b',
    ver: 4,
    _deleted: false,
    server: SERVER,
    unsent: 0,
  });
  expect(answered(unsent, accepted('b', 4, version(6)))).toEqual(clean(6));
  const waiting = pulled(unsent, version(7)) ?? unsent;
  expect(answered(waiting, accepted('b', 4, version(6)))).toEqual(clean(7));
  expect(answered(pulled(unsent, version(4)) ?? unsent, accepted('b', 5))).toMatchObject({
    rev: 'b',
    ver: 5,
    unsent: 0,
  });
});

test('rule 13: the flight is accepted: it is the base, and a newer master is merged upon it', () => {
  merges.length = 0;
  expect(answered(inFlight, accepted('b', 4))).toMatchObject({
    rev: 'c',
    ver: 4,
    unsent: 2,
    sync: { base: { rev: 'b', name: 'b', ver: 4 }, flight: null },
  });
  expect(merges).toEqual([]);
  const later = version(6, { remarks: 'there' });
  const both = [
    answered(inFlight, accepted('b', 4, later)),
    answered(pulled(inFlight, later) ?? inFlight, accepted('b', 4)),
  ];
  for (const doc of both)
    expect(doc).toMatchObject({
      rev: 'new',
      name: 'c',
      remarks: 'there',
      ver: 6,
      unsent: 2,
      sync: { base: { rev: 'v6' } },
    });
  expect(merges).toEqual([
    ['b', 'c', 'v6'],
    ['b', 'c', 'v6'],
  ]);
});

test('rule 14: a conflict merges base, local and the newest master: clean if that is the master, else unsent upon it', () => {
  merges.length = 0;
  const waiting = pulled(inFlight, version(7, { remarks: 'there' })) ?? inFlight;
  expect(answered(waiting, conflict('b', version(5)))).toMatchObject({
    rev: 'new',
    name: 'c',
    remarks: 'there',
    ver: 7,
    unsent: 2,
    sync: { base: { rev: 'v7' }, flight: null, master: null },
  });
  expect(answered(unsent, conflict('b', version(5, { name: 'b' })))).toEqual(clean(5, { name: 'b' }));
  expect(merges).toEqual([
    ['v3', 'c', 'v7'],
    ['v3', 'b', 'v5'],
  ]);
});

test('rule 15: refused, the current version is in quarantine with its code; a refused flight is dropped', () => {
  const answer: PushAnswer = { id: 'c1', rev: 'b', status: 'rejected', code: 'invalid', field: 'name' };
  expect(answered(unsent, answer)).toMatchObject({
    rev: 'b',
    name: 'b',
    unsent: 3,
    sync: { base: { rev: 'v3' }, problem: { code: 'invalid', field: 'name' } },
  });
  expect(answered(inFlight, answer)).toMatchObject({
    rev: 'c',
    unsent: 2,
    sync: { base: { rev: 'v3' }, flight: null, problem: null },
  });
});

test('rule 16: out of quarantine lead an edit, another try, and giving up for the newest version known', () => {
  const refused = answered(unsent, rejected('b'));
  expect(edited(refused, 'd')).toMatchObject({ rev: 'd', name: 'd', unsent: 2 });
  expect(retry(refused, 'd')).toMatchObject({
    rev: 'd',
    name: 'b',
    unsent: 2,
    sync: { base: { rev: 'v3' } },
  });
  expect(discard(refused)).toEqual(clean(3));
  expect(discard(pulled(refused, version(5)) ?? refused)).toEqual(clean(5));
  const made = edited(undefined, 'a');
  const given = discard(answered(made, rejected('a')));
  expect(given).toMatchObject({ _deleted: true, unsent: 0 });
  expect(isDeparted(given)).toBe(true);
});

test('rule 17: a row that is new here or meets a clean document counts if its ver is higher', () => {
  expect(pulled(undefined, version(1))).toEqual(clean(1));
  expect(pulled(clean(3), version(4))).toEqual(clean(4));
  expect(pulled(clean(3), version(4, { _deleted: true }))).toMatchObject({
    ver: 4,
    _deleted: true,
    unsent: 0,
  });
  for (const ver of [3, 2]) expect(pulled(clean(3), version(ver, { name: 'old' }))).toBeNull();
});

test('rule 18: a row that is the own unsent version or its flight is as good as an acceptance', () => {
  expect(pulled(unsent, version(4, { rev: 'b', name: 'b' }))).toEqual(clean(4, { rev: 'b', name: 'b' }));
  expect(pulled(inFlight, version(4, { rev: 'b', name: 'b' }))).toMatchObject({
    rev: 'c',
    unsent: 2,
    ver: 4,
    sync: { base: { rev: 'b', ver: 4 }, flight: null },
  });
});

test('rule 18: another one waits as master if it is newer than what is known; nothing is merged before the answer', () => {
  merges.length = 0;
  for (const doc of [unsent, inFlight, answered(unsent, rejected('b'))]) {
    const waiting = pulled(doc, version(6)) ?? doc;
    expect(waiting).toEqual({ ...doc, sync: { ...doc.sync, master: version(6) } });
    for (const ver of [3, 5, 6]) expect(pulled(waiting, version(ver, { name: 'old' }))).toBeNull();
    expect(pulled(waiting, version(7))?.sync?.master?.ver).toBe(7);
  }
  expect(merges).toEqual([]);
});

test('rule 23: a clean document that leaves goes, an edited one waits as moved, and one whose write arrived goes', () => {
  const left = (rev: string) => ({ id: 'c1', rev, ver: 0, _deleted: true, _left: true }) as const;
  const gone = (rev: string) => ({ id: 'c1', rev, ver: 0, _deleted: true, unsent: 0 });
  expect(receive(clean(3), left('v3'), context)?.next).toEqual(gone('v3'));
  expect(receive(unsent, left('b'), context)?.next).toEqual(gone('b'));
  for (const doc of [unsent, inFlight])
    expect(receive(doc, left('v4'), context)?.next).toMatchObject({
      rev: doc.rev,
      name: doc['name'],
      unsent: 3,
      _deleted: false,
      sync: { problem: { code: 'moved' } },
    });
  // it is no deletion: what comes back is taken, however low its ver
  expect(pulled(receive(clean(3), left('v3'), context)?.next, version(1))).toEqual(clean(1));
});
