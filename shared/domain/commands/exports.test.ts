import { expect, test } from 'vitest';
import { testWorld, type TestWorld } from '#test/support/domain.ts';
import { runCommand, type CommandArgs } from './index.ts';

/** @returns the code of the refusal; undefined when it was kept. */
function record(world: TestWorld, args: CommandArgs<'recordExport'>): string | undefined {
  const made = runCommand('recordExport', world.context, args);
  if (!made.ok) return made.error.code;
  world.keep(made.value.writes);
  return undefined;
}

const args = { what: 'pelanggan: Semua', format: 'xlsx', count: 12 } as const;

test.each(['nik', 'npwp'])('%s leaves for a reason only', (column) => {
  const world = testWorld();
  const columns = ['number', 'name', column];
  for (const reason of [undefined, '   '])
    expect(record(world, { ...args, columns, ...(reason ? { reason } : {}) })).toBe('reason_missing');
  expect(world.all('activities')).toEqual([]);
});

test('the record keeps what left: columns, rows, form and reason', () => {
  const world = testWorld();
  record(world, { ...args, columns: ['number', 'name', 'nik'], reason: ' Diminta OJK ' });
  expect(world.all('activities')).toMatchObject([
    {
      kind: 'exported',
      text: 'pelanggan: Semua\nAlasan: Diminta OJK',
      field: 'xlsx',
      from: 'number, name, nik',
      to: '12',
    },
  ]);
});

test('without identity numbers nobody is asked', () => {
  const world = testWorld();
  record(world, { ...args, columns: ['number', 'name'] });
  record(world, { what: 'Agenda', format: 'ics', count: 3 });
  expect(world.all('activities')).toMatchObject([
    { text: 'pelanggan: Semua', from: 'number, name' },
    { text: 'Agenda', field: 'ics', to: '3' },
  ]);
});
