import { expect, test } from 'vitest';
import { labelList, readLabelList } from './label-list.ts';

test('what was written in one cell is read again', () => {
  const labels = [
    'VIP',
    'Solo, Jateng',
    'a;b',
    'si "besar"',
    '"',
    '-',
    ' depan',
    '12',
    "'kutip",
    'dua\nbaris',
  ];
  expect(labelList(labels.slice(0, 2))).toBe('VIP, "Solo, Jateng"');
  expect(readLabelList(labelList(labels))).toEqual({ labels, unread: [] });
  for (const label of labels) expect(readLabelList(labelList([label])).labels).toEqual([label]);
});

const LONG = 'a'.repeat(41);
const MANY = Array.from({ length: 51 }, (_, at) => `l${at}`);

test.each([
  ['', [], []],
  [' VIP ;ekspor,\nVIP', ['VIP', 'ekspor'], []],
  ['ban 17", ban 15"', ['ban 17"', 'ban 15"'], []],
  ['"buka, tutup', ['"buka', 'tutup'], []],
  [`VIP, ${LONG}`, ['VIP'], [LONG]],
  [MANY.join(), MANY.slice(0, 50), ['l50']],
])('%j as people write it: nothing is lost', (cell, labels, unread) => {
  expect(readLabelList(cell)).toEqual({ labels, unread });
});
