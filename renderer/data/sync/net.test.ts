import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { COLLECTION_NAMES } from '#shared/domain/collections.ts';
import { SYNC_ORDER } from './connection.ts';
import { netOf, newBatches } from './net.ts';

/** A line on which a row takes so many ms, each way; `answer` says what comes back. */
function world(msPerRow: number) {
  let now = 0;
  let failure: Result<unknown> | null = null;
  const asked: string[] = [];
  const batches = newBatches();
  const net = netOf(
    'tasks',
    {
      async send(_method, path, body) {
        const { rows, limit = 0 } = body as { rows?: readonly unknown[]; limit?: number };
        asked.push(path);
        now += msPerRow * (rows?.length ?? limit);
        if (failure) return failure;
        return ok(rows ? { answers: [] } : { rows: Array.from({ length: limit }, () => ({})), more: true });
      },
    },
    batches,
    () => now,
  );
  return { net, batches, asked, fails: (code: string) => (failure = fail(code, 'retryable')) };
}
const rowsOf = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `t${i}`,
    rev: 'r',
    base: null,
    doc: { id: `t${i}`, rev: 'r', ver: 0, _deleted: false },
  }));

test('on a fast line batches grow to what head office takes, each collection and way by itself', async () => {
  const { net, batches } = world(0.1);
  for (let n = 0; n < 6; n++) await net.push(rowsOf(batches.push.size()));
  expect(batches.push.size()).toBe(1000);
  expect(batches.pull.size()).toBe(500);
  for (let n = 0; n < 6; n++) await net.pull(null, batches.pull.size());
  expect(batches.pull.size()).toBe(1000);
  await net.push(rowsOf(1));
  expect(batches.push.size()).toBe(1000);
});

test('on a slow line they shrink until a request takes some seconds', async () => {
  const { net, batches } = world(100);
  for (let n = 0; n < 6; n++) await net.push(rowsOf(batches.push.size()));
  expect(batches.push.size() * 100).toBeLessThanOrEqual(5000);
  expect(batches.push.size() * 100).toBeGreaterThan(1000);
  for (let n = 0; n < 6; n++) await net.snapshot(null, batches.pull.size());
  expect(batches.pull.size()).toBe(50);
});

test('a failure that may come from the size halves the batch; a portal or an ended sign-in does not', async () => {
  for (const [code, size] of [
    ['timeout', 100],
    ['network', 100],
    ['server_busy', 100],
    ['body_too_large', 100],
    ['portal', 200],
    ['sign_in_expired', 200],
  ] as const) {
    const { net, batches, fails } = world(1);
    fails(code);
    await expect(net.push(rowsOf(200))).rejects.toMatchObject({ error: { code } });
    expect(batches.push.size()).toBe(size);
  }
});

test('rule 42: parents come first, the entries of the timeline last, every collection once', () => {
  expect(SYNC_ORDER.at(-1)).toBe('activities');
  expect(SYNC_ORDER.indexOf('customers')).toBeLessThan(SYNC_ORDER.indexOf('complaints'));
  expect([...SYNC_ORDER].sort()).toEqual([...COLLECTION_NAMES].sort());
});
