import { expect, test } from 'vitest';
import type { Content, Snapshot } from '../document.ts';
import { mergeBy } from './engine.ts';
import { mergeOf } from './tables.ts';

const version = (
  rev: string,
  fields: Record<string, unknown>,
  updatedAt = '2026-03-05T07:00:00.000Z',
): Snapshot => ({
  id: 'd1',
  rev,
  ver: 1,
  _deleted: false,
  updatedAt,
  updatedBy: { id: rev, name: rev },
  clock: { offset: 0, uncertainty: 10 },
  ...fields,
});
const early = '2026-03-05T07:00:00.000Z';
const late = '2026-03-05T08:00:00.000Z';
const contentOf = (content: Content, field: string): unknown => content[field];

test('a field that only one side changed is taken from that side, whichever is later', () => {
  const merge = mergeOf('customers');
  const base = version('b', { name: 'Sri', commodity: 'batik' });
  const merged = merge(
    base,
    version('l', { name: 'Sri Lestari', commodity: 'batik' }, early),
    version('m', { name: 'Sri', commodity: 'tenun' }, late),
  );
  expect(merged.content).toMatchObject({ name: 'Sri Lestari', commodity: 'tenun', updatedBy: { id: 'm' } });
  expect(merged.history).toEqual([]);
});

test('of two changes the later wins and the other stays in history, with the same id wherever it is merged', () => {
  const merge = mergeOf('customers');
  const base = version('b', { name: 'Sri' });
  const local = version('l', { name: 'Sri L.' }, late);
  const master = version('m', { name: 'Sri Lestari' }, early);
  const merged = merge(base, local, master);
  expect(merged.content['name']).toBe('Sri L.');
  expect(merged.history).toMatchObject([
    { field: 'name', side: 'master', value: 'Sri Lestari', taken: 'Sri L.', uncertain: false },
  ]);
  expect(merge(base, local, master)).toEqual(merged);
});

test('two changes within what the clocks may be wrong by are marked for a person', () => {
  const near = '2026-03-05T07:00:00.015Z';
  const merged = mergeOf('customers')(
    version('b', { name: 'a' }),
    version('l', { name: 'b' }, near),
    version('m', { name: 'c' }, early),
  );
  expect(merged.history[0]?.uncertain).toBe(true);
});

test('sets are merged by what was added and removed', () => {
  const merged = mergeOf('customers')(
    version('b', { tags: ['a', 'b', 'c'] }),
    version('l', { tags: ['b', 'c', 'mine'] }),
    version('m', { tags: ['a', 'b', 'theirs'] }),
  );
  expect([...(contentOf(merged.content, 'tags') as string[])].sort()).toEqual(['b', 'mine', 'theirs']);
});

test('contacts are told apart by id and their phones merged within', () => {
  const pic = (name: string, ...numbers: string[]) => ({
    id: 'c1',
    name,
    phones: numbers.map((number) => ({ number })),
  });
  const merged = mergeOf('customers')(
    version('b', { contacts: [pic('Budi', '+62811')] }),
    version('l', { contacts: [pic('Budi S.', '+62811', '+62812')] }),
    version('m', { contacts: [pic('Budi', '+62811', '+62813')] }),
  );
  const [contact] = contentOf(merged.content, 'contacts') as [{ name: string; phones: { number: string }[] }];
  expect(contact.name).toBe('Budi S.');
  expect(contact.phones.map((p) => p.number).sort()).toEqual(['+62811', '+62812', '+62813']);
});

test('notes of both sides are kept', () => {
  const merged = mergeOf('complaints')(
    version('b', { description: 'Paket belum sampai' }),
    version('l', { description: 'Paket belum sampai\nPelanggan menelepon lagi' }),
    version('m', { description: 'Paket belum sampai\nKurir dihubungi' }),
  );
  expect(merged.content['description']).toBe('Paket belum sampai\nKurir dihubungi\nPelanggan menelepon lagi');
});

test.each([
  ['in_progress', 'withdrawn', 'in_progress', 'withdrawn'],
  ['withdrawn', 'in_progress', 'withdrawn', 'withdrawn'],
  ['new', 'waiting_customer', 'cancelled', 'cancelled'],
])('status: from %s, here %s, there %s gives %s', (from, here, there, want) => {
  const merged = mergeOf('complaints')(
    version('b', { status: from === there ? 'new' : from }),
    version('l', { status: here }),
    version('m', { status: there }),
  );
  expect(merged.content['status']).toBe(want);
});

test('a withdrawn consent wins over a later concurrent grant', () => {
  const consent = (given: boolean) => ({
    whatsapp: { given, at: early, by: { id: 'u', name: 'u' }, proof: given ? 'ya' : 'tidak' },
  });
  const merged = mergeOf('customers')(
    version('b', { consents: {} }),
    version('l', { consents: consent(true) }, late),
    version('m', { consents: consent(false) }, early),
  );
  expect(merged.content['consents']).toMatchObject({ whatsapp: { given: false } });
});

test('a number on paper never changes', () => {
  const merged = mergeOf('complaints')(
    version('b', { number: 'K-NGW-1-1' }),
    version('l', { number: 'K-NGW-1-2' }, late),
    version('m', { number: 'K-NGW-1-1' }),
  );
  expect(merged.content['number']).toBe('K-NGW-1-1');
});

test('an edit revives a deletion that did not know of it, also when the tombstone was scrubbed', () => {
  const merge = mergeOf('customers');
  const base = version('b', { name: 'Sri' });
  const tombstone: Snapshot = { id: 'd1', rev: 'm', ver: 2, _deleted: true };
  const merged = merge(base, version('l', { name: 'Sri Lestari' }), tombstone);
  expect(merged).toMatchObject({
    deleted: false,
    content: { name: 'Sri Lestari' },
    history: [{ field: '_deleted', side: 'master' }],
  });
  expect(
    merge(
      base,
      { ...version('l', { name: 'Sri' }), _deleted: true },
      { ...version('m', { name: 'Sri' }), _deleted: true },
    ).deleted,
  ).toBe(true);
});

test('a field that this version does not know is kept', () => {
  const merged = mergeBy({})(version('b', {}), version('l', { name: 'x' }), version('m', { loyalty: 7 }));
  expect(merged.content).toMatchObject({ name: 'x', loyalty: 7 });
});
