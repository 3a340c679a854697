import { expect, test } from 'vitest';
import { customerFields, type CustomerWords } from '#shared/export/customers.ts';
import { keysOfList } from '#renderer/widgets/export/choice.ts';
import { COLUMN_NAMES } from './views.ts';

test('every column that the list can show can be exported', () => {
  const keys = customerFields({} as CustomerWords).map(({ key }) => key);
  expect(keysOfList(COLUMN_NAMES).filter((key) => !keys.includes(key))).toEqual([]);
});
