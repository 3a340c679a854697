import { expect, test } from 'vitest';
import { LeaseClock } from './lease.ts';

const HOUR = 3600_000;
const START = Date.parse('2026-03-05T07:00:00Z');

function pc() {
  let [wall, steady] = [START, 0];
  return {
    clock: () =>
      new LeaseClock(
        () => new Date(wall).toISOString(),
        () => steady,
      ),
    pass: (ms: number) => {
      wall += ms;
      steady += ms;
    },
    setClock: (ms: number) => (wall += ms),
  };
}
const iso = (ms: number): string => new Date(START + ms).toISOString();

test('setting the clock back stops nothing: time goes on from what was seen', () => {
  const { clock, pass, setClock } = pc();
  const lease = clock();
  expect(lease.at()).toBe(iso(0));
  pass(2 * HOUR);
  expect(lease.at()).toBe(iso(2 * HOUR));
  setClock(-24 * HOUR);
  expect(lease.at()).toBe(iso(2 * HOUR));
  pass(HOUR);
  expect(lease.at()).toBe(iso(3 * HOUR));
});

test('what an earlier run saw counts; head office has the last word', () => {
  const { clock, pass } = pc();
  const lease = clock();
  lease.remember(iso(50 * HOUR));
  expect(lease.at()).toBe(iso(50 * HOUR));
  pass(HOUR);
  expect(lease.at()).toBe(iso(51 * HOUR));
  lease.heard();
  expect(lease.at()).toBe(iso(HOUR));
  lease.remember(iso(0));
  lease.remember(undefined);
  expect(lease.at()).toBe(iso(HOUR));
});
