// Every rule of the protocol is held by a test that names it: what nobody checks is not a rule.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const self = 'test/rules.test.ts';
/** A range of more rules than this says nothing about any of them. */
const LONGEST_RANGE = 3;

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** @returns the numbers of the rules on the page, as they stand there. */
const rulesOf = (page: string): number[] =>
  [...page.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

/**
 * @param source of a test file
 * @returns the rules that names of tests begin with, as in `rule 21c:`, `rules 10, 11:` or `rules 17 to 19:`
 */
function citedIn(source: string): number[] {
  const names = source.matchAll(/\(\s*['"`]([^'"`:\n]*\brules? \d[^'"`:\n]*):/g);
  return [...names].flatMap(([, name = '']) =>
    [...name.matchAll(/\brules? (\d+[a-d]?(?:(?:, | and | to )\d+[a-d]?)*)/g)].flatMap(([, list = '']) =>
      list.split(/, | and /).flatMap((part) => {
        const [from = 0, to = from] = part.split(' to ').map((number) => Number.parseInt(number, 10));
        const count = to - from + 1;
        return count > LONGEST_RANGE ? [] : Array.from({ length: count }, (_, n) => from + n);
      }),
    ),
  );
}

const rules = rulesOf(read('shared/sync/SPEC.md'));
const cited = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.test\.tsx?$/.test(file) && file !== self && existsSync(join(root, file)))
  .flatMap((file) => citedIn(read(file)).map((rule) => ({ rule, file })));

test('the rules of SPEC.md have a number each, from 1 on without a gap', () => {
  expect(rules.toSorted((a, b) => a - b)).toEqual(rules.map((_, n) => n + 1));
  expect(rules.length).toBeGreaterThanOrEqual(46);
});

test.each(rules)('rule %i of SPEC.md is named by a test', (rule) => {
  const named = cited.some((one) => one.rule === rule);
  expect(named, `No test has “rule ${rule}” in its name (shared/sync/SPEC.md)`).toBe(true);
});

test('no test names a rule that SPEC.md does not have', () => {
  expect(cited.filter(({ rule }) => !rules.includes(rule))).toEqual([]);
});

test('names of tests are citations, also of several rules; comments, texts and long ranges are not', () => {
  expect(citedIn(`test('rule 21c: repeats', () => {`)).toEqual([21]);
  expect(citedIn(`test.each(orders)(\n  \`rules 10, 11 and 14 (SEED=1): an answer\`, () => {`)).toEqual([
    10, 11, 14,
  ]);
  expect(citedIn(`test('rules 44, 45, fault 36: a customer', () => {`)).toEqual([44, 45]);
  expect(citedIn(`test('rule 43, fault 35: a customer', () => {`)).toEqual([43]);
  expect(citedIn(`test('rules 17 to 19: a pull', () => {`)).toEqual([17, 18, 19]);
  expect(citedIn(`test('rules 1 to 42: nothing is lost', () => {`)).toEqual([]);
  expect(citedIn(`// rule 7: a tombstone\ntest('a deletion (rule 7)', () => {`)).toEqual([]);
});
