/** The lists of mistakes keep up with the product: each replaces a text that stands there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REAL_MUTANTS } from '../real/mutants.ts';
import { MUTANTS } from './list.ts';

const root = join(import.meta.dirname, '..', '..', '..');

test('every mistake has a place in the product', async () => {
  const missing: string[] = [];
  for (const { name, file, text } of [...MUTANTS, ...REAL_MUTANTS]) {
    const source = await readFile(join(root, file.replace(/^sim\//, 'test/sim/')), 'utf8');
    if (!source.includes(text)) missing.push(`${name}: ${file} has no “${text}”`);
  }
  expect(missing).toEqual([]);
});

test('every mistake has a name of its own', () => {
  for (const list of [MUTANTS, REAL_MUTANTS])
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
});
