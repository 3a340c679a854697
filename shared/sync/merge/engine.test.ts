import { describe, expect, test } from 'vitest';
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

test('of a record that one side does not have at all, what the other side put in stays', () => {
  const merge = mergeOf('customers');
  const base = version('b', { ext: { old: 1 } });
  const local = version('l', { ext: { old: 1, own: 2 } }, early);
  const master = version('m', {}, late);
  expect(merge(base, local, master).content).toMatchObject({ ext: { own: 2 } });
  expect(merge(base, master, local).content).toMatchObject({ ext: { own: 2 } });
  // both took it out
  expect(merge(base, version('l', {}, early), master).content).not.toHaveProperty('ext');
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
  expect(merged.content['description']).toBe('Paket belum sampai\nPelanggan menelepon lagi\nKurir dihubungi');
});

test.each([
  ['in_progress', 'in_progress', 'withdrawn', 'withdrawn'],
  ['in_progress', 'withdrawn', 'waiting_customer', 'withdrawn'],
  ['new', 'waiting_customer', 'cancelled', 'cancelled'],
  ['new', 'resolved', 'waiting_customer', 'resolved'],
  ['resolved', 'reopened', 'closed', 'reopened'],
  ['resolved', 'in_progress', 'closed', 'in_progress'],
  ['new', 'closed', 'resolved', 'closed'],
])('status: from %s, %s and %s give %s at either desk, whoever is later', (from, one, other, want) => {
  const merge = mergeOf('complaints');
  const base = version('b', { status: from });
  for (const [first, second] of [
    [early, late],
    [late, early],
  ] as const) {
    const [a, b] = [version('l', { status: one }, first), version('m', { status: other }, second)];
    expect(merge(base, a, b).content['status']).toBe(want);
    expect(merge(base, b, a).content['status']).toBe(want);
  }
});

test('status: of cancelled and withdrawn, head office keeps what it has', () => {
  const merged = mergeOf('complaints')(
    version('b', { status: 'new' }),
    version('l', { status: 'cancelled' }, late),
    version('m', { status: 'withdrawn' }, early),
  );
  expect(merged.content['status']).toBe('withdrawn');
  expect(merged.history).toMatchObject([{ field: 'status', value: 'cancelled', taken: 'withdrawn' }]);
});

test('status: the reasons of both sides are kept', () => {
  const merged = mergeOf('complaints')(
    version('b', { status: 'new' }),
    version('l', { status: 'cancelled', reason: 'Salah pelanggan' }, late),
    version('m', { status: 'withdrawn', reason: 'Dicabut lewat telepon' }, early),
  );
  expect(merged.content['reason']).toBe('Dicabut lewat telepon\nSalah pelanggan');
});

describe.each([
  ['here', early, late],
  ['here', late, early],
  ['there', early, late],
  ['there', late, early],
])('restricted %s, written %s and %s', (where, mine, theirs) => {
  const both = <T>(restricted: T, permitted: T): [T, T] =>
    where === 'here' ? [restricted, permitted] : [permitted, restricted];

  test.each([{}, { whatsapp: { given: true, at: early, by: { id: 'u', name: 'u' }, proof: 'lama' } }])(
    'a withdrawn consent wins over a concurrent grant, and no one is asked',
    (before) => {
      const consent = (given: boolean) => ({
        whatsapp: { given, at: late, by: { id: 'u', name: 'u' }, proof: given ? 'ya' : 'tidak' },
      });
      const [local, master] = both(consent(false), consent(true));
      const merged = mergeOf('customers')(
        version('b', { consents: before }),
        version('l', { consents: local }, mine),
        version('m', { consents: master }, theirs),
      );
      expect(merged.content['consents']).toMatchObject({ whatsapp: { given: false, proof: 'tidak' } });
      expect(merged.history).toMatchObject([{ field: 'consents.whatsapp', uncertain: false }]);
    },
  );

  test('a confidentiality that was set wins over one that was not', () => {
    const [local, master] = both(true, false);
    const merged = mergeOf('complaints')(
      null,
      version('l', { confidential: local }, mine),
      version('m', { confidential: master }, theirs),
    );
    expect(merged.content['confidential']).toBe(true);
  });
});

test('fields that say one thing together are never taken from two sides', () => {
  const merged = mergeOf('complaints')(
    version('b', { divisionId: 'CS' }),
    version('l', { divisionId: 'IT', handlerId: 'budi' }, early),
    version('m', { divisionId: 'FIN' }, late),
  );
  expect(merged.content['divisionId']).toBe('FIN');
  expect(merged.content['handlerId']).toBeUndefined();
  expect(merged.history).toMatchObject([
    { field: 'divisionId', value: 'IT', taken: 'FIN' },
    { field: 'handlerId', value: 'budi', taken: null },
  ]);
});

