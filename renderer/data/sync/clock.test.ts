import { expect, test } from 'vitest';
import { DeskClock } from './clock.ts';

/** Two clocks of one PC: `set` moves the one on the wall only. */
function pc(start: string) {
  let wall = Date.parse(start);
  let steady = 1000;
  const clock = new DeskClock({ wall: () => wall, steady: () => steady });
  return {
    clock,
    pass(ms: number) {
      wall += ms;
      steady += ms;
    },
    set(ms: number) {
      wall += ms;
    },
  };
}

test('the offset is taken at the middle of the round trip, uncertain by half of it', () => {
  const { clock } = pc('2026-03-05T07:00:10.000Z');
  clock.measure('2026-03-05T07:00:09.000Z', 2000);
  expect(clock.state.get()).toEqual({ offset: 0, uncertainty: 1000, skewed: false });
});

test('a better measurement is kept against a worse one', () => {
  const { clock, pass } = pc('2026-03-05T07:00:00.000Z');
  clock.measure('2026-03-05T07:00:00.000Z', 40);
  pass(60_000);
  clock.measure('2026-03-05T07:01:05.000Z', 9000);
  expect(clock.state.get()).toMatchObject({ offset: 20, uncertainty: 20 });
});

test('more than two minutes wrong is skewed, and the desk works with the corrected time', () => {
  const { clock } = pc('2026-03-08T07:00:00.000Z');
  clock.measure('2026-03-05T07:00:00.000Z', 100);
  expect(clock.state.get().skewed).toBe(true);
  expect(clock.now()).toBe('2026-03-05T07:00:00.050Z');
});

test('a clock that was set is noticed, marked as uncertain, and measured anew by the next answer', () => {
  const { clock, pass, set } = pc('2026-03-05T07:00:00.000Z');
  clock.measure('2026-03-05T07:00:00.000Z', 20);
  pass(60_000);
  expect(clock.jumped()).toBe(false);
  set(3 * 24 * 3600_000);
  expect(clock.jumped()).toBe(true);
  expect(clock.stamp().uncertainty).toBe(24 * 3600_000);
  clock.measure('2026-03-05T07:01:00.000Z', 9000);
  expect(clock.jumped()).toBe(false);
  expect(clock.now()).toBe('2026-03-05T07:01:04.500Z');
});
