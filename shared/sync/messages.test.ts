import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as messages from './messages.ts';

/** One entry for each version that was ever spoken. A changed message fails here: add a version, not a hash. */
const HASHES: Readonly<Record<number, string>> = {
  1: 'e0dd9a4111050bcd',
  2: 'd41f21c5d1e5d224',
};

test('rule 40: a changed message is a new version of the protocol', () => {
  const { PROTOCOL_VERSION, PROTOCOL_FLOOR, ...rest } = messages;
  const text = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect({ version: PROTOCOL_VERSION, hash }).toEqual({
    version: PROTOCOL_VERSION,
    hash: HASHES[PROTOCOL_VERSION],
  });
  expect(Object.keys(HASHES).map(Number)).toEqual(
    Array.from({ length: PROTOCOL_VERSION - PROTOCOL_FLOOR + 1 }, (_, n) => PROTOCOL_FLOOR + n),
  );
});