test('what would go beyond the most that a list takes stays in history', () => {
  const numbers = (count: number, tag: string) =>
    Array.from({ length: count }, (_, at) => ({ number: `+62${tag}${at}` }));
  const merged = mergeOf('customers')(
    version('b', { phones: [] }),
    version('l', { phones: numbers(15, 'a') }, late),
    version('m', { phones: numbers(15, 'b') }, early),
  );
  expect(merged.content['phones']).toHaveLength(20);
  expect(merged.history).toHaveLength(10);
  expect(merged.history[0]).toMatchObject({ side: 'master', value: { number: '+62b5' }, uncertain: false });
});

test('whoever lost and whoever won is on record with name and desk', () => {
  const by = (id: string, desk: string) => ({ updatedBy: { id, name: id.toUpperCase(), desk } });
  const merged = mergeOf('customers')(
    version('b', { name: 'a' }),
    { ...version('l', { name: 'b' }, late), ...by('rina', 'D1') },
    { ...version('m', { name: 'c' }, early), ...by('budi', 'D2') },
  );
  expect(merged.history).toMatchObject([
    {
      base: 'a',
      by: { id: 'budi', name: 'BUDI', desk: 'D2' },
      at: early,
      takenBy: { id: 'rina', name: 'RINA', desk: 'D1' },
      takenAt: late,
    },
  ]);
});

test('times are compared as times, with or without milliseconds', () => {
  const merged = mergeOf('customers')(
    version('b', { name: 'a' }),
    version('l', { name: 'here' }, '2026-03-05T07:00:00.900Z'),
    version('m', { name: 'there' }, '2026-03-05T07:00:00Z'),
  );
  expect(merged.content['name']).toBe('here');
});

test('an entry of the timeline that was made twice is the one of head office, with nothing left to send', () => {
  const local = version('l', { kind: 'field_merged', at: early }, late);
  const master = version('m', { kind: 'field_merged', at: early }, early);
  const merged = mergeOf('activities')(null, local, master);
  expect(merged.content).toMatchObject({ updatedAt: early, updatedBy: { id: 'm' } });
  expect(merged.history).toEqual([]);
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

test('of two withdrawals the later one stands, so that a consent given between them does not undo it', () => {
  const merge = mergeOf('customers');
  const said = (given: boolean, hour: number) => ({
    consents: { whatsapp: { given, at: `2026-03-05T0${hour}:00:00.000Z`, by: BY, proof: `pukul ${hour}` } },
  });
  const BY = { id: 'u', name: 'U' };
  const base = version('b', { consents: {} }, early);
  // the earlier one is on a version that was edited last
  const [first, second] = [version('m', said(false, 1), late), version('l', said(false, 3), early)];
  const merged = merge(base, second, first);
  expect(merged.content).toMatchObject(said(false, 3));
  const master = version('n', merged.content);
  const granted = version('g', said(true, 2), early);
  expect(merge(first, granted, master).content).toMatchObject(said(false, 3));
});

test('a complaint is not made public over a confidentiality that was said anew, nor over a later one', () => {
  const merge = mergeOf('complaints');
  const said = (confidential: boolean, hour: number) => ({
    confidential,
    confidentialAt: `2026-03-05T0${hour}:00:00.000Z`,
  });
  const base = version('b', said(true, 1));
  const opened = version('m', said(false, 3), late);
  // taken back and said again here: the same word as in the base
  const again = merge(base, version('l', said(true, 2), early), opened);
  expect(again.content).toMatchObject(said(true, 2));
  expect(again.history).toMatchObject([
    { field: 'confidential', side: 'master', value: false, uncertain: false },
  ]);
  // said by two at once; one of them is taken back by somebody who has not heard of the other one
  const both = merge(
    version('b', { confidential: false }),
    version('l', said(true, 2), early),
    version('m', said(true, 1), late),
  );
  expect(both.content).toMatchObject(said(true, 2));
  expect(both.history).toEqual([]);
  expect(merge(base, opened, version('n', both.content)).content).toMatchObject(said(true, 2));
  // who only edits something else stands in nobody's way
  expect(merge(base, version('l', { ...said(true, 1), prints: 1 }), opened).content).toMatchObject(
    said(false, 3),
  );
});
