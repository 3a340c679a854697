import { expect, test } from 'vitest';
import { LONGEST_TAG, MOST_TAGS } from '#shared/domain/label-list.ts';
import { typedLabels } from './typed-labels.ts';

const MANY = Array.from({ length: MOST_TAGS }, (_, at) => `l${at}`);

test.each([
  ['', [], undefined],
  [' VIP, "Solo, Jateng",, VIP', ['VIP', 'Solo, Jateng'], undefined],
  [`VIP, ${'a'.repeat(LONGEST_TAG + 1)}`, ['VIP'], 'label_long'],
  [MANY.join(), MANY, undefined],
  [[...MANY, 'x'].join(), MANY, 'too_many'],
])('%j is read, or said to be wrong', (text, labels, wrong) => {
  expect(typedLabels(text)).toEqual({ labels, wrong });
});
