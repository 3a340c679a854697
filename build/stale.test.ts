import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale, markBuilt, sourceHash, type Target } from './stale.ts';

let root = '';
const target: Target = {
  out: 'dist/renderer',
  sources: ['renderer', 'shared', 'package-lock.json', 'missing'],
};

const write = (file: string, text: string) => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
};

const build = () => {
  write('dist/renderer/index.html', '<!doctype html>');
  markBuilt(root, target, sourceHash(root, target.sources));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-stale-'));
  write('renderer/app/main.tsx', 'one');
  write('shared/a.ts', 'two');
  write('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('nothing built is stale, a build is fresh', () => {
  expect(isStale(root, target)).toBe(true);
  build();
  expect(isStale(root, target)).toBe(false);
});

test.each(['renderer/app/main.tsx', 'shared/a.ts', 'package-lock.json', 'renderer/new/deep/file.ts'])(
  'a change in %s makes it stale',
  (file) => {
    build();
    write(file, 'changed');
    expect(isStale(root, target)).toBe(true);
  },
);

test('a file taken away makes it stale', () => {
  build();
  rmSync(join(root, 'shared/a.ts'));
  expect(isStale(root, target)).toBe(true);
});

test('neither times, unit tests nor generated files make it stale', () => {
  build();
  utimesSync(join(root, 'shared/a.ts'), new Date(), new Date());
  write('shared/a.test.ts', 'a test');
  write('renderer/theme.gen.css', 'made of theme.ts');
  expect(isStale(root, target)).toBe(false);
});

test('an output that was deleted is stale although its stamp stands', () => {
  build();
  rmSync(join(root, 'dist/renderer'), { recursive: true });
  expect(isStale(root, target)).toBe(true);
});

test('what changed while it was being built is built again', () => {
  const before = sourceHash(root, target.sources);
  write('shared/a.ts', 'typed during the build');
  write('dist/renderer/index.html', '');
  markBuilt(root, target, before);
  expect(isStale(root, target)).toBe(true);
});
