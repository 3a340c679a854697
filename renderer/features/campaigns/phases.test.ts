import { expect, test } from 'vitest';
import type { Campaign } from '#shared/domain/campaign.ts';
import { daysBetween, matches, recordingOf, tally } from './phases.ts';

const dated = (start: string, end: string, status: Campaign['status'] = 'running') => ({
  start,
  end,
  status,
});

const today = '2026-03-05';

test('slips of the last evening can be entered until head office closes the campaign', () => {
  expect(recordingOf(dated('2026-03-01', '2026-03-04'), today)).toBe('late');
  expect(recordingOf(dated('2026-03-01', '2026-03-04', 'ended'), today)).toBe('ended');
  expect(recordingOf(dated('2026-03-06', '2026-03-09'), today)).toBe('coming');
  expect(recordingOf(dated('2026-03-01', today), today)).toBe('open');
});

test('days are counted over the end of a month', () => {
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
