import { expect, test } from 'vitest';
import type { Desk, Directory, ListQuery } from '#renderer/data/desk-types.ts';
import { constant } from '#renderer/data/live.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import { customerSource, readComplaints, readCustomers } from './sources.ts';

type Documents = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A desk that holds these documents; `joined` by customer. Reads are noted. */
function deskOf(documents: Documents, joined: Readonly<Record<string, readonly string[]>> = {}) {
  const read: string[] = [];
  const desk = {
    list(collection: string, { ids, where }: ListQuery) {
      read.push(collection);
      const docs = documents[collection] ?? [];
      const of = (where?.['customerId'] ?? []) as readonly string[];
      const value = ids
        ? ids.flatMap((id) => docs.filter((doc) => doc['id'] === id))
        : docs.filter((doc) => of.includes(String(doc['customerId'])));
      return constant({ loading: false, value });
    },
    directory: { joined: (id: string) => Promise.resolve(joined[id] ?? []) } as unknown as Directory,
  } as unknown as Pick<Desk, 'list' | 'directory'>;
  return { desk, read };
}

const WORLD: Documents = {
  customers: [
    { id: 'c1', name: 'Sri' },
    { id: 'c2', name: 'Sri lama', mergedInto: 'c1' },
    { id: 'c3', name: 'Sri tua', mergedInto: 'c2' },
    { id: 'c4', name: 'Budi' },
  ],
  agreements: [
    { id: 'g1', customerId: 'c1', status: 'ended', end: '2030-01-01' },
    { id: 'g3', customerId: 'c3', end: '2027-01-01' },
    { id: 'g4', customerId: 'c4', end: '2026-01-01' },
  ],
  complaints: [
    { id: 'k1', customerId: 'c1', status: 'closed' },
    { id: 'k2', customerId: 'c2', status: 'new' },
    { id: 'k3', customerId: 'c3', status: 'reopened' },
    { id: 'k9', customerId: 'gone', status: 'new' },
  ],
};
const JOINED = { c1: ['c2', 'c3'] };

test('agreements and complaints of joined records leave with the customer that they were joined into', async () => {
  const { desk } = deskOf(WORLD, JOINED);
  const rows = await readCustomers(desk, ['c4', 'c1'], new Set(['complaints']));
  expect(
    rows.map(({ customer, agreement, otherAgreements, openComplaints }) => [
      customer.id,
      agreement?.id,
      otherAgreements?.map(({ id }) => id),
      openComplaints,
    ]),
  ).toEqual([
    ['c4', 'g4', [], 0],
    ['c1', 'g3', ['g1'], 2],
  ]);
});

test('complaints are read only where their count leaves', async () => {
  const { desk, read } = deskOf(WORLD, JOINED);
  await readCustomers(desk, ['c1'], new Set(['name']));
  expect(read).not.toContain('complaints');
});

test('a complaint of a joined record leaves under the name of the one that stands for it', async () => {
  const { desk } = deskOf(WORLD);
  const rows = await readComplaints(desk, ['k3', 'k1', 'k9']);
  expect(rows.map(({ complaint, customer }) => [complaint.id, customer?.name])).toEqual([
    ['k3', 'Sri'],
    ['k1', 'Sri'],
    ['k9', undefined],
  ]);
});

test('codes leave as words, and the dialog begins with the columns of the list', () => {
  const source = customerSource({
    desk: deskOf(WORLD).desk as Desk,
    t: ((key: string) => `“${key}”`) as Translate,
    language: 'id',
    reference: referenceView([]),
    query: { collection: 'customers' },
    of: { list: 'customers', view: 'all' },
    columns: ['tier', 'updatedAt'],
  });
  expect(source.shown).toEqual(['number', 'name', 'tier', 'updatedAt']);
  const keys = new Set(source.fields.map(({ key }) => key));
  expect(source.usual.filter((key) => !keys.has(key))).toEqual([]);
  const customer = { kind: 'person', tier: 'gold', source: 'book', consents: {} } as never;
  const row = { customer, agreement: undefined };
  const shown = ['kind', 'tier', 'source'].map((key) =>
    source.fields.find((field) => field.key === key)?.value(row),
  );
  expect(shown).toEqual(['“domain.customerKind.person”', '“common.tier.gold”', '“domain.source.book”']);
});
