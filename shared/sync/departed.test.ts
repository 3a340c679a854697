import { expect, test } from 'vitest';
import type { StoredDoc } from './document.ts';
import type { WireDocument } from './messages.ts';
import { contentOf, discard, outgoing, receive, settle, stamp } from './replica.ts';

const context = {
  merge: (_base: unknown, local: { id: string; _deleted: boolean }) => ({
    content: contentOf(local),
    deleted: local._deleted,
    history: [],
  }),
  newRev: () => 'new',
};

test('rule 23: what may not be seen any more does not come back when a refused edit of it is given up', () => {
  const held: StoredDoc = { id: 'c1', rev: 'a', ver: 3, _deleted: false, unsent: 0 };
  const edited = stamp(held, { id: 'c1', name: 'Budi' }, false, 'b');
  const { sent } = outgoing(edited);
  const answer = { id: 'c1', rev: 'b', status: 'rejected', code: 'not_found' } as const;
  const refused = settle(edited, sent, answer, context)?.next;
  expect(refused).toMatchObject({ unsent: 3, name: 'Budi', sync: { problem: { code: 'moved' } } });
  expect(discard(refused as StoredDoc)).toMatchObject({ _deleted: true, ver: 0, unsent: 0 });
});

test('rule 15: what was made here and refused keeps its reason', () => {
  const made = stamp(undefined, { id: 'c1', name: 'Budi' }, false, 'a');
  const answer = { id: 'c1', rev: 'a', status: 'rejected', code: 'not_found' } as const;
  const refused = settle(made, outgoing(made).sent, answer, context)?.next;
  expect(refused?.sync?.problem).toEqual({ code: 'not_found' });
});

/** Edited twice, the first edit sent: what became of it is not known when the document leaves. */
const doubtful = (): StoredDoc => {
  const held: StoredDoc = { id: 'c1', rev: 'a', ver: 1, _deleted: false, unsent: 0 };
  return stamp(stamp(held, { id: 'c1', tag: 'x' }, false, 'b'), { id: 'c1' }, false, 'c');
};
const refused = (rev: string) => ({ id: 'c1', rev, status: 'rejected', code: 'not_found' }) as const;
const back = { id: 'c1', tag: 'x', branchId: 'NGW', rev: 'z', ver: 4, _deleted: false } as const;
const taken = { id: 'c1', rev: 'b', status: 'accepted', ver: 2, master: back } as const;

/** @returns the base upon which the document is merged when its first edit turns out to have arrived. */
function baseOf(doc: StoredDoc): unknown {
  let base: unknown;
  const merge: typeof context.merge = (upon, local) => {
    base = upon;
    return context.merge(upon, local);
  };
  expect(outgoing(doc)).toMatchObject({ sent: { rev: 'b', tag: 'x' }, base: 'a' });
  settle(doc, outgoing(doc).sent, taken, { ...context, merge });
  return base;
}

test('rule 15: what was unanswered when the document left is asked for first when it is here again', () => {
  const row: WireDocument = Object.assign({ id: 'c1', rev: 'y', ver: 0, _deleted: true }, { _left: true });
  const left = receive(doubtful(), row, context)?.next;
  expect(left).toMatchObject({ unsent: 3, sync: { flight: null, doubt: { rev: 'b' } } });
  const here = receive(left, back, context)?.next as StoredDoc;
  expect(here).toMatchObject({ unsent: 1, rev: 'new' });
  expect(baseOf(here)).toMatchObject({ rev: 'b', tag: 'x', ver: 2 });
});

test('rule 15: what cannot be found may have arrived before the document left; after a conflict it is asked for once', () => {
  const other = settle(doubtful(), outgoing(doubtful()).sent, refused('b'), context)?.next as StoredDoc;
  expect(other).toMatchObject({ unsent: 2, rev: 'c', sync: { flight: null, doubt: { rev: 'b' } } });
  const answer = { id: 'c1', rev: 'c', status: 'conflict', master: back } as const;
  const again = settle(other, outgoing(other).sent, answer, context)?.next as StoredDoc;
  expect(baseOf(again)).toMatchObject({ rev: 'b', ver: 2 });
  const vain = settle(again, outgoing(again).sent, refused('b'), context)?.next as StoredDoc;
  expect(vain).toMatchObject({ unsent: 2, rev: 'c', sync: { doubt: null } });
  expect(settle(vain, outgoing(vain).sent, answer, context)?.next).toMatchObject({ unsent: 2, rev: 'new' });
});
