import { expect, test } from 'vitest';
import { fail, ok } from '#shared/errors/errors.ts';
import { runBulk } from './bulk.ts';

const many = Array.from({ length: 60 }, (_, n) => n);

test('what was changed can be taken back, what failed or changed nothing is not', async () => {
  const seen: number[] = [];
  const outcome = await runBulk(
    many,
    (n) => Promise.resolve(n % 3 === 0 ? fail('not_found') : ok(n % 3 === 1 ? n : undefined)),
    ({ done }) => seen.push(done),
    () => false,
  );
  expect(outcome).toMatchObject({ failed: 20, error: { code: 'not_found' } });
  expect(outcome.inverses).toEqual(many.filter((n) => n % 3 === 1));
  expect(seen).toEqual([25, 50, 60]);
});

test('stopped, it leaves the rest as it is', async () => {
  const touched: number[] = [];
  const outcome = await runBulk(
    many,
    (n) => {
      touched.push(n);
      return Promise.resolve(ok(n));
    },
    () => undefined,
    () => touched.length === 10,
  );
  expect(outcome).toMatchObject({ failed: 0, left: 50 });
  expect(outcome.inverses).toHaveLength(10);
});
