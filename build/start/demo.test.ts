import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoAccounts, dropDemo, dropUnfinishedDemo, markDemo } from './demo.ts';

let data = '';

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'loket-demo-'));
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

test('the accounts of the demo are known again at the next start', () => {
  expect(demoAccounts(data)).toBeNull();
  const accounts = [{ username: 'siti', password: 'loket', who: 'Siti, petugas loket, Ngawi' }];
  markDemo(data, accounts);
  expect(demoAccounts(data)).toEqual(accounts);
});

test('only a folder that holds the demo is thrown away', () => {
  writeFileSync(join(data, 'postgres.secret'), 'a company');
  expect(dropDemo(data)).toContain('stays as it is');
  expect(existsSync(join(data, 'postgres.secret'))).toBe(true);
  markDemo(data, []);
  expect(dropDemo(data)).toBeNull();
  expect(existsSync(data)).toBe(false);
  expect(dropDemo(data)).toBeNull();
});

test('a demo that was interrupted is thrown away, a finished one and a company stay', () => {
  dropUnfinishedDemo(data);
  expect(existsSync(data)).toBe(true);
  markDemo(data, [{ username: 'siti', password: 'loket', who: 'Siti' }]);
  dropUnfinishedDemo(data);
  expect(existsSync(data)).toBe(true);
  markDemo(data, []);
  dropUnfinishedDemo(data);
  expect(existsSync(data)).toBe(false);
});
