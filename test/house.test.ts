// What no linter looks for: words that must not stand in the sources, because each of them hides work undone.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const self = 'test/house.test.ts';

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(
    (file) => /\.(?:ts|tsx|mjs|css|html|sql)$/.test(file) && file !== self && existsSync(join(root, file)),
  );

const banned: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'a switched-off check',
    pattern: /@ts-(?:ignore|nocheck)|(?:oxlint|eslint)-disable/,
  },
  { what: 'a switched-off test', pattern: /\b(?:test|it|describe)\.(?:skip|todo|only)\b/ },
  { what: 'work left for later', pattern: /\b(?:TODO|FIXME|HACK)\b/ },
];

test.each(banned)('no source holds $what', ({ pattern }) => {
  const found = sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
  expect(found).toEqual([]);
});

test('dependencies are pinned exactly', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});
