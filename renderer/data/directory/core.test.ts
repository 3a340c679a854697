import { expect, test } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { randomOf } from '#test/sim/random.ts';
import { DirectoryCore } from './core.ts';
import { rowOf } from './rows.ts';
import { phoneDigits, wordsOf } from './text.ts';

const doc = (id: string, content: Record<string, unknown>): StoredDoc => ({
  id,
  rev: 'r',
  ver: 1,
  _deleted: false,
  unsent: 0,
  ...content,
});
const customer = (id: string, name: string, phone = '', more: Record<string, unknown> = {}) =>
  rowOf(
    'customers',
    doc(id, {
      name,
      phones: phone ? [{ number: phone }] : [],
      number: `P-NGW-D1-${id}`,
      stage: 'active',
      ...more,
    }),
  );
const complaint = (id: string, customerId: string, more: Record<string, unknown> = {}) =>
  rowOf(
    'complaints',
    doc(id, { customerId, number: `K-NGW-D1-${id}`, status: 'new', description: 'paket', ...more }),
  );
const core = (...rows: ReturnType<typeof customer>[]): DirectoryCore => {
  const directory = new DirectoryCore();
  directory.put(rows);
  return directory;
};
const ids = (found: readonly { readonly id: string }[]): string[] => found.map((row) => row.id);

test.each(['0812 3456 7890', '+62812-3456-7890', '628123456', '7890', '3456', '8123456'])(
  'a phone is found by the digits %s',
  (digits) => {
    const directory = core(customer('1', 'Sri', '+6281234567890'), customer('2', 'Budi', '+6285799990000'));
    expect(directory.search(digits)).toMatchObject([{ id: '1', matched: 'phone', phone: '0812-••••-7890' }]);
  },
);

test('diacritics and case do not matter, every word may be a beginning', () => {
  const directory = core(customer('1', 'Ñoto Sutrisno'), customer('2', 'Sutrisno'));
  expect(ids(directory.search('NOTO sut'))).toEqual(['1']);
  expect(ids(directory.search('sut'))).toEqual(['1', '2']);
});

test('an exact number comes before a phone, a phone before a name', () => {
  const directory = core(
    customer('7890', 'Ani'),
    customer('2', 'Budi', '+6281234567890'),
    customer('3', '7890 Jaya'),
  );
  expect(directory.search('7890').map((hit) => [hit.id, hit.matched])).toEqual([
    ['7890', 'number'],
    ['2', 'phone'],
    ['3', 'name'],
  ]);
  expect(directory.search('p-ngw-d1-7890')[0]).toMatchObject({ id: '7890', matched: 'number' });
});

test('a complaint is named after its customer and found by it', () => {
  const directory = core(customer('1', 'Sri Lestari'), complaint('9', '1'));
  expect(directory.search('sri').map((hit) => [hit.collection, hit.name, hit.openComplaints])).toEqual([
    ['customers', 'Sri Lestari', 1],
    ['complaints', 'Sri Lestari', 0],
  ]);
  directory.put([complaint('9', '1', { status: 'closed' })]);
  expect(directory.search('sri')[0]?.openComplaints).toBe(0);
});

test('a changed row is found by its new words only, a deleted one not at all', () => {
  const directory = core(customer('1', 'Sri'), customer('2', 'Budi'));
  directory.put([customer('1', 'Ani')]);
  directory.delete('customers', ['2']);
  expect(directory.search('sri')).toEqual([]);
  expect(ids(directory.search('ani'))).toEqual(['1']);
  expect(directory.search('budi')).toEqual([]);
});

