import { expect, test } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DiscardedItem, QuarantineItem, UnsentItem } from './desk-types.ts';
import { discardedOf, quarantineOf, unsentOf, visibleTo } from './visible.ts';

const clerk: Actor = { userId: 'u1', name: 'Rina', role: 'cs', branchId: 'NGW' };
const chief: Actor = { userId: 'u2', name: 'Dewi', role: 'supervisor', branchId: 'NGW' };
const doc = (id: string, more: Record<string, unknown> = {}): StoredDoc => ({
  id,
  rev: 'r',
  ver: 1,
  _deleted: false,
  unsent: 0,
  branchId: 'NGW',
  ...more,
});
const stored = new Map([
  ['open', doc('open', { confidential: false })],
  ['secret', doc('secret', { confidential: true })],
  ['left', doc('left', { _deleted: true })],
]);
const source = {
  waiting: (_collection: string, id: string) =>
    id === 'new' ? { after: doc('new', { confidential: true }), deleted: false } : undefined,
  complaints: {
    get: async (ids: readonly string[]) =>
      new Map(
        ids.flatMap((id) => {
          const found = stored.get(id);
          return found ? [[id, found] as const] : [];
        }),
      ),
  },
};
const ids = (docs: readonly StoredDoc[]): string[] => docs.map(({ id }) => id);

test('a timeline shows a clerk what hangs on open complaints, also where only the journal knows the complaint', async () => {
  const timeline = ['open', 'secret', 'left', 'new', 'unknown', ''].map((complaintId) =>
    doc(`of-${complaintId}`, { complaintId }),
  );
  expect(ids(await visibleTo(clerk, 'activities', timeline, source))).toEqual(['of-open', 'of-']);
  expect(await visibleTo(chief, 'activities', timeline, source)).toEqual(timeline);
  expect(await visibleTo(undefined, 'activities', timeline, source)).toEqual([]);
});

test('without anything to look up the answer is there at once', () => {
  expect(visibleTo(clerk, 'customers', [doc('c1')], source)).toEqual([doc('c1')]);
  const complaints = [...stored.values()];
  expect(ids(visibleTo(clerk, 'complaints', complaints, source) as StoredDoc[])).not.toContain('secret');
});

test('unsent and refused work: own ones for a clerk, all of the PC for the supervisor, none for nobody', () => {
  const by = (id: string) => doc(`of-${id}`, { updatedBy: { id, name: id }, unsent: 2 });
  const unsent = ['u1', 'u3'].map(
    (id) => ({ collection: 'customers', doc: by(id) }) as unknown as UnsentItem,
  );
  const refused = ['u1', 'u3'].map((id) => ({ collection: 'complaints', mine: by(id) }) as QuarantineItem);
  expect(unsentOf(clerk, unsent)).toEqual([unsent[0]]);
  expect(unsentOf(chief, unsent)).toEqual(unsent);
  expect(unsentOf(undefined, unsent)).toEqual([]);
  expect(quarantineOf(clerk, refused)).toEqual([refused[0]]);
  expect(quarantineOf(chief, refused)).toEqual(refused);
  expect(quarantineOf(undefined, refused)).toEqual([]);
});

test('discarded work: whoever wrote it or gave it up, and the supervisor', () => {
  const given = (author: string, by: string) =>
    ({
      collection: 'complaints',
      by,
      content: doc('c', { updatedBy: { id: author } }),
    }) as unknown as DiscardedItem;
  const items = [given('u1', 'u9'), given('u3', 'u1'), given('u3', 'u3')];
  expect(discardedOf(clerk, items)).toEqual(items.slice(0, 2));
  expect(discardedOf(chief, items)).toEqual(items);
  expect(discardedOf(undefined, items)).toEqual([]);
});
