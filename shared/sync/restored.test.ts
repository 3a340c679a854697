/** Rule 24: what head office said of a document since it was restored. */
import { expect, test } from 'vitest';
import type { Snapshot, StoredDoc } from './document.ts';
import { contentOf, discard, outgoing, receive, receiveRestored, settle, stamp } from './replica.ts';

const context = {
  merge: (_base: Snapshot | null, local: Snapshot) => ({
    content: contentOf(local),
    deleted: local._deleted,
    history: [],
  }),
  newRev: () => 'merged',
};
const version = (ver: number): Snapshot => ({
  id: 'c1',
  rev: `v${ver}`,
  ver,
  _deleted: false,
  name: `${ver}`,
});
const held: StoredDoc = { ...version(7), rev: 'ours', unsent: 0 };
const restored = (doc: StoredDoc | undefined, ver: number, epoch = 'e2'): StoredDoc =>
  (receiveRestored(doc, version(ver), epoch, context)?.next ?? doc) as StoredDoc;

test('rule 24: a page that was overtaken does not put an older master in the place of a newer one', () => {
  const asked = restored(held, 3);
  expect(asked).toMatchObject({ rev: 'ours', ver: 0, unsent: 2, sync: { base: null, master: { ver: 3 } } });
  expect(restored(asked, 2)).toBe(asked);
  expect(restored(asked, 4).sync?.master?.ver).toBe(4);
});

test('rule 24: nor when it is edited, refused or merged meanwhile', () => {
  const edited = stamp(restored(held, 3), { id: 'c1', name: 'baru' }, false, 'edit');
  expect(restored(edited, 2)).toBe(edited);
  const refused = settle(
    restored(held, 3),
    outgoing(held).sent,
    { id: 'c1', rev: 'ours', status: 'rejected', code: 'no' },
    context,
  );
  expect(discard(restored(refused?.next, 2))).toMatchObject({ rev: 'v3', ver: 3, unsent: 0 });
  const merged = settle(
    edited,
    edited.sync?.flight as Snapshot,
    { id: 'c1', rev: 'ours', status: 'conflict', master: version(3) },
    context,
  );
  expect(restored(merged?.next, 2)).toMatchObject({ sync: { base: { ver: 3 }, master: null } });
});

test('rule 24: another restoration is another question, and its versions count however low they are', () => {
  const asked = restored(held, 3);
  expect(restored(asked, 2, 'e3').sync?.master?.ver).toBe(2);
  expect(receive(asked, version(2), context)).toBeNull();
});
