import { expect, test } from 'vitest';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { bookHash } from '#test/support/book-hash.ts';
import { CLERK, testWorld, type TestWorld } from '#test/support/domain.ts';
import { checkWrite } from '../check-write.ts';
import { importMarks, isJoinedRow } from '../import-mark.ts';
import { NO_FACTS } from '../placement.ts';
import type { ImportRow } from './book.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

const AE = { ...CLERK, userId: 'adi', name: 'Adi', role: 'ae' } as const;
const FIRST = 'a'.repeat(32);
const SECOND = 'b'.repeat(32);

function run<N extends CommandName>(world: TestWorld, name: N, args: CommandArgs<N>) {
  const done = runCommand(name, world.context, args);
  if (!done.ok) throw new Error(`${done.error.code} ${done.error.field ?? ''}`);
  world.keep(done.value.writes);
  return done.value;
}

const row = (id: string, more: Partial<ImportRow> = {}): ImportRow => ({
  id,
  row: 1,
  how: 'make',
  name: `PT ${id}`,
  kind: 'company',
  stage: 'active',
  phones: ['+6281230011037'],
  contacts: [{ name: 'Sri', phones: ['+6281230011038'] }],
  remarks: 'titip satpam',
  agreements: [{ id: `${id}-pks`, kind: 'pks', number: 'PKS-1', end: '2027-01-31' }],
  ...more,
});
const take = (world: TestWorld, rows: ImportRow[], batch = FIRST) =>
  run(world, 'importRows', { batch, file: 'buku.xlsx', source: 'book', rows });
const undo = (world: TestWorld, ids: readonly string[], batch = FIRST, more: object = {}) =>
  run(world, 'undoImport', {
    batch,
    file: 'buku.xlsx',
    rows: ids.map((id) => ({ id, agreements: [`${id}-pks`], tasks: [], used: false, ...more })),
  });
const hash = (world: TestWorld): string => bookHash([...world.all('customers'), ...world.all('agreements')]);

test('a block makes customers with agreements; written again it makes nothing', () => {
  const world = testWorld({ actor: AE });
  expect(take(world, [row('c1'), row('c2', { row: 2 })]).result).toEqual({
    made: 2,
    filled: 0,
    unchanged: 0,
    gone: [],
  });
  const before = hash(world);
  const again = take(world, [row('c1'), row('c2', { row: 2 })]);
  expect(again).toMatchObject({ writes: [], result: { made: 0, unchanged: 2 } });
  expect(hash(world)).toBe(before);
  expect(world.all('customers')[1]).toMatchObject({ number: 'P-NGW-D1-2', source: 'book', stage: 'active' });
  expect(world.all('agreements')[0]).toMatchObject({ customerId: 'c1', number: 'PKS-1', facilities: [] });
  expect(world.all('activities').map(({ kind }) => kind)).toEqual(['imported', 'imported']);
});

test('two desks that take the same row in write the same customer but for its number', () => {
  const [one, other] = [testWorld({ actor: AE }), testWorld({ actor: { ...AE, deskCode: 'D2' } })];
  take(one, [row('c1')]);
  take(other, [row('c1')]);
  const [a, b] = [one.all('customers')[0], other.all('customers')[0]];
  expect(a?.contacts).toEqual(b?.contacts);
  expect([a?.number, b?.number]).toEqual(['P-NGW-D1-1', 'P-NGW-D2-1']);
});

test('an import that is taken back leaves the book as it was', () => {
  const world = testWorld({ actor: AE });
  run(world, 'registerCustomer', { name: 'Budi' });
  const before = hash(world);
  take(world, [row('c1'), row('c2', { row: 2 })]);
  expect(undo(world, ['c1', 'c2']).result).toEqual({ removed: 2, emptied: 0, kept: [] });
  expect(hash(world)).toBe(before);
  // what has gone is passed over
  expect(undo(world, ['c1', 'c2'])).toMatchObject({ writes: [], result: { removed: 0 } });
});

test('what was edited since, or is used, stays and is listed', () => {
  const world = testWorld({ actor: AE });
  take(
    world,
    ['c1', 'c2', 'c3', 'c4'].map((id, at) => row(id, { row: at + 1 })),
  );
  run(world, 'changeCustomer', { id: 'c1', changes: { commodity: 'Kopi' } });
  run(world, 'changeAgreement', { id: 'c2-pks', changes: { number: 'PKS-2' } });
  const both = run(world, 'undoImport', {
    batch: FIRST,
    file: 'buku.xlsx',
    rows: ['c1', 'c2', 'c3', 'c4'].map((id) => ({
      id,
      agreements: [`${id}-pks`],
      tasks: [],
      used: id === 'c3',
    })),
  });
  expect(both.result).toMatchObject({
    removed: 1,
    kept: [
      { id: 'c1', row: 1, reason: 'edited', name: 'PT c1', number: 'P-NGW-D1-1' },
      { id: 'c2', row: 2, reason: 'edited' },
      { id: 'c3', row: 3, reason: 'used' },
    ],
  });
  expect(world.all('agreements').map(({ id }) => id)).toEqual(['c1-pks', 'c2-pks', 'c3-pks']);
  // a tier by the rules is nobody's edit
  const fresh = testWorld({ actor: AE });
  take(fresh, [row('c1')]);
  const [made] = fresh.all('customers');
  if (!made) throw new Error('nothing made');
  fresh.keep([{ collection: 'customers', id: 'c1', before: null, after: { ...made, tier: 'gold' } }]);
  expect(undo(fresh, ['c1']).result).toMatchObject({ removed: 1 });
});

