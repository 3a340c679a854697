import { expect, test } from 'vitest';
import type { Campaign } from '#shared/domain/campaign.ts';
import { campaignsOf, dayAt, daysBetween, matches, phaseOf, recordingOf, tally } from './phases.ts';

const by = { id: 'u1', name: 'Pusat' };
const at = '2026-03-01T00:00:00.000Z';

function campaign(
  name: string,
  start: string,
  end: string,
  status: Campaign['status'] = 'running',
): Campaign {
  return {
    id: name,
    branchId: 'PST',
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    kind: 'exhibition',
    name,
    branchIds: [],
    start,
    end,
    status,
  };
}

const today = '2026-03-05';

test('first and last day belong to the campaign', () => {
  expect(phaseOf(campaign('a', today, today), today)).toBe('running');
  expect(phaseOf(campaign('a', '2026-03-06', '2026-03-09'), today)).toBe('coming');
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-04'), today)).toBe('ended');
});

test('what head office closed or has not released is not running, whatever its dates say', () => {
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-09', 'cancelled'), today)).toBe('ended');
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-09', 'draft'), today)).toBe('coming');
});

test('slips of the last evening can be entered until head office closes the campaign', () => {
  expect(recordingOf(campaign('a', '2026-03-01', '2026-03-04'), today)).toBe('late');
  expect(recordingOf(campaign('a', '2026-03-01', '2026-03-04', 'ended'), today)).toBe('ended');
  expect(recordingOf(campaign('a', '2026-03-06', '2026-03-09'), today)).toBe('coming');
  expect(recordingOf(campaign('a', '2026-03-01', today), today)).toBe('open');
});

test('running: what ends first is first; ended: what ended last is first', () => {
  const all = [
    campaign('long', '2026-03-01', '2026-03-30'),
    campaign('short', '2026-03-01', '2026-03-06'),
    campaign('old', '2026-01-01', '2026-01-30'),
    campaign('older', '2025-01-01', '2025-01-30'),
  ];
  expect(campaignsOf(all, 'running', today).map(({ name }) => name)).toEqual(['short', 'long']);
  expect(campaignsOf(all, 'ended', today).map(({ name }) => name)).toEqual(['old', 'older']);
});

test('the day is the one at the branch', () => {
  expect(dayAt('2026-03-04T16:30:00.000Z', 'Asia/Jayapura')).toBe('2026-03-05');
  expect(dayAt('2026-03-04T16:30:00.000Z', 'Asia/Jakarta')).toBe('2026-03-04');
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
});

test('a filter looks at the beginnings of words', () => {
  const pameran = { name: 'Pameran Otomotif Nusantara', area: 'Alun-alun Ngawi' };
  expect(matches(pameran, 'Pameran', 'oto ngaw')).toBe(true);
  expect(matches(pameran, 'Pameran', 'santara')).toBe(false);
  expect(matches(pameran, 'Pameran', ' ')).toBe(true);
});

test('a result of a newer version counts for none', () => {
  const newer = { result: 'maybe' } as unknown as { result: 'deal' };
  expect(tally([{ result: 'deal' }, { result: 'deal' }, newer])).toEqual({
    interested: 0,
    follow_up: 0,
    deal: 2,
    not_interested: 0,
  });
});
