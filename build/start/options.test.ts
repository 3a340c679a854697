import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const root = resolve('/home/siti/loket');

test('what nobody says', () => {
  expect(readOptions([], {}, root)).toEqual({
    window: 'best',
    fresh: false,
    own: false,
    build: true,
    port: 4817,
    data: join(root, '.loket'),
  });
});

test('what is said', () => {
  const env = { LOKET_PORT: '5000', LOKET_DATA: '/var/lib/loket' };
  expect(readOptions(['--url-only', '--fresh', '--no-build'], env, root)).toEqual({
    window: 'none',
    fresh: true,
    own: false,
    build: false,
    port: 5000,
    data: resolve('/var/lib/loket'),
  });
});

test("a company's own head office stands beside the demo, never in it", () => {
  expect(readOptions(['--own'], {}, root)).toMatchObject({ own: true, data: join(root, '.loket-own') });
});

test.each([[['--url']], [['--browser', '--electron']], [['ngawi']], [['--fresh', '--own']]])(
  '%j is refused',
  (args) => {
    expect(readOptions(args, {}, root)).toHaveProperty('error');
  },
);

test.each(['0', '65536', 'http', '48.17'])('LOKET_PORT=%s is refused', (port) => {
  expect(readOptions([], { LOKET_PORT: port }, root)).toHaveProperty('error');
});
