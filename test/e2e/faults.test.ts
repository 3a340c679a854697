/** A few quick rows of the matrix (`npm run faults` has all of them). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROWS } from '#test/faults/rows/index.ts';
import { openWorld, type Shared } from '#test/faults/world.ts';

/** A lost answer, a doubled request, a portal, a kill, an upgrade. */
const QUICK = [1, 2, 6, 11, 21];

let shared: Shared;
beforeAll(async () => {
  shared = await openWorld({ killsDesk: 2, killsServer: 1, keep: false });
});
afterAll(() => shared.close());

const rows = QUICK.flatMap((number) => ROWS.find((row) => row.number === number) ?? []);

test('the quick rows are there', () => {
  expect(rows.map(({ number }) => number)).toEqual(QUICK);
});

test.each(rows)('row $number: $name', async (row) => {
  const { world, end } = shared.row(row.number);
  try {
    await row.run(world);
  } finally {
    await end();
  }
});
