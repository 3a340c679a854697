/** Lists, counts and facets against a plain reading, over several segments with changed and removed rows. */
import { expect, test } from 'vitest';
import type { DirectorySort, Facet, View } from '../desk-types.ts';
import { madeCustomers } from '#test/support/directory/people.ts';
import { DirectoryCore } from './core.ts';
import { rowOf, type SourceRow } from './rows.ts';

const SEED = 7;
const base = madeCustomers(SEED, 3000).map((doc) => rowOf('customers', doc));

function made(): { core: DirectoryCore; truth: readonly SourceRow[] } {
  const core = new DirectoryCore();
  const truth = new Map<string, SourceRow>();
  const put = (rows: readonly SourceRow[]): void => {
    core.put(rows);
    for (const row of rows) truth.set(row.id, row);
  };
  put(base.slice(0, 2200));
  core.settle();
  put(base.slice(2200));
  // some of the old ones have changed, some are gone
  put(
    base.filter((_, n) => n % 17 === 0).map((row) => ({ ...row, name: `${row.name} Baru`, stage: 'lost' })),
  );
  const gone = base.filter((_, n) => n % 29 === 0).map((row) => row.id);
  core.delete('customers', gone);
  for (const id of gone) truth.delete(id);
  return { core, truth: [...truth.values()] };
}

const valuesOf = (row: SourceRow, facet: string): readonly string[] => {
  const value = facet === 'consent' ? row.consents : row[facet as keyof SourceRow];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.length > 0 ? (value as string[]) : [''];
};

function plainly(rows: readonly SourceRow[], view: View): SourceRow[] {
  return rows.filter((row) => {
    const is = Object.entries(view.is ?? {}).every(([facet, all]) =>
      valuesOf(row, facet).some((value) => all.includes(value)),
    );
    const not = Object.entries(view.not ?? {}).some(([facet, all]) =>
      valuesOf(row, facet).some((value) => all.includes(value)),
    );
    const { from = '', before = '9' } = view.received ?? {};
    const received = !view.received || (row.receivedAt >= from && row.receivedAt < before);
    const due = !view.due || row.dueAt !== '';
    return is && !not && received && due && (view.unsent === undefined || row.unsent > 0 === view.unsent);
  });
}

const VIEWS: Readonly<Record<string, View>> = {
  all: {},
  stage: { is: { stage: ['active', 'lost'] } },
  nobody: { is: { ownerId: [''] } },
  area: { is: { area: ['Ngawi', 'Paron'], kind: ['company'] } },
  consent: { is: { consent: ['whatsapp'] } },
  silent: { is: { consent: [''] } },
  tags: { is: { tags: ['umkm', 'lama'] }, not: { tier: ['gold'] } },
  untagged: { not: { tags: ['umkm', 'lama', 'pameran'] } },
  goods: { is: { commodity: ['batik'] }, not: { stage: ['prospect'] } },
  sent: { unsent: false },
  unsent: { unsent: true },
  received: { received: { from: '2025-01-01', before: '2025-06-01T00:00:00.000Z' } },
  due: { due: { before: '2099-01-01T00:00:00.000Z' } },
  never: { is: { tier: ['platinum'] } },
};

test('views and their counts', () => {
  const { core, truth } = made();
  const counts = core.counts('customers', VIEWS);
  for (const [name, view] of Object.entries(VIEWS)) {
    const want = plainly(truth, view).map((row) => row.id);
    expect(core.ids({ collection: 'customers', view }).sort(), name).toEqual(want.sort());
    expect(counts[name], name).toBe(want.length);
  }
});

test('values of every facet', () => {
  const { core, truth } = made();
  const facets: readonly Facet[] = ['stage', 'tier', 'ownerId', 'area', 'village', 'commodity', 'consent', 'tags']; // prettier-ignore
  for (const facet of facets) {
    const want = new Map<string, number>();
    for (const row of truth)
      for (const value of valuesOf(row, facet)) want.set(value, (want.get(value) ?? 0) + 1);
    const found = core.values('customers', facet);
    expect(new Map(found.map(({ value, count }) => [value, count])), facet).toEqual(want);
    expect(found.map(({ count }) => count)).toEqual([...want.values()].sort((a, b) => b - a));
  }
});

test('every sort, both ways: equal rows by id, pages without gap or overlap', () => {
  const { core, truth } = made();
  const number = (row: SourceRow): string => row.number.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
  const plain = (text: string): string => text.toLowerCase();
  const keys: Partial<Record<DirectorySort, (row: SourceRow) => string>> = {
    name: (row) => plain(row.name),
    number,
    createdAt: (row) => row.createdAt,
    updatedAt: (row) => row.updatedAt,
    tier: (row) => String(['', 'bronze', 'silver', 'gold'].indexOf(row.tier)),
    status: (row) => row.status,
    dueAt: (row) => row.dueAt,
  };
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  for (const [by, key] of Object.entries(keys)) {
    for (const descending of [false, true]) {
      const sorted = truth.toSorted(
        (a, b) => (descending ? -1 : 1) * compare(key(a), key(b)) || compare(a.id, b.id),
      );
      const want = sorted.map((row) => row.id);
      const query = { collection: 'customers', sort: { by: by as DirectorySort, descending } } as const;
      expect(core.ids(query), `${by} ${descending}`).toEqual(want);
      const pages = [0, 1, 2].flatMap((n) => core.list({ ...query, offset: n * 1000, limit: 1000 }).rows);
      expect(pages.map((row) => row.id)).toEqual(want.slice(0, 3000));
    }
  }
});

test('a row comes back as it went in', () => {
  const { core, truth } = made();
  const shown = new Map(
    core.list({ collection: 'customers', limit: 5000 }).rows.map((row) => [row.id, row] as const),
  );
  for (const row of truth) {
    const { phones: _phones, also: _also, otherNumbers: _numbers, nik: _nik, ...kept } = row;
    const {
      mergedInto: _into,
      complaintId: _complaint,
      confidential: _secret,
      updatedBy: _by,
      ...want
    } = kept;
    expect(shown.get(row.id)).toMatchObject(want);
  }
});
