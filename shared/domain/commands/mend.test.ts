import { expect, test } from 'vitest';
import { testWorld } from '#test/support/domain.ts';
import { runCommand } from './index.ts';

function withCustomer() {
  const world = testWorld();
  const made = runCommand('registerCustomer', world.context, { name: 'Kartini' });
  if (!made.ok) throw new Error(made.error.code);
  world.keep(made.value.writes);
  const correct = (field: string, seen: string, value: string) =>
    runCommand('correctText', world.context, {
      collection: 'customers',
      documentId: made.value.result.id,
      field,
      seen,
      value,
    });
  return { world, correct };
}

test('a text is corrected where it stands', () => {
  const { world, correct } = withCustomer();
  const done = correct('name', 'Kartini', ' Kartini Rahayu ');
  if (done.ok) world.keep(done.value.writes);
  expect(world.all('customers')[0]).toMatchObject({ name: 'Kartini Rahayu' });
});

test.each([
  ['number', '', 'P-NGW-D1-9', 'immutable'],
  ['name', 'Sri', 'Kartini R.', 'changed_meanwhile'],
  ['name', 'Kartini', '  ', 'invalid'],
  ['nik', '', '123', 'invalid'],
])('%s from %j to %j is refused: %s', (field, seen, value, code) => {
  expect(withCustomer().correct(field, seen, value)).toMatchObject({ error: { code, field } });
});
