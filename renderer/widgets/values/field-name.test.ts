import { expect, test } from 'vitest';
import type { Translate } from '#renderer/i18n/index.ts';
import { COLLECTION_NAMES, COLLECTIONS } from '#shared/domain/collections.ts';
import { fieldName } from './field-name.ts';

const t = ((key: string) => `word of ${key}`) as unknown as Translate;

/** What sync keeps for itself: no person compares it. */
const OWN = ['id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'clock', 'command', 'ext', 'branchId'];

test('every field in which two versions can differ has a name in words', () => {
  const nameless = COLLECTION_NAMES.filter((name) => name !== 'reference').flatMap((collection) =>
    Object.keys((COLLECTIONS[collection].schema as { readonly properties: object }).properties)
      .filter((field) => !OWN.includes(field) && fieldName(field, t) === field)
      .map((field) => `${collection}.${field}`),
  );
  expect(nameless).toEqual([]);
});
