import { expect, test } from 'vitest';
import { referenceView } from '#shared/domain/reference-view.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { valueText } from './value-text.ts';

/** The key and what is put into it, so that the test does not depend on the wording. */
const t = ((key: string, values: object = {}) =>
  [key, ...Object.values(values)].join(' ')) as unknown as Translate;
const words = { t, language: 'id', zone: 'Asia/Jakarta', reference: referenceView([]) } as const;

test('what a customer was promised is read in words, not in codes', () => {
  const promised = {
    packId: 'pos',
    packVersion: 2,
    ruleId: 'r1',
    basis: 'working_days',
    amount: 3,
    dueAt: '2026-03-05T09:00:00.000Z',
  };
  expect(valueText('complaints', 'promised', [promised], words)).toBe(
    'domain.basis.working_days 3 · 5 Mar 2026 16.00 WIB',
  );
});
