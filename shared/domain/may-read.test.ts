import { expect, test } from 'vitest';
import type { Actor, Role } from './actor.ts';
import { ROLES, streamsOf } from './actor.ts';
import { mayRead, readsAll } from './may-read.ts';
import { placementsOf } from './placement.ts';

const actor = (role: Role, branchId = 'NGW', more: Partial<Actor> = {}): Actor => ({
  userId: 'u1',
  name: 'Rina',
  role,
  branchId,
  ...more,
});
const complaint = (more: object = {}) => ({
  id: 'k1',
  branchId: 'NGW',
  divisionId: 'coll',
  confidential: false,
  customerId: 'c1',
  ...more,
});
const facts = (doc: ReturnType<typeof complaint>) => (id: string) => (id === doc.id ? doc : undefined);

test('a clerk sees open complaints and what hangs on them; nothing of confidential ones', () => {
  const open = complaint();
  const secret = complaint({ id: 'k2', confidential: true });
  const cs = actor('cs');
  expect(mayRead(cs, 'complaints', open, facts(open))).toBe(true);
  expect(mayRead(cs, 'complaints', secret, facts(secret))).toBe(false);
  for (const collection of ['activities', 'tasks'] as const) {
    expect(mayRead(cs, collection, { id: 'a1', complaintId: 'k1' }, facts(open))).toBe(true);
    expect(mayRead(cs, collection, { id: 'a2', complaintId: 'k2' }, facts(secret))).toBe(false);
    expect(mayRead(cs, collection, { id: 'a3', complaintId: '' }, facts(secret))).toBe(true);
  }
  expect(mayRead(cs, 'customers', { id: 'c1' }, facts(secret))).toBe(true);
});

test('what hangs on a complaint that is not here is hidden from a clerk, not from the supervisor', () => {
  const left = { id: 'a1', complaintId: 'gone' };
  expect(mayRead(actor('frontliner'), 'activities', left, () => undefined)).toBe(false);
  expect(mayRead(actor('supervisor'), 'activities', left, () => undefined)).toBe(true);
});

test('what a person wrote stays readable to them until head office has it, and to nobody else', () => {
  const mine = complaint({ confidential: true, unsent: 2, updatedBy: { id: 'u1', name: 'Rina' } });
  expect(mayRead(actor('cs'), 'complaints', mine, facts(mine))).toBe(true);
  expect(mayRead(actor('cs', 'NGW', { userId: 'u2' }), 'complaints', mine, facts(mine))).toBe(false);
  expect(mayRead(actor('cs'), 'complaints', { ...mine, unsent: 0 }, facts(mine))).toBe(false);
  const entry = { id: 'a1', complaintId: 'k1', unsent: 2, updatedBy: { id: 'u1', name: 'Rina' } };
  expect(mayRead(actor('cs'), 'activities', entry, facts(mine))).toBe(true);
});

test('the supervisor of another branch and head office do not see it; the division in whose queue it stands does', () => {
  const secret = complaint({ confidential: true });
  const reads = (who: Actor): boolean => mayRead(who, 'complaints', secret, facts(secret));
  expect(reads(actor('supervisor'))).toBe(true);
  expect(reads(actor('supervisor', 'JAP'))).toBe(false);
  expect(reads(actor('supervisor', 'PST'))).toBe(false);
  expect(reads(actor('headoffice', 'PST'))).toBe(false);
  expect(reads(actor('division', 'PST', { divisionId: 'coll' }))).toBe(true);
  expect(reads(actor('division', 'PST', { divisionId: 'legal' }))).toBe(false);
  expect(reads(actor('division', 'NGW', { divisionId: 'coll' }))).toBe(false);
  expect(readsAll(actor('supervisor', 'PST'))).toBe(false);
});

test('I3: of a confidential complaint nobody sees more at the desk than its streams give', () => {
  for (const role of ROLES) {
    for (const branchId of ['NGW', 'JAP', 'PST']) {
      const who = actor(role, branchId, role === 'division' ? { divisionId: 'coll' } : {});
      const doc = complaint({ confidential: true });
      const none = { customers: new Map(), complaints: new Map(), campaigns: new Map() };
      const given = placementsOf('complaints', doc, none).some((stream) => streamsOf(who).includes(stream));
      expect(mayRead(who, 'complaints', doc, facts(doc)), `${role} of ${branchId}`).toBe(given);
    }
  }
});
