import { expect, test } from 'vitest';
import { BRANCHES, CLERK, testWorld } from '#test/support/domain.ts';
import type { Content } from '#shared/sync/document.ts';
import { checkWrite } from './check-write.ts';
import { COLLECTION_NAMES, COLLECTIONS } from './collections.ts';
import { runCommand } from './commands/index.ts';
import { canReach, nextStatuses, STATUSES } from './complaint.ts';
import { NO_FACTS } from './placement.ts';
import { startingReference } from './starting-reference.ts';
import { checkShape } from './check-write.ts';

function registered() {
  const world = testWorld();
  const done = runCommand('registerComplaint', world.context, {
    kind: 'complaint',
    newCustomer: { name: 'Kartini', phone: '+6281230011037' },
    channel: 'walk_in',
    category: 'rusak',
    description: 'Kemasan sobek, isi sebagian hilang.',
  });
  if (!done.ok) throw new Error(done.error.code);
  world.keep(done.value.writes);
  const complaint = world.all('complaints')[0] as unknown as Content;
  return { world, complaint, writes: done.value.writes };
}
const edit = (doc: Content, changes: Record<string, unknown>): Content => ({ ...doc, ...changes });
const check = (before: Content | null, after: Content, actor = CLERK, facts = NO_FACTS) =>
  checkWrite('complaints', before, after, actor, facts)?.code ?? null;

test('everything that a command writes passes the check', () => {
  const { writes } = registered();
  expect(writes.map((w) => w.collection)).toEqual(['customers', 'activities', 'complaints', 'activities']);
  for (const w of writes) expect(checkWrite(w.collection, w.before, w.after, CLERK, NO_FACTS)).toBeNull();
});

test('another branch is refused, whether made there or moved there', () => {
  const { complaint } = registered();
  const foreign = { ...CLERK, branchId: 'JAP' };
  expect(check(null, complaint, foreign)).toBe('other_branch');
  expect(check(complaint, edit(complaint, { description: 'x' }), foreign)).toBe('other_branch');
  expect(check(complaint, edit(complaint, { branchId: 'JAP' }))).toBe('other_branch');
});

test('the number on paper never changes and carries its branch', () => {
  const { complaint } = registered();
  expect(check(complaint, edit(complaint, { number: 'K-NGW-D1-99' }))).toBe('immutable');
  expect(check(null, edit(complaint, { number: 'K-JAP-D1-1' }))).toBe('number_of_other_branch');
});

test('a printed complaint is cancelled with a reason, never deleted', () => {
  const { complaint } = registered();
  expect(check(complaint, edit(complaint, { _deleted: true }))).toBe('not_deletable');
  expect(check(complaint, edit(complaint, { status: 'cancelled' }))).toBe('reason_missing');
  expect(check(complaint, edit(complaint, { status: 'cancelled', reason: 'pelanggan keliru' }))).toBeNull();
});

test('steps taken offline may arrive as one, impossible ones may not', () => {
  const { complaint } = registered();
  const resolution = { text: 'Diganti', at: complaint['createdAt'], by: complaint['createdBy'] };
  expect(check(complaint, edit(complaint, { status: 'closed', resolution }))).toBeNull();
  const cancelled = edit(complaint, { status: 'cancelled', reason: 'x' });
  expect(check(cancelled, edit(cancelled, { status: 'in_progress' }))).toBe('status_unreachable');
});

test('the timeline is append-only', () => {
  const { world } = registered();
  const entry = world.all('activities')[0] as unknown as Content;
  expect(checkWrite('activities', entry, edit(entry, { text: 'lain' }), CLERK, NO_FACTS)?.code).toBe(
    'append_only',
  );
});

test('campaigns and reference are head office business', () => {
  const doc = { id: 'x', branchId: 'NGW' };
  expect(checkWrite('reference', null, doc, CLERK, NO_FACTS)?.code).toBe('not_allowed');
  expect(checkWrite('campaigns', null, doc, CLERK, NO_FACTS)?.code).toBe('not_allowed');
});

const users = new Map([
  ['rina', { branchId: 'NGW', role: 'frontliner' }],
  ['sari', { branchId: 'JAP', role: 'cs' }],
  ['wati', { branchId: 'PST', role: 'division' }],
]);

