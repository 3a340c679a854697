import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { staleDependencies } from './ensure.mjs';

let root = '';

const lock = (packages: object) => JSON.stringify({ packages });
const wanted = {
  '': { name: 'loket' },
  'node_modules/one': { version: '1.2.3' },
  'node_modules/for-mac': { version: '9.0.0', optional: true },
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-ensure-'));
  writeFileSync(join(root, 'package-lock.json'), lock(wanted));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const install = (packages: object) => {
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock(packages));
};

test('a fresh clone has nothing installed', () => {
  expect(staleDependencies(root)).toBe('nothing is installed yet');
});

test('what the lockfile names is enough, optional packages of other platforms may be absent', () => {
  install({ 'node_modules/one': { version: '1.2.3' } });
  expect(staleDependencies(root)).toBeNull();
});

test('another version and a missing package are stale', () => {
  install({ 'node_modules/one': { version: '1.2.2' } });
  expect(staleDependencies(root)).toContain('1.2.3');
  rmSync(join(root, 'node_modules'), { recursive: true });
  install({});
  expect(staleDependencies(root)).toContain('node_modules/one');
});
