import { expect, test } from 'vitest';
import type { DeviceView } from '#shared/api/devices.ts';
import { devicesOf, isLongAway, LONG_AWAY_MS } from './device-state.ts';

const NOW = '2026-03-05T07:00:00.000Z';
const ago = (ms: number): string => new Date(Date.parse(NOW) - ms).toISOString();
const device = (id: string, more: Partial<DeviceView> = {}): DeviceView => ({
  id,
  branchId: 'NGW',
  deskCode: id,
  name: id,
  state: 'active',
  enrolledAt: ago(LONG_AWAY_MS * 5),
  lastSeenAt: ago(1000),
  clockFlag: false,
  ...more,
});

test('a desk is long away after a week, also one that never came; an ended one is not', () => {
  expect(isLongAway(device('D1', { lastSeenAt: ago(LONG_AWAY_MS) }), NOW)).toBe(false);
  expect(isLongAway(device('D1', { lastSeenAt: ago(LONG_AWAY_MS + 1) }), NOW)).toBe(true);
  const { lastSeenAt: _never, ...never } = device('D1');
  expect(isLongAway(never, NOW)).toBe(true);
  expect(isLongAway({ ...never, enrolledAt: ago(1000) }, NOW)).toBe(false);
  expect(isLongAway(device('D1', { state: 'cloned', lastSeenAt: ago(LONG_AWAY_MS * 2) }), NOW)).toBe(false);
});

test('views: what needs a look, what is in use, what has ended', () => {
  const all = [
    device('good'),
    device('clock', { clockFlag: true }),
    device('away', { lastSeenAt: ago(LONG_AWAY_MS * 2) }),
    device('revoked', { state: 'revoked' }),
    device('wiped', { state: 'wiped', clockFlag: true }),
    device('cloned', { state: 'cloned' }),
  ];
  const ids = (view: Parameters<typeof devicesOf>[1]) => devicesOf(all, view, NOW).map(({ id }) => id);
  expect(ids('watch')).toEqual(['clock', 'away', 'revoked']);
  expect(ids('active')).toEqual(['good', 'clock', 'away']);
  expect(ids('ended')).toEqual(['revoked', 'wiped', 'cloned']);
  expect(ids('all')).toHaveLength(6);
});
