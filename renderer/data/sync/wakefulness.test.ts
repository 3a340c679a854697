import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchWakefulness } from './wakefulness.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-05T07:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function world() {
  const woken: number[] = [];
  const state = { jumped: false };
  const end = watchWakefulness({
    wall: () => Date.now(),
    jumped: () => state.jumped,
    onWake: () => woken.push(Date.now()),
  });
  return { woken, state, end };
}
const HOUR = 3_600_000;

test('row 18: eight hours of sleep are noticed within ten seconds, once', async () => {
  const { woken, end } = world();
  await vi.advanceTimersByTimeAsync(12_000);
  // timers stand still while the PC sleeps
  vi.setSystemTime(Date.now() + 8 * HOUR);
  const awake = Date.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(woken.length).toBe(1);
  expect((woken[0] ?? Infinity) - awake).toBeLessThanOrEqual(10_000);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(woken.length).toBe(1);
  end();
  vi.setSystemTime(Date.now() + 8 * HOUR);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken.length).toBe(1);
});

test('a hidden window whose timers come once a minute is not taken for a PC that sleeps', async () => {
  const { woken, end } = world();
  for (let minute = 0; minute < 10; minute++) {
    vi.setSystemTime(Date.now() + 55_000);
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(woken).toEqual([]);
  end();
});

test('row 17: a clock that was set is noticed once, and again when it is set again', async () => {
  const { woken, state, end } = world();
  state.jumped = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken.length).toBe(1);
  state.jumped = false;
  await vi.advanceTimersByTimeAsync(10_000);
  state.jumped = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(woken.length).toBe(2);
  end();
});