test('only what is empty is filled, and emptied again unless somebody changed it', () => {
  const world = testWorld({ actor: AE });
  const { result } = run(world, 'registerCustomer', { name: 'Budi', phone: '+6281230011000' });
  const { id } = result;
  const before = hash(world);
  const fill = row(id, { how: 'fill', nik: '3521112205617035', externalIds: { customer: '77' } });
  expect(take(world, [fill]).result).toMatchObject({ filled: 1 });
  expect(world.all('customers')[0]).toMatchObject({
    name: 'Budi',
    phones: [{ number: '+6281230011000' }],
    nik: '3521112205617035',
    remarks: 'titip satpam',
    externalIds: { customer: '77' },
  });
  expect(take(world, [fill])).toMatchObject({ writes: [], result: { unchanged: 1 } });
  expect(undo(world, [id]).result).toEqual({ removed: 0, emptied: 1, kept: [] });
  expect(hash(world)).toBe(before);

  take(world, [fill]);
  run(world, 'changeCustomer', { id, changes: { remarks: 'pagi saja' } });
  expect(undo(world, [id]).result).toMatchObject({ emptied: 0, kept: [{ id, reason: 'edited' }] });
  const [kept] = world.all('customers');
  expect(kept?.remarks).toBe('pagi saja');
  expect([kept?.nik, kept?.externalIds, kept?.ext]).toEqual([undefined, undefined, undefined]);
});

test('a record of two imports stays until both are taken back', () => {
  const world = testWorld({ actor: AE });
  const before = hash(world);
  take(world, [row('c1')]);
  const [made] = world.all('customers');
  const [agreement] = world.all('agreements');
  if (!made || !agreement) throw new Error('nothing made');
  // what head office joins of two desks carries both marks
  const mark = importMarks(made).get(FIRST);
  const joined = { ...made, ext: { ...made.ext, [`import:${SECOND}`]: mark } };
  const pks = {
    ...agreement,
    ext: { ...agreement.ext, [`import:${SECOND}`]: importMarks(agreement).get(FIRST) },
  };
  world.keep([
    { collection: 'customers', id: 'c1', before: null, after: joined },
    { collection: 'agreements', id: 'c1-pks', before: null, after: pks },
  ]);
  const { result, writes } = undo(world, ['c1']);
  expect(result).toMatchObject({ removed: 0, kept: [{ reason: 'shared' }] });
  // what was written of the record stands in its timeline
  expect(writes.map(({ after }) => after)).toContainEqual(
    expect.objectContaining({ kind: 'import_undone', customerId: 'c1' }),
  );
  expect([...importMarks(world.all('customers')[0] ?? {}).keys()]).toEqual([SECOND]);
  expect(undo(world, ['c1'], SECOND).result).toMatchObject({ removed: 1, kept: [] });
  expect(hash(world)).toBe(before);
});

test('a record that another import filled since waits for that one to be taken back', () => {
  const world = testWorld({ actor: AE });
  const before = hash(world);
  take(world, [row('c1')]);
  take(world, [row('c1', { how: 'fill', email: 'a@contoh.id', agreements: [] })], SECOND);
  expect(undo(world, ['c1']).result).toMatchObject({ removed: 0, kept: [{ reason: 'filledSince' }] });
  expect(undo(world, ['c1'], SECOND).result).toMatchObject({ emptied: 1 });
  expect(undo(world, ['c1']).result).toMatchObject({ removed: 1 });
  expect(hash(world)).toBe(before);
});

test('who imported may take back what nobody edited; others may not', () => {
  const world = testWorld({ actor: AE });
  take(world, [row('c1')]);
  const [made] = world.all('customers');
  if (!made) throw new Error('nothing made');
  const gone = { ...made, _deleted: true };
  expect(checkWrite('customers', made, gone, AE, NO_FACTS)).toBeNull();
  // head office never had it
  expect(checkWrite('customers', null, gone, AE, NO_FACTS)).toBeNull();
  const other = { ...AE, userId: 'sari' };
  expect(checkWrite('customers', made, gone, other, NO_FACTS)).toMatchObject({ code: 'not_allowed' });
  const edited = { ...made, remarks: 'lain' };
  expect(checkWrite('customers', edited, gone, AE, NO_FACTS)).toMatchObject({ code: 'not_allowed' });
  expect(checkWrite('customers', { ...made, ext: {} }, gone, AE, NO_FACTS)).toMatchObject({
    code: 'not_allowed',
  });
});

