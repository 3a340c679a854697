/** The same over 100,000: `node build/run.mjs test/scale/search.ts`. */
import { expect, test } from 'vitest';
import { proveSearch } from '#test/support/directory/proof.ts';

const SEED = 20260305;

test(
  '60 queries typed letter by letter: the packed index answers as a reading of every row does',
  { timeout: 120_000 },
  () => {
    const proof = proveSearch(SEED, 2000, 60, 200);
    expect(proof.wrong, `seed ${SEED}`).toEqual([]);
    expect(proof.keystrokes).toBeGreaterThan(600);
    expect(proof.recall, `seed ${SEED}`).toBeGreaterThanOrEqual(0.98);
  },
);
