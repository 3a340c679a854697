/** Staff to choose from. */
import { useMemo } from 'react';
import type { Staff } from '#shared/domain/reference.ts';
import { usePersonName } from '../agenda/use-person-name.ts';
import { useReference } from './documents.ts';

interface Person {
  readonly value: string;
  readonly label: string;
}

/**
 * @param chosen user id of the one who is chosen already, `''` for nobody
 * @returns who is still there; the chosen one is named as well, whoever that is
 */
export function peopleMenu(
  people: readonly Pick<Staff, 'userId' | 'name' | 'active'>[],
  chosen: string,
  nameOf: (id: string) => string,
): readonly Person[] {
  const there = people
    .filter(({ active }) => active)
    .map(({ userId, name }) => ({ value: userId, label: name }));
  const isNamed = chosen === '' || there.some(({ value }) => value === chosen);
  return isNamed ? there : [...there, { value: chosen, label: nameOf(chosen) }];
}

/** The same for a menu. */
export function usePeopleMenu(chosen: string): readonly Person[] {
  const { people } = useReference();
  const nameOf = usePersonName();
  return useMemo(() => peopleMenu(people, chosen, nameOf), [people, chosen, nameOf]);
}