test('views, sorting, pages and counts', () => {
  const directory = core(
    complaint('10', 'c', { status: 'new', dueAt: '2026-03-05T00:00:00.000Z' }),
    complaint('9', 'c', { status: 'closed', dueAt: '' }),
    complaint('8', 'c', { status: 'in_progress', dueAt: '2026-03-04T00:00:00.000Z', handlerId: 'u1' }),
  );
  const view = { not: { status: ['closed'] } };
  expect(ids(directory.list({ collection: 'complaints', view, sort: { by: 'dueAt' } }).rows)).toEqual([
    '8',
    '10',
  ]);
  expect(ids(directory.list({ collection: 'complaints', sort: { by: 'number' } }).rows)).toEqual([
    '8',
    '9',
    '10',
  ]);
  const page = directory.list({
    collection: 'complaints',
    sort: { by: 'number', descending: true },
    offset: 1,
    limit: 1,
  });
  expect([page.total, ids(page.rows)]).toEqual([3, ['9']]);
  const counts = directory.counts('complaints', {
    open: view,
    mine: { is: { handlerId: ['u1'] } },
    free: { is: { handlerId: [''] } },
    overdue: { ...view, due: { before: '2026-03-04T12:00:00.000Z' } },
    unsent: { unsent: true },
  });
  expect(counts).toEqual({ open: 2, mine: 1, free: 2, overdue: 1, unsent: 0 });
});

