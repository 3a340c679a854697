/** The packed index against the plainest possible reading of the same rules, through random edits and removals. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DirectoryCollection, View } from '../../desk-types.ts';
import { DirectoryCore } from './index-core.ts';
import { complaint, customer } from './test-docs.ts';
import { Plain, str } from './test-oracle.ts';

const PARTS = [
  'Sukarno',
  'Siti',
  "Ma'ruf",
  'Simanjuntak',
  'Nasution',
  'Wahyuni',
  'Andi',
  'Dwi',
  'Müller',
  'Sri',
];
const name = fc.oneof(
  fc.constantFrom('Sukarno', 'Suharto', 'PT. Sinar Jaya Abadi', 'CV Sinar Baru', 'Toko Sri Rejeki 88'),
  fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
);
const phone = fc
  .tuple(fc.constantFrom('+62812', '+62857', '+62351'), fc.integer({ min: 100000, max: 100999 }))
  .map(([head, tail]) => ({ number: `${head}${tail}` }));
const when = fc.constantFrom(
  '2026-03-01T00:00:00.000Z',
  '2026-03-04T09:30:00.000Z',
  '2026-03-09T01:00:00.000Z',
);
const unsent = fc.constantFrom(0, 0, 2, 3);
const paper = fc.tuple(fc.constantFrom('D1', 'D2'), fc.integer({ min: 1, max: 130 }));
const ids = (prefix: string) => fc.integer({ min: 1, max: 9 }).map((n) => `${prefix}${n}`);

const customerDoc = fc
  .record({
    id: ids('c'),
    name,
    number: paper.map(([desk, n]) => `P-NGW-${desk}-${n}`),
    phones: fc.array(phone, { maxLength: 2 }),
    contacts: fc.array(
      name.map((contact) => ({ id: 'x', name: contact, phones: [] })),
      { maxLength: 1 },
    ),
    address: fc.constantFrom({}, { village: 'Beran' }, { village: 'Sukowati' }),
    externalIds: fc.constantFrom({}, { sf: 'CID-0012' }),
    stage: fc.constantFrom('prospect', 'active', 'lost'),
    tier: fc.constantFrom('', 'silver', 'gold'),
    createdAt: when,
    unsent,
    _deleted: fc.constantFrom(false, false, false, true),
  })
  .map(({ id, ...fields }) => customer(id, fields));
const complaintDoc = fc
  .record({
    id: ids('k'),
    number: paper.map(([desk, n]) => `K-NGW-${desk}-${n}`),
    customerId: ids('c'),
    status: fc.constantFrom('new', 'in_progress', 'closed', 'reopened'),
    description: fc.constantFrom('Paket rusak', 'Kiriman terlambat'),
    dueAt: fc.oneof(fc.constant(''), when),
    receivedAt: when,
    unsent,
    _deleted: fc.constantFrom(false, false, false, true),
  })
  .map(({ id, ...fields }) => complaint(id, fields));

const step = fc.oneof(
  fc.record({ do: fc.constant('customers' as const), docs: fc.array(customerDoc, { maxLength: 6 }) }),
  fc.record({ do: fc.constant('complaints' as const), docs: fc.array(complaintDoc, { maxLength: 6 }) }),
  fc.record({ do: fc.constant('remove' as const), ids: fc.array(ids('c'), { maxLength: 2 }) }),
  fc.record({ do: fc.constant('tidy' as const), entries: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('ask' as const) }),
);

const TEXTS = [
  's',
  'su',
  'suk',
  'sukarno',
  'maruf',
  'sinar jaya',
  'muller',
  'sri 88',
  'beran',
  'rusak',
  'pt',
  'sukrano',
  'sukano',
  'simanjumtak',
  'wahyunni',
  'bukarno',
  'sinar jqya',
  'xyzw',
  '0812',
  '62812',
  '+62 812 100',
  '1000',
  '0812-1005',
  '100',
  '7',
  '12',
  '08121001 siti',
  'P-NGW-D1-1',
  'p ngw d2 10',
  'pngwd11',
  'K-NGW-D1-7',
  'cid0012',
  'CID-00',
  'sukarno 12',
];
const VIEWS: readonly View[] = [
  {},
  { is: { status: ['new', 'reopened'] } },
  { is: { tier: [''] } },
  { not: { stage: ['lost'] }, unsent: true },
  { unsent: false, received: { from: '2026-03-04T09:30:00.000Z' } },
  { due: { before: '2026-03-09T01:00:00.000Z' } },
  { is: { customerId: ['c1', 'c2', 'never'] } },
  { text: 'sukrano', not: { status: ['closed'] } },
];

function compare(core: DirectoryCore, oracle: Plain): void {
  for (const collection of ['customers', 'complaints'] as const) {
    const docs = [...oracle.docs[collection].values()];
    const views: Readonly<Record<string, View>> = Object.fromEntries(
      [...VIEWS, ...TEXTS.map((text) => ({ text }))].entries(),
    );
    const labelled = docs.map((doc) =>
      collection === 'customers'
        ? { ...doc, customerId: doc.id }
        : { ...doc, tier: str(oracle.docs.customers.get(str(doc, 'customerId')), 'tier') },
    );
    const counts = core.counts(collection, views);
    for (const [key, view] of Object.entries(views)) {
      const found = view.text === undefined ? undefined : oracle.find(collection, view.text);
      const expected = labelled
        .filter((doc) => (!found || found.has(doc.id)) && oracle.inView(collection, doc, view))
        .map(({ id }) => id);
      const page = core.list({ collection, view, limit: 100 });
      expect(page.rows.map(({ id }) => id).sort(), JSON.stringify(view)).toEqual(expected.sort());
      expect([page.total, counts[key]]).toEqual([expected.length, expected.length]);
    }
  }
  for (const row of core.list({ collection: 'complaints', limit: 100 }).rows) {
    expect(row.name).toBe(str(oracle.docs.customers.get(row.customerId), 'name'));
  }
  for (const row of core.list({ collection: 'customers', limit: 100 }).rows) {
    const open = [...oracle.docs.complaints.values()].filter(
      (doc) => doc['customerId'] === row.id && doc['status'] !== 'closed',
    );
    expect(row.openComplaints).toBe(open.length);
  }
  for (const by of ['name', 'receivedAt', 'dueAt', 'number'] as const) {
    const all = core.list({ collection: 'complaints', sort: { by, descending: true }, limit: 100 }).rows;
    const first = core.list({ collection: 'complaints', sort: { by, descending: true }, limit: 2 }).rows;
    const rest = core.list({ collection: 'complaints', sort: { by, descending: true }, offset: 2 }).rows;
    expect([...first, ...rest]).toEqual(all);
    if (by === 'name' || by === 'number') continue;
    const times = all.map((row) => row[by]);
    const given = times.filter(Boolean);
    expect(times).toEqual([...given.toSorted().toReversed(), ...times.filter((time) => time === '')]);
  }
}

function apply(core: DirectoryCore, oracle: Plain, collection: keyof Plain['docs'], docs: StoredDoc[]): void {
  core.apply(collection satisfies DirectoryCollection, docs);
  for (const doc of docs) {
    if (doc._deleted) oracle.docs[collection].delete(doc.id);
    else oracle.docs[collection].set(doc.id, doc);
  }
}

test('the packed index answers like a reading of every document, whatever was changed', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 2, maxLength: 14 }),
      fc.integer({ min: 0, max: 6 }),
      (steps, floor) => {
        const core = new DirectoryCore(floor);
        const oracle = new Plain();
        for (const one of steps) {
          if (one.do === 'tidy') core.tidy(one.entries);
          else if (one.do === 'ask') compare(core, oracle);
          else if (one.do === 'remove') {
            core.remove('customers', one.ids);
            for (const id of one.ids) oracle.docs.customers.delete(id);
          } else apply(core, oracle, one.do, one.docs);
        }
        compare(core, oracle);
        while (core.tidy(3));
        compare(core, oracle);
      },
    ),
    { numRuns: 30, seed: 20260305 },
  );
});

test('a name is found with any one typo in it, once nothing begins with what was typed', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { name: 'Simanjuntak' }), customer('c2', { name: 'Wahyuni' })]);
  fc.assert(
    fc.property(
      fc.constantFrom('simanjuntak', 'wahyuni'),
      fc.nat({ max: 6 }),
      fc.constantFrom('wrong', 'missing', 'more', 'swapped'),
      fc.constantFrom(...'qxz'),
      (word, at, how, letter) => {
        const [head, tail] = [word.slice(0, at), word.slice(at)];
        const typed = {
          wrong: head + letter + tail.slice(1),
          missing: head + tail.slice(1),
          more: head + letter + tail,
          swapped: head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2),
        }[how];
        expect(core.search(typed).map(({ id }) => id)).toEqual([word === 'wahyuni' ? 'c2' : 'c1']);
      },
    ),
    { numRuns: 200, seed: 7 },
  );
});
