import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asError } from '#shared/errors/errors.ts';
import { Admission } from './admission.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to. */
function work(admission: Admission, gone: (leave: () => void) => void = () => undefined) {
  const state = { began: false, end: (): void => undefined, failed: '' };
  const done = new Promise<void>((end) => (state.end = end));
  const ran = admission
    .run(gone, async () => {
      state.began = true;
      await done;
    })
    .catch((thrown: unknown) => void (state.failed = asError(thrown).code));
  return { state, ran };
}

test('lets so many work, so many wait in their order, and sends the rest away at once', async () => {
  const admission = new Admission({ atOnce: 2, waiting: 2, patienceMs: 1000 });
  const all = Array.from({ length: 6 }, () => work(admission));
  await vi.advanceTimersByTimeAsync(0);
  expect(all.map(({ state }) => state.began)).toEqual([true, true, false, false, false, false]);
  expect(all.map(({ state }) => state.failed)).toEqual(['', '', '', '', 'unavailable', 'unavailable']);
  expect([admission.running, admission.waiting, admission.refused]).toEqual([2, 2, 2]);
  all[1]?.state.end();
  await all[1]?.ran;
  await vi.advanceTimersByTimeAsync(0);
  expect(all.map(({ state }) => state.began).slice(0, 4)).toEqual([true, true, true, false]);
  for (const { state } of all) state.end();
  await Promise.all(all.map(({ ran }) => ran));
  expect([admission.running, admission.waiting]).toEqual([0, 0]);
  expect(all[3]?.state).toMatchObject({ began: true, failed: '' });
});

test('does not let anybody wait longer than their desk, nor work for who has gone', async () => {
  const admission = new Admission({ atOnce: 1, waiting: 9, patienceMs: 1000 });
  const first = work(admission);
  const late = work(admission);
  let leave = (): void => undefined;
  const gone = work(admission, (told) => (leave = told));
  leave();
  await gone.ran;
  expect(gone.state).toMatchObject({ began: false, failed: 'unavailable' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(late.state).toMatchObject({ began: false, failed: 'unavailable' });
  // whoever left does not take a turn away
  const next = work(admission);
  first.state.end();
  await first.ran;
  await vi.advanceTimersByTimeAsync(0);
  expect(next.state.began).toBe(true);
  // leaving late changes nothing
  leave();
  next.state.end();
  await next.ran;
  expect([admission.running, admission.waiting]).toEqual([0, 0]);
});

test('goes on after work that fails', async () => {
  const admission = new Admission({ atOnce: 1, waiting: 9, patienceMs: 1000 });
  for (let n = 0; n < 3; n++)
    await expect(
      admission.run(
        () => undefined,
        () => Promise.reject(new Error('no')),
      ),
    ).rejects.toThrow('no');
  expect(admission.running).toBe(0);
});