test('answers equal a plain search through all rows, whatever was put, changed and deleted before', () => {
  const random = randomOf(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const names = [
    'Sri',
    'Budi',
    'Budiman',
    'Siti',
    'Agus',
    'Agustina',
    'Dewi',
    'Wahyu',
    'José',
    'PT Maju',
    'Jaya',
  ];
  const directory = new DirectoryCore();
  const truth = new Map<string, { name: string; phone: string }>();
  for (let n = 0; n < 6000; n++) {
    const id = String(Math.floor(random() * 3000));
    if (random() < 0.1) {
      directory.delete('customers', [id]);
      truth.delete(id);
      continue;
    }
    const row = { name: `${pick(names)} ${pick(names)}`, phone: `+628${Math.floor(random() * 1e9)}` };
    truth.set(id, row);
    directory.put([customer(id, row.name, row.phone, { number: '' })]);
  }
  for (const query of ['bud', 'budiman', 'agus dewi', 'jose', 'maju pt', 'x', '0812', '456', 'si w']) {
    const want = [...truth].filter(([, row]) => {
      const digits = phoneDigits(query);
      if (/^\d+$/.test(query)) return phoneDigits(row.phone).includes(digits);
      const words = wordsOf(row.name);
      return wordsOf(query).every((part) => words.some((word) => word.startsWith(part)));
    });
    const found = directory.search(query, { collections: ['customers'], limit: 1e6 });
    expect(ids(found).sort(), query).toEqual(want.map(([id]) => id).sort());
  }
});

test('a phone is masked in the middle', () => {
  const directory = core(
    customer('1', 'Sri', '+6281234567890'),
    customer('2', 'Budi', '+62351748291'),
    customer('3', 'Ani'),
    complaint('9', '1'),
  );
  const shown = directory.list({ collection: 'customers', sort: { by: 'number' } }).rows;
  expect(shown.map(({ phone }) => phone)).toEqual(['0812-••••-7890', '(0351) ••••91', '']);
  expect(directory.search('7890', { collections: ['complaints'] })[0]?.phone).toBe('0812-••••-7890');
  for (const number of ['81234567890', '351748291'])
    expect(JSON.stringify(shown).replace(/\D/g, '')).not.toContain(number);
});

test('an address is found by its province and its postal code as well', () => {
  const directory = core(
    customer('1', 'Sri', '', { address: { district: 'Ngawi', province: 'Jawa Timur', postalCode: '63216' } }),
    customer('2', 'Budi', '', {
      address: { district: 'Cepu', province: 'Jawa Tengah', postalCode: '58312' },
    }),
  );
  expect(directory.search('63216').map((hit) => [hit.id, hit.matched])).toEqual([['1', 'other']]);
  expect(ids(directory.search('5831'))).toEqual(['2']);
  expect(ids(directory.search('budi tengah'))).toEqual(['2']);
  expect(ids(directory.search('jawa timur'))).toEqual(['1']);
});

test('a similar name without a district on either side is only that, and comes after what is surer', () => {
  const directory = core(
    customer('1', 'Sri Lestari', '', { address: { district: 'Ngawi' } }),
    customer('2', 'Sri Lestari'),
    customer('3', 'Ani', '+6281234567890'),
  );
  const because = (candidate: Parameters<typeof directory.similar>[0]) =>
    directory.similar(candidate).map((row) => [row.id, row.because]);
  expect(because({ name: 'Sri Lestary', area: 'ngawi' })).toEqual([['1', 'name']]);
  expect(because({ name: 'Sri Lestary', phones: ['0812 3456 7890'] })).toEqual([
    ['3', 'phone'],
    ['2', 'nameOnly'],
  ]);
  expect(because({ name: 'Sri Lestary', area: ' ' })).toEqual([['2', 'nameOnly']]);
});

test('shared PC: confidential complaints and their tasks are in no answer for a clerk, and all there for the supervisor', () => {
  const task = (id: string, complaintId: string) =>
    rowOf('tasks', doc(id, { title: `Tugas ${id}`, customerId: 'c1', complaintId }));
  const directory = core(
    customer('c1', 'Sri Lestari'),
    complaint('1', 'c1'),
    complaint('2', 'c1', { confidential: true, branchId: 'NGW' }),
    task('t1', '1'),
    task('t2', '2'),
    task('t3', ''),
    task('t4', 'gone'),
  );
  const everything = () => ({
    complaints: ids(directory.list({ collection: 'complaints' }).rows),
    tasks: ids(directory.list({ collection: 'tasks' }).rows),
    found: ids(directory.search('K-NGW-D1-2', { collections: ['complaints'] })),
    byCustomer: ids(directory.search('Sri', { collections: ['complaints'] })),
    byView: ids(directory.list({ collection: 'complaints', view: { text: 'sri' } }).rows),
    counts: directory.counts('complaints', { all: {} })['all'],
    open: directory.list({ collection: 'customers' }).rows[0]?.openComplaints,
  });
  const limited = {
    complaints: ['1'],
    tasks: ['t1', 't3'],
    found: [],
    byCustomer: ['1'],
    byView: ['1'],
    counts: 1,
    open: 1,
  };
  expect(everything()).toEqual(limited);
  const actor = { userId: 'u1', name: 'Budi', branchId: 'NGW' } as const;
  directory.setReader({ ...actor, role: 'supervisor' });
  expect(everything()).toEqual({
    complaints: ['1', '2'],
    tasks: ['t1', 't2', 't3', 't4'],
    found: ['2'],
    byCustomer: ['1', '2'],
    byView: ['1', '2'],
    counts: 2,
    open: 2,
  });
  directory.setReader({ ...actor, role: 'cs' });
  expect(everything()).toEqual(limited);
  // what the clerk is writing stays visible until head office has it
  directory.put([
    rowOf('complaints', {
      ...doc('2', {
        customerId: 'c1',
        number: 'K-NGW-D1-2',
        status: 'new',
        confidential: true,
        branchId: 'NGW',
        updatedBy: { id: 'u1' },
      }),
      unsent: 2,
    }),
  ]);
  expect(everything()).toMatchObject({ complaints: ['1', '2'], tasks: ['t1', 't3'], open: 2 });
});

test('a joined record leads to the one that stands for it, with what hangs on both', () => {
  const directory = core(
    customer('c1', 'Budi Santoso', '+6281230011037'),
    customer('c2', 'Santoso Budi', '+6281230011038', { mergedInto: 'c1' }),
    customer('c3', 'Boedi S', '', { mergedInto: 'c2' }),
    complaint('k1', 'c1', { number: 'K-NGW-D1-1', status: 'new' }),
    complaint('k3', 'c3', { number: 'K-NGW-D1-3', status: 'new' }),
  );
  expect(directory.joined('c1')).toEqual(['c2', 'c3']);
  expect(ids(directory.list({ collection: 'customers' }).rows)).toEqual(['c1']);
  expect(ids(directory.search('boedi', { collections: ['customers'] }))).toEqual(['c1']);
  expect(ids(directory.search('1038', { collections: ['customers'] }))).toEqual(['c1']);
  expect(directory.list({ collection: 'customers' }).rows[0]?.openComplaints).toBe(2);
  expect(directory.list({ collection: 'complaints' }).rows.map((row) => row.name)).toEqual([
    'Budi Santoso',
    'Budi Santoso',
  ]);
  directory.put([customer('c3', 'Boedi S')]);
  expect(directory.joined('c1')).toEqual(['c2']);
  expect(directory.list({ collection: 'customers' }).total).toBe(2);
});
