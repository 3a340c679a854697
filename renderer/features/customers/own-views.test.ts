import { expect, test } from 'vitest';
import { filterIn, viewsIn, viewWith } from './own-views.ts';

const VIEW = {
  id: 'v1',
  name: 'Prospek beras',
  within: 'prospect',
  filter: { commodity: ['beras'] },
  text: '',
  sort: 'name',
  columns: ['phone', 'stage'],
};

test('what is kept comes back, what another version kept is left out', () => {
  expect(viewsIn([VIEW, { ...VIEW, sort: 'oldest' }, null, 7])).toEqual([VIEW]);
  expect(viewsIn({})).toEqual([]);
});

test('an address gives a filter or none', () => {
  expect(filterIn('{"tags":["baru"]}')).toEqual({ tags: ['baru'] });
  for (const text of [null, '', '{', '{"tags":"baru"}']) expect(filterIn(text)).toEqual({});
});

test('a filter narrows a view down and never widens it', () => {
  expect(viewWith({ is: { stage: ['prospect'] } }, { stage: ['prospect', 'active'], tags: [] })).toEqual({
    is: { stage: ['prospect'] },
  });
  expect(viewWith({ unsent: true }, { tags: ['baru'] }, ' budi ')).toEqual({
    unsent: true,
    is: { tags: ['baru'] },
    text: 'budi',
  });
  expect(viewWith({}, {})).toEqual({});
});
