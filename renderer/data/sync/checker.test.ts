import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import { fail, LoketFailure, ok } from '#shared/errors/errors.ts';
import type { Checked } from '../desk-types.ts';
import { Checker } from './checker.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-05T07:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Three collections in which so many documents differ; null: head office is ahead. */
function world() {
  const asked: string[] = [];
  const checked: Checked[] = [];
  const state = { quiet: true, online: true, agreed: 0 };
  let differ: (collection: string) => number | null = () => 0;
  const names: CollectionName[] = ['customers', 'complaints', 'activities'];
  const checker = new Checker({
    replicators: names.map((collection) => ({
      collection,
      replicator: {
        async reconcile() {
          asked.push(collection);
          return differ(collection);
        },
      },
    })),
    quiet: () => state.quiet,
    async agree() {
      state.agreed++;
      return state.online ? ok(undefined) : fail('network', 'retryable');
    },
    onChecked: (result) => checked.push(result),
    now: () => new Date().toISOString(),
    random: () => 0.5,
  });
  return { checker, asked, checked, state, differs: (next: typeof differ) => (differ = next) };
}
const all = ['customers', 'complaints', 'activities'];

test('rule 26: some minutes after the start, then every six hours, all collections one by one', async () => {
  const { checker, asked, checked } = world();
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(asked).toEqual(all);
  expect(checked).toEqual([{ at: expect.any(String), repaired: 0 }]);
  await vi.advanceTimersByTimeAsync(5 * HOUR);
  expect(checked.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * HOUR);
  expect(checked.length).toBe(2);
  await checker.close();
  await vi.advanceTimersByTimeAsync(24 * HOUR);
  expect(checked.length).toBe(2);
});

test('rule 26: never while somebody works; what is left goes on from where it gave way', async () => {
  const { checker, asked, checked, state, differs } = world();
  state.quiet = false;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(asked).toEqual([]);
  state.quiet = true;
  differs((collection) => {
    if (collection === 'customers') state.quiet = false;
    return collection === 'activities' ? 2 : 1;
  });
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toEqual(['customers']);
  state.quiet = true;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toEqual(all);
  expect(checked.map(({ repaired }) => repaired)).toEqual([4]);
  expect(state.agreed).toBe(1);
  await checker.close();
});

test('rule 26: after an error of the disk the next quiet moment is soon', async () => {
  const { checker, asked } = world();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(asked).toEqual(all);
  checker.suspect();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toEqual([...all, ...all]);
  await checker.close();
});

test('a disk that fails during the comparison is compared once more, and a dead line is tried later', async () => {
  const { checker, asked, checked, differs } = world();
  let failing = true;
  differs(() => {
    if (!failing) return 0;
    failing = false;
    checker.suspect();
    throw new Error('the disk failed');
  });
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect(asked).toEqual(['customers', ...all]);
  expect(checked.length).toBe(1);
  await checker.close();
  const away = world();
  away.differs(() => {
    throw new LoketFailure({ code: 'network', kind: 'retryable' });
  });
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect(away.asked.length).toBe(1);
  away.differs(() => 0);
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  expect(away.checked.length).toBe(1);
  await away.checker.close();
});

test('a person may ask at any time: first everything is sent, then compared', async () => {
  const { checker, asked, state, differs } = world();
  state.quiet = false;
  differs((collection) => (collection === 'complaints' ? 3 : 0));
  expect(await checker.check()).toMatchObject({ ok: true, value: { repaired: 3 } });
  expect(asked).toEqual(all);
  expect(state.agreed).toBe(2);
  state.online = false;
  expect(await checker.check()).toMatchObject({ ok: false, error: { code: 'network' } });
  state.online = true;
  differs((collection) => (collection === 'activities' ? null : 0));
  expect(await checker.check()).toMatchObject({ ok: false, error: { code: 'not_ready' } });
  await checker.close();
});
