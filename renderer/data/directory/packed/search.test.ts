import { expect, test } from 'vitest';
import { DirectoryEngine } from './engine.ts';
import { DirectoryCore } from './index-core.ts';
import { complaint, customer, task } from './test-docs.ts';

const phones = (...numbers: string[]) => numbers.map((number) => ({ number }));
const found = (core: DirectoryCore, text: string) =>
  core.search(text).map(({ id, matched }) => `${id} ${matched}`);

test('exact numbers come first, then phone digits, names and the rest', () => {
  const core = new DirectoryCore();
  core.apply('customers', [
    customer('c1', { name: 'Toko 7890', number: 'P-NGW-D1-11' }),
    customer('c2', { name: 'Andi', number: 'P-NGW-D1-12', phones: phones('+6281234567890') }),
    customer('c3', { name: 'Budi', number: 'P-NGW-D1-7890' }),
    customer('c4', { name: 'Citra', number: 'P-NGW-D1-14', address: { street: 'Gang 7890' } }),
  ]);
  expect(found(core, '7890')).toEqual(['c3 number', 'c2 phone', 'c1 name', 'c4 other']);
});

test('a number on paper is found as it is written, spoken or typed in haste', () => {
  const core = new DirectoryCore();
  core.apply('complaints', [
    complaint('k1', { number: 'K-NGW-D1-0012' }),
    complaint('k2', { number: 'K-NGW-D11-2' }),
  ]);
  for (const text of ['K-NGW-D1-0012', 'k-ngw-d1-12', 'K NGW D1 12', '0012', '12']) {
    expect(found(core, text)[0], text).toBe('k1 number');
  }
  // Without separators two numbers read alike: both are offered.
  expect(found(core, 'kngwd112').sort()).toEqual(['k1 number', 'k2 number']);
});

test('external numbers and references are found', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { externalIds: { salesforce: 'CID/001-22' } })]);
  core.apply('complaints', [complaint('k1', { references: [{ kind: 'receipt', value: 'RESI 5501' }] })]);
  expect(found(core, 'cid00122')).toEqual(['c1 number']);
  expect(found(core, 'resi-5501')).toEqual(['k1 number']);
});

test('a phone is found by its last four digits, by any digits and with the country code', () => {
  const core = new DirectoryCore();
  core.apply('customers', [
    customer('c9', { number: 'P-NGW-D1-1', phones: phones('+6281234567890') }),
    customer('c8', {
      number: 'P-NGW-D1-2',
      contacts: [{ id: 'x', name: 'Sari', phones: phones('+62351749096') }],
    }),
  ]);
  for (const text of [
    '7890',
    '0812',
    '0812-3456',
    '62812345',
    '+62 812 3456 7890',
    '(0812) 34567890',
    '4567',
  ]) {
    expect(found(core, text), text).toEqual(['c9 phone']);
  }
  expect(found(core, '9096')).toEqual(['c8 phone']);
  expect(found(core, 'sari 0351 749')).toEqual(['c8 name']);
  expect(found(core, '789')).toEqual([]);
});

test('a phone number leaves the directory masked', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { phones: phones('+6281234567890') })]);
  expect(JSON.stringify([core.search('7890'), core.list({ collection: 'customers' })])).not.toContain('4567');
});

test('own name comes before contact person, whole word before beginning, customer before complaint', () => {
  const core = new DirectoryCore();
  core.apply('customers', [
    customer('c1', { name: 'PT Maju', contacts: [{ id: 'x', name: 'Budi', phones: [] }] }),
    customer('c2', { name: 'Budiman' }),
    customer('c3', { name: 'Agus Budi' }),
    customer('c4', { name: 'Budi Santoso' }),
  ]);
  core.apply('complaints', [complaint('k1', { customerId: 'c4' })]);
  expect(core.search('budi').map(({ id }) => id)).toEqual(['c4', 'c2', 'c3', 'k1', 'c1']);
});

test('a typo is forgiven from four letters on, and only when nothing begins with the word', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { name: 'Budi' }), customer('c2', { name: 'Rudi' })]);
  expect(found(core, 'budi')).toEqual(['c1 name']);
  expect(found(core, 'nudi')).toEqual(['c1 name', 'c2 name']);
  expect(found(core, 'bxd')).toEqual([]);
});

test('no typo is forgiven in one collection for a word that another one has', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { name: 'Rudi' })]);
  core.apply('complaints', [complaint('k1', { customerId: 'none', description: 'Budi marah' })]);
  expect(found(core, 'rudi')).toEqual(['c1 name']);
});