test('work left unsent by a colleague is taken, an unknown author is not', () => {
  const { complaint } = registered();
  const other = { ...CLERK, userId: 'budi', name: 'Budi' };
  expect(check(null, complaint, other, { ...NO_FACTS, users })).toBeNull();
  const forged = edit(complaint, { updatedBy: { id: 'sari', name: 'Sari' } });
  expect(check(null, forged, other, { ...NO_FACTS, users })).toBe('author_unknown');
  const blamed = edit(complaint, { createdBy: { id: 'sari', name: 'Sari' } });
  expect(check(null, blamed, other, { ...NO_FACTS, users })).toBe('author_unknown');
  // the later side of a merge was head office's
  const stored = edit(complaint, { updatedBy: { id: 'admin', name: 'Admin' } });
  expect(check(stored, edit(stored, { description: 'x' }), other, { ...NO_FACTS, users })).toBeNull();
});

test('rule 46: who was made in a time that head office has lost is believed for what they wrote in it, and so is head office', () => {
  const { complaint } = registered();
  const other = { ...CLERK, userId: 'budi', name: 'Budi' };
  const blamed = edit(complaint, { createdBy: { id: 'sari', name: 'Sari' } });
  const gone = edit(complaint, { createdBy: { id: 'dewi', name: 'Dewi' } });
  const lostTimes = [{ from: '2026-03-05T00:00:00.000Z', until: '2026-03-06T00:00:00.000Z' }];
  expect(check(null, gone, other, { ...NO_FACTS, users })).toBe('author_unknown');
  expect(check(null, gone, other, { ...NO_FACTS, users, lostTimes })).toBeNull();
  const later = [{ from: '2026-03-06T00:00:00.000Z', until: '2026-03-07T00:00:00.000Z' }];
  expect(check(null, gone, other, { ...NO_FACTS, users, lostTimes: later })).toBe('author_unknown');
  expect(check(null, blamed, other, { ...NO_FACTS, users, lostTimes })).toBe('author_unknown');
  // what head office's people wrote in that time comes back from the branches
  const handled = edit(complaint, { updatedBy: { id: 'wati', name: 'Wati' } });
  expect(check(null, handled, other, { ...NO_FACTS, users })).toBe('author_unknown');
  expect(check(null, handled, other, { ...NO_FACTS, users, lostTimes })).toBeNull();
  expect(check(null, handled, other, { ...NO_FACTS, users, lostTimes: later })).toBe('author_unknown');
});

test('nothing hangs on a customer of another branch', () => {
  const { complaint } = registered();
  const facts = { ...NO_FACTS, customers: new Map([[String(complaint['customerId']), { branchId: 'JAP' }]]) };
  expect(check(null, complaint, CLERK, facts)).toBe('unknown_reference');
});

test('the first broken field is named', () => {
  const { complaint } = registered();
  expect(
    checkWrite('complaints', null, edit(complaint, { channel: 'pigeon' }), CLERK, NO_FACTS),
  ).toMatchObject({
    code: 'invalid',
    field: 'channel',
  });
});

test('what a new company starts with fits its schema in both sectors', () => {
  for (const sector of ['post', 'finance'] as const) {
    const documents = startingReference(
      { name: 'Contoh', sector },
      BRANCHES,
      { id: 'a', name: 'A' },
      '2026-01-01T00:00:00.000Z',
    );
    for (const doc of documents)
      expect([doc.id, checkShape('reference', doc as unknown as Content)]).toEqual([doc.id, null]);
    expect(new Set(documents.map((d) => d.id)).size).toBe(documents.length);
  }
});

test('every state but the final ones leads on, and reaching is the closure of the steps', () => {
  expect(STATUSES.filter((s) => nextStatuses(s).length === 0)).toEqual(['cancelled', 'withdrawn']);
  expect(canReach('new', 'reopened')).toBe(true);
  expect(canReach('closed', 'cancelled')).toBe(true);
  expect(canReach('resolved', 'new')).toBe(false);
});

test('indexes use open fields only, and an open field is always there and never personal', () => {
  for (const name of COLLECTION_NAMES) {
    const { schema, openFields, indexes } = COLLECTIONS[name];
    for (const field of indexes.flat()) expect(Object.keys(openFields)).toContain(field);
    const variants = 'anyOf' in schema ? schema.anyOf : [schema];
    for (const variant of variants) {
      const properties: Record<string, object> = variant.properties;
      for (const field of Object.keys(openFields)) {
        expect(variant.required).toContain(field);
        expect(properties[field]).not.toHaveProperty('x-personal');
      }
    }
  }
});
