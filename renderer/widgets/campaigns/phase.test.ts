import { expect, test } from 'vitest';
import { inPhase, phaseOf } from './phase.ts';

const campaign = (
  name: string,
  start: string,
  end: string,
  status: 'running' | 'draft' | 'ended' = 'running',
) => ({
  name,
  start,
  end,
  status,
});
const TODAY = '2026-03-05';

test('a campaign runs from its first to its last day', () => {
  expect(phaseOf(campaign('a', '2026-03-05', '2026-03-05'), TODAY)).toBe('running');
  expect(phaseOf(campaign('a', '2026-03-06', '2026-03-09'), TODAY)).toBe('coming');
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-04'), TODAY)).toBe('ended');
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-09', 'ended'), TODAY)).toBe('ended');
  expect(phaseOf(campaign('a', '2026-03-01', '2026-03-09', 'draft'), TODAY)).toBeUndefined();
});

test('what ends first stands first while it runs, what ended last once it is over', () => {
  const all = [
    campaign('lama', '2026-01-01', '2026-01-31'),
    campaign('baru', '2026-02-01', '2026-02-28'),
    campaign('b', '2026-03-01', '2026-03-20'),
    campaign('a', '2026-03-01', '2026-03-10'),
  ];
  expect(inPhase(all, 'running', TODAY).map((c) => c.name)).toEqual(['a', 'b']);
  expect(inPhase(all, 'ended', TODAY).map((c) => c.name)).toEqual(['baru', 'lama']);
});
