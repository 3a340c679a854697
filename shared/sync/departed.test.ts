import { expect, test } from 'vitest';
import type { StoredDoc } from './document.ts';
import { contentOf, discard, outgoing, settle, stamp } from './replica.ts';

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