test('that two desks took one row in is no loss to be told, anything else is', () => {
  const [one, other] = [testWorld({ actor: AE }), testWorld({ actor: { ...AE, deskCode: 'D2' } })];
  take(one, [row('c1')]);
  take(other, [row('c1', { remarks: 'lain' })], SECOND);
  const version = (world: TestWorld, rev: string): Snapshot => ({
    ...(world.all('customers')[0] as unknown as Content),
    rev,
    ver: 1,
    _deleted: false,
  });
  const [local, master] = [version(one, 'a'), version(other, 'b')];
  const told = (base: Snapshot | null): string[] =>
    mergeOf('customers')(base, local, master)
      .history.filter((loss) => !isJoinedRow(base, local, master, loss))
      .map(({ field }) => field);
  expect(told(null)).not.toContain('number');
  // begun anew by both over what had been taken back
  expect(told({ ...local, rev: 'c', number: 'P-NGW-D1-9', _deleted: true })).not.toContain('number');
  expect(told({ ...local, rev: 'c', number: 'P-NGW-D1-9' })).toContain('number');
});

test('where the customer came from is taken in, and what is empty is filled with it', () => {
  const world = testWorld({ actor: AE });
  take(world, [row('c1', { line: 5, broughtBy: 'Pameran Ngawi' }), row('c2', { row: 2, line: 6 })]);
  expect(world.all('customers').map(({ broughtBy }) => broughtBy)).toEqual(['Pameran Ngawi', undefined]);
  const more = { how: 'fill', broughtBy: 'Radio' } as const;
  take(world, [row('c1', more), row('c2', more), row('c3', { ...more, line: 9 })], SECOND);
  expect(world.all('customers').map(({ broughtBy }) => broughtBy)).toEqual(['Pameran Ngawi', 'Radio']);
  undo(world, ['c2'], SECOND);
  expect(world.all('customers')[1]?.broughtBy).toBeUndefined();
});

test('rows are named by their line in the worksheet where it is known', () => {
  const world = testWorld({ actor: AE });
  const gone = take(world, [row('c8', { how: 'fill' }), row('c9', { row: 2, line: 6, how: 'fill' })]);
  expect(gone.result).toMatchObject({ gone: [1, 6] });
  take(world, [row('c1', { line: 5 })]);
  expect(undo(world, ['c1'], FIRST, { used: true }).result).toMatchObject({ kept: [{ row: 5 }] });
});

test('labels are taken in, fill a customer that has none, and are taken back as they were filled', () => {
  const world = testWorld({ actor: AE });
  const { id } = run(world, 'registerCustomer', { name: 'Budi' }).result;
  const other = run(world, 'registerCustomer', { name: 'Sri' }).result.id;
  run(world, 'tagCustomer', { id: other, add: ['lama'] });
  const tagsOf = (of: string) => world.all('customers').find((one) => one.id === of)?.tags;
  const before = hash(world);
  const tags = ['VIP', 'Solo, Jateng'];
  const rows = [
    row(id, { how: 'fill', tags }),
    row(other, { row: 2, how: 'fill', tags }),
    row('c1', { row: 3, tags }),
  ];
  const ids = [id, other, 'c1'];
  take(world, rows);
  expect(ids.map(tagsOf)).toEqual([tags, ['lama'], tags]);
  expect(undo(world, ids).result).toEqual({ removed: 1, emptied: 2, kept: [] });
  expect(ids.map(tagsOf)).toEqual([[], ['lama'], undefined]);
  expect(hash(world)).toBe(before);

  take(world, rows);
  run(world, 'tagCustomer', { id, remove: ['VIP'], add: ['baru'] });
  expect(undo(world, ids).result).toMatchObject({ emptied: 1, kept: [{ id, reason: 'edited' }] });
  expect(tagsOf(id)).toEqual(['Solo, Jateng', 'baru']);
});

test.each([[{ tags: ['a'.repeat(41)] }], [{ tags: [''] }], [{ tags: Array.from({ length: 51 }, String) }]])(
  'labels that no customer may have are refused: %#',
  (more) => {
    const world = testWorld({ actor: AE });
    const rows = [row('c1', more)];
    const taken = runCommand('importRows', world.context, {
      batch: FIRST,
      file: 'buku.xlsx',
      source: 'book',
      rows,
    });
    expect(taken).toMatchObject({ ok: false });
  },
);

test('an agreement that the book calls ended is not in force', () => {
  const world = testWorld({ actor: AE });
  const pks = { id: 'c1-pks', kind: 'pks', number: 'PKS-1', end: '2027-01-31' } as const;
  take(world, [
    row('c1', {
      agreements: [
        { ...pks, status: 'ended' },
        { ...pks, id: 'c1-two', number: '2' },
      ],
    }),
  ]);
  expect(world.all('agreements').map(({ status }) => status)).toEqual(['ended', undefined]);
  const args = { agreements: ['c1-pks', 'c1-two'] };
  expect(undo(world, ['c1'], FIRST, args).result).toMatchObject({ removed: 1 });
  expect(world.all('agreements')).toEqual([]);
});