test('a complaint carries the name, masked phone and tier of its customer, and follows when they change', () => {
  const core = new DirectoryCore();
  core.apply('complaints', [complaint('k1', { customerId: 'c1' })]);
  const row = () => core.list({ collection: 'complaints' }).rows[0];
  expect(row()).toMatchObject({ name: '', phone: '' });
  core.apply('customers', [customer('c1', { name: 'Siti', phones: phones('+6281234567890'), tier: 'gold' })]);
  expect(row()).toMatchObject({ name: 'Siti', phone: '0812-••••-•890', tier: 'gold' });
  core.apply('customers', [customer('c1', { name: 'Wahyuni', phones: phones('+6285712345678') })]);
  expect(row()).toMatchObject({ name: 'Wahyuni', phone: '0857-••••-•678', tier: '' });
  expect(core.search('siti')).toEqual([]);
  expect(core.counts('complaints', { gold: { is: { tier: ['gold'] } }, 5678: { text: '5678' } })).toEqual({
    gold: 0,
    5678: 1,
  });
  core.remove('customers', ['c1']);
  expect(row()).toMatchObject({ name: '', phone: '' });
});

test('a customer counts the complaints that somebody still has to work on, also when one changes hands', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1'), customer('c2')]);
  core.apply('complaints', [
    complaint('k1'),
    complaint('k2', { status: 'reopened' }),
    complaint('k3', { status: 'cancelled' }),
  ]);
  const open = () =>
    core.list({ collection: 'customers' }).rows.map(({ id, openComplaints }) => [id, openComplaints]);
  expect(open()).toEqual([['c1', 2], ['c2', 0]]); // prettier-ignore
  core.apply('complaints', [complaint('k1', { customerId: 'c2' })]);
  expect(open()).toEqual([['c1', 1], ['c2', 1]]); // prettier-ignore
});

test('a task shows whose it is', () => {
  const core = new DirectoryCore();
  core.apply('customers', [customer('c1', { name: 'Siti' })]);
  core.apply('tasks', [task('t1', { customerId: 'c1', title: 'Antar brosur', assigneeId: 'u7' })]);
  expect(core.search('brosur siti', { collections: ['tasks'] })).toMatchObject([
    { id: 't1', name: 'Antar brosur', detail: 'Siti', handlerId: 'u7' },
  ]);
});

test('what has no date, tier or name comes last in both directions, and counters sort by value', () => {
  const core = new DirectoryCore();
  core.apply('complaints', [
    complaint('k1', { number: 'K-NGW-D1-9', dueAt: '' }),
    complaint('k2', { number: 'K-NGW-D1-10', dueAt: '2026-03-06T00:00:00Z' }),
    complaint('k3', { number: 'K-NGW-D1-2', dueAt: '2026-03-06T00:00:00.500Z' }),
  ]);
  const order = (by: 'dueAt' | 'number', descending: boolean) =>
    core.list({ collection: 'complaints', sort: { by, descending } }).rows.map(({ id }) => id);
  expect(order('dueAt', false)).toEqual(['k2', 'k3', 'k1']);
  expect(order('dueAt', true)).toEqual(['k3', 'k2', 'k1']);
  expect(order('number', false)).toEqual(['k3', 'k1', 'k2']);
});

test('a document of a newer version, with fields of another shape, does no harm', () => {
  const core = new DirectoryCore();
  core.apply('customers', [
    customer('c1', { phones: 'none', contacts: [7], address: null, status: 'hologram' }),
  ]);
  expect(found(core, 'sukarno')).toEqual(['c1 name']);
});

test('the background makes the base anew, also for changes made meanwhile', () => {
  const waiting: (() => void)[] = [];
  const engine = new DirectoryEngine((work) => waiting.push(work), 2);
  engine.load(
    'customers',
    Array.from({ length: 5000 }, (_, n) => customer(`c${n}`, { name: `Nama${n}` })),
  );
  engine.loaded('customers');
  waiting.shift()?.();
  engine.apply('customers', [customer('c1', { name: 'Diganti' }), customer('c4999', { name: 'Juga' })]);
  for (let work = waiting.shift(); work; work = waiting.shift()) work();
  expect([found(engine, 'diganti'), found(engine, 'juga'), found(engine, 'nama1 x')]).toEqual([
    ['c1 name'],
    ['c4999 name'],
    [],
  ]);
  expect(engine.counts('customers', { all: { text: 'nama' } })).toEqual({ all: 4998 });
  engine.clear();
  expect(engine.list({ collection: 'customers' })).toEqual({ total: 0, rows: [] });
});
