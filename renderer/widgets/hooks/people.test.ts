import { expect, test } from 'vitest';
import { peopleMenu } from './people.ts';

const people = [
  { userId: 'budi', name: 'Budi', active: false },
  { userId: 'rina', name: 'Rina', active: true },
];
const nameOf = (id: string) => people.find(({ userId }) => userId === id)?.name ?? id;

test('who has left is not offered', () => {
  expect(peopleMenu(people, '', nameOf)).toEqual([{ value: 'rina', label: 'Rina' }]);
  expect(peopleMenu(people, 'rina', nameOf)).toHaveLength(1);
});

test('who is chosen already is shown by name', () => {
  expect(peopleMenu(people, 'budi', nameOf)).toEqual([
    { value: 'rina', label: 'Rina' },
    { value: 'budi', label: 'Budi' },
  ]);
});
